"""``ykien tag``."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from nlp.cli.console import Console, percent, print_rejects, require_stdout, whole
from nlp.cli.decisions import decision_line
from nlp.cli.inputs import given_inputs
from nlp.cli.messages import message
from nlp.cli.options import (
    column_option,
    encoder_option,
    encoding_option,
    force_option,
    jobs_option,
    json_option,
    lang_option,
    model_option,
)
from nlp.errors import Lang

if TYPE_CHECKING:
    from nlp.batch.result import TagFilesResult
    from nlp.batch.run import Progress
    from nlp.reading.privacy import Mask


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the command to the application."""

    def option(name: str, metavar: str, key: str) -> Any:
        return typer.Option(name, metavar=metavar, help=message(key, lang))

    @app.command("tag", help=message("tag", lang))
    def tag_cli(
        inputs: Annotated[
            list[str], typer.Argument(metavar="INPUT", help=message("arg_inputs", lang))
        ],
        outputs: Annotated[
            list[str] | None,
            typer.Option("--output", "-o", metavar="OUT", help=message("arg_output", lang)),
        ] = None,
        model: Annotated[Path | None, model_option(lang)] = None,
        encoder: Annotated[Literal["always", "unsure"], encoder_option(lang)] = "always",
        text_column: Annotated[str | None, column_option("text", lang)] = None,
        place_column: Annotated[str | None, column_option("place", lang)] = None,
        date_column: Annotated[str | None, column_option("date", lang)] = None,
        speaker_column: Annotated[str | None, column_option("speaker", lang)] = None,
        answer_column: Annotated[str | None, column_option("answer", lang)] = None,
        status_column: Annotated[str | None, column_option("status", lang)] = None,
        phone_column: Annotated[str | None, column_option("phone", lang)] = None,
        encoding: Annotated[str | None, encoding_option(lang)] = None,
        keep_answers: Annotated[
            bool, typer.Option("--keep-answers", help=message("arg_keep_answers", lang))
        ] = False,
        rejects: Annotated[Path | None, option("--rejects", "FILE", "arg_rejects")] = None,
        masked: Annotated[bool, typer.Option("--mask", help=message("arg_mask", lang))] = False,
        mask_salt: Annotated[
            str | None, option("--mask-salt", "FILE|TEXT", "arg_mask_salt")
        ] = None,
        force: Annotated[bool, force_option(lang)] = False,
        jobs: Annotated[int, jobs_option(lang)] = 1,
        as_json: Annotated[bool, json_option(lang)] = False,
        lang_: Annotated[str, lang_option(lang)] = lang,
    ) -> int:
        from nlp.batch.result import summary_rows
        from nlp.batch.run import tag_files
        from nlp.reading.tables.layout import ReadOptions
        from nlp.tagging.tagger import Tagger

        targets = [Path(name) for name in outputs or [] if name != "-"]
        streaming = not outputs or "-" in outputs
        if streaming:
            require_stdout()
        console = Console(lang, to_stderr=streaming, optional=not as_json)
        options = ReadOptions(
            text_column,
            place_column,
            date_column,
            speaker_column,
            encoding,
            answer_column=answer_column,
            status_column=status_column,
            phone_column=phone_column,
            keep_answers=keep_answers,
        )
        mask = _mask(masked, mask_salt, Console(lang, to_stderr=True))
        with given_inputs(inputs) as files, _progress(console) as progress:
            tagger = Tagger.load(model, encoder_use=encoder)
            result = tag_files(
                files,
                targets,
                tagger=tagger,
                options=options,
                lang=lang,
                force=force,
                n_jobs=jobs,
                progress=progress,
                stream=sys.stdout if streaming else None,
                rejects=rejects,
                mask=mask,
            )
        if as_json:
            console.json(result.to_dict())
        elif not streaming:
            for decision in result.decisions:
                console.line(decision_line(decision, console))
            _print_table(console, summary_rows(result, tagger.taxonomy), result)
        print_rejects(lang, result.rejects, result.rejects_file, quiet=as_json)
        return 2 if result.rejects else 0


def _mask(masked: bool, salt: str | None, console: Console) -> "Mask | None":
    """Return what hides personal data, and say what a random salt means."""
    from nlp.reading.masking.salt import load_salt
    from nlp.reading.privacy import Mask

    if not masked and salt is None:
        return None
    if salt is None:
        console.say("mask_random")
    return Mask(None if salt is None else load_salt(salt))


@contextmanager
def _progress(console: Console) -> Iterator["Progress | None"]:
    """Give a progress bar on a terminal, and none in a pipe."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console as RichConsole
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=RichConsole(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None)

        def advance(name: str, rows: int) -> None:
            bar.update(task, advance=rows, description=console.text("reading", file=name))

        yield advance


def _print_table(
    console: Console, rows: list[tuple[str, int, float, int]], result: "TagFilesResult"
) -> None:
    lang = console.lang
    console.table(
        console.text(
            "tagged_title",
            opinions=whole(result.n_opinions, lang),
            files=whole(result.files, lang),
        ),
        [console.text(key) for key in ("col_topic", "col_opinions", "col_share", "col_review")],
        [
            (name, whole(count, lang), percent(share, lang), whole(review, lang))
            for name, count, share, review in rows
        ],
        footer=(
            console.text("total"),
            whole(result.n_opinions, lang),
            percent(1.0, lang) if rows else "",
            whole(result.review.total(), lang),
        ),
    )
    if result.left_out:
        detail = ", ".join(
            f"{console.text('left_' + why)} {whole(count, lang)}"
            for why, count in sorted(result.left_out.items())
        )
        console.say("left_out", count=whole(result.left_out.total(), lang), detail=detail)
    for path in result.outputs:
        console.say("written", file=path)
