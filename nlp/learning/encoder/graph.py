"""Builds ONNX graphs of encoders with 8-bit weights, node by node."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from torch import nn

from nlp.learning.encoder.network import EncoderLayer

_OPSET = 20
# What ONNX Runtime 1.20 and later can read.
_IR_VERSION = 10
_MASKED = -1e4


class GraphBuilder:
    """Collects the nodes and weights of a graph; every method returns the name of its result."""

    def __init__(self) -> None:
        self._nodes: list[Any] = []
        self._weights: list[Any] = []
        self._count = 0

    def bytes(
        self,
        inputs: Mapping[str, tuple[type[np.generic], Sequence[str | int]]],
        outputs: Mapping[str, Sequence[str | int]],
    ) -> bytes:
        """Return the graph as a file.

        Parameters
        ----------
        inputs : mapping of str to (type, shape)
            By name.
        outputs : mapping of str to shape
            By name; of float32.
        """
        from onnx import TensorProto, helper

        given = [
            helper.make_tensor_value_info(
                name, helper.np_dtype_to_tensor_dtype(np.dtype(kind)), list(shape)
            )
            for name, (kind, shape) in inputs.items()
        ]
        found = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))
            for name, shape in outputs.items()
        ]
        graph = helper.make_graph(self._nodes, "encoder", given, found, self._weights)
        model = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR_VERSION
        )
        out: bytes = model.SerializeToString()
        return out

    def mask_bias(self, mask: str) -> str:
        """Add 0 where a piece is read, far below where a text is filled up: (n, 1, 1, length).

        Parameters
        ----------
        mask : str
            Of float32, shape (n, length): 1 where a piece is read, else 0.
        """
        apart = self.op("Unsqueeze", mask, self.const(np.array([1, 2])))
        less = self.op("Sub", apart, self.const(np.float32(1)))
        return self.op("Mul", less, self.const(np.float32(-_MASKED)))

    def layer(self, states: str, bias: str, layer: EncoderLayer) -> str:
        """Add one layer, as `EncoderLayer.forward` computes it."""
        from onnx import helper

        heads, hidden = layer.n_heads, layer.qkv.in_features
        split = self.const(np.array([0, 0, 3, heads, hidden // heads]))
        joined = self.op("Reshape", self.linear(states, layer.qkv), split)
        parts = self.op("Transpose", joined, perm=[2, 0, 3, 1, 4])
        names = [self._name() for _ in range(3)]
        self._nodes.append(helper.make_node("Split", [parts], names, axis=0, num_outputs=3))
        first = self.const(np.array([0]))
        q, k, v = (self.op("Squeeze", name, first) for name in names)
        k = self.op("Transpose", k, perm=[0, 1, 3, 2])
        scale = self.const(np.float32((hidden // heads) ** -0.5))
        scores = self.op("Add", self.op("Mul", self.op("MatMul", q, k), scale), bias)
        mixed = self.op("MatMul", self.op("Softmax", scores, axis=-1), v)
        mixed = self.op("Transpose", mixed, perm=[0, 2, 1, 3])
        mixed = self.op("Reshape", mixed, self.const(np.array([0, 0, hidden])))
        attended = self.op("Add", states, self.linear(mixed, layer.attended))
        states = self.norm(attended, layer.norm1)
        raised = self.op("Gelu", self.linear(states, layer.up))
        return self.norm(self.op("Add", states, self.linear(raised, layer.down)), layer.norm2)

    def linear(self, x: str, layer: nn.Linear, output: str | None = None) -> str:
        """Add a linear layer, its weights in 8 bits."""
        product = self.op("MatMul", x, self._rounded(layer.weight.detach().numpy().T, axis=1))
        return self.op("Add", product, self.const(layer.bias.detach().numpy()), output=output)

    def norm(self, x: str, layer: nn.LayerNorm) -> str:
        """Add a layer norm."""
        weight, bias = layer.weight.detach().numpy(), layer.bias.detach().numpy()
        return self.op(
            "LayerNormalization", x, self.const(weight), self.const(bias), epsilon=layer.eps
        )

    def embedded(self, ids: str, embedding: nn.Embedding) -> str:
        """Add the embeddings of ids, their table in 8 bits."""
        return self.op("Gather", self._rounded(embedding.weight.detach().numpy(), axis=0), ids)

    def const(self, value: Any) -> str:
        """Add an array of numbers."""
        from onnx import numpy_helper

        name = self._name()
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def op(self, kind: str, *inputs: str, output: str | None = None, **attributes: Any) -> str:
        """Add a node of an ONNX operator."""
        from onnx import helper

        output = output or self._name()
        self._nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def _rounded(self, matrix: Any, axis: int) -> str:
        """Add a matrix in 8 bits, with a scale for each index along `axis`."""
        scale = np.abs(matrix).max(axis=1 - axis) / 127 + 1e-12
        apart = scale[:, None] if axis == 0 else scale[None, :]
        numbers = np.round(matrix / apart).astype(np.int8)
        unpacked = (self.const(numbers), self.const(scale.astype(np.float32)))
        return self.op("DequantizeLinear", *unpacked, axis=axis)

    def _name(self) -> str:
        self._count += 1
        return f"t{self._count}"
