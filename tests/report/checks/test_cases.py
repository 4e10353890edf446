"""Every case in cases/*.toml: what is filled in, and what must be found, or must not."""

import tomllib
from pathlib import Path

import pytest

from pingkou_gui.report.checks import CHECKS, DESCRIBED, findings
from pingkou_gui.report.findings import Severity

CASES = [
    pytest.param(case, id=f"{path.stem}：{case['名称']}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["例"]
]


OF_SOURCES = {"carried_figures_are_looked_at"}
"""Checks of where a value is from, which a case cannot say: test_carried.py tries them."""


@pytest.mark.parametrize("case", CASES)
def test_case(case, facts_of_case):
    found = findings(facts_of_case(case))
    said = [(x.check, x.severity.value, x.message) for x in found]
    expected = [(x["检查"], x["级别"], x["说"]) for x in case.get("发现", [])]
    assert said == expected
    for finding, wanted in zip(found, case.get("发现", []), strict=True):
        assert wanted.get("数", finding.numbers) == finding.numbers
        assert wanted.get("应为", finding.expected) == finding.expected


def test_every_check_has_cases_that_find_something_and_says_its_ground():
    found = {x["检查"] for c in CASES for x in c.values[0].get("发现", [])}
    described = {c.key for c in CHECKS if not c.key.startswith("project_")} - {"sums_agree"}
    described -= OF_SOURCES
    described.add("project_budgets_are_kept")
    assert described <= found
    assert all(c.title and c.class_ and c.ground for c in DESCRIBED.values())


def test_messages_are_short_and_end_without_a_full_stop():
    for case in CASES:
        for finding in case.values[0].get("发现", []):
            assert len(finding["说"]) <= 35
            assert not finding["说"].endswith("。")


def test_what_must_be_mended_comes_first(facts_of):
    found = findings(
        facts_of(
            conferences__meetings="2",
            conferences__meetings_last="9",
            staff__headcount="多",
        )
    )
    assert [x.severity for x in found] == [Severity.ERROR, Severity.REMINDER]
