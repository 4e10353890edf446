"""Each case file lists indicators as they stand on the sheet, with the score that is right."""

import tomllib
from decimal import Decimal as D
from pathlib import Path

import pytest

from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.report.scores import indicator_score, score_words

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['指标']}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["例"]
]
COLUMNS = {
    "指标": "name",
    "要求": "requirement",
    "目标": "target",
    "实际": "actual",
    "分值": "points",
    "手填": "score",
}


@pytest.mark.parametrize("case", CASES)
def test_an_indicator_gets_the_score_of_its_case(facts_of, case):
    values = {name: case[title] for title, name in COLUMNS.items() if title in case}
    f = facts_of(unit__year="2023", indicator=[values])
    (row,) = f.rows(Indicator)
    assert f[indicator_score, row] == (None if case["得分"] == "无" else D(case["得分"]))
    assert case.get("怎么来的") in (None, score_words(f, row))
