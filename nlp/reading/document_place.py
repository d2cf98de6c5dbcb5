"""Where a document is from: the run of places in its head, the finer ones first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.gazetteer.data import load_gazetteer
from nlp.reading.gazetteer.keys import name_keys, split_words
from nlp.reading.letterhead import RANKS, capital_place, place_level, without_beside
from nlp.reading.lines import Line
from nlp.reading.named_places import find_place
from nlp.reading.naming import CAPITAL
from nlp.reading.person_names import is_name
from nlp.reading.place_mentions import without_cooperatives
from nlp.reading.rules import fold

# Lines about who was there name where they come from, and not where the document is from.
_WHO = re.compile(
    r"^(?:co mat|du hop|dai bieu|thanh phan|chu tri|chu toa|nguoi (?:tiep|ghi|truc)|phia|khach moi)"
)
# "P." and "TX." are shortened, and end nothing.
_PART_END = re.compile(r"[,;:()]|\s[–·•|-]\s|(?<!\b[PpQqHhXx])(?<!\b[Tt][PpTtXx])\.\s")
# "ban Yên, xã Môn Sơn": the kind without its mark.
_BARE_HAMLET = re.compile(
    rf"(?:^|[,:–-]\s+)((?:ban|thon|xom|ap|buon|lang|khom|to)\s+{CAPITAL}\w*(?:\s+{CAPITAL}\w*)*),\s*$"
)
# "SỔ GHI VIỆC THÔN 2025", "HỌP THÔN NGÀY 14/9": a day or year is no name.
_DATED = re.compile(
    r"\b(?:thôn|xóm|ấp|bản|buôn|làng|khu|tổ)\s+(?=(?:ngày|năm)\s+\d|(?:19|20)\d\d\b)", re.IGNORECASE
)
_QUOTES = str.maketrans(dict.fromkeys('"“”«»', " "))
# Behind one of these a district may stand without its kind: "xã Yên Trạch, Phú Lương".
_COMMUNE = re.compile(r"^(?:xa|phuong|thi tran|tt)\b")
_HAMLET_WORDS = frozenset(
    ("to", "dan", "pho", "khu", "khoi", "thon", "xom", "ap", "ban", "buon", "lang", "khom")
)
_GOES_ON = re.compile(
    r"\s+(?!và\b|ở\b|tại\b|của\b|thuộc\b)[a-zà-ỹ]+\s+"
    rf"(?=(?:thôn|xóm|ấp|bản|buôn|làng|khóm|khu phố|xã|phường)\s+{CAPITAL})"
)
# "thôn Lâm Yên - Đại Đồng, Đại Lộc, Quảng Nam": the wider places without their kinds.
_WIDER = re.compile(
    rf"\s*[,–-]\s*{CAPITAL}\w*(?:\s+{CAPITAL}\w*){{0,3}}"
    rf"(?:\s*[,–-]\s*{CAPITAL}\w*(?:\s+{CAPITAL}\w*){{0,3}}){{1,2}}(?=\W*$)"
)
# What is told of a place stands in so many first characters.
_LONGEST = 2000
# Pictures and signs behind a name.
_TRAILING = re.compile(r"[^\w)\]’']+$")
_SEVERAL = re.compile(r"\b(?:các|hai|ba|bốn|năm|0\d)\s+$", re.IGNORECASE)
# What a place names that only holds the meeting.
_VENUE = re.compile(r"\b(?:tai|tru so|hoi truong|nha van hoa|hoi quan|dinh)\b")


def document_place(head: Sequence[Line]) -> str:
    """Return where a document is from, from its head, finer places first, as written.

    Parameters
    ----------
    head : sequence of Line

    Returns
    -------
    str
        Such as ``"thôn Nội, xã Tam Đa, tỉnh Bắc Ninh"``, empty where nothing tells.
    """
    runs: list[tuple[str, bool]] = []
    venues: set[str] = set()
    for line in head:
        folded = fold(line.text)
        if _WHO.match(folded) or folded.startswith(("kinh gui", "noi nhan", "-", "cong hoa")):
            continue
        run = place_run(line.text)
        if run and _SEVERAL.search(line.text[: max(line.text.find(run), 0)]):
            # "tiếp xúc cử tri ba phường A, B và C"
            continue
        if len(runs) == 1 and run and _repeats(runs[0][0], run):
            runs = []
        if run and not runs:
            # "Ghi nhanh, xã Mường La (Sơn La), trưởng bản Nà Lo": the notes are of the hamlet.
            finer = find_place(line.text[line.text.find(run) + len(run) :])
            if finer and place_level(finer) == len(RANKS) and place_level(run) < place_level(finer):
                run = f"{finer}, {run}"
        quoted = line.text != line.text.translate(_QUOTES)
        if quoted and run and not runs and place_level(run) == len(RANKS) and "," not in run:
            # 'Nhóm "Ấp Rùm Sóc - hỏi đáp" (xã Cầu Kè, tỉnh Vĩnh Long)'
            wider = place_run(line.text[line.text.find(run) + len(run) :])
            if _repeats(run, wider):
                run = wider
            elif wider and place_level(wider) < len(RANKS):
                run = f"{run}, {wider}"
        if run and _VENUE.search(folded[: max(folded.find(fold(run)), 0)]):
            venues.add(run)
        if run:
            alone = any(
                len(run) >= len(p) - 2 for p in re.split(r"\s[·|]\s", line.text) if run in p
            )
            runs.append((run, alone))
    if not runs:
        return ""
    named = [run for run, _ in runs[:2] if run.isupper()]
    below_it = len(named) == 2 and place_level(named[0]) < place_level(named[1]) < len(RANKS)
    if below_it and not runs[0][1]:
        # "HỘI NÔNG DÂN TỈNH A" above "HỘI NÔNG DÂN HUYỆN B": it is of the second.
        runs = runs[1:]
    base, alone = runs[0]
    if alone and len(runs) > 1 and runs[1][1]:
        # A line of a place below another: "XÃ TAM ĐA", "THÔN NỘI".
        wider, below = sorted((base, runs[1][0]), key=place_level)[:2]
        if place_level(wider) != place_level(below):
            return f"{below}, {wider}"
    if place_level(base) == 0:
        return base
    if place_level(base) == len(RANKS) and "," not in base and len(runs) > 1 and runs[1][1]:
        return f"{base}, {runs[1][0]}"
    for run, _ in runs[1:]:
        if run in venues:
            continue
        # The place of issue again, with the wider ones behind it.
        at = fold(run).find(fold(base))
        if at >= 0 and len(run) > at + len(base):
            return run[at:]
    return base


def _repeats(above: str, below: str) -> bool:
    """Tell whether a run says again of which hamlet it is, and of more ("Tổ 4", "TDP 4, ...")."""
    hamlets = "," not in above and place_level(above) == place_level(below) == len(RANKS)
    names = [set(fold(run.split(",")[0]).split()) - _HAMLET_WORDS for run in (above, below)]
    return hamlets and "," in below and bool(names[0] & names[1])


def place_run(text: str) -> str:
    """Return the first run of places in a text, with the province behind it, as written.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Such as ``"ấp Đại Đức, xã Nhị Long, Trà Vinh"``.
    """
    text = text[:_LONGEST]
    # A name in quotation marks begins behind them.
    text = without_cooperatives(without_beside(text).translate(_QUOTES))
    text = _DATED.sub(lambda match: "_" * len(match[0]), text)
    if text.isupper():
        # In capitals every word may be of a name.
        text = capital_place(text)
    first = find_place(text)
    if not first:
        return ""
    begin = text.find(first.split(", ")[0])
    if begin < 0:
        return first
    end = begin + len(first.split(", ")[0])
    if within := _GOES_ON.match(text, end):
        # "Tổ Đoàn kết thôn Lâm Yên": no place, but a name that goes on.
        return place_run(text[within.end() :])
    if bare := _BARE_HAMLET.search(text[:begin]):
        begin = bare.start(1)
    wider = _WIDER.match(text, end)
    if wider and _is_province(re.split(r"[,–-]", wider[0])[-1].strip()):
        return text[begin : wider.end()].strip(' ."”')
    while match := re.match(r"\s*[,–-]\s*(?=\S)|\s*\(", text[end:]):
        rest = text[end + match.end() :]
        part = _TRAILING.sub("", _PART_END.split(rest, maxsplit=1)[0].strip(" ."))
        last = re.split(r"[,(]", text[begin:end])[-1].split()[-3:]
        last_named = re.split(r"[,(]", text[begin:end])[-1].strip()
        # "Bà Rịa - Vũng Tàu", "Xuân Hương - Đà Lạt"
        double = match[0].strip() in ("-", "–") and _is_unit([*last[-2:], *part.split()])
        wide = _is_province(part) or (_is_district(part) and _COMMUNE.search(fold(last_named)))
        if not (part and (double or find_place(part) == part or wide)):
            break
        end += match.end() + len(part)
    found = text[begin:end].strip(' ."”')
    return f"{found})" if "(" in found and ")" not in found else found


def _is_province(part: str) -> bool:
    words = split_words(re.sub(r"^TP\.?\s?", "", part))
    if not 0 < len(words) <= 4 or not all(map(is_name, words)):
        return False
    return name_keys(words)[0] in load_gazetteer().provinces


def _is_district(part: str) -> bool:
    """Tell whether words without a kind name a district of before the reform."""
    words = split_words(part)
    if not 1 < len(words) <= 3 or not all(map(is_name, words)):
        return False
    return name_keys(words)[0] in load_gazetteer().districts


def _is_unit(words: Sequence[str]) -> bool:
    gazetteer, key = load_gazetteer(), name_keys(words)[0]
    return key in gazetteer.provinces or key in gazetteer.wards
