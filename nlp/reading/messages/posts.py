"""Posts of a group with comments below them, and names with an hour that stand on lines alone.

Networks copy out as a head ("Bài 2 | Lan | 03/02/2026 19:40") with what is written below it, and
comments that tell an hour alone, or a day without a year ("Minh (04/02 07:50): ..."). All are put
as the stamped lines that chats export.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from nlp.reading.dates import find_day
from nlp.reading.formats.word import Paragraph
from nlp.reading.messages.columns import is_office_name
from nlp.reading.messages.layouts import MARK
from nlp.reading.stamps import is_called_chat

# So many heads, and such a share of the lines, are of messages.
_FEWEST, _SHARE = 3, 0.2
_TITLE_LINES = 5
_TITLE = re.compile(r"\b(?:facebook|fanpage|bài đăng|bình luận)\b", re.IGNORECASE)
_DAY = r"\d{1,2}[/.-]\d{1,2}(?:[/.-](?:\d{4}|\d{2}))?"
_HOUR = r"\d{1,2}[:hg]\d{2}(?::\d{2})?"
_WHEN = rf"(?P<when>(?:{_DAY}\s*,?\s+)?{_HOUR}|{_HOUR}\s*,?\s+{_DAY})"
# The sign of an account that the network has verified stands before its name.
_NAME = r"(?:[✔✓✅☑]\ufe0f?\s*)?(?P<name>[^\W\d_][^:|·•▪()\[\]\n]{0,50}?)"
# "Lan Anh · 07:20", "▌BÀI 2 ▪ Lan ▪ 03/02/2026 19:40"
_HEAD = re.compile(
    r"^\s*(?:[^\w\s(\[]{1,3}\s*)?"
    r"(?P<post>(?:bài(?: đăng| viết)?|post|status)\s*(?:số\s*)?\d{1,4}\s*[^\w\s]\s*)?"
    rf"{_NAME}\s*[·•▪|–—]\s*{_WHEN}\s*$",
    re.IGNORECASE,
)
# "   ╰ Minh (04/02 07:50): ..."
_COMMENT = re.compile(
    rf"^\s*(?:[^\w\s(\[]{{1,3}}\s*)?{_NAME}\s*[(\[]\s*{_WHEN}\s*[)\]]\s*:\s*(?P<said>\S.*)$",
    re.DOTALL,
)
# On a line of its own: "@Tuấn Phở", 'Trả lời "Tuấn Phở":'
_TO = re.compile(
    r"^\s*(?:@(?P<at>[^\W\d_][^:@,.!?\n]{0,40})"
    r"|(?:↩\ufe0f?\s*)?(?:đã\s+)?(?:trả lời|phản hồi)\s+"
    r"[\"“@]?(?P<to>[^\W\d_][^\"”:\n]{0,50})[\"”]?\s*:)\s*$",
    re.IGNORECASE,
)
_MOMENT = re.compile(r"(?P<hour>\d{1,2}[:hg]\d{2})|(?P<day>\d{1,2}[/.-]\d{1,2}[\d/.-]*)")
_YEARLESS = re.compile(r"(\d{1,2})[/.-](\d{1,2})$")


def posts_as_stamped(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs of posts and comments with a stamp before each.

    Parameters
    ----------
    paragraphs : sequence of Paragraph

    Returns
    -------
    list of Paragraph
        As they are where the document is not laid out so.
    """
    said = [one for one in paragraphs if one.text.strip()]
    top = [one.text for one in said[:_TITLE_LINES]]
    heads = [_HEAD.match(one.text) for one in said]
    comments = [None if heads[i] else _COMMENT.match(one.text) for i, one in enumerate(said)]
    count = sum(match is not None for match in (*heads, *comments))
    called = is_called_chat(top) or any(map(_TITLE.search, top))
    if not called or count < max(_FEWEST, _SHARE * len(said)) or not any(heads):
        return list(paragraphs)
    found: list[Paragraph] = []
    day: date | None = None
    author = ""
    index = 0
    while index < len(said):
        one, head, comment = said[index], heads[index], comments[index]
        index += 1
        if comment is not None:
            stamp, told = _stamp(comment["when"], day)
            day = told or day
            name, text = comment["name"].strip(), comment["said"].strip()
            # Below a post an office answers who wrote the post, unless it says whom else.
            answers = author and is_office_name(name) and not text.startswith("@")
            found.append(
                replace(one, text=f"{stamp} {name}: {_to(author) if answers else ''}{text}")
            )
            continue
        if head is None:
            found.append(one)
            continue
        stamp, day = _stamp(head["when"], day)
        author = head["name"].strip() if head["post"] else ""
        name, to = head["name"].strip(), ""
        both = all(_is_said(heads, comments, i) for i in (index, index + 1))
        if both and (match := _TO.match(said[index].text)):
            to = _to((match["at"] or match["to"]).strip())
            index += 1
        if _is_said(heads, comments, index):
            below = said[index]
            found.append(replace(below, text=f"{stamp} {name}: {to}{below.text.strip()}"))
            index += 1
        else:
            found.append(one)
    return found


def _is_said(
    heads: Sequence[re.Match[str] | None], comments: Sequence[re.Match[str] | None], index: int
) -> bool:
    """Tell whether a line is there, and is what somebody wrote below a head."""
    return index < len(heads) and heads[index] is None and comments[index] is None


def _to(name: str) -> str:
    return f"{MARK}{name} "


def _stamp(when: str, above: date | None) -> tuple[str, date | None]:
    """Return a stamp of a moment, and its day; one without a year is of the year above."""
    parts = {key: m[key] for m in _MOMENT.finditer(when) for key in ("hour", "day") if m[key]}
    told = parts.get("day", "")
    if above is not None and (yearless := _YEARLESS.match(told)):
        told = f"{yearless[1]}/{yearless[2]}/{above.year}"
    day = find_day(told) if told else above
    hour = parts["hour"]
    return (f"[{day:%d/%m/%Y} {hour}]" if day else f"[{hour}]"), day
