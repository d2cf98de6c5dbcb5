"""Usage errors in one line that says what to do."""

from __future__ import annotations

import re

from typer.exceptions import TyperException

from nlp.errors import Lang

_VI = {
    "MissingParameter": "thiếu {what}",
    "NoSuchOption": "không có tùy chọn {what}",
    "BadParameter": "giá trị không hợp lệ cho {what}",
    "BadOptionUsage": "tùy chọn {what} dùng chưa đúng",
}


_UNKNOWN_COMMAND = re.compile(r"No such command ('.*?')")


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
    unknown = _UNKNOWN_COMMAND.match(detail)
    said = f"không có lệnh {unknown[1]}" if unknown else f"lệnh chưa đúng ({detail})"
    if template and what:
        said = template.format(what=what.rstrip("."))
    return f"{said[0].upper()}{said[1:]}. Xem `{command} --help`."


def _parameter_name(error: TyperException) -> str | None:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return None
    options = [name for name in parameter.opts if name.startswith("-")]
    return options[0] if options else str(parameter.metavar or parameter.name)
