"""Take the weights of an encoder's layers out of the graph that `encoder_training` writes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from nlp.learning.encoder.network import EncoderLayer
from nlp.reading.word_encoder import GRAPH

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
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(folder / GRAPH)).graph
    arrays = {array.name: numpy_helper.to_array(array) for array in graph.initializer}
    linear: list[tuple[Any, Any]] = []
    norms: list[tuple[Any, Any]] = []
    weight = None
    for node in graph.node:
        held = [arrays[name] for name in node.input if name in arrays]
        if node.op_type == "DequantizeLinear" and node.attribute[0].i == 1:
            weight = (held[0] * held[1]).T
        elif node.op_type == "Add" and weight is not None:
            linear.append((weight, held[0]))
            weight = None
        elif node.op_type == "LayerNormalization":
            norms.append((held[0], held[1]))
    # Above the layers is the norm of the embeddings, behind them the head.
    pairs = {name: linear[i:-1:4] for i, name in enumerate(_LINEAR)}
    pairs |= {name: norms[i + 1 :: 2] for i, name in enumerate(_NORMS)}
    for name, found in pairs.items():
        for layer, (weights, bias) in zip(layers, found, strict=True):
            module: nn.Module = getattr(layer, name)
            for parameter, values in ((module.weight, weights), (module.bias, bias)):
                if parameter.shape != values.shape:
                    raise ValueError(f"{name}: {tuple(parameter.shape)} != {values.shape}")
                parameter.copy_(torch.from_numpy(np.array(values, dtype=np.float32)))
