"""A labelled corpus of others' texts, scored with its own yardstick.

The corpus stays outside; where it is missing, this says so and is skipped.
"""

import importlib.util
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from pingkou_gui.cli_reports import read_file
from pingkou_gui.errors import UnusableFileError
from pingkou_gui.form.form import FORM
from pingkou_gui.importers.source_text import read_source
from pingkou_gui.report.report import Report
from pingkou_gui.text.proofread import examine
from pingkou_gui.text.reasoning.finding import as_json

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS, YARDSTICK = SHARED / "corpus", SHARED / "tools" / "score_corpus.py"
AMOUNT = re.compile(r"(?:basic|three_public|conferences)\.\w+")

pytestmark = pytest.mark.skipif(
    not (CORPUS.is_dir() and YARDSTICK.is_file()),
    reason="the labelled corpus lies beside the checkout, in ../shared",
)


def yardstick():
    spec = importlib.util.spec_from_file_location("score_corpus", YARDSTICK)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def labelled():
    for label in sorted(CORPUS.glob("*.json")):
        paths = (label.with_suffix(ending) for ending in (".docx", ".txt"))
        path = next((path for path in paths if path.exists()), None)
        if path is not None:
            yield path, json.loads(label.read_text("utf-8"))


def count_findings(rule, path, data, counted):
    slips = data.get("slips", [])
    found = as_json(examine(read_source(path)))
    bad = [
        f
        for f in found
        if (f["severity"], f["certainty"]) == ("必改", "proved")
        and f["expected"] != "自评报告的章节"
        and not any(rule.noticed(slip, [f]) or rule.slip_found(slip, [f]) for slip in slips)
    ]
    counted["slips"] += len(slips)
    counted["found"] += sum(rule.slip_found(slip, found) for slip in slips)
    counted["alarms"] += len(bad)
    counted["clean with an alarm"] += bool(bad and data.get("clean"))


def proposed(path):
    try:
        items = read_file(path, Report()).items
    except UnusableFileError:
        return []
    return [(str(i.place), FORM.field_at(i.place).show(i.value), i.doubt) for i in items]


def count_figures(rule, path, data, counted):
    items = proposed(path)
    known = {k: v for k, v in data.get("figures", {}).items() if not isinstance(v, list)}
    slipped = "".join(rule.flat(slip["quote"]) for slip in data.get("slips", []))
    for key, value in known.items():
        mine = [(shown, doubt) for field, shown, doubt in items if field == key]
        right = any(rule.same(shown, value) for shown, _ in mine)
        marked = any(doubt for _, doubt in mine) or rule.flat(value) in slipped
        counted["figures"] += 1
        counted["right"] += right
        counted["wrong"] += bool(mine) and not right and not marked
    for field, _, doubt in items:
        stated = field in known or doubt or not AMOUNT.fullmatch(field)
        if stated or field.endswith(("reason", "_last")):
            continue
        counted["wrong"] += any(k.startswith(re.sub(r"_budget$", "", field)) for k in known)
    if data.get("unit"):
        names = [rule.flat(shown) for field, shown, _ in items if field == "unit.name"]
        counted["units"] += 1
        counted["named"] += rule.flat(data["unit"]) in names


def test_the_corpus_is_read_and_proofread():
    rule, counted = yardstick(), Counter()
    for path, data in labelled():
        count_findings(rule, path, data, counted)
        count_figures(rule, path, data, counted)
    assert counted["found"] >= 0.9 * counted["slips"], counted
    assert counted["alarms"] <= 3, counted
    assert counted["clean with an alarm"] == 0, counted
    assert counted["right"] >= 0.85 * counted["figures"], counted
    assert counted["wrong"] == 0, counted
    assert counted["units"] - counted["named"] <= 2, counted
