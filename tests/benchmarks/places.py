"""Places: speed beside vietnamadminunits' own parser, accuracy by level, and what is left open.

    python tests/benchmarks/places.py [--strings 100000] [--peer 2000] [--show]

Accuracy is that of the codes alone: the gold's places, with the lines above the first opinion as
the head of the document, go through `Locator` as the rows of a file do. The library's
`convert_address` is shown on the same places; it always answers where it finds anything.
"""

from __future__ import annotations

import argparse
import itertools
import json
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from nlp.reading.gazetteer.codes import place_name
from nlp.reading.gazetteer.data import load_gazetteer
from nlp.reading.locator import Locator
from nlp.reading.places import PlaceResolver

DATA = Path(__file__).resolve().parents[1] / "data"


def gold_files() -> Iterator[tuple[str, list[str], list[dict[str, Any]]]]:
    """Yield name, head lines and rows with their codes, a file each."""
    samples = [json.loads(line) for line in (DATA / "samples-gold.jsonl").open(encoding="utf-8")]
    for source, lines in itertools.groupby(samples, key=lambda row: row["source"]):
        # All are of the province of Bắc Ninh; a name of a commune is one code there.
        rows = [{**row, "province_code": "24", "ward_code": row["commune"]} for row in lines]
        yield source, [], rows
    for path in sorted((DATA / "transcripts").glob("*.gold.jsonl")):
        lines_read = [json.loads(line) for line in path.open(encoding="utf-8")]
        head = itertools.takewhile(lambda row: "not_opinion" in row, lines_read)
        # Part E of the test set has boundaries alone, FJ and one file of FF no codes.
        rows = [row for row in lines_read if "province_code" in row]
        yield path.name.removesuffix(".gold.jsonl"), [row["not_opinion"] for row in head], rows


def accuracy(*, show: bool) -> None:
    """Print right, open and wrong codes by the level written."""
    counts: dict[str, dict[str, Counter[str]]] = {"ykien": {}, "vietnamadminunits": {}}
    for source, head, gold in gold_files():
        rows = [
            {
                "text": row["text"],
                "place": row["place"],
                "date": date.fromisoformat(row["date"]) if row.get("date") else None,
            }
            for row in gold
        ]
        Locator(head).fill(rows)
        for row, true in zip(rows, gold):
            found = (row.get("province_code", ""), row.get("ward_code", ""))
            if "commune" in true:
                found = (found[0], place_name(found[1]))
            level = true.get("level") or ("commune and hamlet" if "commune" in true else "none")
            for name, codes in (("ykien", found), ("vietnamadminunits", peer_codes(true))):
                for unit, got, want in zip(("province", "ward"), codes, wanted(true)):
                    verdict = judge(got, want)
                    counts[name].setdefault(f"{unit} of {level}", Counter())[verdict] += 1
                    if show and name == "ykien" and verdict not in ("right", "rightly open"):
                        print(f"{verdict:6} {unit}: {source}: {row['place']!r} {got!r} {want!r}")
    for name, levels in counts.items():
        print(f"\n{name}: codes by the level written")
        for level, verdicts in sorted(levels.items()):
            print(f"  {level:32}" + "".join(f" {v}: {n:4}" for v, n in sorted(verdicts.items())))
        for unit in ("province", "ward"):
            total: Counter[str] = Counter()
            for level, verdicts in levels.items():
                total.update(verdicts if level.startswith(unit) else {})
            known = total["right"] + total["wrong"] + total["open"]
            given = total["right"] + total["wrong"] + total["given"]
            print(
                f"  {unit}: of {known} codes to be known {total['right'] / known:.1%} right, "
                f"{total['open'] / known:.1%} left open, {total['wrong'] / known:.1%} wrong; "
                f"{total['given']} given where the gold is open; of {given} codes given "
                f"{total['right'] / given:.1%} right"
            )


def wanted(true: dict[str, Any]) -> tuple[str, str]:
    """Return province and ward code of a gold row."""
    return true["province_code"], true["ward_code"]


def judge(got: str, want: str) -> str:
    """Return how a code stands to the gold's."""
    if not want:
        return "given" if got else "rightly open"
    if not got:
        return "open"
    return "right" if got == want else "wrong"


def peer_codes(true: dict[str, Any]) -> tuple[str, str]:
    """Return the codes that vietnamadminunits finds, after the reform."""
    from vietnamadminunits import convert_address, parse_address

    # Without a street it asks no geocoder on the net.
    parts = [part for part in true["place"].split(",") if part.strip()][-3:]
    place = ",".join(parts)
    try:
        old = parse_address(place, mode="LEGACY", keep_street=False)
        text = ", ".join(filter(None, (old.ward, old.district, old.province)))
        unit = convert_address(text) if old.ward else None
        if unit is None or not unit.ward_code:
            unit = parse_address(place, keep_street=False)
    except Exception:
        return "", ""
    ward = unit.ward_code or ""
    return unit.province_code or "", place_name(ward) if "commune" in true else ward


def addresses(count: int) -> list[str]:
    """Return distinct places as people write them, over all communes before the reform."""
    gazetteer = load_gazetteer()
    wards = {n.unit for found in gazetteer.wards.values() for n in found if not n.unit.new}
    ordered = sorted(wards, key=lambda ward: ward.code)
    made = [
        manner.format(ward=ward.name, district=gazetteer.district_names[min(ward.districts)], n=n)
        for n in range(1, 99)
        for ward in ordered
        for manner in ("thôn {n}, {ward}, {district}", "Tổ {n} {ward} - {district}")
    ]
    return list(dict.fromkeys(made))[:count]


def speed(strings: int, peer: int) -> None:
    """Print places a second of processor time, since machines are shared."""
    started = time.process_time()
    resolver = PlaceResolver()
    print(f"seconds of processor time; gazetteer loaded in {time.process_time() - started:.2f} s")
    places = addresses(strings)
    started = time.process_time()
    found = [resolver.resolve(place) for place in places]
    spent = time.process_time() - started
    share = sum(bool(place.ward_code) for place in found) / len(found)
    print(
        f"ykien: {len(places):,} distinct places in {spent:.1f} s, {len(places) / spent:,.0f}/s, "
        f"{share:.1%} with a ward code"
    )
    started = time.process_time()
    from vietnamadminunits import parse_address

    print(f"vietnamadminunits imported in {time.process_time() - started:.2f} s")
    some = places[:: max(1, len(places) // peer)]
    started = time.process_time()
    for place in some:
        parse_address(place, mode="LEGACY")
    spent = time.process_time() - started
    print(f"vietnamadminunits: {len(some):,} places in {spent:.1f} s, {len(some) / spent:,.0f}/s")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--strings", type=int, default=100_000)
    options.add_argument("--peer", type=int, default=2_000)
    options.add_argument("--show", action="store_true", help="every place that is not right")
    chosen = options.parse_args()
    speed(chosen.strings, chosen.peer)
    accuracy(show=chosen.show)
