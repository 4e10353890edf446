"""The table of cases that a clerk can read, sentence by sentence."""

import tomllib
from pathlib import Path

import pytest

from pingkou_gui.document.chapters_money import EXPENSES
from pingkou_gui.document.phrases import words

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))["情形"]
FIELDS = {"本年": "meetings", "上年": "meetings_last", "原因": "meetings_reason"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["说明"])
def test_the_sentence_is_the_one_in_the_table(case, facts_of):
    filled = {f"conferences__{name}": case[key] for key, name in FIELDS.items() if key in case}
    f = facts_of(unit__year="2023", **filled)
    assert words(EXPENSES["general_budget.meetings"](f)) == case["句子"]
