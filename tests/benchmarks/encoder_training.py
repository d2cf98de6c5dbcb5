"""Fine-tune an encoder that tells the label of each word (`nlp.reading.word_encoder`).

What it learns from is the matter of ``speech_encoder.py`` (recordings) and ``text_encoder.py``
(documents). Needs the extra ``accurate-training``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from encoder_weights import copy_ends, copy_layers
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from nlp.atomic import replacing
from nlp.learning.encoder.batches import fill_up, hide
from nlp.learning.encoder.graph import GraphBuilder
from nlp.learning.encoder.network import EncoderNetwork
from nlp.learning.encoder.pretrained import Pretrained, load_pretrained
from nlp.reading.word_encoder import CONFIG, GRAPH, INPUTS, OUTPUT, PIECES, Word, pieces_of
from nlp.tagging.pieces import build_tokenizer

WINDOW = 250
# Pieces in a batch at most. It holds windows of about one length, out of so many in random order:
# filled up to the longest, a third of a batch of any lengths would be nothing.
BATCH, POOL = 2250, 600
RATE, HEAD_RATE, LAYER_DECAY = 2e-4, 1e-3, 0.92
WARM_UP = 0.08
# Share of the pieces that are hidden, and how much a begin counts.
HIDDEN, BEGIN_WEIGHT, SMOOTHING = 0.06, 3.0, 0.03
# Shorter ends of texts are left out of an epoch.
FEWEST = 20
SEED = 0
_LETTERS = "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ"


@dataclass(frozen=True)
class Task:
    """What an encoder has to tell.

    Attributes
    ----------
    labels : sequence of str
    begin : str
        That of an opinion's first word.
    gaps : sequence of str
        What may stand before a word; the first is nothing.
    """

    labels: Sequence[str]
    begin: str
    gaps: Sequence[str]


class Labelled(NamedTuple):
    """Words with a label each, None where nothing is asked of a word."""

    words: Sequence[Word]
    labels: Sequence[str | None]


class Pieces(NamedTuple):
    """The pieces of a text, or of a window of it."""

    # Id, gap and capital of each, shape (n_pieces, 3).
    seen: NDArray[np.int64]
    # The label of a word's first piece, -1 for others, shape (n_pieces,).
    labels: NDArray[np.int64]


class WordNetwork(nn.Module):
    """Pieces, gaps and capitals to the logits of the labels of each piece."""

    def __init__(self, pretrained: Pretrained, kept: NDArray[np.intp], task: Task) -> None:
        super().__init__()
        self.base = EncoderNetwork(pretrained, kept, len(task.labels))
        self.gap = nn.Embedding(len(task.gaps), pretrained.hidden)
        self.capital = nn.Embedding(2, pretrained.hidden)
        self.head = nn.Linear(pretrained.hidden, len(task.labels))
        self.dropout = nn.Dropout(0.1)
        for module in (self.gap, self.capital, self.head):
            nn.init.normal_(module.weight, std=0.02)

    def forward(self, ids: Tensor, mask: Tensor, gaps: Tensor, capitals: Tensor) -> Tensor:
        base = self.base
        placed = base.word(ids) + base.position.weight[: ids.shape[1]]
        states = base.norm(placed + self.gap(gaps) + self.capital(capitals))
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            states = base.run_layers(states, mask, 0, len(base.layers))
        logits: Tensor = self.head(self.dropout(states.float()))
        return logits


class Trainer:
    """Fine-tunes an encoder.

    Parameters
    ----------
    task : Task
    texts : iterable of str
        Whose pieces it has to know.
    begun : Path, optional
        Model directory whose layers this one begins with, in place of those of
        multilingual-e5-small; that of another task or of this one.
    """

    def __init__(self, task: Task, texts: Iterable[str], begun: Path | None = None) -> None:
        self._task = task
        torch.manual_seed(SEED)
        self._rng = np.random.default_rng(SEED)
        pretrained = load_pretrained()
        whole = build_tokenizer(
            list(zip(pretrained.pieces, pretrained.scores.tolist())), pretrained.unknown
        )
        known = [*texts, *map(chr, range(0x20, 0x7F)), *_LETTERS]
        special = (pretrained.begin, pretrained.pad, pretrained.end, pretrained.unknown)
        used = {i for encoded in whole.encode_batch(known) for i in encoded.ids}
        kept = np.asarray(sorted({*special, *used}), dtype=np.intp)
        position = {int(old): new for new, old in enumerate(kept)}
        self._begin, self._pad, self._end, self._unknown = (position[i] for i in special)
        self._tokenizer = build_tokenizer(
            [(pretrained.pieces[i], float(pretrained.scores[i])) for i in kept], self._unknown
        )
        self._network = WordNetwork(pretrained, kept, task)
        self._before: dict[str, Tensor] | None = None
        if begun is not None:
            network = self._network
            copy_layers(begun, network.base.layers)
            held = json.loads((begun / CONFIG).read_text("utf-8"))
            if held["labels"] == list(task.labels) and held["gaps"] == list(task.gaps):
                copy_ends(begun, network.gap, network.capital, network.head)
                self._before = {k: v.clone() for k, v in network.state_dict().items()}

    def fit(
        self, epoch: Callable[[], Iterable[Labelled]], n_epochs: int, *, learnt: float = 1.0
    ) -> None:
        """Learn from texts.

        Parameters
        ----------
        epoch : callable
            Gives them, drawn anew for each epoch.
        n_epochs : int
        learnt : float
            Share of what was learnt in the mean with the weights of `begun`, where that was of
            this task (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models", CVPR).
        """
        network, task = self._network, self._task
        optimizer = torch.optim.AdamW(self._groups(), betas=(0.9, 0.98))
        n_steps = n_epochs * len(self._batches(epoch()))
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer,
            lambda step: min((step + 1) / (WARM_UP * n_steps), max(1 - step / n_steps, 1e-3)),
        )
        weights = torch.ones(len(task.labels))
        weights[list(task.labels).index(task.begin)] = BEGIN_WEIGHT
        network.train()
        step = 0
        for _ in range(n_epochs):
            for batch in self._batches(epoch()):
                ids, mask, gaps, capitals, labels = self._filled(batch)
                logits = network(ids, hide(mask, HIDDEN, self._rng), gaps, capitals)
                loss = functional.cross_entropy(
                    logits.flatten(0, 1),
                    labels.flatten(),
                    ignore_index=-1,
                    weight=weights,
                    label_smoothing=SMOOTHING,
                )
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimizer.step()
                schedule.step()
                step += 1
                if step % 50 == 0:
                    print(f"{step}/{n_steps} {float(loss.detach()):.3f}", file=sys.stderr)
        if self._before is not None:
            after = network.state_dict()
            network.load_state_dict(
                {k: torch.lerp(v, after[k], learnt) for k, v in self._before.items()}
            )

    def _batches(self, texts: Iterable[Labelled]) -> list[list[Pieces]]:
        """Return the windows of texts in batches, in random order."""
        found = [window for text in texts for window in self._cut(self._pieces(text))]
        order = self._rng.permutation(len(found))
        batches: list[list[Pieces]] = []
        for start in range(0, len(order), POOL):
            pool = [found[i] for i in order[start : start + POOL]]
            batch: list[Pieces] = []
            for window in sorted(pool, key=lambda window: len(window.labels)):
                if (len(batch) + 1) * len(window.labels) > BATCH:
                    batches.append(batch)
                    batch = []
                batch.append(window)
            batches.append(batch)
        return [batches[i] for i in self._rng.permutation(len(batches))]

    def _pieces(self, text: Labelled) -> Pieces:
        task = self._task
        seen, firsts = pieces_of(text.words, self._tokenizer, task.gaps, self._unknown)
        numbers = {label: number for number, label in enumerate(task.labels)}
        labels = np.full(len(seen), -1)
        labels[firsts] = [numbers.get(label or "", -1) for label in text.labels]
        return Pieces(seen, labels)

    def _cut(self, pieces: Pieces) -> Iterator[Pieces]:
        seen, labels = pieces
        for begin in range(-int(self._rng.integers(WINDOW)), len(labels), WINDOW):
            window = slice(max(begin, 0), begin + WINDOW)
            if len(labels[window]) >= FEWEST and (labels[window] >= 0).any():
                yield Pieces(seen[window], labels[window])

    def _groups(self) -> list[dict[str, Any]]:
        last = len(self._network.base.layers) - 1
        groups = []
        for name, parameter in self._network.named_parameters():
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
        ids, mask = fill_up([[self._begin, *row, self._end] for row in columns[0]], self._pad)
        gaps, capitals = (fill_up([[0, *row, 0] for row in c], 0)[0] for c in columns[1:])
        labels, _ = fill_up([[-1, *w.labels.tolist(), -1] for w in windows], -1)
        return ids, mask, gaps, capitals, labels

    def files(self, card: str) -> dict[str, bytes]:
        """Return what a model directory holds."""
        config = {
            "labels": self._task.labels,
            "gaps": self._task.gaps,
            "window": WINDOW,
            "n_pieces": self._tokenizer.get_vocab_size(),
            "begin": self._begin,
            "pad": self._pad,
            "end": self._end,
            "unknown": self._unknown,
        }
        return {
            GRAPH: _graph_of(self._network, len(self._task.labels)),
            PIECES: self._tokenizer.to_str().encode(),
            CONFIG: (json.dumps(config, ensure_ascii=False, indent=1) + "\n").encode(),
            "README.md": card.encode(),
        }


def _graph_of(network: WordNetwork, n_labels: int) -> bytes:
    """Return the ONNX graph of what `WordNetwork.forward` computes."""
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
    return build.bytes(kinds, {OUTPUT: [*shape, n_labels]})


def write(files: dict[str, bytes], folder: Path) -> None:
    """Write a model directory, each file whole."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        with replacing(folder / name) as path:
            path.write_bytes(content)
