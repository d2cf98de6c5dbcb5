"""A graph in, a session of ONNX Runtime out, for all encoders alike."""

from __future__ import annotations

from typing import Any

from nlp.errors import ModelError


def open_session(graph: bytes) -> Any:
    """Return a session that runs a graph on the processor, and keeps no memory between runs.

    Parameters
    ----------
    graph : bytes
        An ONNX graph that needs no file beside it.

    Raises
    ------
    ModelError
        ONNX Runtime can't be loaded. For a bad graph it has errors of its own.
    """
    try:
        import onnxruntime
    except ImportError as error:
        raise ModelError("library_unusable", name="onnxruntime", detail=str(error)) from error
    options = onnxruntime.SessionOptions()
    # Memory that is kept for the longest batch would stay taken.
    options.enable_cpu_mem_arena = False
    # Threads that wait busily take the cores from other processes: several files are read at once.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # What can't be read is raised; the library need not print it as well.
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
