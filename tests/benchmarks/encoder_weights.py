"""Take the weights of an encoder out of the graph that `encoder_training` writes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from nlp.learning.encoder.network import EncoderLayer
from nlp.reading.word_encoder import GRAPH

Array: TypeAlias = NDArray[Any]

# The layers of a network for which `EncoderLayer` has a name, in the order of the graph.
_LINEAR, _NORMS = ("qkv", "attended", "up", "down"), ("norm1", "norm2")


@torch.no_grad()
def copy_layers(folder: Path, layers: Sequence[EncoderLayer]) -> None:
    """Give layers the weights that those of a model directory have, as far as 8 bits hold them.

    Parameters
    ----------
    folder : Path
        `models/speech`, for example.
    layers : sequence of EncoderLayer
        As many as the model has, and of the same size.

    Raises
    ------
    ValueError
        They are of another number or size.
    """
    held = _weights_of(folder)
    # Above the layers is the norm of the embeddings, behind them the head.
    pairs = {name: held.linear[i:-1:4] for i, name in enumerate(_LINEAR)}
    pairs |= {name: held.norms[i + 1 :: 2] for i, name in enumerate(_NORMS)}
    for name, found in pairs.items():
        for layer, (weights, bias) in zip(layers, found, strict=True):
            module: nn.Module = getattr(layer, name)
            _put(weights, module.weight)
            _put(bias, module.bias)


@torch.no_grad()
def copy_ends(folder: Path, gap: nn.Embedding, capital: nn.Embedding, head: nn.Linear) -> None:
    """Give what stands before the layers and behind them the weights that those of a model have.

    Parameters
    ----------
    folder : Path
        Of a model for the same task.
    gap, capital : nn.Embedding
    head : nn.Linear

    Raises
    ------
    ValueError
        They are of another size.
    """
    held = _weights_of(folder)
    # The first two tables are those of pieces and of positions.
    for table, module in zip(held.tables[2:], (gap, capital), strict=True):
        _put(table, module.weight)
    weights, bias = held.linear[-1]
    _put(weights, head.weight)
    _put(bias, head.bias)


class _Weights(NamedTuple):
    """Arrays of float32, in the order of the graph."""

    tables: list[Array]
    linear: list[tuple[Array, Array]]
    norms: list[tuple[Array, Array]]


def _weights_of(folder: Path) -> _Weights:
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(folder / GRAPH)).graph
    arrays = {array.name: numpy_helper.to_array(array) for array in graph.initializer}
    found = _Weights([], [], [])
    weight = None
    for node in graph.node:
        held = [arrays[name] for name in node.input if name in arrays]
        if node.op_type == "DequantizeLinear" and node.attribute[0].i == 1:
            weight = (held[0] * held[1]).T
        elif node.op_type == "DequantizeLinear":
            found.tables.append(held[0] * held[1][:, None])
        elif node.op_type == "Add" and weight is not None:
            found.linear.append((weight, held[0]))
            weight = None
        elif node.op_type == "LayerNormalization":
            found.norms.append((held[0], held[1]))
    return found


def _put(values: Array, parameter: Tensor) -> None:
    if parameter.shape != values.shape:
        raise ValueError(f"{tuple(parameter.shape)} != {values.shape}")
    parameter.copy_(torch.from_numpy(np.array(values, dtype=np.float32)))
