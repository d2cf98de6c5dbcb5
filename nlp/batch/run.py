"""`tag_files`: transcripts and tables in, tagged opinions out."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from nlp.atomic import check_writable, replacing
from nlp.batch.output import (
    Row,
    Table,
    columns_in_order,
    json_line,
    write_rejects,
    writer_for,
)
from nlp.errors import InputError, Lang, OutputError, Reject
from nlp.reading.files import find_files, read_chunks
from nlp.reading.layout import ReadOptions
from nlp.reading.rows import TAG_COLUMNS, Chunk, InputFile, to_frame
from nlp.tagging.tagger import Tagger

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[str, int], None]


@dataclass
class TagFilesResult:
    """What became of the files.

    Attributes
    ----------
    outputs : list of Path
        The files written.
    rejects : list of Reject
        Rows, and whole files, that could not be read.
    rejects_file : Path or None
        Where they were written.
    left_out : Counter
        Blocks that are no opinion, by why (``heading``, ``answer``, ``total``, ...).
    topics, review : Counter
        Opinions, and opinions that need review, by id of the primary topic.
    files : int
        How many files were read.
    """

    outputs: list[Path] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    rejects_file: Path | None = None
    left_out: Counter[str] = field(default_factory=Counter)
    topics: Counter[str] = field(default_factory=Counter)
    review: Counter[str] = field(default_factory=Counter)
    files: int = 0
    _frame: pd.DataFrame | None = None

    @property
    def n_opinions(self) -> int:
        """How many opinions were tagged."""
        return self.topics.total()

    @property
    def frame(self) -> pd.DataFrame:
        """The tagged opinions, where no output was named.

        Raises
        ------
        ValueError
            The opinions were written to `outputs` instead.
        """
        if self._frame is None:
            raise ValueError("the opinions were written to files; read those")
        return self._frame

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as plain data."""
        return {
            "files": self.files,
            "opinions": self.n_opinions,
            "needs_review": self.review.total(),
            "rejects": len(self.rejects),
            "left_out": dict(sorted(self.left_out.items())),
            "topics": {
                topic: {"opinions": count, "needs_review": self.review[topic]}
                for topic, count in self.topics.most_common()
            },
            "outputs": [str(path) for path in self.outputs],
            "rejects_file": str(self.rejects_file) if self.rejects_file else None,
        }


def tag_files(
    inputs: str | Path | Sequence[str | Path | InputFile],
    outputs: str | Path | Sequence[str | Path] = (),
    *,
    tagger: Tagger | None = None,
    options: ReadOptions | None = None,
    lang: Lang = "vi",
    force: bool = False,
    n_jobs: int = 1,
    progress: Progress | None = None,
    stream: TextIO | None = None,
    rejects: str | Path | None = None,
) -> TagFilesResult:
    """Tag every opinion of some files.

    Rows come out in the order in which they came in. A file or row that can't be read goes to
    the rejects and the rest goes on.

    Parameters
    ----------
    inputs : path or sequence of paths
        Files or folders.
    outputs : path or sequence of paths
        Files to write, their kind told by the suffix: csv, xlsx, jsonl, parquet. Without any,
        and without `stream`, the result carries a frame.
    tagger : Tagger, optional
        By default the one that comes with ykien.
    options : ReadOptions, optional
        Columns and encoding, where they can't be told.
    lang : {"vi", "en"}
        Of spreadsheet headings and of the reasons in the rejects.
    force : bool
        Replace outputs that exist.
    n_jobs : int
        Processes for word segmentation; -1 for one a core.
    progress : callable, optional
        Told the file's name and how many of its rows were done since the last call.
    stream : text file, optional
        Takes the opinions as JSON Lines while they are tagged.
    rejects : path, optional
        CSV file for the rows that can't be read; by default ``<first output>.rejects.csv``.

    Returns
    -------
    TagFilesResult

    Raises
    ------
    InputError
        No input can be read at all.
    OutputError
        An output exists already or can't be written.
    """
    names = [inputs] if isinstance(inputs, (str, Path)) else list(inputs)
    paths = [outputs] if isinstance(outputs, (str, Path)) else list(outputs)
    targets = [(Path(path), writer_for(Path(path))) for path in paths]
    rejects_file = Path(rejects) if rejects is not None else _rejects_name(targets)
    for path, _ in targets:
        check_writable(path, force=force)
    if rejects_file is not None:
        check_writable(rejects_file, force=force)
    files: list[InputFile] = []
    for name in names:
        files += [name] if isinstance(name, InputFile) else find_files([name])

    run = _Run(tagger or Tagger.load(), options or ReadOptions(), n_jobs, progress)
    with ExitStack() as stack:
        if targets or stream is not None:
            # Rows wait on disk until all columns are known, so that memory stays bounded.
            folder = targets[0][0].parent if targets else None
            spool = stack.enter_context(_spool(folder))
            run.tag(files, lambda rows: _pass_on(rows, spool if targets else None, stream))
            if targets:
                spool.flush()
                _write_all(run, spool, targets, lang)
        else:
            rows: list[Row] = []
            run.tag(files, rows.extend)
            run.result._frame = _tagged_frame(rows)
    if rejects_file is not None:
        _finish_rejects(run.result, rejects_file, lang)
    return run.result


