"""Another program with the same vault, as its own process: `python -m … VAULT WHAT`.

It prints one line when it is ready, and one for each thing it is told to do on its input.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from intake_app.composition import content
from intake_app.errors import IntakeError
from intake_app.services.sample_player import MovableClock
from intake_app.services.services import services_for
from intake_app.services.vaults import VaultService
from tests.conftest import CHEAP, PASSPHRASE


def main(path: Path, how: str, moment: str) -> None:
    """Open the vault to "work" or to "read", then do as told until the input ends."""
    vaults = VaultService(content(), MovableClock(datetime.fromisoformat(moment)), CHEAP)
    opened = vaults.unlock if how == "work" else vaults.unlock_to_read
    try:
        services = services_for(opened(path, PASSPHRASE))
    except IntakeError as error:
        say(f"{type(error).__name__} {getattr(error, 'reason', '')}".strip())
        return
    say("open")
    for line in sys.stdin:
        try:
            if line.strip() == "create":
                services.cases.create()
                say("created")
            elif line.strip() == "count":
                heads = services.cases.search("")
                for head in heads:
                    services.cases.open(head.case.id)
                say(str(len(heads)))
        except IntakeError as error:
            say(f"{type(error).__name__} {getattr(error, 'rule', '')}".strip())
    services.session.close()
    say("closed")


def say(text: str) -> None:
    """Tell whoever started this program."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
