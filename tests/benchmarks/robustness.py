"""How much a model loses on the held-out file when its texts are typed in other ways.

    python tests/benchmarks/robustness.py [MODEL] [--dev FILE] [--seeds N]

Random slips are drawn N times and averaged.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import numpy as np
from noise import slips, teen, telex

from nlp import Tagger
from nlp.learning.corpus import Corpus
from nlp.reading.encoding import strip_diacritics

ROOT = Path(__file__).resolve().parents[2]
# The mark of tone of oa, oe and uy in open syllables: on the first vowel or on the second.
_FORMS = [
    (
        unicodedata.normalize("NFC", first + mark + second),
        unicodedata.normalize("NFC", first + second + mark),
    )
    for first, second in ("oa", "oe", "uy")
    for mark in "\u0300\u0301\u0303\u0309\u0323"
]


def tones_on_first(text: str) -> str:
    """Return a text with hòa for hoà, thủy for thuỷ and the like."""
    for first, second in _FORMS:
        text = re.sub(rf"(?<![qQ]){second}(?!\w)", first, text)
    return text


def tones_on_second(text: str) -> str:
    """Return a text with hoà for hòa, thuỷ for thủy and the like."""
    for first, second in _FORMS:
        text = re.sub(rf"(?<![qQ]){first}(?!\w)", second, text)
    return text


Change = Callable[[str, np.random.Generator], str]
CHANGES: dict[str, Change] = {
    "as written": lambda text, rng: text,
    "no diacritics": lambda text, rng: strip_diacritics(text),
    "NFD": lambda text, rng: unicodedata.normalize("NFD", text),
    "hòa": lambda text, rng: tones_on_first(text),
    "hoà": lambda text, rng: tones_on_second(text),
    "upper case": lambda text, rng: text.upper(),
    "lower case": lambda text, rng: text.lower(),
    "slips in 10 % of the syllables": lambda text, rng: " ".join(slips(text.split(), rng)),
    "no diacritics, and slips": lambda text, rng: strip_diacritics(
        " ".join(slips(text.split(), rng))
    ),
    "keys of Telex": lambda text, rng: " ".join(telex(text.split())),
    "teen spelling": lambda text, rng: " ".join(teen(text.split())),
}


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", nargs="?", default=ROOT / "models" / "default", type=Path)
    parser.add_argument("--dev", default=ROOT / "corpus" / "dev.jsonl", type=Path)
    parser.add_argument("--seeds", default=5, type=int, metavar="N")
    arguments = parser.parse_args()
    tagger, dev = Tagger.load(arguments.model), Corpus.load(arguments.dev)
    print("| texts | changed | topic | loss | subtopic | loss |")
    print("| --- | --- | --- | --- | --- | --- |")
    base: tuple[float, float] | None = None
    for name, change in CHANGES.items():
        seeds = arguments.seeds if "slips" in name else 1
        topic, subtopic, changed = [], [], 0
        for seed in range(seeds):
            rng = np.random.default_rng(seed)
            texts = [change(opinion.text, rng) for opinion in dev.opinions]
            changed = sum(a != o.text for a, o in zip(texts, dev.opinions))
            for opinion, tag in zip(dev.opinions, tagger.tag(texts)):
                topic.append(tag.topic == opinion.topics[0].split("/")[0])
                subtopic.append(tag.topics[0] == opinion.topics[0])
        got = float(np.mean(topic)), float(np.mean(subtopic))
        base = base or got
        cells = [
            f"{got[0]:.3f} | {base[0] - got[0]:+.3f}",
            f"{got[1]:.3f} | {base[1] - got[1]:+.3f}",
        ]
        print(f"| {name} | {changed} of {len(dev)} |", " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main()
