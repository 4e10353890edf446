"""Where a title is broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.document.word.title import broken, measure


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("2024年度自评报告", ["2024年度自评报告"]),
        (
            "2024年度青石县槐荫乡人民政府部门整体支出绩效自评报告",
            ["2024年度青石县槐荫乡人民政府", "部门整体支出绩效自评报告"],
        ),
        ("槐荫乡\n自评报告", ["槐荫乡", "自评报告"]),
    ],
)
def test_a_title_breaks_by_sense(title, lines):
    assert broken(title, 20).split("\n") == lines


@given(st.text("甲乙县政府2024年度（）《》、报告 a", min_size=1, max_size=90))
def test_a_broken_title_loses_nothing_and_fits(title):
    lines = broken(title, 20).split("\n")
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert all(measure(line) <= 20 for line in lines)
