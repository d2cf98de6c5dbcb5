"""Fine-tuning, export and the accurate model, with the real pretrained encoder on a few texts."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from nlp import Tagger, Taxonomy, YkienError, train
from nlp.learning.corpus import Corpus
from nlp.learning.encoder.export import export
from nlp.learning.encoder.finetune import fit_encoder
from nlp.learning.encoder.fitted import FittedEncoder
from nlp.learning.encoder.prepared import prepare
from nlp.learning.encoder.pretrained import Pretrained, load_pretrained
from nlp.learning.encoder.settings import EncoderSettings
from nlp.reading.encoding import strip_diacritics
from nlp.tagging.encoder import Encoder
from nlp.tagging.pieces import MAX_PIECES

# All but two layers frozen: seconds instead of minutes.
QUICK = EncoderSettings(n_epochs=2, frozen_layers=10)


@pytest.fixture(scope="module")
def pretrained() -> Pretrained:
    return load_pretrained()


@pytest.fixture(scope="module")
def corpus(root: Path) -> Corpus:
    whole = Corpus.load(root / "corpus" / "opinions")
    wanted = {"ha_tang/dien", "y_te/bao_hiem_y_te"}
    plain = [o for o in whole.opinions if o.manner == "common" and set(o.topics) <= wanted]
    return Corpus(tuple(plain), whole.taxonomy)


@pytest.fixture(scope="module")
def fitted(corpus: Corpus, pretrained: Pretrained) -> FittedEncoder:
    return fit(corpus, pretrained, QUICK)


def fit(corpus: Corpus, pretrained: Pretrained, settings: EncoderSettings) -> FittedEncoder:
    prepared = prepare(corpus.texts, corpus.indicator.shape[1], pretrained, settings)
    rows = np.arange(len(corpus))
    return fit_encoder(prepared, rows, corpus.primary, corpus.indicator, corpus.tree, settings)


def test_two_labels_are_told_apart_on_texts_that_were_not_read(fitted: FittedEncoder) -> None:
    texts = [
        "Lưới điện yếu, tối nào cũng sụt áp, tivi không lên.",
        "Thẻ bảo hiểm y tế của mẹ tôi hết hạn chưa được cấp lại.",
    ]
    primary, label_set = fitted.logits(texts)
    labels = ["ha_tang/dien", "y_te/bao_hiem_y_te"]
    index = [Taxonomy.load().labels.index(label) for label in labels]
    assert primary.argmax(axis=1).tolist() == index
    assert label_set[:, index].argmax(axis=1).tolist() == [0, 1]


def test_the_exported_graph_says_what_the_network_says(
    fitted: FittedEncoder, corpus: Corpus
) -> None:
    files = export(fitted)
    assert len(files.graph) < 40_000_000
    encoder = Encoder(files)
    texts = [*corpus.texts[:20], "", "x" * 5000, "ĐIỆN YẾU \u200b 漢字"]
    for ours, theirs in zip(encoder.logits(texts), fitted.logits(texts)):
        assert ours.shape == theirs.shape
        assert np.corrcoef(ours.ravel(), theirs.ravel())[0, 1] > 0.99
    # Neither capitals nor the batch that a text stands in change what is said of it.
    alone, _ = encoder.logits(["điện yếu"])
    beside, _ = encoder.logits(["ĐIỆN YẾU", corpus.texts[0]])
    assert np.allclose(alone[0], beside[0], atol=1e-4)
    assert encoder.logits([])[0].shape == (0, 58)


def test_the_same_seed_gives_the_same_encoder(corpus: Corpus, pretrained: Pretrained) -> None:
    few = Corpus(corpus.opinions[:24], corpus.taxonomy)
    once = EncoderSettings(n_epochs=1, frozen_layers=11)
    graphs = [export(fit(few, pretrained, once)).graph for _ in range(2)]
    assert graphs[0] == graphs[1]


def test_no_text_is_longer_than_the_encoder_reads(fitted: FittedEncoder) -> None:
    (ids,) = fitted.encode(["điện " * 1000])
    assert len(ids) == MAX_PIECES
    assert strip_diacritics("Đường điện Hòa Bình") == "Duong dien Hoa Binh"


def test_an_accurate_model_is_trained_saved_loaded_and_damaged(root: Path, tmp_path: Path) -> None:
    whole = Corpus.load(root / "corpus" / "opinions")
    wanted = {"ha_tang/dien", "y_te/bao_hiem_y_te", "khac"}
    plain = [o for o in whole.opinions if o.manner == "common" and set(o.topics) <= wanted]
    rows = [
        {"text": o.text, "topics": o.topics, "batch": f"{o.batch}-{i % 3}"}
        for i, o in enumerate(plain[:60])
    ]
    path = tmp_path / "c.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    # Of the lexicon some phrases, since each is read by the encoder as well.
    phrases = {"ha_tang/dien": ["cúp điện", "trạm biến áp"], "y_te/bao_hiem_y_te": ["thẻ BHYT"]}
    lexicon = tmp_path / "lexicon.yaml"
    lexicon.write_text(json.dumps({"labels": phrases}), encoding="utf-8")
    outputs = tmp_path / "small", tmp_path / "accurate"
    result = train(path, outputs[0], accurate=outputs[1], lexicon=lexicon, n_jobs=1)
    assert result.accurate is not None
    assert result.accurate.cross_validation.n < len(rows)

    tagger = Tagger.load(tmp_path / "accurate")
    text = "Điện yếu quá, đề nghị lắp thêm trạm biến áp"
    assert tagger.tag(text).topics == result.accurate.tagger.tag(text).topics == ["ha_tang/dien"]
    assert tagger.model.calibration.encoder_weight > 0
    assert "encoder" in tagger.model.card
    # Where the linear part is sure the encoder has no say, and elsewhere the last one.
    texts = [opinion["text"] for opinion in rows]
    linear, both = result.tagger.tag(texts), tagger.tag(texts)
    mixed = Tagger.load(tmp_path / "accurate", encoder_use="unsure").tag(texts)
    expected = [b if a.confidence < a.review_threshold else a for a, b in zip(linear, both)]
    # Keywords are of the linear part, and a text out of the vocabulary is looked at in any case.
    assert [(t.topics, t.confidence) for t in mixed] == [(t.topics, t.confidence) for t in expected]
    assert tagger.predict_proba([text, ""]).sum(axis=1) == pytest.approx([1, 1])

    graph = tmp_path / "accurate" / "encoder.onnx"
    graph.write_bytes(graph.read_bytes()[:-1])
    with pytest.raises(YkienError, match=r"encoder\.onnx was cut off or altered"):
        Tagger.load(tmp_path / "accurate")


def test_a_file_that_is_no_encoder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "e.bin"
    for data in (b"", b"E5S1", b"\x80\x04K\x01."):
        path.write_bytes(data)
        with pytest.raises(YkienError, match=r"e\.bin: not a usable"):
            load_pretrained(path)