class _Run:
    """Reads and tags, and counts what it meets."""

    def __init__(
        self, tagger: Tagger, options: ReadOptions, n_jobs: int, progress: Progress | None
    ) -> None:
        self.tagger, self._options, self._n_jobs = tagger, options, n_jobs
        self._progress = progress or (lambda name, rows: None)
        self.result = TagFilesResult()
        self.columns: dict[str, None] = {}

    def tag(self, files: Sequence[InputFile], take: Callable[[list[Row]], None]) -> None:
        """Hand the tagged rows of all files to `take`."""
        failures: list[InputError] = []
        for file in files:
            try:
                for chunk in read_chunks(file, self._options):
                    self._chunk(chunk, take)
                    self._progress(file.source, len(chunk))
                self.result.files += 1
            except InputError as error:
                failures.append(error)
                self.result.rejects.append(Reject(file.source, "", error.code, error.params, ""))
        # One file that can't be read, or all of them: that is no work done.
        if failures and not self.result.files and not self.result.topics:
            raise failures[0]

    def _chunk(self, chunk: Chunk, take: Callable[[list[Row]], None]) -> None:
        tags = self.tagger.tag([row["text"] for row in chunk.rows], n_jobs=self._n_jobs)
        rows = []
        for row, result in zip(chunk.rows, tags):
            tagged = {**row, **{name: getattr(result, name) for name in TAG_COLUMNS}}
            rows.append({name: tagged[name] for name in columns_in_order(tagged)})
            self.columns.update(dict.fromkeys(row))
            self.result.topics[result.topic] += 1
            self.result.review[result.topic] += result.needs_review
        take(rows)
        self.result.rejects += chunk.rejects
        self.result.left_out.update(chunk.left_out)

    def table(self, lang: Lang) -> Table:
        """Return what the writers need to know."""
        return Table(
            columns_in_order(self.columns),
            self.tagger.taxonomy,
            lang,
            summary_rows(self.result, self.tagger),
        )


def summary_rows(result: TagFilesResult, tagger: Tagger) -> list[tuple[str, int, float, int]]:
    """Return (topic's name, opinions, share, needs review), most frequent topic first."""
    total = max(result.n_opinions, 1)
    order = {topic.id: i for i, topic in enumerate(tagger.taxonomy.topics)}
    ranked = sorted(result.topics.items(), key=lambda item: (-item[1], order[item[0]]))
    return [
        (tagger.taxonomy[topic].name, count, count / total, result.review[topic])
        for topic, count in ranked
    ]


def _spool(folder: Path | None) -> Any:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n", dir=folder)


def _pass_on(rows: list[Row], spool: TextIO | None, stream: TextIO | None) -> None:
    for row in rows:
        line = json_line(row)
        if spool is not None:
            spool.write(line)
        if stream is not None:
            stream.write(line)


def _write_all(run: _Run, spool: TextIO, targets: list[tuple[Path, Any]], lang: Lang) -> None:
    table = run.table(lang)
    with ExitStack() as stack:
        # All outputs take their places together, after the last is written.
        temporary = [stack.enter_context(replacing(path)) for path, _ in targets]
        for (path, write), new in zip(targets, temporary):
            try:
                write(_rows_of(spool), new, table)
            except OSError as error:
                detail = error.strerror or str(error)
                raise OutputError("output_unwritable", file=path, detail=detail) from error
    run.result.outputs = [path for path, _ in targets]


def _rows_of(spool: TextIO) -> Iterator[Row]:
    spool.seek(0)
    for line in spool:
        yield json.loads(line)


def _rejects_name(targets: list[tuple[Path, Any]]) -> Path | None:
    return targets[0][0].with_name(f"{targets[0][0].name}.rejects.csv") if targets else None


def _finish_rejects(result: TagFilesResult, path: Path, lang: Lang) -> None:
    if result.rejects:
        with replacing(path) as new:
            write_rejects(result.rejects, new, lang)
        result.rejects_file = path
    else:
        # Left from an earlier run it would speak of rows that are in the output now.
        path.unlink(missing_ok=True)


def _tagged_frame(rows: list[Row]) -> pd.DataFrame:
    return to_frame(rows)[columns_in_order(name for row in rows for name in row)]
