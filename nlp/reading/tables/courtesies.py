"""What is written around the text of a cell: greeting, thanks, a note on what is enclosed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.reading.matters import asks
from nlp.reading.rules import fold, load_rules, plain

# "(Đơn có 14 chữ ký)", "(kèm 3 ảnh)": of the paper, and not of what it says.
_ENCLOSED = re.compile(
    r"(?<=\S)\s*[(\[](?:đơn\s+)?(?:có|kèm|gửi kèm|đính kèm|kèm theo)\s[^()\[\]]{0,40}?"
    r"(?:chữ ký|ảnh|hình|video|clip|bản sao|bản phô tô|giấy tờ)[^()\[\]]{0,20}[)\]][\s.]*$",
    re.IGNORECASE,
)
_GREETS = re.compile(
    r"^(?:dạ,?\s+)?(?:kính gửi|kính thưa|kính chào|xin chào|em chào|chào)\s(?!cờ|mừng|bán|hàng)"
    r"[^.,:;!?\n]{1,50}[.!\n]\s*(?=\S)",
    re.IGNORECASE,
)
_GREETING_WORDS = 8
# "Kính gửi UBND phường đường hỏng quá." tells a matter, as one with a verb does.
_STATES = ("hỏng", "mất", "tắc", "ngập", "nợ", "hư", "nghẹt", "quá", "rồi")
# Thanks stand in so many last characters: what somebody has written is not searched as a whole.
_LAST = 200
_THANKS = re.compile(
    r"(?:(?<=[.!?…])\s+|\n\s*)(?:(?:tôi|tui|em|con|cháu|mình|chúng tôi)\s+)?(?:xin\s+)?"
    r"(?:(?:trân trọng|chân thành|rất)\s+)*(?:cảm ơn|cám ơn|kính chào)"
    r"(?:\s+(?:nhiều|trước|ạ|nhé|nha|quý|các|anh|chị|cô|chú|bác|ad|admin|cơ quan|tổng đài|trung tâm"
    r"|lãnh đạo|ubnd|ủy ban|phường|xã|thành phố|cán bộ|mọi người)\b,?)*[\s.!]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Bare:
    """A text without what is written around it.

    Attributes
    ----------
    text : str
    courtesies, enclosed : str
        Whole sentences that only greet or thank, and a note on the paper; mostly empty.
    """

    text: str
    courtesies: str
    enclosed: str


def bare_text(text: str, speaker: str = "") -> Bare:
    """Take greeting, thanks, signature and a note on what is enclosed off the text of a cell.

    Parameters
    ----------
    text : str
        Such as ``"Kính gửi tổng đài. Cống tắc cả tháng. Trân trọng cảm ơn."``. Where nothing else
        is left, the text is as it was.
    speaker : str
        Who signs it, if somebody does: with his name or the end of it, in a line of its own.
    """
    rest, courtesies = text.strip(), []
    enclosed = ""
    if note := _ENCLOSED.search(rest, max(0, len(rest) - _LAST)):
        enclosed = note[0].strip(" \n.")
        rest = rest[: note.start()]
    greeting = _GREETS.match(rest)
    # "xin" asks for something, but in "xin chào".
    whom = greeting[0].partition("chào")[2] or greeting[0] if greeting else ""
    told = set(plain(whom).strip(".! ").split()) & {*load_rules().predicates, *_STATES}
    if greeting and len(greeting[0].split()) <= _GREETING_WORDS and not (asks(whom) or told):
        courtesies.append(greeting[0].strip())
        rest = rest[greeting.end() :]
    said, _, last = rest.rpartition("\n")
    name = fold(last[:_LAST]).strip(" .-–—") if said.strip() else ""
    if name and f" {fold(speaker)}".endswith(f" {name}"):
        courtesies.append(last.strip())
        rest = said.rstrip()
    if thanks := _THANKS.search(rest, max(0, len(rest) - _LAST)):
        courtesies.append(thanks[0].strip())
        rest = rest[: thanks.start()].rstrip()
    return Bare(rest, " ".join(courtesies), enclosed) if rest.strip() else Bare(text, "", "")
