"""What the model of speech sees of a word: the words around it, breaks, and what follows.

Speech has no signs where somebody begins or ends, so the model is asked at every word. What is
said over the next and the last words (by a citizen, or by a chair or an official) is told by
log-odds of single words and pairs, summed over windows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate

from nlp.reading.rules import load_rules
from nlp.reading.speakers import is_official
from nlp.reading.speech.introductions import PLACE_SAID, called
from nlp.reading.speech.recording import Word

_EDGES = re.compile(r"^\W+|\W+$")
_WINDOWS = (-30, -12, -5, 5, 12, 30)
_STEPS = (-0.6, -0.3, -0.12, 0.0, 0.12, 0.3, 0.6)
_CLASSES = {
    "I": "tôi tui em con cháu mình tớ tao",
    "T": "ông bà bác chị anh cô chú cụ dì cậu mợ thím thầy mệ o đồng_chí",
    "P": "thôn xóm ấp bản buôn làng khóm khối khu tổ phường xã hẻm ngõ kiệt đội phum chung phố",
    "N": "một hai ba bốn năm sáu bảy tám chín mười mươi mốt lăm tư trăm nghìn ngàn triệu linh lẻ",
    "O": "ủy ban chủ tịch phó phòng trưởng lãnh đạo cán bộ công an đồng chí đại biểu giám đốc bí",
    "H": "dạ vâng thưa kính chào rồi à ờ ạ alo ừ",
    "M": "chuyện việc ý vấn đề cái vụ câu khoản điều kiến nội dung thứ mục",
    "A": "nữa thêm còn ngoài cuối chót nhất đầu tiên kế tiếp khác nhân tiện sẵn luôn",
    "L": "là thì về",
}
# What stands between two of these is one's turn or a piece of it; longer ones are a stream.
_BREAKS = ("time", "para", "same", "change")
_LONGEST_UNIT = 150
_LENGTHS = (3, 6, 10, 16, 25, 40, 70)


@cache
def _class_of() -> dict[str, str]:
    known = {word: name for name, words in _CLASSES.items() for word in words.split()}
    names = {w: "F" for w in load_rules().family_names if len(w) > 1}
    return names | known


def key(text: str) -> str:
    """Return a word as the model knows it: in lower case, without signs, digits as one."""
    word = _EDGES.sub("", text).lower()
    return "0" if word[:1].isdigit() else word


@cache
def _regional() -> dict[str, str]:
    pairs = [pair.partition("=") for pair in load_rules().speech["regional"]]
    return {regional: common for regional, _, common in pairs}


def plain(text: str) -> str:
    """Return a word as the model knows it, a regional one as the one said everywhere.

    Parameters
    ----------
    text : str
    """
    word = key(text)
    return _regional().get(word, word)


def speech_features(words: Sequence[Word], odds: Mapping[str, float]) -> list[list[str]]:
    """Return what is seen of each word.

    Parameters
    ----------
    words : sequence of Word
    odds : mapping of str to float
        Log-odds of words and pairs of words that an official and not a citizen says them.

    Returns
    -------
    list of list of str
    """
    said = [key(word.text) for word in words]
    regional = _regional()
    keys = [regional.get(k, k) for k in said]
    classes = [_class_of().get(k) or ("0" if k == "0" else "-") for k in keys]
    n = len(words)
    scores = [
        odds.get(k, 0.0) + (odds.get(f"{keys[i - 1]} {k}", 0.0) if i else 0.0)
        for i, k in enumerate(keys)
    ]
    sums = [0.0, *accumulate(scores)]
    padded = ["<", "<", "<", *keys, ">", ">", ">"]
    shapes = ["<", "<", "<", *classes, ">", ">", ">"]
    names = _spans(said, called())
    places = _spans(said, PLACE_SAID)
    named = 99
    since = _since(words)
    until = _since(words, backwards=True)
    units = _units(words, sums)
    voices = _voices(words, sums)
    rows = []
    for i, word in enumerate(words):
        a, b, c, d, e, f, g = padded[i : i + 7]
        s = shapes[i : i + 7]
        ends = words[i - 1].text[-1:] if i else "<"
        named = 0 if names.get(i) == "begins" else named + 1
        row = [
            "bias",
            f"0={d}",
            f"-1={c}",
            f"+1={e}",
            f"-2={b}",
            f"+2={f}",
            f"-3={a}",
            f"+3={g}",
            f"01={d} {e}",
            f"-10={c} {d}",
            f"-21={b} {c}",
            f"12={e} {f}",
            f"012={d} {e} {f}",
            f"-101={c} {d} {e}",
            f"-321={a} {b} {c}",
            f"c={s[2]}{s[3]}{s[4]}",
            f"cc={s[1]}{s[2]}{s[3]}{s[4]}{s[5]}",
            f"c+={s[3]}{s[4]}{s[5]}",
            f"c++={s[3]}{s[4]}{s[5]}{s[6]}",
            f"c-={s[1]}{s[2]}",
            f"c--={s[0]}{s[1]}{s[2]}",
            f"gap={word.gap}",
            f"gap0={word.gap} {d}",
            f"gap-={word.gap} {c}",
            f"since={since[i]}",
            f"until={until[i]}",
            f"at={min(4 * i // n, 3) if n > 1 else 0}",
            f"named={sum(named >= edge for edge in (1, 3, 5, 8, 12, 18, 25))}",
        ]
        for what, spans in (("name", names), ("place", places)):
            if i in spans:
                row += [f"{what}={spans[i]}", f"{what}={spans[i]} {s[3]}", f"{what}={spans[i]} {d}"]
            if i + 1 in spans and spans[i + 1] != "inside":
                row.append(f"{what}+1={spans[i + 1]}")
        if ends in ",.?!;:":
            row += [f"sign={ends}", f"sign={ends} {d}"]
        if word.text[:1].isupper():
            row += ["capital", f"capital {s[3]}", f"capital {s[2]}"]
            if i and not words[i - 1].text[:1].isupper():
                row.append("raised")
        for width in _WINDOWS:
            begin, end = (max(0, i + width), i) if width < 0 else (i, min(n, i + width))
            mean = (sums[end] - sums[begin]) / max(end - begin, 1)
            row.append(f"odds{width}={_step(mean)}")
        row += units[i]
        row += voices.get(word.speaker, ())
        rows.append(row)
    return rows


def _step(mean: float) -> int:
    return sum(mean >= step for step in _STEPS)


def _units(words: Sequence[Word], sums: Sequence[float]) -> list[list[str]]:
    """Return what is seen of what each word stands in between two breaks, and of its neighbours."""
    begins = [i for i, word in enumerate(words) if not i or word.gap in _BREAKS]
    ends = [*begins[1:], len(words)]
    means = [_step((sums[b] - sums[a]) / (b - a)) for a, b in zip(begins, ends)]
    found: list[list[str]] = []
    for number, (begin, end) in enumerate(zip(begins, ends)):
        if end - begin > _LONGEST_UNIT:
            found += [["unit=long"]] * (end - begin)
            continue
        before = means[number - 1] if number else "<"
        after = means[number + 1] if number + 1 < len(means) else ">"
        length = sum(end - begin >= edge for edge in _LENGTHS)
        kind = words[begin].gap
        seen = [
            f"unit={means[number]} {kind}",
            f"unit={means[number]} {length}",
            f"unit-1={before} {kind}",
            f"unit+1={after} {kind}",
            f"length={length} {kind}",
        ]
        found += [seen] * (end - begin)
    return found


def _voices(words: Sequence[Word], sums: Sequence[float]) -> dict[str, list[str]]:
    """Return what is seen of each voice that has a label, over all its turns."""
    turns: dict[str, list[tuple[int, int]]] = {}
    begins = [i for i, word in enumerate(words) if not i or word.gap == "change"]
    for begin, end in zip(begins, [*begins[1:], len(words)]):
        turns.setdefault(words[begin].speaker, []).append((begin, end))
    found: dict[str, list[str]] = {}
    for name, spans in turns.items():
        # Signs that only say that somebody else speaks are nobody's.
        if not name or name.startswith(">>"):
            continue
        count = sum(end - begin for begin, end in spans)
        mean = sum(sums[end] - sums[begin] for begin, end in spans) / count
        often = sum(len(spans) >= edge for edge in (1, 2, 3, 5, 8))
        length = sum(count >= edge * len(spans) for edge in _LENGTHS)
        kind = "official" if is_official(name) else "coded" if name[-1].isdigit() else "named"
        found[name] = [
            f"voice={_step(mean)}",
            f"voice={_step(mean)} {often}",
            f"turns={often} {length}",
            f"voice={kind}",
        ]
        if spans[0][0] == 0:
            found[name].append("voice first")
    return found


def _spans(keys: Sequence[str], pattern: re.Pattern[str]) -> dict[int, str]:
    """Return which words a pattern begins at, has inside, and those behind it, in a text."""
    starts, at = [], 0
    for word in keys:
        starts.append(at)
        at += len(word) + 1
    found: dict[int, str] = {}
    for match in pattern.finditer(" ".join(keys)):
        first = bisect_left(starts, match.start())
        behind = bisect_left(starts, match.end())
        found[first] = "begins"
        found.update(dict.fromkeys(range(first + 1, behind), "inside"))
        found.setdefault(behind, "behind")
    return found


def _since(words: Sequence[Word], *, backwards: bool = False) -> list[int]:
    """Return in which bucket the count of words since (or up to) a break of lines is."""
    found: list[int] = []
    count = 99
    order = range(len(words) - 1, -1, -1) if backwards else range(len(words))
    for i in order:
        breaks = words[i].gap in ("time", "para", "same", "change", "pause")
        if not backwards and breaks:
            count = 0
        found.append(sum(count >= edge for edge in (1, 2, 3, 5, 8, 15, 30, 60)))
        count = 0 if backwards and breaks else count + 1
    return found[::-1] if backwards else found
