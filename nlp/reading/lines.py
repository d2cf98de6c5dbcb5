"""Paragraphs in, lines out: the number or bullet before each is read, and what it is a mark of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nlp.reading.encoding import as_seen, normalize
from nlp.reading.formats.word import Paragraph
from nlp.reading.stamps import without_stamp

# A time stamp, but not in "22:00 - 2:00 sáng quán hát", "22:30 rồi vẫn hát".
_CLOCK = re.compile(
    r"^\s*[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?![\d:])"
    r"(?!\s*(?:[-–]\s*\d|(?:đến|tới|sáng|trưa|chiều|tối|đêm|khuya|rồi|là|mà|vẫn|mới)\b))"
    r"[\])]?\s*[-–:]?\s*",
    re.IGNORECASE,
)
_ARROW = re.compile(r"^\s*(?:[=~–—-]+>|[→⇒↳➔➜➝➞⟶⟹⇨»›❯]|>+)\s*|^\s+=\s+")
_DECORATION = re.compile(r"^\s*(?:[*=#~_]{2,}|-{2,}(?!>))\s*")
_UPPER = r"[A-ZĐÀÁẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÈÉẺẼẸÊẾỀỂỄỆÌÍỈĨỊÒÓỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÙÚỦŨỤƯỨỪỬỮỰỲÝỶỸỴ]"
_MARKS = re.compile(
    rf"""^\s*(?:
        # "V/v", "A/c" and "C.ty" are words.
        (?![A-Z][./](?!{_UPPER})[^\W\d_])
        (?:(?P<roman>[IVX]{{1,5}})\s*(?:[.)/]\s*(?=\S)|[-–]\s+)
      | (?P<code>[A-H]\d{{1,2}})\s?[.)/:]\s+(?=\S)
      | (?P<alpha>[A-H])\s*[.)/]\s*(?=\S))
      | (?P<section>(?i:phần|mục|chương)\s+(?:thứ\s+)?(?:[IVX]+|\d+|nhất|hai|ba|tư)\b\s*[.:)–-]?)\s*
      | (?P<count>(?i:câu\shỏi|câu|ý\skiến|kiến\snghị|vấn\sđề|ý)\s+(?:thứ\s+|số\s+)?\d{{1,2}}
          \s*(?:[:.)–-]|(?=\()))\s*
      | (?P<ordinal>(?i:câu\shỏi|câu|ý\skiến|kiến\snghị|vấn\sđề|ý|phiếu|lượt|nội\sdung)\s+thứ\s+
          (?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)\s*(?:[:.)–-]|(?=\()))\s*
      | (?P<deep>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})[.)]?(?:\s*[-–])?\s+(?=["“(]?[^\W\d_])
          (?!(?:triệu|tỷ|tỉ|nghìn|ngàn|ha|km|m|mét|lần|tấn|kg|cây|sào|mẫu|giờ|người|hộ|đồng)\b)
      | (?P<number>\d{{1,3}})(?:[.)/](?:\s+|(?={_UPPER}))|\s*[-–]\s+(?!\d))
      | \((?P<paren>\d{{1,2}}|[a-zđ]|[ivx]{{2,4}})\)\s*
      | (?P<letter>[a-zđ])(?:[)/]\s+|\.\s+(?={_UPPER}\w*\s+[^\W\d_A-ZĐ]))
      | (?P<bullet>[-–—•●▪◦*+·○□■►✓#❖◆➢➤§‣⁃∙※]|~(?!\s*\d)|[@&^](?=\s)|\([-–•●▪◦*+]\)
          |[\u2190-\u2bff\U0001f000-\U0001faff]\ufe0f?)
        (?:\s+|(?={_UPPER}))
      | (?P<box>\[\s?[xXvV✓✔]?\s?\])\s*(?=\S)
      # Word's hollow bullet, as it comes out in plain text; "o Thắm" is an aunt.
      | (?P<hollow>o)\s+(?=(?:(?:vẫn|cũng|lại)\s+)?(?:đ/c|đồng\schí|ông|bà|anh|chị|cô|chú|bác|cụ
          |thầy|dì|thím|cậu|mợ|hộ|nhà|bà\scon|[abcô]\.)\s)
    )""",
    re.VERBOSE,
)
# "a. Quân nhà ô. Tư rỉ tai: ..."
_TITLE = re.compile(rf"\s*[abcôo]\.\s+{_UPPER}(?:[^:.]|(?<=\s[abcôo])\.){{0,45}}:")
# A line before which a number or a bullet stands.
ITEM = re.compile(
    r"^\s*(?:\(?\d{1,3}[.)/]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,3}\s*-|[-–—•●▪◦*+·~]|[a-zđ]\)"
    r"|\([a-zđ*+•-]\))\s+"
)
# Marks of the parts of a document, not of a list.
PART_MARKS = frozenset(("roman", "alpha", "section"))


@dataclass(frozen=True)
class Line:
    """A line of a document.

    Attributes
    ----------
    position : str
    text : str
        Normalised, without time stamp.
    body : str
        `text` without the mark before it.
    mark : str
        Kind of the mark: ``"roman"``, ``"number"``, ``"bullet -"``, ..., empty where none.
    heading : bool
        It has a heading style, or is set off by signs (``*** ...``).
    quoted, arrow : bool
        It is a quotation, or begins with an arrow (``->``, ``=>``).
    indented : bool
        White space stands before it.
    soft : bool
        It goes on the paragraph of the line above, below a line break.
    number : int
        Of a count (``Câu hỏi 3:``, ``Ý 2:``) or number, 0 where none.
    raw : str
        Normalised, as it stands, time stamp and mark before it.
    """

    position: str
    text: str
    body: str
    mark: str = ""
    heading: bool = False
    quoted: bool = False
    arrow: bool = False
    indented: bool = False
    soft: bool = False
    number: int = 0
    raw: str = ""

    @property
    def item(self) -> bool:
        """Whether it is an item of a list."""
        return bool(self.mark) and self.mark not in PART_MARKS


def lines_of(paragraphs: Iterable[Paragraph]) -> list[Line]:
    """Return the lines of paragraphs that have any text.

    Parameters
    ----------
    paragraphs : iterable of Paragraph

    Returns
    -------
    list of Line
    """
    return [line for paragraph in paragraphs for line in _lines(paragraph)]


def _lines(paragraph: Paragraph) -> Iterator[Line]:
    soft = False
    for piece in as_seen(paragraph.text).split("\n"):
        raw = without_stamp(piece)
        stamped = raw != piece
        raw = raw if stamped else _CLOCK.sub("", piece)
        if not raw.strip():
            continue
        arrow = bool(_ARROW.match(raw))
        raw = _ARROW.sub("", raw)
        decorated = bool(_DECORATION.match(raw)) and not arrow
        raw = _DECORATION.sub("", raw) if decorated else raw
        match = None if decorated or arrow or stamped else _MARKS.match(raw)
        if match is not None and match.lastgroup == "alpha" and paragraph.listed:
            # "- A. Kiệt (tổ 5): ...": behind a bullet a letter is a title.
            match = None
        elif match is not None and paragraph.listed and _TITLE.match(raw):
            # "* a. Tài than: ..."
            match = None
        elif match is not None and paragraph.listed and match.lastgroup in ("box", "hollow"):
            # The list has a mark of its own.
            match = None
        text = normalize(raw)
        if not text:
            continue
        body, mark, number = text, "", 0
        if match is not None and (rest := normalize(raw[match.end() :])):
            body, mark, number = rest, _kind(match), _number(match)
        if not mark and paragraph.listed and not soft:
            mark = f"list {paragraph.mark}".strip()
        yield Line(
            paragraph.position,
            text,
            body,
            mark,
            heading=(paragraph.heading or decorated) and not soft,
            quoted=paragraph.quoted,
            arrow=arrow,
            indented=piece[:1].isspace(),
            soft=soft,
            number=number,
            raw=normalize(piece),
        )
        soft = True


def _kind(match: re.Match[str]) -> str:
    name = str(match.lastgroup)
    if name == "bullet":
        # "①" and "❶" count.
        sign = match["bullet"].strip("()")
        counts = unicodedata.numeric(sign[0], None) is not None
        return "circled number" if counts else f"bullet {sign}"
    if name in ("box", "hollow"):
        return "bullet ☐" if name == "box" else "bullet ○"
    if name == "deep":
        return f"number {match['deep'].count('.') + 1}"
    if name == "paren":
        return "paren number" if match["paren"].isdigit() else "letter"
    if name == "code":
        # "A1) Ông ..."
        return "number"
    return "count" if name == "ordinal" else name


def _number(match: re.Match[str]) -> int:
    if match.lastgroup == "bullet":
        return int(unicodedata.numeric(match["bullet"][0], 0))
    digits = re.search(r"\d+$|\d+(?=\s*[:.)–-]*$)", (match[str(match.lastgroup)] or "").strip())
    return int(digits[0]) if digits else 0
