"""What the schemes that come with the program say."""

import re
from decimal import Decimal as D
from pathlib import Path

import pytest

from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.scoring import bare_name
from pingkou_gui.paths import asset
from pingkou_gui.report.figure_index import FIGURES
from pingkou_gui.scheme.scheme import COMMON_FIGURES, PARTS, PHRASES, PageHabits
from pingkou_gui.scheme.scheme_reader import default_scheme, read_scheme_file

SHIPPED = sorted(asset("schemes").glob("*.toml"))
REPORT = Path(__file__).parents[3] / "shared" / "reports" / "pingkou-2023.txt"


def test_every_part_that_the_program_writes_has_its_heading():
    parts = [part.key for top in default_scheme().outline for part in top.walk()]
    assert sorted(parts) == sorted(PARTS)


def test_every_list_of_phrases_that_a_field_asks_for_is_there():
    asked = {field.phrases for field in FORM.fields if field.phrases}
    assert asked == {*PHRASES, "indicator_level1", "indicator_level2", "own_parts"}
    assert all(default_scheme().phrases[key] for key in asked - {"own_parts"})


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_points_come_to_a_hundred(path):
    scheme = read_scheme_file(path)
    assert scheme.execution + sum(level.points for level in scheme.levels) == 100
    assert sum(item.points for item in scheme.common) == 100


def test_the_usual_form_has_cost_below_output_and_the_newer_one_beside_it():
    newer = read_scheme_file(asset("schemes/hunan-cost-first.toml"))
    assert "成本指标" in default_scheme().level("产出").names
    assert newer.level("成本").points == D(20)


def test_the_schemes_differ_in_nothing_but_their_levels():
    names = ("hunan", "hunan-cost-first")
    usual, newer = (asset(f"schemes/{name}.toml").read_text(encoding="utf-8") for name in names)
    cut = re.compile(
        r'name = "湖南.*?\n|(# 财政部近年.*?\n)?\[scoring\].*?(?=\[\[grade)', re.DOTALL
    )
    assert cut.sub("", usual) == cut.sub("", newer)


@pytest.mark.parametrize(
    ("score", "grade"), [("100", "优"), ("90", "优"), ("89.99", "良"), ("60", "中"), ("0", "差")]
)
def test_a_grade_begins_at_its_score(score, grade):
    assert default_scheme().grade(D(score)) == grade


def test_every_figure_that_can_score_a_common_indicator_exists():
    assert all(FIGURES[key].unit == "%" for key in COMMON_FIGURES)


def test_the_page_is_that_of_the_standard():
    assert default_scheme().page == PageHabits()


@pytest.mark.parametrize(
    ("project", "title"),
    [
        ("村道养护", "2023年度村道养护项目支出绩效自评表"),
        ("饮水安全项目", "2023年度饮水安全项目支出绩效自评表"),
    ],
)
def test_a_title_does_not_say_project_twice(project, title):
    assert default_scheme().title("attachment3", year=2023, project=project) == title


def test_a_title_takes_its_words():
    title = default_scheme().title("report", year=2023, unit="某镇人民政府")
    assert title == "2023年度某镇人民政府部门整体支出绩效自评报告"


def test_a_level_is_found_by_its_name_in_any_of_its_forms():
    found = {default_scheme().level(words) for words in ("产出", "产出指标", "产出指标（50分）")}
    assert found == {default_scheme().levels[0]}
    assert bare_name("效益 指标(30分)") == "效益"


def test_the_words_are_our_own():
    if not REPORT.exists():
        pytest.skip("没有旁边的样例报告，无从比较")
    theirs = REPORT.read_text(encoding="utf-8")
    ours = "".join(path.read_text(encoding="utf-8") for path in SHIPPED)
    assert not [ours[at : at + 30] for at in range(len(ours) - 30) if ours[at : at + 30] in theirs]


def test_a_part_is_found_by_its_key_at_any_depth():
    found = default_scheme().part("general_budget.projects.use")
    assert found.title == "资金实际使用情况"
    assert default_scheme().part("general_budget.projects.us") is None


def test_a_score_below_all_grades_has_the_last():
    assert default_scheme().grade(D("-0.01")) == "差"
