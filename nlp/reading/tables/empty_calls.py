"""Calls and messages with nothing in them: tests, wrong numbers, silence, as hotlines log them."""

from __future__ import annotations

import re

from nlp.reading.matters import asks
from nlp.reading.rules import any_of, begins_with, fold, load_rules, plain

# Whoever writes more has something to say.
_TEST_WORDS, _NOTE_WORDS, _NOTE_CHARS = 8, 18, 150
_CLAUSE = re.compile(r"[,.;:!…()\[\]\n–—-]+")
_WORD = re.compile(r"[^\W\d_]+")
# Keys that somebody held down or ran along: "aaaa", "asdf".
_MASHED = re.compile(r"([a-z])\1{2,}|(?:asd|qwe|zxc)[a-z]*")
# "Người gọi rồi im lặng"
_BETWEEN = 3
_NEGATIONS = frozenset(("không", "ko", "k", "chưa"))
_PARTICLES = frozenset(("không", "ko", "k", "chưa", "ạ", "nhé", "nha", "vậy", "ta"))
# "gọi lại (hai) lần không nghe máy"
_TIMES = re.compile(r"(?<=^gọi lại )(?:\w+ )?lần (?:\w+ )?(?=không |ko |đều |vẫn |nhưng |mà )")
_LINKS = re.compile(r"(?<=^gọi lại )(?:nhưng |mà |thì |đều |vẫn )+")
# Whom somebody meant who misdialled, and not what is wrong.
_MEANT = re.compile(
    r"(?!.*\b(?:không|ko|chưa|hỏng|hư)\b)"
    r"(?:(?:người dân|công dân|người gọi|khách hàng|khách)\s+)?(?:đã\s+)?"
    r"(?:hỏi|tưởng|định gọi|muốn gọi|cần gọi|tìm|xin lỗi)\b"
)
_SORRY = re.compile(r"\bxin lỗi\b")
# The operator notes what the caller did; callers who tell of themselves do so with these.
_ONESELF = re.compile(
    r"\b(?<!trẻ )(?:tôi|tui|em|mình|con|cháu|chúng|bà con|gia đình)\b", re.IGNORECASE
)


def is_empty_call(text: str) -> bool:
    """Tell whether a row says that somebody tried the line, misdialled or was silent.

    Only what is short, asks for nothing and is said from beginning to end in known words counts:
    "Test covid thu tiền", "Gọi 113 không ai nghe", "Test app không gửi được ảnh" and "Người gọi im
    lặng rồi báo cháy" are opinions.

    Parameters
    ----------
    text : str
        Such as ``"Alo alo, thử máy ạ"``, ``"Gọi nhầm số"`` or ``"Người gọi im lặng"``.
    """
    if len(text) > _NOTE_CHARS:
        return False
    lower = plain(text)
    words = _WORD.findall(lower)
    if not words or len(words) > _NOTE_WORDS or "?" in text:
        return False
    if _is_test(words):
        return True
    # "Khách xin lỗi" asks for nothing.
    if asks(_SORRY.sub(" ", lower)) or _ONESELF.search(lower):
        return False
    clauses = [" ".join(_WORD.findall(clause)) for clause in _CLAUSE.split(lower)]
    clauses = [clause for clause in clauses if clause]
    known = load_rules().empty_calls
    if _is_only(clauses[0], known["wrong"]):
        # "Gọi nhầm số, hỏi nhà xe"
        return all(_is_note(clause) or _MEANT.match(clause) for clause in clauses[1:])
    # A line that is dead is a complaint, if nothing else is said.
    return all(map(_is_note, clauses)) and not all(map(_is_weak, clauses))


def _is_test(words: list[str]) -> bool:
    known = load_rules().empty_calls
    # "Alooo" is a word that is drawn out.
    mashed = [word for word in words if _MASHED.fullmatch(word)]
    words = [word for word in words if word not in mashed]
    if not words:
        # A row of signs or figures is none, and its reader is told of it as of any other.
        return bool(mashed)
    if len(words) > _TEST_WORDS or begins_with(" ".join(words), known["tests"]) is None:
        return False
    # Whoever fills in a form for a trial often leaves out the diacritics.
    write = fold if "".join(words).isascii() else str
    negations, particles, test_words = (
        set(map(write, group)) for group in (_NEGATIONS, _PARTICLES, known["test_words"])
    )
    # "... không gửi được ảnh" tells of a fault, "... nghe không ạ" asks for an echo.
    said = [i for i, word in enumerate(words) if word in negations]
    echo = all(set(words[i + 1 :]) <= particles for i in said)
    return echo and set(words) <= test_words


def _is_note(clause: str) -> bool:
    """Tell whether a clause says no more than that nobody was heard."""
    known = load_rules().empty_calls
    if clause in known["whole"] or _is_weak(clause):
        return True
    caller = begins_with(clause, known["callers"])
    return _is_only(
        clause[len(caller or "") :].strip(), known["silence"], before=caller is not None
    )


def _is_weak(clause: str) -> bool:
    """Tell whether a clause says that nobody answered, which alone is a complaint."""
    known = load_rules().empty_calls
    operator = begins_with(clause, known["operators"])
    bare = clause[len(operator or "") :].strip()
    if operator and bare in known["ended"]:
        return True
    if operator and not bare.startswith("gọi lại"):
        # "Tổng đài không nghe máy" is of the citizen.
        return False
    return _LINKS.sub("", _TIMES.sub("", bare)) in known["weak"]


def _is_only(clause: str, phrases: tuple[str, ...], *, before: bool = False) -> bool:
    """Tell whether a clause is one of some phrases, with words that say nothing around it."""
    found = any_of(phrases).search(clause)
    if found is None:
        return False
    lead, rest = clause[: found.start()].split(), clause[found.end() :].split()
    fillers = set(load_rules().empty_calls["fillers"])
    near = len(lead) <= _BETWEEN if before else not lead
    return near and set(lead) <= fillers and set(rest) <= fillers
