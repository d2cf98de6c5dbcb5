"""``ykien read``."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.console import Console, whole
from nlp.cli.inputs import given_inputs
from nlp.cli.messages import message
from nlp.cli.options import column_option, encoding_option, json_option, lang_option
from nlp.errors import InputError, Lang, Reject

if TYPE_CHECKING:
    from nlp.reading.rows import Block, InputFile
    from nlp.reading.tables.layout import ReadOptions

_SHOWN = 100


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the command to the application."""

    @app.command("read", help=message("read", lang))
    def read_cli(
        inputs: Annotated[
            list[str], typer.Argument(metavar="FILE", help=message("arg_inputs", lang))
        ],
        text_column: Annotated[str | None, column_option("text", lang)] = None,
        place_column: Annotated[str | None, column_option("place", lang)] = None,
        date_column: Annotated[str | None, column_option("date", lang)] = None,
        speaker_column: Annotated[str | None, column_option("speaker", lang)] = None,
        answer_column: Annotated[str | None, column_option("answer", lang)] = None,
        status_column: Annotated[str | None, column_option("status", lang)] = None,
        phone_column: Annotated[str | None, column_option("phone", lang)] = None,
        encoding: Annotated[str | None, encoding_option(lang)] = None,
        as_json: Annotated[bool, json_option(lang)] = False,
        lang_: Annotated[str, lang_option(lang)] = lang,
    ) -> int:
        from nlp.batch.inputs import distinct_files
        from nlp.reading.tables.layout import ReadOptions

        console = Console(lang)
        options = ReadOptions(
            text_column,
            place_column,
            date_column,
            speaker_column,
            encoding,
            answer_column=answer_column,
            status_column=status_column,
            phone_column=phone_column,
            keep_blocks=True,
        )
        shown: list[dict[str, Any]] = []
        failures: list[InputError] = []
        done = rejected = 0
        with given_inputs(inputs) as names:
            for file in distinct_files(names, ()):
                found = _read(file, options)
                if found.failure is not None:
                    failures.append(found.failure)
                done += found.failure is None or bool(found.blocks)
                rejected += len(found.rejects)
                if as_json:
                    shown.append(found.to_dict(lang))
                elif found.blocks:
                    _print(console, found)
        if as_json:
            console.json(shown)
        for failure in failures:
            console.error(failure.message(lang))
        if failures and not done:
            return 1
        return 2 if failures or rejected else 0


@dataclass
class _Read:
    """What a file was taken for, as far as it could be read."""

    source: str
    blocks: "list[Block]" = field(default_factory=list)
    # Of the blocks that are rejects, in their order, and of members of an archive.
    rejects: list[Reject] = field(default_factory=list)
    failure: InputError | None = None

    def reasons(self, lang: Lang) -> "Iterator[tuple[Block, str]]":
        """Yield the blocks, with the reason in words of those that are rejects."""
        why = {(reject.position, reject.code): reject.reason(lang) for reject in self.rejects}
        for block in self.blocks:
            yield block, why.get((block.position, block.reason), "")

    def to_dict(self, lang: Lang) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "source": self.source,
            "blocks": [_record(block, why) for block, why in self.reasons(lang)],
            "error": self.failure.message(lang) if self.failure is not None else None,
        }


def _read(file: "InputFile", options: "ReadOptions") -> _Read:
    from nlp.reading.files import read_chunks
    from nlp.reading.rows import Block

    found = _Read(file.source)
    try:
        for chunk in read_chunks(file, options):
            found.blocks += chunk.blocks
            found.rejects += chunk.rejects
            if chunk.rejects and not chunk.blocks:
                # A member of an archive that can't be read.
                found.blocks += [Block(r.source, "reject", r.code, r.text) for r in chunk.rejects]
                found.rejects += [replace(r, position=r.source) for r in chunk.rejects]
    except InputError as error:
        found.failure = error
    return found


def _record(block: "Block", why: str) -> dict[str, str]:
    return {
        "position": block.position,
        "class": block.kind,
        "reason": why or block.reason,
        "text": block.text,
    }


def _print(console: Console, found: _Read) -> None:
    opinions = sum(block.kind == "opinion" for block in found.blocks)
    rows = []
    for block, rejected in found.reasons(console.lang):
        text = block.text if len(block.text) <= _SHOWN else f"{block.text[:_SHOWN]}…"
        why = rejected or console.text(f"rule_{block.reason}")
        rows.append((block.position, console.text(f"class_{block.kind}"), why, text))
    console.table(
        console.text("read_title", file=found.source, opinions=whole(opinions, console.lang)),
        [console.text(key) for key in ("col_position", "col_class", "col_reason", "col_text")],
        rows,
        left=4,
    )
