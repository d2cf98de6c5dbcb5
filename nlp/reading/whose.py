"""Whose an opinion is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Whose:
    """Who says something, and from where.

    Attributes
    ----------
    name, place : str
        As written, empty where not told.
    same_place : bool
        From the place of the one before ("cùng thôn").
    shared : str
        The kind of place that both have in common, folded ("xa" of "cùng xã").
    same_person : bool
        The one before ("nt").
    """

    name: str = ""
    place: str = ""
    same_place: bool = False
    same_person: bool = False
    shared: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.place or self.same_place or self.same_person)
