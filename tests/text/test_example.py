"""The one real report: what is known to be wrong in it is found, nothing true is reported."""

from pathlib import Path

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reasoning.finding import PROVED, Severity

REPORT = Path(__file__).resolve().parents[3] / "shared" / "reports" / "pingkou-2023.txt"
if not REPORT.exists():
    pytest.skip("the example report does not lie beside the checkout", allow_module_level=True)

FINDINGS = proofread(SourceText.from_string(REPORT.read_text("utf-8")))
PROVED_SLIPS = [
    (1, "DIGIT_DROP", "段33", "244.8"),
    (2, "CONTRADICTION", "段33", "244.8"),
    (3, "UNIT", "段38", "29.1万元"),
    (4, "SUM", "段38", "29.09"),
    (5, "SUM", "段38", "8.49"),
    (6, "PCT", "段38", "40.27%"),
    (7, "TYPO", "段38", "减少"),
    (8, "TYPO", "段39", "减少"),
    (9, "PCT", "段39", "50.44%"),
    (10, "CONTRADICTION", "段32", "405.11"),
    (11, "CONTRADICTION", "段32", "1692.89"),
    (12, "CONTRADICTION", "段42", "90.06"),
    (13, "NUMBERING", "段39", "（1）"),
    (14, "NUMBERING", "段52", "五、"),
    (15, "NUMBERING", "段6", "1. 2."),
    (16, "NUMBERING", "段15", "（1）"),
    (17, "NUMBERING", "段46", "2、"),
    (18, "TEMPLATE_LEFTOVER", "段56", "删去"),
    (20, "WORDING", "段51", "国有资本经营预算"),
    (21, "TYPO", "段37", "补助支出"),
    (22, "TYPO", "段5", "年末"),
    (26, "NAME", "段29", "孟石源"),
]
SOFT_SLIPS = [
    (19, "TEMPLATE_LEFTOVER", "段46"),
    (23, "WORDING", "段5"),
    (24, "WORDING", "段37"),
    (24, "WORDING", "段42"),
    (25, "ZERO_BASE", "段38"),
    (27, "WORDING", "段65"),
    (28, "WORDING", "段43"),
    (29, "CONTRADICTION", "段33"),
    (30, "FORMAT", "段28"),
    (31, "MISSING", "段62"),
]
ALSO_TRUE = {("TEMPLATE_LEFTOVER", "段48")}
"""The second prompt of the outline kept as a sentence, beside the one listed as 19."""


def _at(class_, place):
    return [f for f in FINDINGS if f.class_ == class_ and f.where.split()[-1] == place]


@pytest.mark.parametrize(("number", "class_", "place", "expected"), PROVED_SLIPS)
def test_a_proved_slip_is_reported_with_what_should_stand_there(number, class_, place, expected):
    assert any(expected in finding.expected for finding in _at(class_, place)), number


@pytest.mark.parametrize(("number", "class_", "place"), SOFT_SLIPS)
def test_a_likely_slip_is_reported_as_less_than_an_error(number, class_, place):
    assert any(finding.severity is not Severity.ERROR for finding in _at(class_, place)), number


def test_rounding_remainders_are_only_hints():
    remainders = [f for f in FINDINGS if f.class_ == "SUM"]
    assert len(remainders) == 2
    assert {f.severity for f in remainders} == {Severity.HINT}


def test_nothing_is_reported_that_is_not_known_to_be_wrong():
    known = {(c, p) for _, c, p, *_ in (*PROVED_SLIPS, *SOFT_SLIPS)} | ALSO_TRUE
    assert {(f.class_, f.where.split()[-1]) for f in FINDINGS} <= known


@pytest.mark.parametrize(
    "true", ["1.55", "22.57", "19.76", "42.37", "1024.74", "114.57", "1042.98"]
)
def test_a_figure_that_is_right_is_not_quoted_as_wrong(true):
    wrong = [f for f in FINDINGS if f.certainty == PROVED and f.severity is Severity.ERROR]
    assert not [f for f in wrong if f.class_ in {"SUM", "PCT", "DIGIT_DROP"} and true in f.quote]


@pytest.mark.parametrize("offices", ["党政机构7个", "4个事业单位"])
def test_offices_that_are_really_listed_are_not_reported(offices):
    assert not [f for f in FINDINGS if f.class_ == "COUNT" and offices in f.quote]
