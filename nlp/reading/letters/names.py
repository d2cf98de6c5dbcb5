"""Who writes a letter: by introduction, field of a form, head of a mail, or signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.alphabet import CAPITALS
from nlp.reading.dates import find_day
from nlp.reading.named_places import find_place
from nlp.reading.rules import begins_with, fold, load_rules
from nlp.reading.speakers import is_official

_NAME_WORDS = range(2, 7)
_I = (
    r"(?:(?:toi|tui|em|chau|con|minh)(?: ky ten duoi day)?(?: xin tu gioi thieu)?"
    r"(?: (?:ten la|ten|la)|(?=\s*:))|ten (?:toi|tui|em|chau|con)(?: la)?)"
)
INTRODUCED = re.compile(rf"(?:^|[.,:;!?(]\s*|\b(?:nay|day|thua|oi)\s+){_I}\s*:?\s+(?=\S)")
_LABELLED = re.compile(
    # but not "Tên công trình: ..."
    r"^\W*(?:ho (?:va )?ten|ten(?= (?:nguoi|cong dan|day du|toi|chu ho)|\s*[:(])"
    r"|(?:ho (?:va )?ten )?nguoi (?:gui|goi|viet(?: don| thu)?|lam don"
    r"|dung don|kien nghi|phan anh|de nghi|gop y|trinh bay|khieu nai|to cao|nop)|cong dan|from|tu)"
    r"[^:]{0,24}:\s*(?=\S)"
)
SEVERAL = re.compile(
    r"(?:^|[.,:;!?]\s*)(?:(?:chung|tui|bon|tap the|anh em|ba con) (?:toi|em|chau|con|tui)"
    r"(?: (?:la|gom|cung la|cung))+\s+(?:dai dien (?:cho )?(?=\d))?"
    r"|(?=(?:tap the|nhan dan|phu huynh|ba con|chi hoi|cac ho"
    r"|hop tac xa|hoi|doanh nghiep|cong ty)\s(?!dong nhan dan)))(?=\S)"
)
# What goes on behind the name of a writer, and behind that of several: with its diacritics, since
# "Nam" and "Cư" are names, but for those who write without any.
_AFTER_NAME = (
    re.compile(
        r"[,.;:(\[<–|]|\s-\s|\s(?:[Ss]inh|[Nn]ăm sinh|sanh|sn|SN|hiện|đang|ở|ngụ|là|năm|thường"
        r"|trú|cư|nhà|số|CCCD|CMND|ĐT|điện thoại|nghề|[Gg]iới tính|[Dd]ân tộc|thay mặt|làm|viết|xin"
        r"|tuổi|đại diện)\b"
    ),
    re.compile(
        r"[,.;:(\[<–|]|\s-\s|\s(?:sinh|sn|hien|dang o|o|ngu|la|thuong tru|tru|cu tru|nha o|so|cccd"
        r"|cmnd|dt|dien thoai|thay mat|xin|tuoi|dai dien)\b"
    ),
)
# "tổ 6, 7 và 8" and "dãy B, C" go on behind the comma.
_COMMA = (
    r",(?!\s*[A-Z]\d?\s)(?!(?:\s*\d+,){0,20}\s*\d+\s+(?:và|va)\s+\d)"
    r"(?!\s*\d+\s*,(?:\s*\d+,){0,20}\s*\d+\s+(?:và|va)\s)"
)
_AFTER_GROUP = (
    re.compile(
        rf"{_COMMA}|[.;:(\[–]|\s-\s|\s(?:có tên|có chữ ký|cư trú|xin|viết|làm đơn|ký tên|do|cùng"
        r"|kính|đề nghị|kiến nghị|chúng tôi|đồng đứng)\b"
    ),
    re.compile(
        rf"{_COMMA}|[.;:(\[–]|\s-\s|\s(?:co ten|co chu ky|cu tru|xin|viet|lam don|ky ten|de nghi)\b"
    ),
)
# "..., do bà Lê Thị Tám đứng đơn": one who signs for all the others.
_STANDS = re.compile(
    rf"(?<![^\W_])do\s+((?:ông|bà|anh|chị|cô|chú|bác|cụ)(?:\s+[{CAPITALS}]\w*){{2,5}})"
    r"(?:\s+[–-]\s[^–-]{2,30}\s[–-]|,[^,.;]{2,30},)?\s+(?:đứng|ký)\s+(?:đơn|tên|thư)\b"
    # "người đại diện: bà Lê Thị Tám"
    r"|(?<![^\W_])(?:người\s+)?(?:đại diện|đứng đơn|đứng tên)(?:\s+là)?\s*:?\s+"
    rf"((?:ông|bà|anh|chị|cô|chú|bác|cụ)(?:\s+[{CAPITALS}]\w*){{2,5}})"
)
# "14 hộ kinh doanh ở dãy kiốt phía sau chợ Phú Yên"
_GROUP_AT = re.compile(rf"^(.{{4,60}}?)\s+(?:ở|tại)\s+(\S.*[{CAPITALS}\d]\S*)$")
# "ba chị em nhà họ Lâm chúng tôi ở ấp Bảy ..."
_BEFORE_US = re.compile(
    r"(?:^|[,.;:!]\s+)((?:hai|ba|bốn|năm|mấy|các|những|tập thể|gia đình|anh em|chị em|vợ chồng|\d+)"
    r"\s(?:[^\s,.;:!]+\s){1,8}?)(?:chúng|tụi|bọn) (?:tôi|tui|em|con|cháu)"
    r" (?:ở|ngụ|trú|cư trú|sống)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:xin|kinh|de nghi|kien nghi|chung toi|chung em|doi loi)\b")
_MAIL = re.compile(r"\s*<|(?:^|\s)\S+@")
QUOTED = re.compile(
    r"^\W*(?:vao|on)\b.{4,60}?(?:da viet|wrote)|^\W*(?:vao|on)\b.{6,40}\d{4}.{0,40}<"
)
_QUOTED_NAME = re.compile(r"(?:lúc|at)?\s*\d{1,2}:\d{2}(?:\s*[AP]M)?,?\s+(?=[^\W\d_])")
_SIGNED = re.compile(r"\([^)]*\)?|^\W*(?:TM\.?|T/M|KT\.?|Ký tên|Ký)\W+", re.IGNORECASE)
_SIGNER = re.compile(
    r"^\W*(?:nguoi (?:viet|lam|kien nghi|phan anh|gop y|trinh bay|de nghi|ky|gui"
    r"|khieu nai|to cao)(?: \w+)?|(?:thay mat|dai dien|tm)[^:]{0,40}"
    r"|(?:chi hoi|to|truong|pho|hoi|ban|xom|khu)"
    r"[^:]{0,30}(?:truong|pho|dien))\s*:?\s+(?=\S)"
)

# A name ends before so many letters.
_REACH = 200
# Several writers are named in so many words at the most.
_GROUP_WORDS = 18


def introduced(text: str) -> tuple[str, str]:
    """Return the writer who introduces himself in a line, and what stands behind the name."""
    for match in INTRODUCED.finditer(fold(text)):
        if name := _name(text[match.end() : match.end() + _REACH]):
            return name, text[match.end() + len(name) :]
    return "", ""


def labelled(text: str) -> tuple[str, str]:
    """Return the writer of a field of a form or mail, and what stands behind the name."""
    folded = fold(text)
    if (match := _LABELLED.match(folded)) is not None:
        rest = text[match.end() :]
    elif QUOTED.match(folded) and (said := _QUOTED_NAME.search(text)):
        rest = text[said.end() :]
    else:
        return "", ""
    name = _name(_MAIL.split(rest)[0], free=True)
    return name, rest[len(name) :]


def group_named(text: str) -> str:
    """Return who several writers are ("38 hộ dân thôn Cầu Đá")."""
    folded = fold(text)
    if before := _BEFORE_US.search(text):
        return before[1].strip()
    match = SEVERAL.search(folded)
    if match is None:
        return ""
    told = folded[match.start() : match.end()].strip(" .,:;!?") != ""
    begins = not match.start() or folded[match.start()] in ".!"
    if not told and (not begins or text.isupper() or not _ASKS.search(folded)):
        return ""
    rest = text[match.end() :]
    found = _until(rest, _AFTER_GROUP)
    short = 2 <= len(found.split()) <= _GROUP_WORDS and len(found) <= _REACH
    return found if short else ""


def stands_for_all(text: str) -> str:
    """Return who alone signs for several writers ("bà Lê Thị Tám")."""
    match = _STANDS.search(text)
    return next(filter(None, match.groups()), "") if match else ""


def group_at(group: str) -> tuple[str, str]:
    """Return several writers and where they are, as they say it themselves."""
    match = _GROUP_AT.match(group)
    return (match[1], match[2]) if match else (group, "")


def signer(tail: Sequence[str]) -> str:
    """Return who signs, from the lines behind the body."""
    for text in tail:
        if len(text.split()) > 14 or text.isupper():
            continue
        bare = _SIGNED.sub("", text).strip(" .,")
        match = _SIGNER.match(fold(bare))
        bare = bare[match.end() :] if match else bare
        if (
            find_day(bare) is None
            and not find_place(bare)
            and not begins_with(fold(bare), load_rules().letter_closings)
        ):
            name = _name(bare)
            if name and len(name) == len(bare.split(",")[0].strip()):
                return name
    return ""


def _until(text: str, patterns: tuple[re.Pattern[str], re.Pattern[str]]) -> str:
    end = patterns[text.isascii()].search(text)
    return (text[: end.start()] if end else text).strip(" \"'”“*")


def _name(text: str, *, free: bool = False) -> str:
    """Return the name that a text begins with."""
    cut = _until(text, _AFTER_NAME)
    if not cut or "@" in cut or is_official(cut):
        return ""
    if free and len(cut.split()) <= 10:
        return cut
    words: list[str] = []
    bare = cut.islower() and cut.split()[0] in map(fold, load_rules().family_names)
    for word in cut.split():
        if not (word[:1].isupper() or bare):
            break
        words.append(word)
    alone = len(words) == 1 and "'" in words[0]
    return " ".join(words) if len(words) in _NAME_WORDS or alone else ""
