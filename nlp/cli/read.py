"""``ykien read``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.console import Console, whole
from nlp.cli.messages import message
from nlp.cli.options import json_option, lang_option
from nlp.errors import Lang

if TYPE_CHECKING:
    from nlp.reading.rows import Block

_SHOWN = 100


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the command to the application."""

    @app.command("read", help=message("read", lang))
    def read_cli(
        inputs: Annotated[
            list[Path], typer.Argument(metavar="FILE...", help=message("arg_inputs", lang))
        ],
        encoding: Annotated[
            str | None,
            typer.Option("--encoding", metavar="NAME", help=message("arg_encoding", lang)),
        ] = None,
        as_json: Annotated[bool, json_option(lang)] = False,
        lang_: Annotated[str, lang_option(lang)] = lang,
    ) -> int:
        from nlp.reading.files import read_chunks
        from nlp.reading.finding import find_files
        from nlp.reading.layout import ReadOptions

        console = Console(lang)
        options = ReadOptions(encoding=encoding, keep_blocks=True)
        shown: list[dict[str, Any]] = []
        for file in find_files(inputs):
            blocks = [block for chunk in read_chunks(file, options) for block in chunk.blocks]
            if as_json:
                shown.append({"source": file.source, "blocks": [_record(b) for b in blocks]})
            else:
                _print(console, file.source, blocks)
        if as_json:
            console.json(shown)
        return 0


def _record(block: "Block") -> dict[str, str]:
    return {
        "position": block.position,
        "class": block.kind,
        "reason": block.reason,
        "text": block.text,
    }


def _print(console: Console, source: str, blocks: "list[Block]") -> None:
    opinions = sum(block.kind == "opinion" for block in blocks)
    rows = []
    for block in blocks:
        text = block.text if len(block.text) <= _SHOWN else f"{block.text[:_SHOWN]}…"
        key = f"rule_{block.reason}"
        why = block.reason if block.kind == "reject" else console.text(key)
        rows.append((block.position, console.text(f"class_{block.kind}"), why, text))
    console.table(
        console.text("read_title", file=source, opinions=whole(opinions, console.lang)),
        [console.text(key) for key in ("col_position", "col_class", "col_reason", "col_text")],
        rows,
        left=4,
    )
