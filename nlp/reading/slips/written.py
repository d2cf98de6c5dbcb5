"""What was written on a slip, cut into matters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.matters import asks, content_words, split_matters, without_count, without_mark
from nlp.reading.rules import begins_with, load_rules, plain
from nlp.reading.tables.courtesies import bare_text
from nlp.reading.trimming import without_link

# A wish that shares so many words with what stands above is of the same matter, and one that
# tells of a state in so many words before it asks is of its own.
_TIES = 2
_STATE_WORDS = 6
_SENTENCE = re.compile(r"[.!?…:]\s+\S")
_BEGINS = re.compile(r"(?<=[.!?…;])(?=\s+\S)|(?=\n)")
_WANTS = re.compile(r"\b(?:nên|đề nghị|kiến nghị|yêu cầu|xin|mong)\b", re.IGNORECASE)
_MATTER_WORDS = 6


def matters_of(text: str) -> list[str]:
    """Return the matters that somebody counts off in what he wrote, or adds ("Ngoài ra, ...").

    Parameters
    ----------
    text : str
    """
    found: list[str] = []
    for part in split_matters(without_count(text)):
        own: list[list[str]] = [[]]
        # Of the last: counted on, as time would grow with the square of what is written.
        words = 0
        for piece in _BEGINS.split(part):
            sentence = piece.strip()
            count = len(sentence.split())
            adds = begins_with(plain(sentence), load_rules().new_matter + load_rules().linking)
            long = min(count, words) >= _MATTER_WORDS
            linked = adds in load_rules().linking and without_link(sentence) == sentence
            if adds and long and not linked:
                own.append([sentence])
                words = count
            else:
                own[-1].append(piece)
                words += count
        whole = ("".join(one).strip() for one in own)
        found += [bare_text(without_mark(without_link(one))).text for one in whole]
    return found


def same_matter(above: Sequence[tuple[str, str]], wish: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a wish is about what was written to the question above it.

    "Mở thêm quầy" names no matter of its own, while "đèn để sáng cả đêm tốn điện, nên tắt" does.

    Parameters
    ----------
    above, wish : sequence of (str, str)
        Paragraphs, each behind its place in the document.
    """
    text = "\n".join(part for _, part in wish)
    before = " ".join(part for _, part in above)
    if len(content_words(text) & content_words(before)) >= _TIES:
        return True
    asked = _WANTS.search(text)
    lead = text[: asked.start()].split() if asked else []
    several = _SENTENCE.search(text) is not None and asks(text)
    return len(lead) < _STATE_WORDS and not several
