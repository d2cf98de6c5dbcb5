"""Take the mean of encoders that were fine-tuned from the same weights.

    python tests/benchmarks/encoder_mean.py FIRST SECOND --share 0.5 --into models/text

The mean of several runs holds on texts unlike those that they learnt from where each alone holds
on some of them (Wortsman et al. 2022, "Model soups", ICML), and is as fast as one. Of the second
`share` is taken. Both are model directories as `encoder_training.write` writes them, for the same
task; pieces, configuration and card are those of the first. Needs the extra
``accurate-training``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
import onnx
from encoder_training import write
from numpy.typing import NDArray
from onnx import numpy_helper

from nlp.reading.word_encoder import GRAPH, INPUTS


def mean_of(first: bytes, second: bytes, share: float) -> bytes:
    """Return the graph whose weights are the mean of those of two, in 8 bits again.

    Parameters
    ----------
    first, second : bytes
        Graphs of the same nodes; the embeddings of pieces are those of the first.
    share : float
        Of the second, 0 to 1.

    Raises
    ------
    ValueError
        The graphs have not the same nodes.
    """
    model, other = (onnx.load_model_from_string(graph) for graph in (first, second))
    if [node.op_type for node in model.graph.node] != [node.op_type for node in other.graph.node]:
        raise ValueError("the two graphs have not the same nodes")
    own = {array.name: array for array in model.graph.initializer}
    theirs = {array.name: numpy_helper.to_array(array) for array in other.graph.initializer}
    # The scales of each matrix in 8 bits, and along which axis they run.
    scaled = {
        node.input[0]: (node.input[1], node.attribute[0].i)
        for node in model.graph.node
        if node.op_type == "DequantizeLinear"
    }
    scales = {name for name, _ in scaled.values()}
    # Those of pieces are never fine-tuned, and two encoders may know others.
    tables = {node.output[0]: node.input[0] for node in model.graph.node}
    pieces = next(
        tables[node.input[0]] for node in model.graph.node if list(node.input[1:]) == [INPUTS[0]]
    )

    def put(name: str, values: NDArray[Any]) -> None:
        own[name].CopyFrom(numpy_helper.from_array(np.ascontiguousarray(values), name))

    for name, array in own.items():
        mine, others = numpy_helper.to_array(array), theirs[name]
        if name in scales or name == pieces:
            continue
        if name in scaled:
            scale, axis = scaled[name]
            numbers = (1 - share) * mine * _along(numpy_helper.to_array(own[scale]), axis)
            numbers = numbers + share * others * _along(theirs[scale], axis)
            new = (np.abs(numbers).max(axis=1 - axis) / 127 + 1e-12).astype(np.float32)
            put(name, np.round(numbers / _along(new, axis)).astype(np.int8))
            put(scale, new)
        elif mine.dtype == np.float32:
            put(name, ((1 - share) * mine + share * others).astype(np.float32))
    out: bytes = model.SerializeToString()
    return out


def _along(scale: NDArray[Any], axis: int) -> NDArray[Any]:
    return scale[:, None] if axis == 0 else scale[None, :]


def main(arguments: Sequence[str]) -> None:
    """Write the mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("--into", type=Path, required=True)
    options = parser.parse_args(arguments)
    files = {path.name: path.read_bytes() for path in sorted(options.first.iterdir())}
    files[GRAPH] = mean_of(files[GRAPH], (options.second / GRAPH).read_bytes(), options.share)
    write(files, options.into)


if __name__ == "__main__":
    main(sys.argv[1:])
