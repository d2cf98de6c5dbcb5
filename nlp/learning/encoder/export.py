"""A fine-tuned encoder out as an ONNX graph with 8-bit weights, so that users need no PyTorch."""

from __future__ import annotations

from typing import Any

import numpy as np
from torch import nn

from nlp.learning.encoder.finetune import FittedEncoder
from nlp.learning.encoder.network import EncoderLayer, EncoderNetwork
from nlp.tagging.encoder import INPUTS, OUTPUTS, EncoderFiles

_OPSET = 20
# What ONNX Runtime 1.20 and later can read.
_IR_VERSION = 10
_MASKED = -1e4


def export(fitted: FittedEncoder) -> EncoderFiles:
    """Return a fine-tuned encoder as what a model directory holds.

    Weights are rounded to 8 bits, one scale a column of a matrix or row of a table, and unpacked
    when the graph is loaded; what runs between them stays in single precision. (Rounding that as
    well, to calculate in 8 bits, made it faster by half and its logits noisy: correlated by 0.93
    with those of the network, where this is by 0.996.)

    Parameters
    ----------
    fitted : FittedEncoder

    Returns
    -------
    EncoderFiles
    """
    graph = _Graph(fitted.network).model().SerializeToString()
    return EncoderFiles(
        graph=graph,
        tokenizer=fitted.tokenizer.to_str(),
        begin=fitted.begin,
        pad=fitted.pad,
        end=fitted.end,
    )


class _Graph:
    """Builds the graph node by node, as `EncoderNetwork.forward` computes it."""

    def __init__(self, network: EncoderNetwork) -> None:
        self._network = network.eval()
        self._nodes: list[Any] = []
        self._weights: list[Any] = []
        self._count = 0

    def model(self) -> Any:
        from onnx import TensorProto, helper

        network = self._network
        hidden = network.word.embedding_dim
        shape = ["n", "length"]
        inputs = [
            helper.make_tensor_value_info(INPUTS[0], TensorProto.INT64, shape),
            helper.make_tensor_value_info(INPUTS[1], TensorProto.FLOAT, shape),
            helper.make_tensor_value_info(INPUTS[2], TensorProto.INT64, ["length"]),
        ]
        outputs = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", head.out_features])
            for name, head in zip(OUTPUTS, (network.primary, network.label_set))
        ]
        words = self._op("Gather", self._table(network.word), INPUTS[0])
        places = self._op("Gather", self._table(network.position), INPUTS[2])
        states = self._norm(self._op("Add", words, places), network.norm)
        # 0 where a piece is read, far below where a text is filled up: (n, 1, 1, length).
        apart = self._op("Unsqueeze", INPUTS[1], self._const(np.array([1, 2])))
        bias = self._op(
            "Mul",
            self._op("Sub", apart, self._const(np.float32(1))),
            self._const(np.float32(-_MASKED)),
        )
        for layer in network.layers:
            assert isinstance(layer, EncoderLayer)
            states = self._layer(states, bias, layer, hidden)
        weight = self._op("Unsqueeze", INPUTS[1], self._const(np.array([2])))
        axis = self._const(np.array([1]))
        total = self._op("ReduceSum", self._op("Mul", states, weight), axis, keepdims=0)
        count = self._op("ReduceSum", weight, axis, keepdims=0)
        pooled = self._op("Div", total, count)
        pooled = self._op("Sub", pooled, self._const(network.center.numpy()))
        pooled = self._op("Div", pooled, self._const(network.spread.numpy()))
        for name, head in zip(OUTPUTS, (network.primary, network.label_set)):
            self._linear(pooled, head, output=name)
        graph = helper.make_graph(self._nodes, "encoder", inputs, outputs, self._weights)
        return helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR_VERSION
        )

    def _layer(self, states: str, bias: str, layer: EncoderLayer, hidden: int) -> str:
        from onnx import helper

        heads = layer.n_heads
        split = self._const(np.array([0, 0, 3, heads, hidden // heads]))
        joined = self._op("Reshape", self._linear(states, layer.qkv), split)
        parts = self._op("Transpose", joined, perm=[2, 0, 3, 1, 4])
        names = [self._name() for _ in range(3)]
        self._nodes.append(helper.make_node("Split", [parts], names, axis=0, num_outputs=3))
        first = self._const(np.array([0]))
        q, k, v = (self._op("Squeeze", name, first) for name in names)
        k = self._op("Transpose", k, perm=[0, 1, 3, 2])
        scale = self._const(np.float32((hidden // heads) ** -0.5))
        scores = self._op("Add", self._op("Mul", self._op("MatMul", q, k), scale), bias)
        mixed = self._op("MatMul", self._op("Softmax", scores, axis=-1), v)
        mixed = self._op("Transpose", mixed, perm=[0, 2, 1, 3])
        mixed = self._op("Reshape", mixed, self._const(np.array([0, 0, hidden])))
        attended = self._op("Add", states, self._linear(mixed, layer.attended))
        states = self._norm(attended, layer.norm1)
        raised = self._op("Gelu", self._linear(states, layer.up))
        return self._norm(self._op("Add", states, self._linear(raised, layer.down)), layer.norm2)

    def _linear(self, x: str, layer: nn.Linear, output: str | None = None) -> str:
        product = self._op("MatMul", x, self._rounded(layer.weight.detach().numpy().T, axis=1))
        return self._op("Add", product, self._const(layer.bias.detach().numpy()), output=output)

    def _norm(self, x: str, layer: nn.LayerNorm) -> str:
        weight, bias = layer.weight.detach().numpy(), layer.bias.detach().numpy()
        return self._op(
            "LayerNormalization", x, self._const(weight), self._const(bias), epsilon=layer.eps
        )

    def _table(self, embedding: nn.Embedding) -> str:
        return self._rounded(embedding.weight.detach().numpy(), axis=0)

    def _rounded(self, matrix: Any, axis: int) -> str:
        """Add a matrix in 8 bits, with a scale for each index along `axis`."""
        scale = np.abs(matrix).max(axis=1 - axis) / 127 + 1e-12
        apart = scale[:, None] if axis == 0 else scale[None, :]
        numbers = np.round(matrix / apart).astype(np.int8)
        unpacked = (self._const(numbers), self._const(scale.astype(np.float32)))
        return self._op("DequantizeLinear", *unpacked, axis=axis)

    def _const(self, value: Any) -> str:
        from onnx import numpy_helper

        name = self._name()
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def _op(self, kind: str, *inputs: str, output: str | None = None, **attributes: Any) -> str:
        from onnx import helper

        output = output or self._name()
        self._nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def _name(self) -> str:
        self._count += 1
        return f"t{self._count}"
