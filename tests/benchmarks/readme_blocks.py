"""Write the figures, counts and outputs that the READMEs show, from model and corpus themselves.

python tests/benchmarks/readme_blocks.py            # write
python tests/benchmarks/readme_blocks.py --check    # exit 1 where a block is not up to date
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nlp import Tagger
from nlp.cli.console import decimal
from nlp.cli.messages import message
from nlp.errors import Lang
from nlp.learning.corpus import Corpus
from nlp.learning.figures import FIGURES
from nlp.resources import default_model

ROOT = Path(__file__).resolve().parents[2]
READMES: dict[str, Lang] = {"README.md": "en", "README.vi.md": "vi"}
EXAMPLE = "Bãi rác sau trường bốc mùi hôi thối, các cháu không học được"


def table(figures: dict[str, Any], lang: Lang) -> str:
    """Return the Markdown table of one README."""
    columns = {message("cross_validation", lang): figures["cross_validation"]}
    columns |= figures["held_out"]
    heads = [f"{name} (n = {column['n']})" for name, column in columns.items()]
    lines = [f"| {message('figure', lang)} | " + " | ".join(heads) + " |"]
    lines.append("| --- |" + " --- |" * len(heads))
    for name in FIGURES:
        cells = [cell(column["figures"][name], lang) for column in columns.values()]
        lines.append(f"| {message(name, lang)} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def cell(figure: dict[str, float | None], lang: Lang) -> str:
    """Return a value with its 95 % interval."""
    value, low, high = figure["value"], figure["low"], figure["high"]
    if value is None or low is None or high is None:
        return "–"
    return f"{decimal(value, lang)} ({decimal(low, lang)} – {decimal(high, lang)})"


def output(lang: Lang, *arguments: str) -> str:
    """Return what a command prints, as an indented block."""
    command = [sys.executable, "-c", "from nlp.cli import main; main()", *arguments]
    # However wide the terminal is in which the blocks are made.
    environment = {**os.environ, "COLUMNS": "80"}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [*command, "--lang", lang],
            capture_output=True,
            encoding="utf-8",
            check=True,
            cwd=folder,
            env=environment,
        )
    lines = [f"    {line}".rstrip() for line in done.stdout.splitlines()]
    return "\n".join(["", *lines, ""])


def blocks(figures: dict[str, Any], lang: Lang) -> dict[str, str]:
    """Return the contents of a README's blocks by their names."""
    samples = str(ROOT / "corpus" / "samples")
    demo = ("tag", samples, "-o", "out/tagged.xlsx", "-o", "out/tagged.jsonl")
    return {
        "figures": table(figures, lang),
        "demo": output(lang, *demo),
        "explain": output(lang, "explain", EXAMPLE),
        "evaluate": output(
            lang, "evaluate", str(default_model()), str(ROOT / "corpus" / "dev.jsonl")
        ),
    }


def counts(corpus: Corpus) -> str:
    """Return the data sheet's table: opinions by manner, and their shares of style and labels."""
    lines = [
        "| manner | opinions | batches | petition | spoken | letter | two or three labels |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    manners = Counter(opinion.manner for opinion in corpus.opinions)
    for manner, _ in [*manners.most_common(), ("all", 0)]:
        part = [o for o in corpus.opinions if manner in ("all", o.manner)]
        styles = Counter(opinion.style for opinion in part)
        shares = [f"{styles[style] / len(part):.0%}" for style in ("petition", "spoken", "letter")]
        several = sum(len(opinion.topics) > 1 for opinion in part) / len(part)
        batches = len({opinion.batch for opinion in part})
        cells = [manner, f"{len(part):,}", str(batches), *shares, f"{several:.0%}"]
        lines.append("| " + " | ".join(cells) + " |")
    rarest = corpus.indicator.sum(axis=0)
    label = corpus.taxonomy.labels[int(rarest.argmin())]
    lines += ["", f"The rarest label, `{label}`, stands on {rarest.min()} opinions."]
    return "\n".join(lines)


def documents() -> Iterator[tuple[Path, dict[str, str]]]:
    """Yield each document and the contents of its blocks."""
    figures = Tagger.load().model.figures
    for name, lang in READMES.items():
        yield ROOT / name, blocks(figures, lang)
    corpus = Corpus.load(ROOT / "corpus" / "opinions")
    yield ROOT / "corpus" / "README.md", {"counts": counts(corpus)}


def main() -> int:
    """Write or check the blocks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = []
    for path, contents in documents():
        text = path.read_text(encoding="utf-8")
        new = text
        for block, content in contents.items():
            begin, end = f"<!-- {block}: begin -->", f"<!-- {block}: end -->"
            if new.count(begin) != 1 or new.count(end) != 1:
                sys.exit(f"{path}: no place for {block} ({begin} ... {end})")
            before, _, rest = new.partition(begin)
            new = f"{before}{begin}\n{content}\n{end}{rest.partition(end)[2]}"
        if new != text:
            stale.append(str(path.relative_to(ROOT)))
            if not check:
                path.write_text(new, encoding="utf-8")
    print("not up to date:" if check else "written:", ", ".join(stale) or "nothing")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
