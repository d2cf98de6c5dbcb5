"""Finds the names in a column of persons, where no title or surname is needed."""

from __future__ import annotations

import re

from nlp.reading.masking.contacts import OFFICES
from nlp.reading.masking.sentence import Sentence, Token
from nlp.reading.masking.words import LONGEST_NAME, Span, name_words

# Parts of a cell that names several persons, or more than the person.
_BETWEEN = re.compile(r"([,;/\n()&+] ?| [-–—] | và |\[[^\]]*\])")
# Behind these another person follows; behind a comma or bracket where somebody lives, or who he is.
_AND = re.compile(r" và |[;/&+] ?")
# Within a name as people write it in chats: "Hương.Trần", "Kim Min-soo".
_JOINTS = frozenset(".-_'’")
# What somebody is called by in a forum or a chat: "minhtuan89", "@lan.huong".
_HANDLE = re.compile(r"\s*@?(?P<handle>[a-z]{1,15}(?:[._-]?[a-z]{1,15}){0,4}[._-]?\d{0,8})\s*")
_SYLLABLE = 7
# A part of so many letters is a syllable of anything: "a1", "ha.1".
_SHORT = 2


def find_cell_names(cell: str, *, first_only: bool = False) -> list[Span]:
    """Return the names in a cell of a column of persons, where no title or surname is needed.

    Parameters
    ----------
    cell : str
        Such as ``"H'Nguôm Niê"``, ``"Cử tri thôn Đông"``, ``"Hoa và Ông Tư"``, ``"Hoàng Anh 🌸"``.
    first_only : bool
        Names in the cell are masked already: one before them, or behind "và", may not be.

    Returns
    -------
    list of Span
        None where the cell names a group, a place or somebody with an office.
    """
    handle = _HANDLE.fullmatch(cell.lower())
    if handle and len(cell) == len(cell.lower()) and _is_handle(handle["handle"]):
        return [Span(*handle.span("handle"), "name")]
    parts: list[tuple[int, Sentence]] = []
    others: list[tuple[int, Sentence]] = []
    position, told, sign = 0, False, ""
    for part in _BETWEEN.split(cell):
        if _BETWEEN.fullmatch(part):
            masked = part.startswith("[")
            if masked and told and _AND.fullmatch(sign):
                # "Vợ [...]"
                others.pop()
            told, sign = told or (first_only and masked), part
        elif not told:
            parts.append((position, Sentence(part)))
        elif _AND.fullmatch(sign):
            others.append((position, Sentence(part)))
        position += len(part)
    if any(part.begins_phrase(0, part.words.offices) for _, part in parts):
        return []
    if first_only:
        # "Bà [...]" is told already; of "Hằng (mẹ bé [...])" the first part is not.
        alone = len(parts) > 1 and all(token.capital for token in parts[0][1].tokens)
        parts = parts[:1] if alone else []
        parts += [one for one in others if _is_capital(one[1])]
    return [
        Span(offset + tokens[0].start, offset + tokens[-1].end, "name")
        for offset, part in parts
        if (tokens := _cell_name(part))
    ]


def _is_capital(part: Sentence) -> bool:
    office = part.begins_phrase(0, part.words.offices)
    return not office and all(token.capital for token in part.tokens)


def _is_handle(handle: str) -> bool:
    """Tell whether a word is made of a Vietnamese name's syllables, with a sign or a number.

    "tuan_nguyen" and "minhtuan89"; but "user12" and "khach12" are nobody.
    """
    if handle.isalpha() or OFFICES.search(handle):
        return False
    words = name_words(bare=True)
    known = words.given | words.surnames | words.middles
    return all(
        _in_syllables(part, known) for part in re.split(r"[._\d-]+", handle) if part
    ) and any(len(part) > _SHORT for part in re.split(r"[._\d-]+", handle))


def _in_syllables(word: str, known: frozenset[str]) -> bool:
    """Tell whether a word can be cut into known syllables."""
    ends = {0}
    for end in range(1, len(word) + 1):
        if any(word[start:end] in known for start in ends if end - start <= _SYLLABLE):
            ends.add(end)
    return len(word) in ends


def _cell_name(sentence: Sentence) -> list[Token]:
    tokens, words = _bare(sentence.tokens), sentence.words
    whole = len(tokens) == len(sentence.tokens) and all(token.letters for token in tokens)
    if not tokens or len(tokens) > LONGEST_NAME + 2:
        return []
    # "Hồ Pả Rằng", "Lò X" are no lake and no furnace.
    surname = whole and len(tokens) > 1 and tokens[0].word in words.surnames
    surname = surname and all(token.capital for token in tokens) and not sentence.upper
    kind = tokens[0].word in words.kinds and not surname
    if sentence.begins_phrase(0, words.groups) or kind:
        return []
    if not whole:
        tokens = _nickname(tokens, sentence)
    title = sentence.begins_phrase(0, words.titles)
    if not title and tokens and tokens[0].word in words.not_names:
        # "SĐT [...]"
        return []
    if len(tokens) == title == 1 and sentence.bare and tokens[0].word in words.given:
        # "Chi" may be a name, or "chị" without its mark.
        title = 0
    return tokens[title:]


def _bare(tokens: list[Token]) -> list[Token]:
    """Return the tokens without the signs, pictures and numbers around them."""
    at = [i for i, token in enumerate(tokens) if token.letters]
    return tokens[at[0] : at[-1] + 1] if at else []


def _nickname(tokens: list[Token], sentence: Sentence) -> list[Token]:
    """Return what is a name among letters, numbers and signs: "Mẹ Bống 2k15", "★Linh★"."""
    size = 0
    while size < len(tokens) and (
        (tokens[size].letters and tokens[size].capital)
        or (tokens[size].text in _JOINTS and size + 1 < len(tokens) and tokens[size + 1].letters)
        or (size and tokens[size - 1].text in _JOINTS)
    ):
        size += 1
    run = tokens[:size]
    numbered = any(token.text.isdigit() for token in sentence.tokens)
    known = bool(run) and run[0].word in sentence.words.given | sentence.words.surnames
    # "Khách 12", "KH00123" are numbers of no name.
    return run if known or len(run) > 1 or (len(run) == len(tokens) and not numbered) else []
