"""`tag`: the default model at once, loaded when first used."""

from __future__ import annotations

from functools import lru_cache
from typing import overload

from nlp.tagging.result import TagResult
from nlp.tagging.tagger import Tagger


@lru_cache(maxsize=1)
def _default_tagger() -> Tagger:
    return Tagger.load()


@overload
def tag(texts: str) -> TagResult: ...


@overload
def tag(texts: list[str]) -> list[TagResult]: ...


def tag(texts: str | list[str]) -> TagResult | list[TagResult]:
    """Tag one opinion or several with the default model, which is loaded once.

    Parameters
    ----------
    texts : str or list of str

    Returns
    -------
    TagResult or list of TagResult
    """
    return _default_tagger().tag(texts)
