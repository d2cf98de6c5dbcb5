"""Words that are one slip of the finger away from another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Neighbours:
    """Finds the words of a list that one edit parts from a given one.

    An edit is a letter lost, added, changed, or swapped with the next one (Damerau 1964, "A
    Technique for Computer Detection and Correction of Spelling Errors"). The words are looked up by
    what is left of them when a letter is taken out, which takes as long for many words as for few.

    Parameters
    ----------
    words : iterable of str
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[str, list[str]] = {}
        for word in dict.fromkeys(words):
            for key in dict.fromkeys((word, *_shorter(word))):
                self._words.setdefault(key, []).append(word)

    def of(self, word: str) -> list[str]:
        """Return the words that are one edit away, sorted."""
        found = dict.fromkeys(
            near for key in (word, *_shorter(word)) for near in self._words.get(key, ())
        )
        return sorted(near for near in found if is_one_edit(word, near))


def is_one_edit(a: str, b: str) -> bool:
    """Tell whether one edit makes one word of the other."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1 or a == b:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), len(a))
    if len(a) < len(b):
        return a[start:] == b[start + 1 :]
    if a[start + 1 :] == b[start + 1 :]:
        return True
    return a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]


def _shorter(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))
