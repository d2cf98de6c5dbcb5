"""Labels of voices in what a machine or a person wrote down of a recording.

They have any of several shapes ("(giọng nữ 1)", "SPK_02:", "NÓI 2 -", "<v Trần Thị Hạnh>") and are
told by coming again in one shape, not by a list of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from nlp.reading.alphabet import CAPITALS
from nlp.reading.speakers import is_official
from nlp.reading.speech.dates import find_day_filed

CLOCK = (
    r"(?:\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,6})?|\d{1,6}(?:[.,]\d{1,6})?s\b|\d{1,3}[p']\d{2}\b)"
)
_NAME = r"[^\W_][^\]\[)(><}{:|\n]{0,60}?"
_SHAPES = {
    "bracket": re.compile(rf"^[\[(<{{]\s*(?P<name>{_NAME})\s*[\])>}}]\s*[:–—-]?\s*(?=\S)"),
    "colon": re.compile(
        rf"^(?P<name>{_NAME})\s*(?:[\[(]?{CLOCK}[\])]?\s*)?(?:\((?P<home>[^()\n]{{1,40}})\)\s*)?"
        rf":(?P<time>\s+{CLOCK}(?=\s|$))?(?:\s+(?=\S)|$)"
    ),
    # "Lê Thị Quỳnh (VP UBND phường)   0:05", alone above what is said.
    "stamped": re.compile(
        rf"^(?P<name>{_NAME})(?:\s*\((?P<home>[^()\n]{{1,40}})\))?\s+[\[(]?{CLOCK}[\])]?\s*$"
    ),
    "dash": re.compile(rf"^(?P<name>{_NAME})\s+[-–—|]+>?\s+(?=\S)"),
    "alone": re.compile(rf"^[\[(<{{]?(?P<name>{_NAME})[\])>}}]?\s*:?$"),
    "chevron": re.compile(r"^>{1,3}\s*(?P<name>)(?=\S)"),
    "bare": re.compile(
        r"^(?P<name>(?:người|người nói|speaker|spk|giọng|giọng nam|giọng nữ|nói|nam|nữ|loa|mic"
        r"|micro|kênh|voice)[\s_#]*\d{1,3})\s*:?\s*"
        rf"(?:[\[(]\s*{CLOCK}[^\])]*[\])]|{CLOCK}(?=\s|$))?\s*[:–-]?\s*(?=\S|$)",
        re.IGNORECASE,
    ),
}
# WebVTT names its voices: no other sign is needed.
VOICE = re.compile(r"^<v (?P<name>[^<>]+)>\s*(?=\S|$)")
# So a machine tells voices apart.
_CODE = re.compile(
    r"(?:người nói|speaker|spk|giọng(?: nam| nữ)?|voice|nói)[\s_#]*\d{1,3}$", re.IGNORECASE
)
_LABEL_WORDS, _TITLED_WORDS = 5, 14
_TITLED = re.compile(
    r"(?i:ông|bà|bác|chị|anh|cô|chú|cụ|em|cháu|mệ|o|ôn|thầy|dì|cậu|mợ|già|ama|đ/c|đồng chí|ô\.|b\.)"
    rf"\s+[{CAPITALS}]"
)
_FEWEST_LABELS = 3
_TOP_LINES, _FEWEST_LISTED = 12, 2
# Of the lines from the first label on so many have one, or one stands above them.
_LABELLED_SHARE = 0.3
# Where turns are long, they have more lines without.
_LONG_TURNS_SHARE, _SURELY_AGAIN = 0.15, 0.6
# So many of them come again.
_AGAIN = 0.4


def is_voice_code(label: str) -> bool:
    """Tell whether a label is a machine's number of a voice: ``"Người nói 3"``.

    Parameters
    ----------
    label : str
    """
    return _CODE.match(label) is not None


def voice_labels(
    rests: Sequence[str], *, timed: bool
) -> tuple[dict[int, tuple[str, int]], dict[str, str]]:
    """Find the labels of voices: of the one shape that most lines have.

    Parameters
    ----------
    rests : sequence of str
        Lines without the times before them.
    timed : bool
        There are times.

    Returns
    -------
    labels : dict of int to (str, int)
        By line the label and where it ends.
    homes : dict of str to str
        What stands in brackets behind some, by label; empty behind a title and a name.
    """
    best: dict[int, tuple[str, int]] = {}
    homes: dict[str, str] = {}
    for index, text in enumerate(rests):
        if voice := VOICE.match(text):
            name, home = _voice_parts(voice["name"].strip())
            best[index] = (name, voice.end())
            if not is_official(name):
                homes.setdefault(name, home)
    if best:
        return best, homes
    attending = _attending(rests)
    for shape, pattern in _SHAPES.items():
        found: dict[int, tuple[str, int]] = {}
        behind: dict[str, str] = {}
        clocks: dict[int, int] = {}
        for index, text in enumerate(rests):
            match = pattern.match(text)
            # "Bản ghi 2025-08-23 14.02" stands above what is said.
            if match is None or find_day_filed(match["name"]):
                continue
            titled = shape == "colon" and _TITLED.match(match["name"])
            # Below times a meeting program has the whole of what somebody calls himself.
            long = titled or shape == "stamped" or (timed and shape == "colon")
            long = long or match["name"].strip().lower() in attending
            if len(match["name"].split()) <= (_TITLED_WORDS if long else _LABEL_WORDS):
                name = match["name"].strip() or f">>{index}"
                found[index] = (name, match.end())
                if match.groupdict().get("time"):
                    clocks[index] = match.start("time")
                if titled or match.groupdict().get("home"):
                    behind.setdefault(name, (match["home"] or "").strip())
        if 2 * len(clocks) < len(found):
            # "Chị Lan: 7:30 mới mở cửa" says when, and is no time of the recording.
            found |= {index: (found[index][0], begin) for index, begin in clocks.items()}
        names = Counter(name.lower() for name, _ in found.values())
        sure_names = {name.lower() for name in behind} | attending
        codes = set(filter(is_voice_code, names))
        if len(codes) > 1:
            # In a short piece of a meeting each voice may speak once.
            sure_names |= codes
        if shape not in ("bracket", "chevron", "stamped"):
            found = {
                i: (name, end)
                for i, (name, end) in found.items()
                if name.lower() in sure_names or _is_label(name, names)
            }
        again = sum(
            names[name.lower()] > 1 or name.lower() in sure_names for name, _ in found.values()
        )
        fits = len(found) >= _FEWEST_LABELS
        fits = fits and (shape == "chevron" or again >= _AGAIN * len(found))
        begin = min(found, default=0)
        sure = shape in ("colon", "stamped") and again >= _SURELY_AGAIN * len(found)
        share = _LONG_TURNS_SHARE if sure else _LABELLED_SHARE
        fits = fits and len(found) >= share * (len(rests) - begin)
        if fits and len(found) > len(best):
            best, homes = found, behind
    return best, homes


def _attending(rests: Sequence[str]) -> set[str]:
    """Return those who are listed above what is said, as programs for meetings do."""
    lists = [text.split(",") for text in rests[:_TOP_LINES] if text.count(",") >= _FEWEST_LISTED]
    return {name.strip().lower() for one in lists for name in one}


def _voice_parts(name: str) -> tuple[str, str]:
    """Return a voice's name and what stands in brackets behind it; an office stays in the name."""
    bracket = re.search(r"\s*\(([^()]*)\)$", name)
    if bracket is None or not bracket.start() or is_official(bracket[1]):
        return name, ""
    return name[: bracket.start()], bracket[1].strip()


def _is_label(name: str, names: Mapping[str, int]) -> bool:
    """Tell whether a name is a label: it comes again, is numbered, in capitals or an office's."""
    return names[name.lower()] > 1 or name[-1].isdigit() or name.isupper() or is_official(name)
