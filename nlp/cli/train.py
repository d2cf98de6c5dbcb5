"""``ykien train``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.console import Console, whole
from nlp.cli.figures import print_figures
from nlp.cli.messages import message
from nlp.cli.options import (
    corpus_or_default,
    force_option,
    jobs_option,
    json_option,
    lang_option,
    taxonomy_option,
)
from nlp.errors import Lang

if TYPE_CHECKING:
    from nlp.learning.training import TrainingResult


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the command to the application."""

    @app.command("train", help=message("train", lang))
    def train_cli(
        output: Annotated[
            Path,
            typer.Option("--output", "-o", metavar="DIR", help=message("arg_model_output", lang)),
        ],
        corpus: Annotated[
            list[Path] | None,
            typer.Argument(metavar="CORPUS", help=message("arg_corpus", lang)),
        ] = None,
        accurate: Annotated[
            Path | None,
            typer.Option("--accurate", metavar="DIR", help=message("arg_accurate", lang)),
        ] = None,
        evaluate_on: Annotated[
            list[Path] | None,
            typer.Option("--evaluate", "-e", metavar="DATA", help=message("arg_evaluate", lang)),
        ] = None,
        taxonomy: Annotated[Path | None, taxonomy_option(lang)] = None,
        lexicon: Annotated[
            Path | None,
            typer.Option("--lexicon", metavar="FILE", help=message("arg_lexicon", lang)),
        ] = None,
        review_precision: Annotated[
            float,
            typer.Option(
                "--review-precision", min=0.5, max=1.0, help=message("arg_review_precision", lang)
            ),
        ] = 0.96,
        seed: Annotated[
            int, typer.Option("--seed", min=0, max=2**32 - 1, help=message("arg_seed", lang))
        ] = 0,
        force: Annotated[bool, force_option(lang)] = False,
        jobs: Annotated[int, jobs_option(lang)] = -1,
        as_json: Annotated[bool, json_option(lang)] = False,
        lang_: Annotated[str, lang_option(lang)] = lang,
    ) -> int:
        from nlp.learning.fitting import TrainingSettings
        from nlp.learning.training import train

        console = Console(lang, optional=not as_json)
        steps = Console(lang, to_stderr=True)
        result = train(
            corpus_or_default(corpus),
            output,
            accurate=accurate,
            taxonomy=taxonomy,
            lexicon=lexicon,
            evaluate_on=evaluate_on or [],
            settings=TrainingSettings(review_precision=review_precision, seed=seed),
            n_jobs=jobs,
            force=force,
            progress=lambda step: steps.line(_step(step, lang)),
        )
        if as_json:
            console.json({**_as_data(result, lang), "model": str(output)})
            return 0
        console.say(
            "learned_from",
            n=whole(result.n_opinions, lang),
            batches=whole(result.n_batches, lang),
        )
        if result.warning:
            console.say("beware", detail=result.warning.say(lang))
        own = {message("cross_validation", lang): result.cross_validation}
        print_figures(console, {**own, **result.held_out})
        console.say("model_written", file=output)
        if result.accurate:
            own = {message("encoder_judged", lang): result.accurate.cross_validation}
            print_figures(console, {**own, **result.accurate.held_out})
            console.say("model_written", file=accurate)
        return 0


def _step(step: str, lang: Lang) -> str:
    name, _, detail = step.partition(" ")
    return f"{message('step_' + name, lang)} {detail or '...'}"


def _as_data(result: "TrainingResult", lang: Lang) -> dict[str, Any]:
    data = {
        "n_opinions": result.n_opinions,
        "n_batches": result.n_batches,
        "cross_validation": result.cross_validation.to_dict(),
        "held_out": {name: e.to_dict() for name, e in result.held_out.items()},
        "warning": result.warning.say(lang) if result.warning else None,
    }
    return {**data, "accurate": _as_data(result.accurate, lang)} if result.accurate else data
