"""The encoder as a PyTorch module with two heads: the primary label, and the label set."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from nlp.learning.encoder.pretrained import Pretrained


class EncoderLayer(nn.Module):
    """One layer of a BERT encoder (Devlin et al. 2019), post-norm.

    Parameters
    ----------
    hidden, feed_forward, n_heads : int
    eps : float
        Of the layer norms.
    """

    def __init__(self, hidden: int, feed_forward: int, n_heads: int, eps: float) -> None:
        super().__init__()
        self.n_heads = n_heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.attended = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=eps)
        self.up = nn.Linear(hidden, feed_forward)
        self.down = nn.Linear(feed_forward, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=eps)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the next hidden states, shape (n, length, hidden)."""
        n, length, hidden = x.shape
        split = self.qkv(x).view(n, length, 3, self.n_heads, hidden // self.n_heads)
        q, k, v = split.permute(2, 0, 3, 1, 4)
        # PyTorch's fused attention takes three times as long backwards in bfloat16 on a CPU.
        alike = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
        alike = alike.masked_fill(~mask[:, None, None, :], float("-inf"))
        mixed = functional.softmax(alike, dim=-1).to(v.dtype) @ v
        x = self.norm1(x + self.attended(mixed.transpose(1, 2).reshape(n, length, hidden)))
        out: Tensor = self.norm2(x + self.down(functional.gelu(self.up(x))))
        return out


class EncoderNetwork(nn.Module):
    """Pieces to logits.

    Parameters
    ----------
    pretrained : Pretrained
        What the weights begin with.
    kept : array of intp, shape (n_kept,)
        Ids of the pieces that are kept; they are numbered anew in this order.
    n_labels : int
    dropout : float
        Of the pooled states, in training.
    """

    def __init__(
        self,
        pretrained: Pretrained,
        kept: NDArray[np.intp],
        n_labels: int,
        *,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        size, eps = pretrained.hidden, pretrained.eps
        self.word = nn.Embedding(len(kept), size)
        self.position = nn.Embedding(pretrained.max_tokens, size)
        self.norm = nn.LayerNorm(size, eps=eps)
        self.layers = nn.ModuleList(
            EncoderLayer(size, pretrained.feed_forward, pretrained.n_heads, eps)
            for _ in range(pretrained.n_layers)
        )
        self.primary = nn.Linear(size, n_labels)
        self.label_set = nn.Linear(size, n_labels)
        self.dropout = nn.Dropout(dropout)
        # Pooled states of texts lie in a narrow cone; heads learn from what is left without it.
        self.center: Tensor
        self.spread: Tensor
        self.register_buffer("center", torch.zeros(size))
        self.register_buffer("spread", torch.ones(size))
        self._load(pretrained, kept)

    @torch.no_grad()
    def _load(self, pretrained: Pretrained, kept: NDArray[np.intp]) -> None:
        size, weights = pretrained.hidden, pretrained.tensors

        def copy(parameter: Tensor, *names: str) -> None:
            values = np.concatenate([weights[name] for name in names])
            parameter.copy_(torch.from_numpy(np.ascontiguousarray(values)).view_as(parameter))

        self.word.weight.copy_(torch.from_numpy(pretrained.word(kept)))
        # Every token is of the first type: its embedding goes into the positions.
        positions = weights["emb.pos"].reshape(-1, size) + weights["emb.type"].reshape(-1, size)[0]
        self.position.weight.copy_(torch.from_numpy(positions))
        copy(self.norm.weight, "emb.ln.w")
        copy(self.norm.bias, "emb.ln.b")
        for i, layer in enumerate(self.layers):
            names = {
                "qkv": ("q", "k", "v"),
                "attended": ("ao",),
                "norm1": ("aln",),
                "up": ("fi",),
                "down": ("fo",),
                "norm2": ("oln",),
            }
            for module, parts in names.items():
                for kind, suffix in (("weight", "w"), ("bias", "b")):
                    parameter = getattr(getattr(layer, module), kind)
                    copy(parameter, *(f"l{i}.{part}.{suffix}" for part in parts))
        for head in (self.primary, self.label_set):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)

    def embed(self, ids: Tensor) -> Tensor:
        """Return the states before the first layer, shape (n, length, hidden)."""
        out: Tensor = self.norm(self.word(ids) + self.position.weight[: ids.shape[1]])
        return out

    def run_layers(self, states: Tensor, mask: Tensor, first: int, last: int) -> Tensor:
        """Return the states after the layers `first` to `last` - 1."""
        for i in range(first, last):
            states = self.layers[i](states, mask)
        return states

    def pool(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return the mean of each text's states, shape (n, hidden)."""
        weight = mask[..., None].to(states.dtype)
        mean: Tensor = (states * weight).sum(1) / weight.sum(1)
        return mean

    def heads(self, pooled: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits of both heads from pooled states."""
        pooled = self.dropout((pooled - self.center) / self.spread)
        return self.primary(pooled), self.label_set(pooled)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits of the primary label and of the label set.

        Parameters
        ----------
        ids : int64 tensor, shape (n, length)
        mask : bool tensor, shape (n, length)
            False where a text is filled up.

        Returns
        -------
        two float tensors, shape (n, n_labels)
        """
        states = self.run_layers(self.embed(ids), mask, 0, len(self.layers))
        return self.heads(self.pool(states, mask))
