"""Slips in the manners of many clerks: each text with its slip, and the same text without it.

In a text `{wrong|right}` marks the slip; of several right values the first stands in the right text.
"""

import re
import tomllib
from pathlib import Path

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reasoning.finding import PROVED, Severity

TITLE = "湘北县柳溪镇人民政府2023年度部门整体支出绩效自评报告"
BOOK = tomllib.loads(Path(__file__).with_name("slips_by_manner.toml").read_text("utf-8"))
TEXTS = [(manner, text.strip()) for manner, texts in BOOK.items() for text in texts]
MARK = re.compile(r"\{(?P<wrong>[^{}|]*)\|(?P<right>[^{}]*)\}")


def findings(text, title=TITLE):
    return [
        f
        for f in proofread(SourceText.from_string(f"{title}\n{text}"))
        if f.severity is not Severity.HINT
    ]


@pytest.mark.parametrize(("manner", "text"), TEXTS)
def test_a_slip_is_told_at_its_place_with_the_right_value(manner, text):
    wrong = MARK.sub(lambda m: m["wrong"], text)
    for match in MARK.finditer(text):
        rights = match["right"].split(" or ")
        before = MARK.sub(lambda m: m["wrong"], text[: match.start()])
        near = wrong[max(0, len(before) - 12) : len(before) + len(match["wrong"]) + 8]
        assert any(
            any(right in f.expected + f.message for right in rights)
            and (f.quote in wrong or "/" in f.quote)
            and (_overlap(f.quote, near) or _overlap(near, f.quote))
            for f in findings(wrong)
        ), [(f.class_, f.quote, f.expected, f.message) for f in findings(wrong)]


def _overlap(one, other):
    """Whether four letters of one stand in the other, or all of them."""
    return any(one[at : at + 4] in other for at in range(max(1, len(one) - 3)))


@pytest.mark.parametrize(("manner", "text"), TEXTS)
def test_without_the_slip_nothing_is_called_wrong(manner, text):
    right = MARK.sub(lambda m: m["right"].split(" or ")[0], text)
    assert [
        f for f in findings(right) if f.severity is Severity.ERROR and f.certainty == PROVED
    ] == []
