"""Wordings for the tests: the German texts of the forms, and real sentences in Arabic."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from functools import cache

from intake_app.form_engine.loader import load_library
from intake_app.form_engine.wording import Catalogues
from intake_app.paths import forms_dir, translations_dir
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
    "ar": "هذه جملة عربية للتجربة، لكي نرى كيف تقف الكلمات في العمود.",
    "uk": "Це пробне речення українською мовою, щоб побачити, як слова стоять у стовпці.",
}


@cache
def library():
    return load_library(forms_dir())


@cache
def _catalogues():
    return Catalogues(translations_dir(), library())


def german(form: str = "waiver"):
    return _catalogues().wording("de").of(library().forms[form])


@dataclass(frozen=True)
class SampleWording:
    """A translation for the tests: real sentences, else a sentence of the language."""

    form: str
    language: str
    is_draft: bool = True
    texts: dict[str, str] = field(default_factory=dict)

    def block(self, text_id: str, /, **fields: str) -> str:
        plain = german(self.form).block(text_id, **fields)
        if text_id in self.texts:
            return re.sub(
                r"{(\w+)}", lambda match: insert(fields[match[1]]), self.texts[text_id]
            )
        return self._filler(plain)

    def list_label(self, list_id: str, code: str) -> str:
        return self._filler(german(self.form).list_label(list_id, code))

    def list_hint(self, list_id: str, code: str) -> str:
        return self._filler(german(self.form).list_hint(list_id, code))

    def _filler(self, plain: str) -> str:
        """Return about as many words as the German text has."""
        words = itertools.cycle(FILLER[self.language].split())
        return " ".join(itertools.islice(words, max(1, len(plain) // 7))) if plain else ""


def arabic(form: str = "waiver", *, draft: bool = True) -> SampleWording:
    return SampleWording(form, "ar", draft, ARABIC)


def ukrainian(form: str = "waiver", *, draft: bool = True) -> SampleWording:
    return SampleWording(form, "uk", draft)
