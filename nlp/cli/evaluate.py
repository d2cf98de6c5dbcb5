"""``ykien evaluate``."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from nlp.cli.console import Console
from nlp.cli.figures import print_confusions, print_figures
from nlp.cli.messages import message
from nlp.cli.options import encoder_option, jobs_option, json_option, lang_option
from nlp.errors import Lang


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the command to the application."""

    @app.command("evaluate", help=message("evaluate", lang))
    def evaluate_cli(
        model: Annotated[Path, typer.Argument(metavar="MODEL", help=message("arg_measured", lang))],
        data: Annotated[Path, typer.Argument(metavar="DATA", help=message("arg_data", lang))],
        encoder: Annotated[Literal["always", "unsure"], encoder_option(lang)] = "always",
        jobs: Annotated[int, jobs_option(lang)] = 1,
        as_json: Annotated[bool, json_option(lang)] = False,
        lang_: Annotated[str, lang_option(lang)] = lang,
    ) -> int:
        from nlp.learning.corpus import display_names
        from nlp.learning.evaluation import evaluate
        from nlp.tagging.tagger import Tagger

        console = Console(lang)
        tagger = Tagger.load(model, encoder_use=encoder)
        evaluation = evaluate(tagger, data, n_jobs=jobs)
        if as_json:
            console.json(evaluation.to_dict())
        else:
            print_figures(console, {display_names([data])[0]: evaluation})
            print_confusions(console, evaluation, tagger.taxonomy)
        return 0
