"""Errors say the same wherever they are raised."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from nlp.errors import CorpusError, InputError, NothingReadError, Phrase, YkienError
from nlp.learning.corpus import Corpus
from nlp.taxonomy import Taxonomy


def same_in_another_process(error: YkienError) -> bool:
    again = pickle.loads(pickle.dumps(error))
    return (type(again), again.code, again.params, str(again), again.messages("vi")) == (
        type(error),
        error.code,
        error.params,
        str(error),
        error.messages("vi"),
    )


@pytest.mark.parametrize(
    "error",
    [
        InputError("stdin_closed"),
        InputError("file_missing", file=Path("a/b.docx")),
        NothingReadError([InputError("file_empty", file="a"), InputError("file_doc", file="b")]),
        CorpusError("corpus_small", file="corpus", detail=Phrase("ít quá", "too little")),
    ],
    ids=lambda error: error.code,
)
def test_an_error_is_the_same_in_another_process(error: YkienError) -> None:
    assert same_in_another_process(error)


def test_an_error_of_a_corpus_is_the_same_in_another_process(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text('{"text": "a", "topics": ["x"]}', encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        Corpus.load(path, Taxonomy.load())
    assert same_in_another_process(caught.value)
