"""Vietnamese or English, told from the arguments before they are parsed."""

from __future__ import annotations

import os
from collections.abc import Sequence

from nlp.errors import Lang


def language_of(arguments: Sequence[str]) -> Lang:
    """Return the language of ``--lang``, else of ``YKIEN_LANG``, else Vietnamese.

    Help texts and usage errors need it too, so it is looked for before parsing.
    """
    asked = os.environ.get("YKIEN_LANG", "vi")
    for i, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and i + 1 < len(arguments):
            asked = arguments[i + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return "en" if asked == "en" else "vi"
