"""How well personal data is found, and what masking costs the tagging.

    python tests/benchmarks/privacy.py [FILE] [--misses] [--no-tagging] [--ner]

FILE holds marked texts, a JSON object a line: {"text": ..., "spans": [[start, end, kind], ...]}.
A span counts as found exactly when both its ends are right, and by overlap when it shares a
character with one of the same kind. Intervals are Wilson's at 95 %.
--ner shows what underthesea's named entities (PER) would find alone, and beside the rules.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from scipy.stats import binomtest

from nlp import Tagger
from nlp.learning.corpus import Corpus
from nlp.reading.privacy import TOKENS, Mask, find_personal

ROOT = Path(__file__).resolve().parents[2]
Spans = list[tuple[int, int, str]]


def share(part: int, whole: int) -> str:
    """Return a share with its interval."""
    if not whole:
        return "-"
    low, high = binomtest(part, whole).proportion_ci(method="wilson")
    return f"{part / whole:.3f} [{low:.3f}, {high:.3f}] ({part}/{whole})"


def overlaps(span: tuple[int, int, str], others: Spans) -> bool:
    """Tell whether a span shares a character with another of its kind."""
    return any(span[0] < b and a < span[1] and span[2] == kind for a, b, kind in others)


def counts(items: list[tuple[Spans, Spans]], kinds: set[str]) -> Counter[str]:
    """Count spans of some kinds: marked, found, and right."""
    count: Counter[str] = Counter()
    for marked, found in items:
        gold = [span for span in marked if span[2] in kinds]
        got = [span for span in found if span[2] in kinds]
        exact = len(set(gold) & set(got))
        count.update(gold=len(gold), got=len(got), exact=exact)
        count.update(
            got_over=sum(overlaps(span, gold) for span in got),
            gold_over=sum(overlaps(span, got) for span in gold),
        )
    return count


def show(name: str, count: Counter[str]) -> None:
    """Print a row of the table."""
    cells = [
        share(count["exact"], count["got"]),
        share(count["exact"], count["gold"]),
        share(count["got_over"], count["got"]),
        share(count["gold_over"], count["gold"]),
    ]
    print(f"| {name} |", " | ".join(cells), "|")


def tagging(path: Path) -> None:
    """Print how right the default model is on clear and on masked texts."""
    tagger, dev = Tagger.load(), Corpus.load(path)
    mask = Mask("benchmark")
    clear = [opinion.text for opinion in dev.opinions]
    start = time.perf_counter()
    masked = [mask.text(text) for text in clear]
    seconds = time.perf_counter() - start
    changed = sum(a != b for a, b in zip(clear, masked))
    size = sum(map(len, clear))
    print(f"\n{path.name}: {changed} of {len(dev)} texts masked; {size / seconds:,.0f} chars/s\n")
    print("| texts | topic | subtopic |\n| --- | --- | --- |")
    for name, texts in (("clear", clear), ("masked", masked)):
        tags = tagger.tag(texts)
        topic = sum(t.topic == o.topics[0].split("/")[0] for t, o in zip(tags, dev.opinions))
        exact = sum(t.topics[0] == o.topics[0] for t, o in zip(tags, dev.opinions))
        print(f"| {name} | {share(topic, len(dev))} | {share(exact, len(dev))} |")


def named_entities(text: str) -> Spans:
    """Return what underthesea takes for persons."""
    from underthesea import ner

    spans: Spans = []
    position = 0
    for word, _, _, tag in ner(text):
        start = text.find(word, position)
        if start < 0:
            continue
        position = start + len(word)
        if tag == "B-PER":
            spans.append((start, position, "name"))
        elif tag == "I-PER" and spans:
            spans[-1] = (spans[-1][0], position, "name")
    return spans


def show_entities(items: list[tuple[Spans, Spans]], texts: list[str]) -> None:
    """Print how well the entities do alone and added to the rules, and at what speed."""
    named_entities("a")
    start = time.process_time()
    entities = [named_entities(text) for text in texts]
    seconds = time.process_time() - start
    print(f"\nunderthesea's entities: {sum(map(len, texts)) / seconds:,.0f} chars/s\n")
    print("| names | precision | recall | precision, overlap | recall, overlap |")
    print("| --- | --- | --- | --- | --- |")
    marked = [item[0] for item in items]
    show("entities alone", counts(list(zip(marked, entities)), {"name"}))
    both = [
        found + [span for span in extra if not overlaps(span, found)]
        for (_, found), extra in zip(items, entities)
    ]
    show("rules and entities", counts(list(zip(marked, both)), {"name"}))


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = ROOT / "tests" / "data" / "privacy.jsonl"
    parser.add_argument("file", nargs="?", default=default, type=Path)
    parser.add_argument("--misses", action="store_true", help="print what is missed or wrong")
    parser.add_argument("--no-tagging", action="store_true", help="spans only")
    parser.add_argument("--ner", action="store_true", help="compare with underthesea's entities")
    arguments = parser.parse_args()
    items: list[tuple[Spans, Spans]] = []
    texts: list[str] = []
    clean, spoiled = 0, 0
    for line in arguments.file.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record["text"]
        marked = [(a, b, kind) for a, b, kind in record["spans"]]
        found = [(span.start, span.end, span.kind) for span in find_personal(text)]
        texts.append(text)
        items.append((marked, found))
        clean += not marked
        spoiled += not marked and bool(found)
        if arguments.misses and set(marked) != set(found):
            print(text)
            for sign, spans in (("-", set(marked) - set(found)), ("+", set(found) - set(marked))):
                print("   ", *(f"{sign}{text[a:b]!r}:{kind}" for a, b, kind in sorted(spans)))
    print("| kind | precision | recall | precision, overlap | recall, overlap |")
    print("| --- | --- | --- | --- | --- |")
    for kind in TOKENS:
        show(kind, counts(items, {kind}))
    show("all numbers", counts(items, set(TOKENS) - {"name"}))
    print(f"\ntexts without personal data that were changed: {share(spoiled, clean)}")
    if arguments.ner:
        show_entities(items, texts)
    if not arguments.no_tagging:
        tagging(ROOT / "corpus" / "dev.jsonl")


if __name__ == "__main__":
    main()
