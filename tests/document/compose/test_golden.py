"""The whole text of the sample and of an empty report, word by word."""

import runpy
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parents[2] / "golden"


@pytest.fixture(scope="module")
def texts():
    return runpy.run_path(str(GOLDEN / "write.py"))["golden"]()


@pytest.mark.parametrize("name", ["sample.txt", "empty.txt"])
def test_the_text_is_the_golden_one(name, texts):
    assert texts[name].split("\n") == (GOLDEN / name).read_text(encoding="utf-8").split("\n")


def test_an_empty_report_calls_for_every_fact(texts):
    chapters = [line for line in texts["empty.txt"].split("\n") if "万元" in line or "%" in line]
    assert texts["empty.txt"].count("【待填：") > 40
    assert chapters == []
