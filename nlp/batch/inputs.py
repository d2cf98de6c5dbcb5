"""Which files are read: each once, none that is written, under names that tell them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from nlp.errors import OutputError
from nlp.reading.finding import find_files
from nlp.reading.rows import InputFile


def distinct_files(
    inputs: Iterable[str | Path | InputFile], written: Sequence[Path]
) -> list[InputFile]:
    """List the input files, each once, under names that tell them apart.

    Raises
    ------
    InputError
        An input does not exist.
    OutputError
        Two outputs, or an input and an output, are one file.
    """
    taken: set[Path] = set()
    for path in written:
        if path.resolve() in taken:
            raise OutputError("output_twice", file=path)
        taken.add(path.resolve())
    files: dict[Path, InputFile] = {}
    for name in inputs:
        found = [name] if isinstance(name, InputFile) else find_files([name])
        for file in found:
            place = file.path.resolve()
            if place not in taken:
                # Who names a file that a folder holds as well asks for it by name.
                if place not in files or not file.found:
                    files[place] = file
            elif not isinstance(name, InputFile) and not Path(name).is_dir():
                # In a folder that is read it is what an earlier run wrote there.
                raise OutputError("output_is_input", file=file.path)
    names = Counter(file.source for file in files.values())
    return [
        file
        if names[file.source] == 1
        else replace(file, source=file.path.as_posix().removeprefix("./"))
        for file in files.values()
    ]
