"""Projects as a sentence on a budget names them: one alone, several in a row, none at all."""

from decimal import Decimal

import pytest
from plain_report import TEXT, changed

from pingkou_gui.text.lines.source import SourceText

FUND = (
    "2023年政府性基金预算支出45.00万元，上年结转6.00万元，本年安排42.00万元，"
    "实际支出45.00万元，结转下年3.00万元，主要用于修渠。"
)


def projects(sentence):
    """Name, amount and doubt of the projects that come in with a sentence on the funds."""
    assert FUND in TEXT
    found = changed(SourceText.from_string(TEXT.replace(FUND, sentence)))
    rows = sorted({key.split(".")[1] for key in found if key.startswith("project.")})
    assert all(found[f"project.{row}.budget"] == ("government_funds", "") for row in rows)
    return [
        (found[f"project.{row}.name"][0], *found[f"project.{row}.outturn"])
        for row in rows
        if f"project.{row}.name" in found
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年政府性基金预算支出45.00万元，全部用于修渠工程。",
        "2023年政府性基金预算支出45.00万元，均为修渠工程。",
        "2023年政府性基金预算支出45.00万元，均为项目支出，项目为修渠工程。",
    ],
)
def test_what_a_budget_was_spent_on_whole_is_its_one_project(sentence):
    assert projects(sentence) == [("修渠工程", Decimal("45.00"), "")]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("用于修渠工程30.00万元、修路15.00万元", [("修渠工程", "30.00"), ("修路", "15.00")]),
        ("其中：修渠、修塘工程30.00万元，修路15.00万元", [("修渠、修塘工程", "30.00"), ("修路", "15.00")]),
        ("包括修渠30.00万元；修路14.99万元", [("修渠", "30.00"), ("修路", "14.99")]),
    ],
)  # fmt: skip
def test_what_comes_to_the_budget_is_its_projects(said, wanted):
    found = projects(f"2023年政府性基金预算支出45.00万元，{said}。")
    assert found == [(name, Decimal(amount), "") for name, amount in wanted]


def test_what_comes_to_something_else_is_doubted():
    found = projects("2023年政府性基金预算支出45.00万元，用于修渠工程30.00万元、修路16.00万元。")
    assert [(name, amount) for name, amount, _ in found] == [
        ("修渠工程", Decimal("30.00")),
        ("修路", Decimal("16.00")),
    ]
    assert all("30.00+16.00 = 46.00" in doubt for *_, doubt in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年政府性基金预算支出45.00万元，主要用于修渠。",
        "2023年政府性基金预算支出0万元，全部用于修渠工程。",
        "2023年政府性基金预算支出45.00万元，均为项目支出。",
        "2022年政府性基金预算支出45.00万元，全部用于修渠工程。",
    ],
)
def test_no_project_is_made_of_words_without_an_amount_of_this_year(sentence):
    assert projects(sentence) == []
