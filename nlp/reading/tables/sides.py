"""Whose words a heading announces: those of people who ask, or of an office that answers."""

from __future__ import annotations

from nlp.reading.rules import begins_with, fold, load_rules, plain

_SIGNS = " .:*,/-–("


def side_of(heading: str) -> str:
    """Return whose words a heading says to be below it: ``"people"``, ``"office"`` or unknown.

    Parameters
    ----------
    heading : str
        Such as ``"Sở Xây dựng có ý kiến"``, ``"Phản hồi của khách hàng"`` or ``"Xã nói lại"``.
    """
    words, rest = load_rules().sides, _whose(heading)
    if _unit_acts(rest):
        return "office"
    fits = {side: begins_with(rest, words[side]) or "" for side in ("people", "office")}
    side = max(fits, key=lambda name: len(fits[name]))
    return side if fits[side] else ""


def tells_act(heading: str) -> bool:
    """Tell whether a heading announces what a unit does or says ("Xã nói lại"), and names none.

    Parameters
    ----------
    heading : str
    """
    return _unit_acts(_whose(heading))


def _whose(heading: str) -> str:
    """Return a heading from where it says whose words they are."""
    said, of, whose = plain(heading).strip(_SIGNS).rpartition(" của ")
    # "Kết quả giải quyết kiến nghị của cử tri" is no kiến nghị.
    rest = whose if not of or _is_one_word(said) else said
    while lead := begins_with(rest, load_rules().sides["before"]):
        rest = rest[len(lead) :].strip(_SIGNS)
    return rest


def _unit_acts(rest: str) -> bool:
    words = load_rules().sides
    unit = begins_with(rest, words["units"])
    return bool(unit and begins_with(rest[len(unit) :].strip(), words["acts"]))


def _is_one_word(said: str) -> bool:
    """Tell whether what stands before "của" is one heading, or none that is known."""
    known = tuple(word for words in load_rules().columns.values() for word in words)
    return begins_with(fold(said), known) in (None, fold(said))
