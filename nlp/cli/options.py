"""Options that several commands share."""

from typing import Any

import typer

from nlp.cli.messages import message
from nlp.errors import Lang


def lang_option(lang: Lang) -> Any:
    """``--lang``: read before parsing (see `nlp.cli.language`), declared for help and checking."""
    return typer.Option(
        "--lang", metavar="vi|en", help=message("arg_lang", lang), callback=_known_language
    )


def json_option(lang: Lang) -> Any:
    """``--json``: results for programs."""
    return typer.Option("--json", help=message("arg_json", lang))


def model_option(lang: Lang) -> Any:
    """``--model``: another model directory."""
    return typer.Option("--model", "-m", metavar="DIR", help=message("arg_model", lang))


def jobs_option(lang: Lang) -> Any:
    """``--jobs``: processes."""
    return typer.Option(
        "--jobs", "-j", metavar="N", help=message("arg_jobs", lang), callback=_not_zero
    )


def force_option(lang: Lang) -> Any:
    """``--force``: replace outputs."""
    return typer.Option("--force", "-f", help=message("arg_force", lang))


def _not_zero(value: int) -> int:
    if value == 0:
        raise typer.BadParameter("0")
    return value


def _known_language(value: str) -> str:
    if value not in ("vi", "en"):
        raise typer.BadParameter(value)
    return value
