"""Names in what a column, a field or a sheet is called, where nearly all words are none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from nlp.reading.masking.numbers import find_numbers
from nlp.reading.masking.sentence import Sentence
from nlp.reading.masking.words import LONGEST_NAME, Span

# Numbers that tell who somebody is; of the others a heading has many ("Mẫu số 12/5").
_OF_PERSONS = ("phone", "citizen_id", "email")
# A table has fewer columns; records may have a key for each of many things.
_CACHED = 100_000


class Labels:
    """What columns, fields and sheets are called, masked; two that differ stay two.

    Parameters
    ----------
    mask : callable
        Takes a label, and returns it masked.
    kept : collection of str
        Labels that stay as they are.
    """

    def __init__(self, mask: Callable[[str], str], kept: Collection[str]) -> None:
        self._mask, self._kept = mask, kept
        self._shown: dict[str, str] = {}
        # Of those that were masked what each was.
        self._hidden: dict[str, str] = {}

    def shown(self, label: str) -> str:
        """Return a label, masked."""
        if label in self._kept:
            return label
        if label not in self._shown:
            if len(self._shown) >= _CACHED:
                self._shown.clear()
            self._shown[label] = self._masked(label)
        return self._shown[label]

    def _masked(self, label: str) -> str:
        masked = shown = self._mask(label)
        number = 2
        while shown != label and self._hidden.setdefault(shown, label) != label:
            shown, number = f"{masked} {number}", number + 1
        return shown


def find_label_names(label: str) -> list[Span]:
    """Return the full names and phone numbers in a heading, the key of a field or a sheet's name.

    Parameters
    ----------
    label : str
        Headings are written with capitals and often without diacritics ("Phan Y Kien"), so that
        only what is a whole name by all of its syllables counts.

    Returns
    -------
    list of Span
        In their order, without overlaps.
    """
    numbers = [span for span in find_numbers(label) if span.kind in _OF_PERSONS]
    return sorted([*numbers, *_names(Sentence(label))])


def _names(sentence: Sentence) -> Iterator[Span]:
    tokens, position = sentence.tokens, 0
    while position < len(tokens):
        end = _run(sentence, position)
        if _is_name(sentence, position, end):
            yield Span(tokens[position].start, tokens[end - 1].end, "name")
        position = max(end, position + 1)


def _run(sentence: Sentence, start: int) -> int:
    """Return where the capitalised syllables from `start` on end."""
    tokens, end = sentence.tokens, start
    while end < min(len(tokens), start + LONGEST_NAME) and tokens[end].letters:
        if not tokens[end].capital or (end > start and not sentence.adjacent(end)):
            break
        end += 1
    return end


def _is_name(sentence: Sentence, start: int, end: int) -> bool:
    words = sentence.words
    run = tuple(token.word for token in sentence.tokens[start:end])
    if len(run) < 2 or run[0] not in words.firm_surnames:
        return False
    if run in words.places | words.namesakes or sentence.begins_phrase(start, words.groups):
        return False
    if start and sentence.tokens[start - 1].word in words.kinds:
        # "Đường Nguyễn Văn Linh"
        return False
    if len(run) > 2 and run[1] in words.strong_middles:
        return True
    if sentence.bare or run[-1] not in words.given:
        return False
    # "Nông Nghiệp" is nobody.
    sure = len(run) > 2 or run[-1] not in words.weak_given
    return sure and all(word in words.middles | words.given for word in run[1:-1])
