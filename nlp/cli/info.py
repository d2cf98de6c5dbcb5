"""``ykien info``."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.console import Console, decimal, percent
from nlp.cli.figures import print_figures
from nlp.cli.messages import message
from nlp.cli.options import json_option, lang_option
from nlp.errors import Lang

if TYPE_CHECKING:
    from nlp.learning.figures import Evaluation


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the command to the application."""

    @app.command("info", help=message("info", lang))
    def info_cli(
        model: Annotated[
            Path | None, typer.Argument(metavar="MODEL", help=message("arg_model", lang))
        ] = None,
        as_json: Annotated[bool, json_option(lang)] = False,
        lang_: Annotated[str, lang_option(lang)] = lang,
    ) -> int:
        from nlp import __version__
        from nlp.resources import default_model
        from nlp.tagging.tagger import Tagger

        console = Console(lang)
        path = model if model is not None else default_model()
        tagger = Tagger.load(path)
        taxonomy, loaded = tagger.taxonomy, tagger.model
        size = sum(file.stat().st_size for file in path.iterdir() if file.is_file())
        if as_json:
            console.json(
                {
                    "version": __version__,
                    "model": str(path),
                    "bytes": size,
                    "provenance": loaded.provenance,
                    "calibration": loaded.calibration.to_dict(),
                    "figures": loaded.figures,
                    "taxonomy": taxonomy.to_dict(),
                }
            )
            return 0
        counts = console.text(
            "info_counts", topics=len(taxonomy.topics), labels=len(taxonomy.labels)
        )
        console.line(f"{console.text('info_version')}: {__version__}")
        console.line(f"{console.text('info_model')}: {path}")
        console.line(f"{console.text('info_size')}: {decimal(size / 1e6, lang, 1)} MB")
        console.line(f"{console.text('info_taxonomy')}: {counts}")
        for topic in taxonomy.topics:
            names = ", ".join(subtopic.name for subtopic in topic.subtopics)
            console.line(f"  {topic.name}{': ' + names if names else ''}")
        console.line("")
        if lang == "en":
            console.line(loaded.card)
            return 0
        threshold = percent(loaded.calibration.review_threshold, lang)
        console.say("info_review", threshold=threshold)
        console.say("info_card", path=path / "README.md")
        columns = _evaluations(loaded.figures, message("cross_validation", lang))
        if columns:
            print_figures(console, columns)
        return 0


def _evaluations(figures: Mapping[str, Any], cross_validation: str) -> "dict[str, Evaluation]":
    """Return what was measured of a model, by where; nothing where that is not known."""
    from nlp.learning.figures import Evaluation

    try:
        found = {cross_validation: figures["cross_validation"], **figures["held_out"]}
        return {name: Evaluation.from_dict(data) for name, data in found.items()}
    except (KeyError, TypeError):
        return {}
