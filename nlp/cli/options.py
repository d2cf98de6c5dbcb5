"""Options that several commands share."""

from pathlib import Path
from typing import Any

import typer

from nlp.cli.messages import message
from nlp.errors import CorpusError, Lang, Phrase


def lang_option(lang: Lang) -> Any:
    """``--lang``: read before parsing (see `nlp.cli.language`), declared for help and checking."""
    return typer.Option(
        "--lang",
        metavar="vi|en",
        help=message("arg_lang", lang),
        callback=_known_language,
        # The one in use was asked for, and is no default.
        show_default=False,
    )


def json_option(lang: Lang) -> Any:
    """``--json``: results for programs."""
    return typer.Option("--json", help=message("arg_json", lang))


def model_option(lang: Lang) -> Any:
    """``--model``: another model directory."""
    return typer.Option("--model", "-m", metavar="DIR", help=message("arg_model", lang))


def encoder_option(lang: Lang) -> Any:
    """``--encoder``: what the encoder of an accurate model reads."""
    return typer.Option(
        "--encoder",
        metavar="always|unsure",
        help=message("arg_encoder", lang),
    )


def column_option(role: str, lang: Lang) -> Any:
    """``--text-column`` and the like: which column of a table holds what."""
    return typer.Option(
        f"--{role}-column", metavar="NAME", help=message(f"arg_{role}_column", lang)
    )


def encoding_option(lang: Lang) -> Any:
    """``--encoding``: codec of text files."""
    return typer.Option("--encoding", metavar="NAME", help=message("arg_encoding", lang))


def jobs_option(lang: Lang) -> Any:
    """``--jobs``: processes."""
    return typer.Option(
        "--jobs", "-j", metavar="N", help=message("arg_jobs", lang), callback=_not_zero
    )


def force_option(lang: Lang) -> Any:
    """``--force``: replace outputs."""
    return typer.Option("--force", "-f", help=message("arg_force", lang))


def taxonomy_option(lang: Lang) -> Any:
    """``--taxonomy``: another file of topics."""
    return typer.Option("--taxonomy", metavar="FILE", help=message("arg_taxonomy", lang))


def corpus_or_default(corpus: list[Path] | None) -> list[Path]:
    """Return the paths given, else the project's own corpus.

    Raises
    ------
    CorpusError
        None was given and there is no checkout of the project.
    """
    from nlp.resources import default_corpus

    if corpus:
        return corpus
    own = default_corpus()
    if not own.is_dir():
        detail = Phrase(message("no_corpus", "vi"), message("no_corpus", "en"))
        raise CorpusError("corpus_none", file="corpus", detail=detail)
    return [own]


def _not_zero(value: int) -> int:
    if value == 0:
        raise typer.BadParameter("0")
    return value


def _known_language(value: str) -> str:
    if value not in ("vi", "en"):
        raise typer.BadParameter(value)
    return value
