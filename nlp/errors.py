"""Every error that a user can meet: what is wrong, where, and what to do.

One catalogue holds both languages, so that the library can raise an error and the command line
can say it in Vietnamese.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from nlp.catalogue import CATALOGUE, Lang

__all__ = [
    "CATALOGUE",
    "CorpusError",
    "InputError",
    "Lang",
    "ModelError",
    "NothingReadError",
    "OutputError",
    "Phrase",
    "Reject",
    "TaxonomyError",
    "YkienError",
    "did_you_mean",
    "first_line",
    "system_detail",
]

# A line of a library's message is cut to so many letters.
_LINE = 200


# What the system says of a file, by errno; the rest is said as the system says it.
_SYSTEM: dict[int, dict[Lang, str]] = {
    errno.ENOENT: {"en": "no such file", "vi": "không có tệp này"},
    errno.EACCES: {"en": "permission denied", "vi": "không có quyền"},
    errno.EPERM: {"en": "permission denied", "vi": "không có quyền"},
    errno.EISDIR: {"en": "is a folder", "vi": "là một thư mục"},
    errno.ENOTDIR: {"en": "is not in a folder", "vi": "không nằm trong thư mục"},
    errno.ENOSPC: {"en": "no space left", "vi": "hết chỗ trên đĩa"},
    errno.EROFS: {"en": "the disk is read-only", "vi": "đĩa chỉ cho đọc"},
    errno.ENAMETOOLONG: {"en": "the name is too long", "vi": "tên quá dài"},
}


@dataclass(frozen=True)
class Phrase:
    """A part of a message in both languages."""

    vi: str
    en: str

    def say(self, lang: Lang) -> str:
        """Return the phrase in `lang`."""
        return self.vi if lang == "vi" else self.en

    def __str__(self) -> str:
        return self.en


def did_you_mean(written: str, names: Iterable[str]) -> Phrase:
    """Return the question whether one of some names is meant, empty where none is close.

    Parameters
    ----------
    written : str
    names : iterable of str
    """
    from difflib import get_close_matches

    by_key = {name.casefold(): name for name in names}
    close = get_close_matches(written.casefold(), list(by_key), n=1, cutoff=0.7)
    if not close:
        return Phrase("", "")
    meant = by_key[close[0]]
    return Phrase(f"; có phải là {meant!r}", f"; did you mean {meant!r}")


def system_detail(error: OSError) -> Phrase:
    """Return what the system says of a file, as a phrase in both languages."""
    own = error.strerror or str(error)
    said = _SYSTEM.get(error.errno or 0, {"vi": own, "en": own})
    return Phrase(said["vi"], said["en"])


def first_line(error: BaseException) -> str:
    """Return the first line of what an error of a library says, or its kind where it says nothing.

    Parameters
    ----------
    error : BaseException
    """
    return (str(error).strip() or type(error).__name__).splitlines()[0][:_LINE]


def _sentence(code: str, lang: Lang, params: dict[str, object]) -> str:
    said = {
        name: value.say(lang) if isinstance(value, Phrase) else value
        for name, value in params.items()
    }
    return CATALOGUE[code][lang].format(**said)


class YkienError(Exception):
    """An error with a catalogue code, said in the language that is asked for.

    Parameters
    ----------
    code : str
        A key of `CATALOGUE`.
    **params : object
        What the catalogue's sentence names (file, row, detail, ...).
    """

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = params
        super().__init__(self.message("en"))

    def __reduce__(self) -> tuple[Any, ...]:
        # By itself an exception is made again of its sentence, which is no code. What a worker
        # process raises must reach whoever waits for it.
        return _made_again, (type(self), str(self)), self.__dict__

    def message(self, lang: Lang = "en") -> str:
        """Return the sentence in `lang`."""
        return _sentence(self.code, lang, self.params)

    def messages(self, lang: Lang = "en") -> list[str]:
        """Return the sentences in `lang`: one, or one for each thing that is wrong."""
        return [self.message(lang)]


def _made_again(kind: type[YkienError], said: str) -> YkienError:
    return kind.__new__(kind, said)


class InputError(YkienError):
    """A file that cannot be read."""


class NothingReadError(InputError):
    """No file that was named can be read.

    Parameters
    ----------
    errors : sequence of InputError
        One a file, at least one; code and params are those of the first.
    """

    def __init__(self, errors: Sequence[InputError]) -> None:
        self.errors = tuple(errors)
        super().__init__(errors[0].code, **errors[0].params)

    def message(self, lang: Lang = "en") -> str:
        """Return the sentences in `lang`, one a line."""
        return "\n".join(self.messages(lang))

    def messages(self, lang: Lang = "en") -> list[str]:
        """Return a sentence for each file."""
        return [error.message(lang) for error in self.errors]


class OutputError(YkienError):
    """A file that cannot be written."""


class TaxonomyError(YkienError):
    """A taxonomy that contradicts itself, or a label that it does not know."""


class CorpusError(YkienError):
    """A labelled corpus that cannot be used."""


class ModelError(YkienError):
    """A model directory that is truncated, altered or of another program."""


@dataclass(frozen=True)
class Reject:
    """One input row that could not be used.

    Attributes
    ----------
    source, position : str
        File name, and the row in it (`position` as in the frame of opinions; empty for a whole
        file).
    code : str
        A key of `CATALOGUE`.
    params : dict
        What the catalogue's sentence names.
    text : str
        The row as it was read.
    cells : tuple of (str, str)
        Of the row of a table, what `text` shows of each column, by the column's role or heading.
    """

    source: str
    position: str
    code: str
    params: dict[str, object]
    text: str
    cells: tuple[tuple[str, str], ...] = ()

    def reason(self, lang: Lang = "en") -> str:
        """Return the reason in `lang`."""
        return _sentence(self.code, lang, self.params)
