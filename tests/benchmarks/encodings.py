"""Share of the corpus told right in each legacy encoding, by length.

    python tests/benchmarks/encodings.py [EVERY]

The first 3, 5, 10 and 20 words of each opinion (every EVERY-th; default all) are encoded and told
again with nothing else to go by: as bytes, and as the text that Word and Excel show ("Céng hßa").
Right is the right name and the same text. Beginnings without a letter beyond ASCII are not
counted. The last line is clean text that must stay as it is.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from nlp import YkienError
from nlp.reading.formats.decoding import decode
from nlp.reading.formats.legacy import encode_tcvn3, encode_vni
from nlp.reading.formats.repair import repair_legacy

ROOT = Path(__file__).resolve().parents[2]
LENGTHS = (3, 5, 10, 20)
TONES = "\u0300\u0301\u0303\u0309\u0323"


def corpus_texts(every: int = 1) -> list[str]:
    """Return the opinions of the corpus in NFC, but those with letters that no legacy font has."""
    files = sorted((ROOT / "corpus" / "opinions").glob("*.jsonl"))
    lines = [line for f in files for line in f.read_text(encoding="utf-8").splitlines()]
    texts = [unicodedata.normalize("NFC", json.loads(line)["text"]) for line in lines[::every]]
    # Names of Ede and Jarai people: "Ayŭ".
    return [text for text in texts if "ŭ" not in text.lower()]


def encode_cp1258(text: str) -> bytes:
    """Encode as Windows does: letters with their vowel marks, tones as combining signs."""
    out = b""
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            split = unicodedata.normalize("NFD", letter)
            base = unicodedata.normalize("NFC", "".join(c for c in split if c not in TONES))
            out += (base + "".join(c for c in split if c in TONES)).encode("cp1258")
    return out


ENCODERS = {
    "tcvn3": lambda text: encode_tcvn3(text).encode("cp1252"),
    "vni": lambda text: encode_vni(text).encode("cp1252"),
    "cp1258": encode_cp1258,
}


def share_told(texts: Iterable[str], name: str, *, as_text: bool) -> tuple[int, int]:
    """Return how many texts are told right when encoded, and how many there are."""
    right: Counter[bool] = Counter()
    for text in texts:
        try:
            data = ENCODERS[name](text)
        except UnicodeEncodeError:
            continue
        if data.isascii() or data == text.encode():
            continue
        if as_text:
            shown = data.decode("cp1252")
            # "là" is "là" in VNI as well.
            right[shown == text or repair_legacy([shown])[0] == [text]] += 1
        else:
            try:
                told = decode(data, source=name)
            except YkienError:
                told = ("", "")
            right[told == (text, name)] += 1
    return right[True], right.total()


def beginnings(texts: Iterable[str], length: int) -> list[str]:
    """Return the first words of the texts that have so many."""
    return [" ".join(words[:length]) for t in texts if len(words := t.split()) >= length]


def main() -> None:
    """Measure and print the table."""
    texts = corpus_texts(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    print("| words | as | " + " | ".join(ENCODERS) + " | texts |")
    print("| ---: | --- | " + "---: | " * (len(ENCODERS) + 1))
    for length in LENGTHS:
        short = beginnings(texts, length)
        for as_text in (False, True):
            cells, count = [], 0
            for name in ENCODERS:
                if as_text and name == "cp1258":
                    cells.append("")
                    continue
                told, count = share_told(short, name, as_text=as_text)
                cells.append(f"{told / count:.4f}")
            kind = "text" if as_text else "bytes"
            print(f"| {length} | {kind} | " + " | ".join(cells) + f" | {count:,} |")
    alone = sum(repair_legacy([text])[0] != [text] for text in texts)
    words = sorted({word for text in texts for word in text.split()})
    together = sum(a != b for a, b in zip(words, repair_legacy(words)[0]))
    print(f"clean: {alone} of {len(texts):,} texts changed, {together} of {len(words):,} words")


if __name__ == "__main__":
    main()
