"""What the pictures show: numbers of the report, and nothing that is not known."""

from decimal import Decimal

import pytest

from pingkou_gui.form.pages.basic_spending import Basic, Conferences, ThreePublic
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import ProjectTotals
from pingkou_gui.form.values import NIL
from pingkou_gui.paths import asset
from pingkou_gui.report.chart_data import ChartKind, Look, charts, charts_title
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import from_json
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme, scheme_of


@pytest.fixture(scope="module")
def sample():
    record = from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))
    return Facts(record.report, scheme_of(record.scheme))


def facts(**values):
    draft = Draft(Report())
    for field, value in values.get("typed", ()):
        draft.put(field, value)
    return Facts(Report().apply(draft.change), default_scheme())


def chart(found, key):
    return next(each for each in found if each.key == key)


def test_an_empty_report_has_no_pictures():
    assert charts(Facts(Report(), default_scheme())) == ()


def test_of_noughts_alone_there_is_no_picture(facts_of):
    noughts = {f"conferences__meetings{when}": "0" for when in ("", "_last", "_budget")}
    assert charts(facts_of(**noughts)) == ()


def test_the_sample_has_one_of_each_kind(sample):
    assert [each.key for each in charts(sample)] == [
        "by_kind",
        "beside_last_year",
        "public_expenses",
        "scores",
        "years",
        "years_public",
    ]


def test_the_scale_of_a_picture_reaches_its_largest_number(sample):
    for each in charts(sample):
        known = [v for series in each.series for v in series.values if v is not None]
        assert each.most == max(known)


def test_shares_stand_where_the_parts_make_up_the_whole_and_add_up(sample):
    found = chart(charts(sample), "by_kind")
    shares = [Decimal(name.rpartition(" ")[2].rstrip("%")) for name in found.categories]
    assert sum(shares) == pytest.approx(Decimal(100), abs=Decimal("0.02"))


def test_where_a_part_is_not_known_no_share_is_told():
    typed = ((Basic.wages.this, Decimal(60)), (ProjectTotals.total.this, Decimal(20)))
    found = charts(facts(typed=typed))
    assert chart(found, "by_kind").categories == ("工资福利支出", "项目支出")


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (
            {"wages": "60", "transfers": "5", "operating": "30"},
            {"工资福利支出": 60, "对个人和家庭的补助": 5, "公用经费": 30},
        ),
        ({"wages": "60", "total": "100"}, {"基本支出": 100}),
        ({"wages": "60", "total": "60.01"}, {"基本支出": Decimal("60.01")}),
        (
            {"personnel": "60", "goods": "20", "operating": "30"},
            {"人员经费": 60, "商品和服务支出": 20},
        ),
        (
            {"wages": "60", "transfers": "5", "goods": "20"},
            {"工资福利支出": 60, "对个人和家庭的补助": 5, "商品和服务支出": 20},
        ),
    ],
)
def test_a_total_that_is_typed_without_its_parts_has_a_bar_of_its_own(facts_of, known, told):
    f = facts_of(**{f"basic__{k}": v for k, v in known.items()}, project_totals__total="10")
    found = chart(charts(f), "by_kind")
    names = [name.partition(" ")[0] for name in found.categories]
    assert dict(zip(names, found.series[0].values, strict=True)) == {**told, "项目支出": 10}
    assert all("%" in name for name in found.categories)


def test_what_was_spent_in_all_is_a_point_where_last_year_is_not_known(facts_of):
    f = facts_of(
        unit__year="2024", basic__total="100", basic__total_last="120", project_totals__total="10"
    )
    found = chart(charts(f), "years")
    assert {each.name: each.values for each in found.series} == {
        "总支出": (None, 110),
        "基本支出": (120, 100),
    }


def test_of_one_year_alone_there_is_no_line(facts_of):
    f = facts_of(unit__year="2024", basic__total="100", project_totals__total="10")
    assert "years" not in [each.key for each in charts(f)]


def test_halves_stand_for_classes_that_are_not_known_and_projects_stand_once(facts_of):
    known = {"personnel": "60", "operating": "30"}
    f = facts_of(**{f"basic__{k}": v for k, v in known.items()}, project_totals__total="10")
    found = chart(charts(f), "by_kind")
    assert found.series[0].values == (60, 30, 10)
    assert [name.rpartition(" ")[2] for name in found.categories] == ["60.00%", "30.00%", "10.00%"]


def test_a_half_whose_classes_are_not_known_stands_beside_the_classes_of_the_other(facts_of):
    f = facts_of(basic__wages="60", basic__transfers="5", basic__operating="244.8")
    found = chart(charts(f), "by_kind")
    assert found.series[0].values == (60, 5, Decimal("244.8"))
    assert [name.split()[0] for name in found.categories][2] == "公用经费"


