"""Usage errors in one line that says what to do."""

from __future__ import annotations

import re
from difflib import get_close_matches

import typer
from typer.exceptions import TyperException

from nlp.errors import Lang

_VI = {
    "MissingParameter": "thiếu {what}",
    "NoSuchOption": "không có tùy chọn {what}",
    "BadParameter": "giá trị không hợp lệ cho {what}",
}
# What the parser says in English alone.
_SAID_VI = (
    (
        re.compile(r"No such command ('.*')\. Did you mean (.*?)\??$"),
        "không có lệnh {}; có phải là {}",
    ),
    (re.compile(r"No such command ('.*')"), "không có lệnh {}"),
    (re.compile(r"Got unexpected extra argument\(s\) \((.*)\)"), "thừa tham số: {}"),
    (re.compile(r"Option '(.*)' requires an? argument"), "tùy chọn {} thiếu giá trị"),
    (re.compile(r"Option '(.*)' does not take a value"), "tùy chọn {} không nhận giá trị"),
)


def usage_sentence(error: TyperException, lang: Lang) -> str:
    """Return what is wrong with a command and how to see its help.

    Parameters
    ----------
    error : TyperException
        As the parser raised it.
    lang : {"vi", "en"}
    """
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "ykien"
    detail = error.format_message().rstrip(".")
    if lang == "en":
        return f"{detail}. See `{command} --help`."
    template = _VI.get(type(error).__name__)
    what = getattr(error, "option_name", None) or _parameter_name(error)
    if isinstance(error, typer.BadParameter) and error.param is None and error.param_hint:
        # Raised by a command, in the user's language.
        said = f"giá trị không hợp lệ cho {error.param_hint}: {error.message}"
    elif template and what:
        said = template.format(what=what.rstrip("."))
        # The parser guesses boldly: for --bogus it would offer --jobs.
        close = get_close_matches(what, getattr(error, "possibilities", None) or (), cutoff=0.8)
        if close:
            said = f"{said}; có phải là {', '.join(close)}"
    else:
        matches = ((pattern.match(detail), words) for pattern, words in _SAID_VI)
        said = next(
            (words.format(*m.groups()) for m, words in matches if m), f"lệnh chưa đúng ({detail})"
        )
    return f"{said[0].upper()}{said[1:]}. Xem `{command} --help`."


def _parameter_name(error: TyperException) -> str | None:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return None
    options = [name for name in parameter.opts if name.startswith("-")]
    return options[0] if options else str(parameter.metavar or parameter.name)
