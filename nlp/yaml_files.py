"""YAML files that people write: read, or what is wrong with them said in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nlp.errors import Phrase, system_detail

# A lexicon of a hundred thousand phrases has fewer.
_MOST_NODES = 1_000_000


class WrongDataError(ValueError):
    """What is wrong with a file that somebody wrote.

    Parameters
    ----------
    vi, en : str
        The sentence in both languages.
    """

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.phrase = Phrase(vi, en)


def read_yaml(path: Path) -> Any:
    """Read a YAML file as plain data; nothing in it is ever run.

    Parameters
    ----------
    path : Path

    Raises
    ------
    WrongDataError
        The file can't be opened, is not UTF-8 or no YAML, gives a key twice, of which YAML would
        forget the first, or has aliases that repeat each other without end or nearly so.
    """
    import yaml

    try:
        # The C loader where it is there: a lexicon has thousands of lines.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(path.read_text("utf-8"))
        try:
            node = loader.get_single_node()
            _refuse_repeats(node)
            if _written_out(node, {}) > _MOST_NODES:
                raise WrongDataError("các bí danh (*) nhân lên quá nhiều", "its aliases multiply")
            return None if node is None else loader.construct_document(node)
        finally:
            loader.dispose()
    except OSError as error:
        detail = system_detail(error)
        raise WrongDataError(detail.vi, detail.en) from error
    except UnicodeDecodeError as error:
        raise WrongDataError("không phải UTF-8; hãy lưu lại dạng UTF-8", "not UTF-8") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, said = (mark.line + 1 if mark else 1), error.problem or error.context
        raise WrongDataError(
            f"dòng {line}: không đúng cú pháp YAML ({said})", f"line {line}: no YAML ({said})"
        ) from error
    # What a tag such as !!int is put before in vain has errors of its own.
    except (AttributeError, LookupError, ValueError, RecursionError, yaml.YAMLError) as error:
        if isinstance(error, WrongDataError):
            raise
        said = " ".join(str(error).split())
        raise WrongDataError(f"không đúng cú pháp YAML ({said})", f"no YAML ({said})") from error


def as_mapping(value: Any, vi: str, en: str) -> Mapping[str, Any]:
    """Return a value that must be a mapping.

    Parameters
    ----------
    value : object
    vi, en : str
        What it is and should be, said where it is none.

    Raises
    ------
    WrongDataError
    """
    if not isinstance(value, Mapping):
        raise WrongDataError(vi, en)
    return value


def as_list(value: Any, name: str) -> list[Any]:
    """Return a value that must be a list; one that is left empty is an empty one.

    Parameters
    ----------
    value : object
    name : str
        What it is called in the file.

    Raises
    ------
    WrongDataError
    """
    if value is None:
        return []
    if not isinstance(value, (list, tuple)):
        raise WrongDataError(
            f"{name} là {value!r}, phải là danh sách: [a, b], hoặc mỗi mục một dòng sau dấu -",
            f"{name} is {value!r}, not a list: [a, b], or one entry a line, each after a -",
        )
    return list(value)


def as_text(entry: Any, key: str) -> str:
    """Return a text that an entry must have.

    Parameters
    ----------
    entry : object
        The entry; anything but a mapping has nothing.
    key : str

    Raises
    ------
    WrongDataError
    """
    if not isinstance(entry, Mapping) or key not in entry:
        raise WrongDataError(f'{entry!r} thiếu "{key}"', f'{entry!r} has no "{key}"')
    value = entry[key]
    if not isinstance(value, str):
        # YAML reads an unquoted null, no or 2024 as something else than text.
        raise WrongDataError(
            f"{key} là {value!r}, không phải chữ; hãy đặt trong dấu ngoặc kép",
            f"{key} is {value!r}, not text; put it in quotes",
        )
    return value


def _refuse_repeats(root: Any) -> None:
    from yaml import MappingNode, ScalarNode, SequenceNode

    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        # What an alias names stands in the tree more than once.
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, MappingNode):
            keys = [key for key, _ in node.value if isinstance(key, ScalarNode)]
            for value, times in Counter(key.value for key in keys).items():
                if times > 1 and value != "<<":
                    line = [key for key in keys if key.value == value][-1].start_mark.line + 1
                    raise WrongDataError(
                        f"dòng {line}: {value} xuất hiện {times} lần; hãy gộp lại một chỗ",
                        f"line {line}: {value} stands {times} times; give it once",
                    )
            waiting += [part for pair in node.value for part in pair]
        elif isinstance(node, SequenceNode):
            waiting += node.value


def _written_out(node: Any, known: dict[int, int]) -> int:
    """Return how many nodes there would be if what aliases name were written out."""
    from yaml import MappingNode, SequenceNode

    if id(node) not in known:
        # Of a node that holds itself.
        known[id(node)] = _MOST_NODES
        parts: list[Any] = []
        if isinstance(node, MappingNode):
            parts = [part for pair in node.value for part in pair]
        elif isinstance(node, SequenceNode):
            parts = node.value
        known[id(node)] = 1 + sum(_written_out(part, known) for part in parts)
    return known[id(node)]
