"""Calls and messages with nothing in them: tests, wrong numbers, silence, as hotlines log them."""

from __future__ import annotations

import re

from nlp.reading.matters import asks
from nlp.reading.rules import any_of, begins_with, load_rules, plain

# Whoever writes more has something to say.
_TEST_WORDS, _NOTE_WORDS, _NOTE_CHARS = 8, 15, 150
_CLAUSE = re.compile(r"[,.;:!…()\[\]\n–—-]+")
_WORD = re.compile(r"[^\W\d_]+")
# "Người gọi rồi im lặng"
_BETWEEN = 3
# The operator notes what the caller did; callers who tell of themselves do so with these.
_ONESELF = re.compile(r"\b(?:tôi|tui|em|mình|con|cháu|chúng|bà con|gia đình)\b", re.IGNORECASE)


def is_empty_call(text: str) -> bool:
    """Tell whether a row says that somebody tried the line, misdialled or was silent.

    Only what is short, asks for nothing and is said in known words counts: "Test covid thu tiền"
    and "Gọi 113 không ai nghe" are opinions.

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
    known = load_rules().empty_calls
    lead = begins_with(" ".join(words), known["tests"])
    if lead and len(words) <= _TEST_WORDS and set(words) <= set(known["test_words"]):
        return True
    if asks(text) or _ONESELF.search(lower):
        return False
    clauses = [" ".join(_WORD.findall(clause)) for clause in _CLAUSE.split(lower)]
    clauses = [clause for clause in clauses if clause]
    if all(clause in known["whole"] for clause in clauses):
        return True
    return begins_with(clauses[0], known["wrong"]) is not None or any(map(_is_silence, clauses))


def _is_silence(clause: str) -> bool:
    known = load_rules().empty_calls
    caller = begins_with(clause, known["callers"])
    if caller is None:
        return False
    found = any_of(known["silence"]).search(clause, len(caller))
    return found is not None and len(clause[len(caller) : found.start()].split()) <= _BETWEEN
