"""`tag_files`: transcripts and tables in, tagged opinions out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from nlp.atomic import check_writable, replacing, written_as
from nlp.batch.inputs import distinct_files
from nlp.batch.output import Writer, json_line, write_rejects, writer_for
from nlp.batch.own_results import is_own_result
from nlp.batch.result import TagFilesResult, summary_rows
from nlp.batch.spool import Spool, spool_beside
from nlp.batch.table import Row, Table, columns_in_order
from nlp.errors import InputError, Lang, NothingReadError, Reject
from nlp.reading.encoding import printable
from nlp.reading.files import read_chunks
from nlp.reading.privacy import Mask
from nlp.reading.rows import TAG_COLUMNS, Chunk, InputFile
from nlp.reading.tables.layout import ReadOptions
from nlp.tagging.tagger import Tagger

Progress = Callable[[str, int], None]


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
    mask: Mask | None = None,
) -> TagFilesResult:
    """Tag every opinion of some files.

    Rows come out in the order in which they came in. A file or row that can't be read goes to
    the rejects and the rest goes on; a path that does not exist stops all before any work.

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
    mask : Mask, optional
        Hides personal data before the tagging, so that no keyword shows it, and in the rejects.

    Returns
    -------
    TagFilesResult

    Raises
    ------
    InputError
        No input can be read at all.
    OutputError
        An output exists already, is an input too, or can't be written.
    """
    paths = [outputs] if isinstance(outputs, (str, Path)) else list(outputs)
    targets = [(path, writer_for(path)) for path in dict.fromkeys(map(Path, paths))]
    rejects_file = Path(rejects) if rejects is not None else _rejects_name(targets)
    files = distinct_files(
        [inputs] if isinstance(inputs, (str, Path)) else inputs,
        [path for path, _ in targets] + ([rejects_file] if rejects_file else []),
    )
    for path, _ in targets:
        check_writable(path, force=force)
    if rejects_file is not None:
        check_writable(rejects_file, force=force)

    run = _Run(tagger or Tagger.load(), options or ReadOptions(), n_jobs, progress, mask)
    with ExitStack() as stack:
        if targets or stream is not None:
            # Rows wait on disk until all columns are known, so that memory stays bounded.
            spool = stack.enter_context(spool_beside(targets[0][0])) if targets else None

            def pass_on(rows: list[Row]) -> None:
                if spool is not None:
                    spool.add(rows)
                if stream is not None:
                    with written_as("-"):
                        stream.writelines(map(json_line, rows))

            run.tag(files, pass_on)
            if targets or rejects_file is not None:
                _write_all(run, spool, targets, rejects_file, lang)
        else:
            rows: list[Row] = []
            run.tag(files, rows.extend)
            run.result.keep(rows)
            if rejects_file is not None:
                _write_all(run, None, [], rejects_file, lang)
    if rejects is None and rejects_file is not None and not run.result.rejects:
        # Left from an earlier run it would speak of rows that are in the output now.
        rejects_file.unlink(missing_ok=True)
    return run.result


class _Run:
    """Reads and tags, and counts what it meets."""

    def __init__(
        self,
        tagger: Tagger,
        options: ReadOptions,
        n_jobs: int,
        progress: Progress | None,
        mask: Mask | None,
    ) -> None:
        self.tagger, self._options, self._n_jobs, self._mask = tagger, options, n_jobs, mask
        self._progress = progress or (lambda name, rows: None)
        self.result = TagFilesResult()
        self.columns: dict[str, None] = {}

    def tag(self, files: Sequence[InputFile], take: Callable[[list[Row]], None]) -> None:
        """Hand the tagged rows of all files to `take`."""
        failed = False
        for file in files:
            try:
                for read in read_chunks(file, self._options, is_result=is_own_result):
                    chunk = self._mask.chunk(read) if self._mask else read
                    self._chunk(chunk, take)
                    self._progress(file.source, len(chunk))
                self.result.files += 1
            except InputError as error:
                failed = True
                reject = Reject(printable(file.source), "", error.code, error.params, "")
                self.result.rejects.append(self._mask.reject(reject) if self._mask else reject)
        # One file that can't be read, or all of them: that is no work done.
        if failed and not self.result.files and not self.result.topics:
            # Members of an archive are among them.
            unread = [reject for reject in self.result.rejects if not reject.position]
            raise NothingReadError([InputError(one.code, **one.params) for one in unread])

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
        self.result.decisions += chunk.decisions

    def table(self, lang: Lang) -> Table:
        """Return what the writers need to know."""
        return Table(
            columns_in_order(self.columns),
            self.tagger.taxonomy,
            lang,
            summary_rows(self.result, self.tagger.taxonomy),
        )


def _write_all(
    run: _Run,
    spool: Spool | None,
    targets: list[tuple[Path, Writer]],
    rejects_file: Path | None,
    lang: Lang,
) -> None:
    table = run.table(lang)
    result = run.result
    with ExitStack() as stack:
        # All outputs and the rejects take their places together, after the last is written.
        temporary = [stack.enter_context(replacing(path)) for path, _ in targets]
        if rejects_file is not None and result.rejects:
            write_rejects(result.rejects, stack.enter_context(replacing(rejects_file)), lang)
            result.rejects_file = rejects_file
        for (path, write), new in zip(targets, temporary):
            # Of several outputs that one is named whose disk is full.
            with written_as(path):
                write(spool.rows() if spool else (), new, table)
    result.outputs = [path for path, _ in targets]


def _rejects_name(targets: list[tuple[Path, Writer]]) -> Path | None:
    return targets[0][0].with_name(f"{targets[0][0].name}.rejects.csv") if targets else None