@pytest.mark.parametrize(
    ("wages", "basic", "shares"),
    [
        ("60.0049", "60", True),
        ("59.9950", "60", True),
        ("60.0050", "60", False),
        ("60", "60.0049", True),
    ],
)
def test_parts_make_up_the_whole_where_both_print_the_same(facts_of, wages, basic, shares):
    f = facts_of(basic__wages=wages, basic__total=basic, project_totals__total="40")
    first = chart(charts(f), "by_kind").categories[0]
    assert first.startswith("工资福利支出")
    assert ("%" in first) is shares


def test_this_year_stands_beside_last_year(sample):
    found = chart(charts(sample), "beside_last_year")
    last, this = found.series
    assert (last.look, this.look) == (Look.LAST, Look.THIS)
    assert found.categories[0] == "基本支出"
    assert (last.values[0], this.values[0]) == (Decimal("1505.27"), Decimal("1287.78"))


def test_public_expenses_stand_against_their_budget(sample):
    found = chart(charts(sample), "public_expenses")
    at = found.categories.index("公务接待费")
    values = {each.name: each.values[at] for each in found.series}
    assert values == {
        "上年决算": Decimal("32.39"),
        "本年预算": Decimal("30.00"),
        "本年决算": Decimal("25.99"),
    }


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        ({"vehicles": "9"}, ["公务用车购置及运行维护费"]),
        ({"vehicles": "9", "running": "9"}, ["公务用车运行维护费"]),
        ({"vehicles": "9", "running": "4"}, ["公务用车购置及运行维护费"]),
        ({"purchase": "5", "running": "4"}, ["公务用车购置费", "公务用车运行维护费"]),
        ({"vehicles_last": "9", "running": "4"}, ["公务用车购置及运行维护费"]),
        ({"vehicles_budget": "9", "running": "4"}, ["公务用车购置及运行维护费"]),
    ],
)
def test_vehicles_stand_as_one_where_their_split_does_not_tell_all(facts_of, known, shown):
    f = facts_of(**{f"three_public__{name}": value for name, value in known.items()})
    assert list(chart(charts(f), "public_expenses").categories) == shown


def test_what_is_stated_as_none_everywhere_has_no_bar(sample):
    found = chart(charts(sample), "public_expenses")
    assert "因公出国（境）费" not in found.categories


def test_what_is_not_known_is_no_nought():
    found = charts(facts(typed=((Conferences.meetings.this, Decimal(3)),)))
    last, budget, this = chart(found, "public_expenses").series
    assert (last.values, budget.values, this.values) == ((None,), (None,), (Decimal(3),))


def test_lines_run_over_the_years_that_are_known(sample):
    draft = Draft(sample.report)
    draft.put(Unit.year, 2021)
    draft.put(ThreePublic.running.last, NIL)
    earlier = Facts(sample.report.apply(draft.change), sample.scheme)
    found = chart(charts(sample, {2021: earlier}), "years")
    assert found.kind is ChartKind.LINES
    assert found.categories == ("2020年", "2021年", "2022年", "2023年")
    total = next(each for each in found.series if each.name == "基本支出")
    assert total.values == tuple(map(Decimal, ("1505.27", "1287.78", "1505.27", "1287.78")))


def test_what_is_known_of_one_year_alone_makes_no_line():
    typed = ((Unit.year, 2024), (Conferences.meetings.this, Decimal(3)))
    both = (
        *typed,
        (Conferences.training.this, Decimal(8)),
        (Conferences.training.last, Decimal(9)),
    )
    found = chart(charts(facts(typed=both)), "years_public")
    assert [each.name for each in found.series] == [Conferences.training.label]
    assert not [each for each in charts(facts(typed=typed)) if each.kind is ChartKind.LINES]


def test_no_more_than_eight_years_are_told_and_years_between_stay_open(sample):
    found = chart(charts(sample, {2019: sample, 2010: sample}), "years")
    assert found.categories == tuple(f"{year}年" for year in range(2016, 2024))
    total = next(each for each in found.series if each.name == "基本支出")
    known = [year for year, v in zip(range(2016, 2024), total.values, strict=True) if v is not None]
    assert known == [2018, 2019, 2022, 2023]


def test_points_are_those_of_the_indicators_and_without_them_those_of_the_scheme(facts_of):
    indicators = [
        {"level1": "产出指标", "name": "道路", "points": "45"},
        {"level1": "效益指标", "name": "满意"},
        {"level1": "自设", "name": "其他"},
    ]
    found = chart(charts(facts_of(indicator=indicators)), "scores")
    points = dict(zip(found.categories, found.series[0].values, strict=True))
    assert points["产出指标"] == Decimal(45)
    assert points["效益指标"] == Decimal(30)
    assert points["自设"] is None


def test_a_later_report_is_left_out(sample):
    assert charts(sample, {2024: sample}) == charts(sample)


def test_the_words_of_a_picture_tell_its_numbers(sample):
    told = chart(charts(sample), "scores").description
    assert told.startswith("得分（分）。预算执行：分值 10.00，得分 9.99")


def test_the_title_names_unit_and_year(sample):
    assert charts_title(sample) == "安化县平口镇人民政府2023年度图表"
