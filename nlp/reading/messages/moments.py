"""Moments in the lines of a chat: a day, an hour, "2 giờ trước", in whatever order and form.

An export tells of each message when it was sent. How it writes that, and where it stands, differs
from program to program; that a line holds a moment and little besides is common to all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from nlp.reading.dates import find_day, find_short_day
from nlp.reading.encoding import normalize
from nlp.reading.rules import fold, load_rules
from nlp.reading.stamps import without_rule

_CLOCK = (
    r"(?<![\d.,/:])(?:[01]?\d|2[0-3])(?:\s?[:hg]\s?|\s?giờ\s?)[0-5]\d(?::\d{2})?"
    r"(?:\s?(?:SA|CH|AM|PM)\b)?(?![\d:])"
)
_DAY = (
    r"(?<![\d.,/])(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}(?:[/.-](?:\d{4}|\d{2}))?"
    r"|\d{1,2}\s+(?:tháng|thg)\.?\s*\d{1,2}(?:\s*(?:,\s*)?(?:năm\s*)?\d{4})?)(?![\d/])"
)
_WEEKDAY = r"\b(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn|t[2-7]|hôm\s(?:nay|qua))\b"
_AGO = (
    r"(?:khoảng\s)?\b(?:\d{1,2}|một|vài)\s?(?:giây|phút|giờ|ngày|tuần|tháng|năm|h|d|w)\b"
    r"(?!\s?\d)(?:\strước\b)?|\bvừa xong\b"
)
_SIGN = r"\s*(?:(?:[,·•|–—-]|\blúc\b|\bvào\b|\bngày\b|\bat\b)\s*)?"
_PIECE = rf"(?:{_CLOCK}|{_DAY}|{_WEEKDAY})"
_MOMENT = re.compile(
    rf"(?:\b(?:lúc|vào|ngày)\s+){{0,3}}(?P<exact>{_PIECE}(?:{_SIGN}{_PIECE}){{0,4}})"
    rf"|(?:{_AGO})",
    re.IGNORECASE,
)
_HOUR = re.compile(_CLOCK, re.IGNORECASE)
_NEAR_DAY = re.compile(r"\bhôm\s(?:nay|(?P<before>qua))\b", re.IGNORECASE)
_HALF = re.compile(r"(?:SA|AM|(?P<late>CH|PM))$", re.IGNORECASE)
_NUMBERS = re.compile(r"\d+")
# A day on a line of its own has so many words around it at the most, as that of the week.
_DAY_WORDS = 9


@dataclass(frozen=True)
class Moment:
    """A moment in a line.

    Attributes
    ----------
    text : str
        As written.
    begin, end : int
        Where it stands in the line.
    hour : str
        ``"07:05"``, empty where the line only says how long ago it was.
    """

    text: str
    begin: int
    end: int
    hour: str = ""

    def day(self, above: date | None, saved: date | None) -> date | None:
        """Return the day, where the moment tells it, or that of what stands above.

        Parameters
        ----------
        above : date or None
            Of the last day told above, in whose year a day without one is.
        saved : date or None
            Of the page: where a moment only tells how long ago it was, or "hôm qua", that counts.
        """
        if not self.hour and self.text:
            return saved or above
        if saved is not None and (near := _NEAR_DAY.search(self.text)) is not None:
            return saved - timedelta(days=near["before"] is not None)
        year = (above or saved or date.min).year
        bare = _HOUR.sub(" ", self.text)
        told = find_day(bare) or (find_short_day(bare, year) if year > 1 else None)
        return told or above


def moment_in(text: str) -> Moment | None:
    """Return the first moment in a line that tells an hour or how long ago it was.

    Parameters
    ----------
    text : str
    """
    for match in _MOMENT.finditer(text):
        if match["exact"] is None:
            return Moment(match[0], match.start(), match.end())
        if (clock := _HOUR.search(match[0])) is not None:
            return Moment(match[0], match.start(), match.end(), _as_hour(clock[0]))
    return None


def day_alone(text: str, above: date | None) -> date | None:
    """Return the day that a line consists of ("──── Thứ Hai, 13 tháng 4 2026 ────").

    Parameters
    ----------
    text : str
    above : date or None
        In whose year a day without one is.
    """
    bare = without_rule(normalize(text))
    if not bare or len(bare.split()) > _DAY_WORDS:
        return None
    matches = list(re.finditer(_DAY, bare, re.IGNORECASE))
    if len(matches) != 1:
        return None
    around = bare[: matches[0].start()] + bare[matches[0].end() :]
    around = re.sub(rf"{_WEEKDAY}|{_CLOCK}|\bngày\b|\bdate\b", " ", around, flags=re.IGNORECASE)
    if any(map(str.isalnum, around)):
        return None
    return Moment(matches[0][0], 0, 0, "0").day(above, None) if above else find_day(bare)


def is_chrome(text: str) -> bool:
    """Tell whether a line is of the program alone: buttons, badges, counts, who has seen it.

    Parameters
    ----------
    text : str
        Such as ``"Thích · Phản hồi · 23"``, ``"👍❤️ 412"`` or ``"Đã xem bởi Lan, Tú"``.
    """
    if moment_in(text) is not None:
        return False
    words = re.findall(r"[^\W\d_]+", fold(text))
    if not words:
        return not text.strip().startswith(("+", "?"))
    rules = load_rules().messages
    if " ".join(words).startswith(rules["noted"]) and text.rstrip()[-1:] not in ".!?":
        return True
    return set(words) <= set(" ".join(rules["chrome"]).split())


def without_chrome(text: str) -> tuple[str, bool]:
    """Return a name without the badges around it, and whether it had one of an author or manager.

    Parameters
    ----------
    text : str
        Such as ``"Xã Bắc Hà ✓ Tác giả"``.
    """
    split = re.split(r"\s*[✓✔☑✅·•▪|`]\ufe0f?\s*|\s{2,}", text)
    pieces = [p for p in (piece.strip(" *_~") for piece in split) if p]
    bare = [p for p in pieces if not is_chrome(p)]
    # A name may have a number too: "#12  Tuấn Anh 92".
    named = [p for p in bare if not _counts(p, pieces)] or bare[-1:]
    badge = any(fold(p).strip() in load_rules().messages["badges"] for p in pieces)
    # "Quản trị viên" alone is an account too.
    return " ".join(named or pieces[:1]).strip(), badge


def _counts(piece: str, pieces: list[str]) -> bool:
    """Tell whether a piece beside others counts the messages ("BÀI 2", "#12")."""
    words = piece.split()
    return len(pieces) > 1 and len(words) <= 3 and words[-1].strip("#.:").isdigit()


def _as_hour(text: str) -> str:
    hour, minute, *_ = _NUMBERS.findall(text)
    half = _HALF.search(text)
    number = int(hour) % (12 if half else 24) + (12 if half and half["late"] else 0)
    return f"{number:02}:{minute}"
