"""ykien: tags what citizens say to public offices by topic.

The public names load when first used, so that ``import nlp`` stays quick.

>>> import nlp
>>> nlp.tag("Đề nghị sớm cấp sổ đỏ cho 86 hộ dân khu tái định cư.").topic
'dat_dai'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp.batch.run import tag_files
    from nlp.errors import YkienError
    from nlp.hotspots.ranking import growth_ranking, volume_ranking
    from nlp.hotspots.result import HotspotResult
    from nlp.hotspots.scan import find_hotspots
    from nlp.learning.estimator import OpinionClassifier
    from nlp.learning.evaluation import evaluate
    from nlp.learning.training import train
    from nlp.reading.files import read_opinions
    from nlp.tagging.default import tag
    from nlp.tagging.result import TagResult
    from nlp.tagging.tagger import Tagger
    from nlp.taxonomy import Taxonomy

__version__ = "0.1.0"

_HOME = {
    "HotspotResult": "nlp.hotspots.result",
    "OpinionClassifier": "nlp.learning.estimator",
    "TagResult": "nlp.tagging.result",
    "Tagger": "nlp.tagging.tagger",
    "Taxonomy": "nlp.taxonomy",
    "YkienError": "nlp.errors",
    "evaluate": "nlp.learning.evaluation",
    "find_hotspots": "nlp.hotspots.scan",
    "growth_ranking": "nlp.hotspots.ranking",
    "read_opinions": "nlp.reading.files",
    "tag": "nlp.tagging.default",
    "tag_files": "nlp.batch.run",
    "train": "nlp.learning.training",
    "volume_ranking": "nlp.hotspots.ranking",
}

__all__ = [
    "HotspotResult",
    "OpinionClassifier",
    "TagResult",
    "Tagger",
    "Taxonomy",
    "YkienError",
    "__version__",
    "evaluate",
    "find_hotspots",
    "growth_ranking",
    "read_opinions",
    "tag",
    "tag_files",
    "train",
    "volume_ranking",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'nlp' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
