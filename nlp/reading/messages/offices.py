"""Accounts of offices in a chat, told by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlp.reading.named_places import find_place
from nlp.reading.rules import any_of, begins_with, load_rules, plain

# An office stands behind a name in brackets, or behind a dash or a comma.
_BEHIND = re.compile(r"[()]|\s[–—-]\s|,\s")
COMMUNES = ("xã ", "phường ", "thị trấn ", "đặc khu ", "huyện ", "quận ", "tỉnh ", "thành phố ")
# "Cô Thủy TT" (tổ trưởng), "CSKV Dũng": in capitals alone; "tt" is a town too.
_OFFICE = re.compile(r"^(?:CSKV|CAKV)\b|\s(?:TT|BTCB|CSKV|CAKV)$")


def is_office_name(name: str) -> bool:
    """Tell whether an account bears the name of an office ("OA Phường Long Khánh").

    Parameters
    ----------
    name : str
        Compared with its diacritics: "Phương" and "Phong" are people.
    """
    words = load_rules().messages
    lower = plain(name).strip(" @[(")
    inside = any_of(words["inside_names"]).search(lower) is not None
    if inside or begins_with(lower, words["names"]) is not None or _OFFICE.search(name):
        return True
    # "Vinh (Công an phường)", "Hải - Phòng Kinh tế"; "(phường Hạc Thành)" is a home.
    behind = (part.strip() for part in _BEHIND.split(lower)[1:])
    return any(
        begins_with(part, words["names"]) is not None and not part.startswith(COMMUNES)
        for part in behind
    )


def place_of_offices(names: Iterable[str]) -> str:
    """Return the commune that the name of an office's account names.

    Parameters
    ----------
    names : iterable of str
        Of accounts, in the order in which they write.
    """
    for name in filter(is_office_name, dict.fromkeys(names)):
        place = find_place(without_office(name))
        if plain(place).startswith(COMMUNES):
            return place
    return ""


def without_office(name: str) -> str:
    """Return a name without what it is: behind its place, or before it ("Phường Sầm Sơn CSKH").

    Parameters
    ----------
    name : str
        Of an account, or a line in which an office greets.
    """
    return any_of(load_rules().messages["inside_names"]).sub(",", name)
