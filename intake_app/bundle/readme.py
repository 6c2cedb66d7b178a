"""The text that lies in every bundle for whoever opens it with other programs."""

from __future__ import annotations

README = """\
FALLPAKET

Dieses Paket wurde mit Erlaubnis der betroffenen Person an Ihre Stelle gesendet. Es enthält
nur Angaben, die diese Person für Ihre Stelle freigegeben hat.

Was Sie tun müssen
- Nutzen Sie die Angaben nur für den Zweck, der in manifest.json unter "purposes" steht.
- "valid_until" nennt den Tag, bis zu dem die Erlaubnis gilt. Die Person kann sie vorher
  zurücknehmen; dann erhalten Sie eine Nachricht.
- Bewahren Sie das Paket verschlüsselt auf und geben Sie es nicht weiter.
- Kam das Paket irrtümlich zu Ihnen, löschen Sie es und sagen Sie der sendenden Stelle
  Bescheid.

Was darin liegt
- PDF-Dateien: zum Lesen und Ausdrucken.
- case.json: dieselben Angaben als Daten, Schlüssel mit deutschem Wortlaut.
- manifest.json: sendende und empfangende Stelle, Zweck, Nummer der Erlaubnis, Verzeichnis
  aller Dateien mit Größe und Prüfsumme (SHA-256).
- manifest.sig: Unterschrift der sendenden Stelle (Ed25519) über manifest.json.

Öffnen
- Am einfachsten mit "Intake App"; das Programm prüft auch die Unterschrift.
- Ohne das Programm:  age --decrypt --identity SCHLÜSSELDATEI Fallpaket-….age > paket.zip
  Danach liegt das Paket unverschlüsselt auf dem Datenträger. Löschen Sie paket.zip und alles
  Ausgepackte, sobald Sie es nicht mehr brauchen.
"""
