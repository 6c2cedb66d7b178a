"""Wordings for the tests: the German texts of the forms, and real sentences in Arabic."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache

from intake_app.paths import forms_dir
from intake_app.printing.layout import insert

ARABIC = {
    "label.page": "صفحة {page} من {pages}",
    "label.number": "الرقم",
    "label.name": "الاسم",
    "label.birth": "تاريخ الميلاد",
    "label.for_person": "لـ",
    "label.partner": "الجهة",
    "label.decision": "القرار",
    "label.no": "لا",
    "label.yes": "نعم",
    "label.tell": "يجوز لنا إبلاغ الجهة",
    "label.ask": "يجوز لنا سؤال الجهة",
    "label.categories": "أي بيانات",
    "label.purposes": "لأي غرض",
    "label.valid_until": "صالح حتى",
    "label.place_date": "المكان والتاريخ",
    "label.signature.person": "توقيع المراجِع أو المراجِعة",
    "label.signature.advisor": "توقيع المستشار",
    "B-T01": "إذن بتبادل المعلومات",
    "B-T01.subtitle": "موافقة وإعفاء من واجب السرية",
    "B-T02": "لقد تحدثتم معنا عن وضعكم. ونحن نتعامل مع ذلك بسرية. أحيانًا نستطيع أن نساعد بشكل "
    "أفضل إذا تحدثنا مع جهة أخرى. لذلك نحتاج إلى إذنكم. في هذه الورقة تقررون بأنفسكم لكل "
    "جهة: نعم أو لا.",
    "B-T03": "نحن: {office}، {carrier}، {address}، هاتف {phone}. يجيب عن الأسئلة المتعلقة "
    "بحماية البيانات: {dpo}.",
    "B-T04": "نستخدم بياناتكم فقط لما تضعون عليه علامة هنا: {purposes}. ولأي شيء آخر نسألكم "
    "من جديد.",
    "B-T05": "قراري لكل جهة",
    "B-T06": "عدم وضع علامة يعني: لا.",
    "B-T08": "لا يجب عليكم التوقيع. إذا قلتم لا، نقدم لكم المشورة بنفس القدر. لا توجد أضرار في "
    "الإعانات ولا عواقب على إقامتكم.",
    "B-T09": "يمكنكم سحب إذنكم في أي وقت، حتى لجهة واحدة فقط. تكفي مكالمة أو ورقة أو زيارة. لا "
    "تحتاجون إلى سبب. ابتداءً من هذا اليوم لا ننقل أي شيء ونخبر الجهة بذلك.",
    "D-T01": "مساعدة على القراءة: النص الألماني وحده ملزم. لم تتم الموافقة على الترجمة بعد.",
    "D-T01.short": "مساعدة على القراءة، النص الألماني ملزم",
}
FILLER = {
    "ar": "هذه جملة عربية للتجربة، وفيها رقم {number} واسم، لكي نرى كيف تقف الكلمات في العمود.",
    "uk": "Це пробне речення українською мовою, щоб побачити, як слова стоять у стовпці.",
}


@cache
def german_texts(form: str) -> dict[str, str]:
    found: dict[str, str] = {}
    root = forms_dir() / form
    for name in tomllib.loads((root / "form.toml").read_text("utf-8"))["texts"]:
        for entry in tomllib.loads((root / name).read_text("utf-8"))["text"]:
            found[entry["id"]] = entry["text"]
    return found


class _Blank(dict):
    def __missing__(self, key):
        return ""


@dataclass(frozen=True)
class TableWording:
    """A wording from a table; texts that it lacks are a sentence of the language."""

    form: str
    language: str = "de"
    is_draft: bool = False
    texts: dict[str, str] = field(default_factory=dict)

    def block(self, text_id: str, **fields: str) -> str:
        german = german_texts(self.form)[text_id]
        text = german
        if self.language != "de":
            filler = FILLER.get(self.language, german)
            short = filler.split("،")[0].split(",")[0]
            text = self.texts.get(text_id) or (filler if len(german) > 60 else short)
        inserted = {key: insert(value) for key, value in fields.items()}
        return text.format_map(_Blank(inserted)).replace("\u2068\u2069", "")


def german(form: str = "waiver") -> TableWording:
    return TableWording(form)


def arabic(form: str = "waiver", *, draft: bool = True) -> TableWording:
    return TableWording(form, "ar", draft, ARABIC)


def ukrainian(form: str = "waiver", *, draft: bool = True) -> TableWording:
    return TableWording(form, "uk", draft)
