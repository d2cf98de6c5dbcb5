"""One person who files the same words again and again is one voice, not many."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from nlp.hotspots.cells import UNKNOWN_DAY, cleaned
from nlp.hotspots.nodes import Bools, Ints
from nlp.reading.person_names import person_is_full, person_length
from nlp.reading.privacy import TOKENS

if TYPE_CHECKING:
    import pandas as pd

# A name that was masked has one token wherever it stands. Behind a title ("Ông [TÊN-63c1bb]") it
# may be a given name alone, which anybody may have.
_MASKED = re.compile(rf"\[{TOKENS['name']}-[0-9a-f]{{6}}\]")


def refilings(frame: pd.DataFrame, leaf: Ints, day: Ints) -> Bools:
    """Tell which opinions a person had filed before at the same place in the same words.

    Parameters
    ----------
    frame : DataFrame of n rows, numbered from 0
        Without ``text`` and ``speaker`` nothing can be told. A speaker who is no full name
        ("Cử tri", "Ông Ba") may be anybody, so that theirs all count; one whose name was masked
        ("[TÊN-a3f1c2]") is a person.
    leaf : ndarray of int, shape (n,)
        Number of the place.
    day : ndarray of int, shape (n,)
        The earliest filing counts; one without a day counts where no other has one.

    Returns
    -------
    ndarray of bool, shape (n,)
    """
    import pandas as pd

    again: Bools = np.zeros(len(frame), dtype=bool)
    if not {"text", "speaker"} <= set(frame.columns):
        return again
    who = pd.DataFrame({"speaker": cleaned(frame["speaker"]), "leaf": leaf})
    # Few speak twice: only their names and words are looked at.
    who = who[(who["speaker"] != "") & who.duplicated(keep=False)]
    names = {name for name in who["speaker"].unique() if _is_person(name)}
    who = who[who["speaker"].isin(names)]
    rows = who.index.to_numpy(dtype=np.int64)
    said = [_plain(text) for text in cleaned(frame["text"].iloc[rows])]
    undated = day[rows] == UNKNOWN_DAY
    who = who.assign(said=said, undated=undated, day=day[rows])
    who["id"] = frame["id"].iloc[rows].map(str) if "id" in frame else ""
    who = who[who["said"] != ""].sort_values(["undated", "day", "id"], kind="stable")
    repeated = who.duplicated(["speaker", "leaf", "said"])
    again[who.index[repeated].to_numpy(dtype=np.int64)] = True
    return again


def _is_person(speaker: str) -> bool:
    if _MASKED.fullmatch(speaker):
        return True
    words = speaker.split()
    if any(character.isdigit() for character in speaker) or not person_is_full(speaker):
        return False
    return person_length(words) == len(words)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" .;!")
