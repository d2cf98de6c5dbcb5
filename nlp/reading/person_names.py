"""Names of persons: words with capitals behind a title or a family name."""

from __future__ import annotations

from functools import cache

from nlp.reading.rules import fold, load_rules, plain


def person_length(words: list[str]) -> int:
    """Return how many words at the beginning are a title and a name, 0 where there is none."""
    rules = load_rules()
    # Who writes without diacritics writes titles and names so as well.
    bare = all(word.isascii() for word in words[:8])
    titles = _bare_titles() if bare else frozenset(rules.titles)
    lower = [plain(word) for word in words[:4]]
    for size in (3, 2, 1):
        if " ".join(lower[:size]) in titles and len(words) > size:
            after = name_length(words[size:])
            # A letter before one capital is the mark of an item ("a. Đường ..."), no title.
            letter = len(lower[0].strip(".")) == 1 and size == 1
            known = plain(words[size]).strip(".,:") in rules.family_names
            counted = words[size][:1].isdigit() and not lower[0].startswith(("người", "speaker"))
            if after and not counted and not (letter and after < 2 and not known):
                return size + after
    bare_title = lower[0] in _bare_titles() if lower else False
    if bare_title and len(words) > 2 and lower[1] in rules.family_names:
        # "chi Quàng Thị Xôm": the title alone is written without its mark.
        return 1 + name_length(words[1:]) if name_length(words[1:]) > 1 else 0
    first = lower[0].strip(".,:") if lower else ""
    length = name_length(words)
    return length if first in rules.family_names and length >= 2 else 0


def name_length(words: list[str]) -> int:
    """Return how many words at the beginning may be a name: they have capitals."""
    length = 0
    for word in words[:6]:
        if not is_name(word) or word == "số" or (length and word[:1].isdigit()):
            break
        length += 1
        if word[-1] in ",;:.)" or word[:1].isdigit():
            break
    return length


def person_is_full(name: str) -> bool:
    """Tell whether a name has more than a title and a given name."""
    return sum(is_name(word) for word in name.split() if plain(word) not in load_rules().titles) > 1


def is_name(word: str) -> bool:
    """Tell whether a word may be of a name: it has a capital, or is a number."""
    return word[:1].isupper() or word[:1].isdigit() or word == "số"


@cache
def _bare_titles() -> frozenset[str]:
    return frozenset(map(fold, load_rules().titles)) - {
        "co",
        "ban",
        "di",
        "me",
        "cu",
        "o",
        "a",
        "c",
    }
