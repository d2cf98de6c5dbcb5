"""What spreadsheets show for columns and values, in Vietnamese or English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nlp.errors import Lang
from nlp.reading.encoding import normalize
from nlp.taxonomy import Taxonomy

_HEADINGS: dict[str, dict[Lang, str]] = {
    "id": {"vi": "Mã", "en": "Id"},
    "source": {"vi": "Tệp nguồn", "en": "Source file"},
    "position": {"vi": "Vị trí", "en": "Position"},
    "date": {"vi": "Ngày", "en": "Date"},
    "speaker": {"vi": "Người nêu", "en": "Speaker"},
    "place": {"vi": "Nơi", "en": "Place"},
    "province_code": {"vi": "Mã tỉnh", "en": "Province code"},
    "ward_code": {"vi": "Mã xã", "en": "Ward code"},
    "legacy_code": {"vi": "Mã xã cũ", "en": "Commune code before July 2025"},
    "place_level": {"vi": "Cấp địa bàn", "en": "Level of place"},
    "answer": {"vi": "Trả lời", "en": "Answer"},
    "status": {"vi": "Tình trạng", "en": "Status"},
    "phone": {"vi": "Điện thoại", "en": "Phone"},
    "text": {"vi": "Nội dung ý kiến", "en": "Opinion"},
    "topics": {"vi": "Các tiểu mục", "en": "Subtopics"},
    "topic": {"vi": "Chủ đề", "en": "Topic"},
    "confidence": {"vi": "Độ tin cậy", "en": "Confidence"},
    "needs_review": {"vi": "Cần xem lại", "en": "Needs review"},
    "keywords": {"vi": "Từ khóa", "en": "Keywords"},
}
# Of a column, by its name and its headings.
_NAMES = {name.casefold(): name for name in _HEADINGS} | {
    text.casefold(): name for name, texts in _HEADINGS.items() for text in texts.values()
}
_SUMMARY: dict[Lang, tuple[str, str, str, str]] = {
    "vi": ("Chủ đề", "Số ý kiến", "Tỷ lệ", "Cần xem lại"),
    "en": ("Topic", "Opinions", "Share", "Needs review"),
}
_SHEETS: dict[Lang, tuple[str, str]] = {
    "vi": ("Ý kiến", "Tổng hợp"),
    "en": ("Opinions", "Summary"),
}
_YES_NO: dict[Lang, tuple[str, str]] = {"vi": ("Không", "Có"), "en": ("No", "Yes")}


def headings(names: Sequence[str], lang: Lang) -> list[str]:
    """Return the headings of columns.

    A table's own column keeps its name, with a number where that is one of ours.
    """
    # A dict keeps the order, and finds a heading among thousands at once.
    shown: dict[str, None] = {}
    for name in names:
        text = _HEADINGS[name][lang] if name in _HEADINGS else name
        candidate, number = text, 2
        while candidate in shown:
            candidate, number = f"{text} ({number})", number + 1
        shown[candidate] = None
    return list(shown)


def canonical_names(shown: Sequence[str]) -> list[str]:
    """Return the names of columns from their headings, the opposite of `headings`.

    A heading in Vietnamese or English, or the name itself, in any case, answers to its name the
    first time; any other is kept as it is.
    """
    names: list[str] = []
    taken: set[str] = set()
    for text in shown:
        name = _NAMES.get(normalize(text).casefold(), text)
        names.append(text if name in taken else name)
        taken.add(names[-1])
    return names


def summary_headings(lang: Lang) -> tuple[str, str, str, str]:
    """Return the headings of the table of topics."""
    return _SUMMARY[lang]


def sheet_names(lang: Lang) -> tuple[str, str]:
    """Return the names of the sheet of opinions and of the summary."""
    return _SHEETS[lang]


def value_text(name: str, value: Any, taxonomy: Taxonomy, lang: Lang) -> str:
    """Return a value as people read it: topics by name, yes and no in words."""
    if name == "topics":
        return "; ".join(taxonomy.full_name(label) for label in value)
    if name == "topic":
        return taxonomy[value].name
    if name == "keywords":
        return ", ".join(value)
    if isinstance(value, bool):
        return _YES_NO[lang][value]
    return str(value)
