"""Several people in one cell of a table: each has a line that names him before or behind it."""

from __future__ import annotations

import re

from nlp.reading.alphabet import CAPITALS
from nlp.reading.attribution import whose
from nlp.reading.groups import is_group
from nlp.reading.person_names import person_is_full, person_length
from nlp.reading.rules import begins_with, fold, load_rules, plain
from nlp.reading.speakers import is_official
from nlp.reading.tables.cells import headed_by

# "Đường lầy. (bà Lan, tổ 3)"
_BRACKETED = re.compile(r"(?<=[^\s(])\s{0,9}\((?P<who>[^()\n]{3,80})\)\s*(?:[.;]\s*)?$")
_ENDS = '.!?…”"'
# "facebook: Mộc Lam", "zalo Thu Hà"
_CHANNEL = re.compile(
    r"(?:facebook|fb|zalo|e-?mail|tiktok|youtube|cổng thông tin|trang)\b\s*[:–-]?\s*(?=\S)",
    re.IGNORECASE,
)
_NAME = re.compile(rf"[{CAPITALS}][^\W\d_]*(?:\s[{CAPITALS}][^\W\d_]*){{1,4}}")
_ROLE_WORDS = 10
# "Nguyễn Văn Hùng" is a person, "Hồ Tây" a lake.
_FULL = 3
# Fewer words before a bracket tell no matter.
_LEAST = 4


def voices(text: str) -> list[str]:
    r"""Return what each of several people says in a cell, else the cell as it is.

    Parameters
    ----------
    text : str
        Such as ``"Bà Lan: đường lầy.\nÔng Tư: cống nghẹt."`` or ``"Đường lầy. (bà Lan)\nCống
        nghẹt. (ông Tư)"``. A line that names nobody goes on the one above, or with brackets the
        one below.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    headed = [headed_by(line)[0] != line for line in lines]
    if sum(headed) > 1 and headed[0]:
        begins = headed
    else:
        signed = [bool(bracketed_by(line)[1]) for line in lines]
        if sum(signed) < 2 or not signed[-1]:
            return [text]
        begins = [True, *signed[:-1]]
    said: list[list[str]] = []
    for line, first in zip(lines, begins):
        if first:
            said.append([])
        said[-1].append(line)
    return ["\n".join(part) for part in said]


def bracketed_by(text: str) -> tuple[str, str, str]:
    """Return an opinion, its speaker and home, where they stand in brackets at its end.

    Parameters
    ----------
    text : str
        Such as ``"Đường lầy đã hai năm. (bà Lan, tổ 3)"``. What explains the sentence before it,
        or names an office, is left where it is.
    """
    found = _BRACKETED.search(text)
    said = text[: found.start()].rstrip() if found else ""
    if found is None or len(said.split()) < _LEAST:
        return text, "", ""
    inside = found["who"].strip()
    name, place = _who(inside, closed=said[-1] in _ENDS)
    return (said, name, place) if name else (text, "", "")


def _who(inside: str, *, closed: bool) -> tuple[str, str]:
    """Return who is meant by brackets, nobody where they may be part of the sentence."""
    if begins_with(plain(inside), load_rules().anonymous):
        return inside, ""
    channel = _CHANNEL.match(inside)
    if channel and closed:
        return (inside, "") if _NAME.fullmatch(inside[channel.end() :]) else ("", "")
    words = inside.split()
    # "(đại diện tiểu thương)", "(Thư Nguyễn)": as people call themselves on the net.
    role = begins_with(fold(inside), ("dai dien",)) is not None and len(words) <= _ROLE_WORDS
    family = plain(words[-1]) in load_rules().family_names
    if closed and (role or (_NAME.fullmatch(inside) and family and not is_official(inside))):
        return inside, ""
    found = whose(inside, behind=True)
    titled = begins_with(plain(inside), load_rules().titles) is not None
    if not titled and is_official(inside, listed=True) and not is_group(inside):
        return "", ""
    # "Đề nghị hỗ trợ hộ bên cạnh (ông Nam)" is of the sentence, with a home behind him it is not.
    if not (closed or found.place):
        return "", ""
    length = person_length(words)
    full = length >= _FULL and person_is_full(" ".join(words[:length]))
    if length and (titled or full):
        # "(bà Lan mất giấy tờ)" goes on to tell something.
        behind = inside[len(" ".join(words[:length])) :].strip()
        named = not behind or inside[len(" ".join(words[:length])) - 1] == "," or behind[0] in ",–-"
        if not named:
            return "", ""
        return (found.name or inside, found.place) if found.place else (inside, "")
    group = is_group(inside) or begins_with(plain(inside), load_rules().groups) is not None
    if group and len(words) <= _ROLE_WORDS:
        return (found.name or inside, found.place) if found.place else (inside, "")
    return "", ""
