"""Declared targets row by row: heads, levels, signs, units, what stands above."""

from decimal import Decimal as D

import docx
import pytest
import xlsxwriter

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.pages.scoring import Goal, Indicator
from pingkou_gui.importers.targets import level_names, read_targets
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme

HEADS = ("一级指标", "二级指标", "三级指标", "年度指标值", "分值")
SCHEME = default_scheme()


@pytest.fixture
def read(tmp_path):
    """Write the rows of one or more sheets and read them into a report."""

    def proposal(*sheets, report=None, **more):
        path = tmp_path / "申报表.xlsx"
        with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
            for rows in sheets:
                page = book.add_worksheet()
                for number, row in enumerate(rows):
                    for column, value in enumerate(row):
                        if value not in {"", None}:
                            page.write(number, column, value)
        return read_targets(path, report or Report(), **more)

    return proposal


FIELDS = ("level1", "level2", "name", "requirement", "target", "points")


def rows(proposal, section=Indicator.key):
    """The proposed rows of a section, each as its values in the order of its columns."""
    found = {}
    for item in proposal.items:
        if item.place.section == section:
            found.setdefault(item.place.row, {})[item.place.field] = item.value
    return [tuple(row.get(name) for name in FIELDS) for row in found.values()]


def value_of(proposal, field):
    return [i.value for i in proposal.items if i.place[::2] == (field.section, field.name)]


def notes(proposal):
    return " ".join(proposal.notes)


def row(*cells):
    return (HEADS, cells)


@pytest.mark.parametrize(
    ("name", "target", "kept", "asked"),
    [
        ("修路", "≥5公里", "修路", ("≥", "5公里")),
        ("修路", "5公里以上", "修路", ("≥", "5公里")),
        ("修路≥5公里", "", "修路", ("≥", "5公里")),
        ("修路：≥5公里", "", "修路", ("≥", "5公里")),
        ("指标1：修路", "=5公里", "修路", ("=", "5公里")),
        ("1.修路", "＞5公里", "修路", (">", "5公里")),
        ("指标2 修路", "＜5公里", "修路", ("<", "5公里")),
        ("修\n路", "≤5\n公里", "修路", ("≤", "5公里")),
        ("修路", "12月底前", "修路", ("before", "12月底前")),
        ("修路", "8个", "修路", (None, "8个")),
    ],
)
def test_a_target_is_read_with_what_is_asked_of_it(read, name, target, kept, asked):
    ((*_, found, requirement, goal, points),) = rows(
        read(row("产出指标", "数量指标", name, target, 5))
    )
    assert (found, (requirement, goal), points) == (kept, asked, 5)


@pytest.mark.parametrize("name", ["指标1：", "指标", "……", "...", "—", "/", "无", "", "-"])
def test_a_line_left_blank_is_no_indicator(read, name):
    lines = (HEADS, ("产出指标", "数量指标", "修路", "≥5公里"), ("", "", name, "≥3个"))
    assert len(rows(read(lines))) == 1


@pytest.mark.parametrize(
    ("sign", "value", "unit", "asked"),
    [
        ("≥", "5", "公里", ("≥", "5公里")),
        ("≥", "5公里", "公里", ("≥", "5公里")),
        ("≥", "≤5", "公里", ("≤", "5公里")),
        ("＝", "5", "-", ("=", "5")),
        ("=", "5", "无", ("=", "5")),
        ("正向", "5", "个", (None, "5个")),
        ("定性", "合规", "", ("quality", "合规")),
        ("", "95", "%", (None, "95%")),
    ],
)
def test_sign_and_unit_may_have_columns_of_their_own(read, sign, value, unit, asked):
    lines = (
        ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "计量单位"),
        ("产出指标", "数量指标", "修路", sign, value, unit),
    )
    ((*_, requirement, target, _),) = rows(read(lines))
    assert (requirement, target) == asked


@pytest.mark.parametrize(
    ("name", "unit", "number", "instead"),
    [
        ("验收合格率", "", 0.95, "95%"),
        ("群众满意度", "", 1, "100%"),
        ("占比", "%", 0.5, "50%"),
        ("完成比例", "", 0.005, "0.5%"),
        ("修路", "", 0.95, None),
        ("验收合格率", "", 1.5, None),
        ("验收合格率", "", 0, None),
        ("验收合格率", "", 95, None),
    ],
)
def test_a_rate_kept_as_a_fraction_is_doubted(read, name, unit, number, instead):
    lines = (
        ("一级指标", "二级指标", "三级指标", "指标值", "单位"),
        ("产出指标", "质量指标", name, number, unit),
    )
    (item,) = (i for i in read(lines).items if i.place.field == "target")
    assert item.instead == instead
    assert bool(item.doubt) == (instead is not None)


def test_levels_go_on_until_others_are_named(read):
    lines = (
        HEADS,
        ("产出指标", "数量指标", "甲", "≥1个"),
        ("", "", "乙", "≥1个"),
        ("产出指标", "", "丙", "≥1个"),
        ("", "质量指标", "丁", "≥1个"),
        ("效益指标", "", "戊", "≥1个"),
        ("", "社会效益指标", "己", "≥1个"),
    )
    assert [found[:3] for found in rows(read(lines))] == [
        ("产出指标", "数量指标", "甲"), ("产出指标", "数量指标", "乙"), ("产出指标", "数量指标", "丙"),
        ("产出指标", "质量指标", "丁"), ("效益指标", None, "戊"), ("效益指标", "社会效益指标", "己"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("产出", "数量", ("产出指标", "数量指标")),
        ("产出指标（50分）", "数量指标（10分）", ("产出指标", "数量指标")),
        ("效益", "社会效益", ("效益指标", "社会效益指标")),
        ("效益指标", "社会", ("效益指标", "社会指标")),
        ("满意度指标", "服务对象满意度", ("满意度指标", "服务对象满意度指标")),
        ("其他", "数量", ("其他指标", "数量指标")),
        ("产出", "社会效益", ("产出指标", "社会效益指标")),
        ("产出", "", ("产出指标", "")),
        ("", "", ("", "")),
        ("产出", "产出数量", ("产出指标", "数量指标")),
    ],
)
def test_levels_are_named_as_the_scheme_names_them(first, second, names):
    assert level_names(first, second, SCHEME) == names


def test_the_head_may_stand_further_down_and_columns_in_any_order(read):
    lines = (
        ("绩效目标申报表",),
        ("指标名称", "分值权重", "目标值", "二级指标", "一级指标"),
        ("修路", 5, "≥5公里", "数量指标", "产出指标"),
    )
    assert rows(read(lines)) == [("产出指标", "数量指标", "修路", "≥", "5公里", 5)]


def test_a_table_needs_names_and_levels_or_targets(read):
    line = ("修路", "≥5公里")
    assert rows(read((("三级指标", "指标值"), line))) == [(None, None, "修路", "≥", "5公里", None)]
    for heads in (("三级指标", "说明"), ("一级指标", "指标值")):
        with pytest.raises(UnusableFileError, match="没有找到"):
            read((heads, line))


def test_columns_of_other_years_and_of_explanations_are_no_targets(read):
    lines = (
        ("一级指标", "三级指标", "上年指标值", "指标值说明", "年度指标值"),
        ("产出指标", "修路", "≥3公里", "全长", "≥5公里"),
    )
    assert rows(read(lines))[0][3:5] == ("≥", "5公里")


def test_what_was_reached_is_read_and_the_score_is_left_to_the_program(read):
    lines = (
        ("一级指标", "三级指标", "年度指标值", "实际完成值", "得分", "偏差原因"),
        ("产出指标", "修路", "≥5公里", "6公里", 10, "多修一段"),
        ("效益指标", "环境", "定性", "好", 9, ""),
    )
    proposal = read(lines)
    assert value_of(proposal, Indicator.actual) == ["6公里", "好"]
    assert value_of(proposal, Indicator.reason) == ["多修一段"]
    assert "得分由程序算" in notes(proposal)
    assert value_of(proposal, Indicator.score) == [9]


def test_what_was_reached_in_another_year_waits(read):
    lines = (
        ("2021年度绩效自评表",),
        ("一级指标", "三级指标", "年度指标值", "实际完成值"),
        ("产出指标", "修路", "≥5公里", "6公里"),
    )
    draft = Draft(Report())
    draft.type_in(Unit.year, "2023")
    report = Report().apply(draft.change)
    doubts = [i.doubt for i in read(lines, report=report).items if i.place.field == "actual"]
    assert doubts == ["这张表是2021年度的，报告是2023年度的"]


def test_of_two_tables_side_by_side_the_right_one_is_the_years(read):
    lines = (
        ("一级指标", "三级指标", "指标值", "一级指标", "三级指标", "指标值"),
        ("产出指标", "三年修路", "≥15公里", "产出指标", "修路", "≥5公里"),
    )
    assert [found[2] for found in rows(read(lines))] == ["修路"]


@pytest.mark.parametrize("words", ["填表人：文竹", "备注：无", "合计", "单位负责人：", "注：一"])
def test_the_table_ends_where_the_form_ends(read, words):
    lines = (*row("产出指标", "数量指标", "修路", "≥5公里", 5), (words, "", "甲", "≥1个"))
    assert len(rows(read(lines))) == 1


def test_what_stands_above_names_project_department_and_goal(read):
    lines = (
        ("项目名称", "[430923]饮水安全"),
        ("主管部门及代码", "306-水利局", "实施单位", "槐荫乡人民政府"),
        ("年度目标", "让村民喝上放心水"),
        *row("产出指标", "数量指标", "修水池", "≥6处", 5),
    )
    proposal = read(lines)
    assert value_of(proposal, Project.name) == ["饮水安全"]
    assert value_of(proposal, Project.department) == ["水利局"]
    assert value_of(proposal, Project.executor) == ["槐荫乡人民政府"]
    assert value_of(proposal, Project.goal) == ["让村民喝上放心水"]
    assert not value_of(proposal, Goal.expected)
    assert len(rows(proposal, ProjectIndicator.key)) == 1
    assert "饮水安全：1条指标" in proposal.notes
    name = next(i for i in proposal.items if i.place.field == "name")
    assert name.source.where == "Sheet1 B1"


def test_a_label_without_words_beside_it_says_nothing(read):
    lines = (
        ("项目名称", "主管部门", "水利局"),
        ("年度总体目标", ""),
        *row("产出指标", "数量指标", "修路", "≥5公里", 5),
    )
    proposal = read(lines)
    assert not value_of(proposal, Project.name)
    assert len(rows(proposal)) == 1


def test_the_longest_goal_and_the_first_department_count(read):
    lines = (
        ("项目名称", "饮水"),
        ("主管部门", "水利局"), ("主管部门", "财政局"),
        ("绩效目标", "短"), ("整体绩效目标", "长一些的目标"), ("年度目标", "中等的"),
        *row("产出指标", "数量指标", "修水池", "≥6处", 5),
    )  # fmt: skip
    proposal = read(lines)
    assert value_of(proposal, Project.goal) == ["长一些的目标"]
    assert value_of(proposal, Project.department) == ["水利局"]


def two(first, second):
    return tuple(
        (("项目名称", name), *row("产出指标", "数量指标", f"{name}指标", "≥1个", 5))
        for name in (first, second)
    )


def test_two_projects_on_one_sheet_have_their_own_rows(read):
    first, second = two("饮水", "道路")
    proposal = read((*first, *second))
    assert value_of(proposal, Project.name) == ["饮水", "道路"]
    parents = [new.parent for new in proposal.rows if new.section == ProjectIndicator.key]
    assert parents == [new.row for new in proposal.rows if new.section == Project.key]
    assert list(proposal.notes[:2]) == ["饮水：1条指标", "道路：1条指标"]


def test_one_project_on_two_sheets_is_one_project(read):
    proposal = read(*two("饮水", "饮水"))
    assert value_of(proposal, Project.name) == ["饮水"]
    assert proposal.notes[0] == "饮水：2条指标"


def filled(section, **values):
    draft = Draft(Report())
    at = draft.add(section)
    for name, text in values.items():
        draft.type_in(getattr(section, name), text, at)
    return Report().apply(draft.change), at


def test_a_project_that_is_there_is_known_by_its_name_in_any_brackets(read):
    report, at = filled(Project, name="饮水（安全）“一期”")
    lines = (("项目名称", "饮水(安全)一期"), *row("产出指标", "数量指标", "修水池", "≥6处", 5))
    proposal = read(lines, report=report)
    assert {new.parent for new in proposal.rows} == {at}


def test_an_indicator_that_is_there_is_filled_in_place(read):
    report, at = filled(Indicator, name="修 路")
    proposal = read(row("产出指标", "数量指标", "修路", "≥5公里", 5), report=report)
    assert proposal.rows == ()
    assert {item.place.row for item in proposal.items} == {at}


def test_a_target_that_is_not_written_is_told(read):
    proposal = read(row("产出指标", "数量指标", "修路", "", 5))
    (told,) = proposal.unplaced
    assert (told.where, told.text, told.why) == ("Sheet1 C2", "修路", "没有写指标值")
    assert "要求" not in notes(proposal)


def test_targets_without_a_sign_are_counted(read):
    lines = (*row("产出指标", "数量指标", "修路", "5公里", 5), ("", "", "修桥", "2座", 5))
    assert "2条指标值没有写≥、≤或=，“要求”一栏手工选" in read(lines).notes


def test_a_sheet_with_figures_and_without_indicators_is_told(read):
    proposal = read(row("产出指标", "数量指标", "修路", "≥5公里", 5), (("金额", 5),), (("说明",),))
    assert [(u.where, u.why) for u in proposal.unplaced] == [("Sheet2", "没有指标的表头，没有读")]


def test_points_are_numbers_with_their_own_place(read):
    proposal = read(row("产出指标", "数量指标", "修路", "≥5公里", 7.5))
    (item,) = (i for i in proposal.items if i.place.field == "points")
    assert (item.value, item.source.where) == (D("7.5"), "Sheet1 E2")
    places = {i.place.field: i.source.where for i in proposal.items}
    assert (places["requirement"], places["target"], places["name"]) == (
        "Sheet1 D2", "Sheet1 D2", "Sheet1 C2",
    )  # fmt: skip


def test_the_words_of_a_cell_in_word_stay_together(tmp_path):
    document = docx.Document()
    document.add_paragraph("说明")
    for name in ("饮水", "道路"):
        table = document.add_table(3, 4)
        table.cell(0, 0).text, table.cell(0, 1).text = "项目名称", name
        for column, head in enumerate(HEADS[:4]):
            table.cell(1, column).text = head
        values = ("产出指标", "数量指标", f"修\n{name}", "≥5处")
        for column, text in enumerate(values):
            table.cell(2, column).text = text
    document.save(str(tmp_path / "a.docx"))
    proposal = read_targets(tmp_path / "a.docx", Report())
    assert [found[2] for found in rows(proposal, ProjectIndicator.key)] == ["修饮水", "修道路"]
    assert {i.source.where.split(" ")[0] for i in proposal.items} == {"表1", "表2"}


def test_words_in_the_first_filled_column_end_the_table_wherever_that_is(read):
    lines = (
        *row("产出指标", "数量指标", "修路", "≥5公里", 5),
        ("填表人",),
        ("", "", "修桥", "≥1座"),
    )
    assert len(rows(read(lines))) == 1
    blank = (*row("产出指标", "数量指标", "修路", "≥5公里", 5), ("", "", "", "", "填表人"))
    assert len(rows(read((*blank, ("", "", "修桥", "≥1座"))))) == 1


def test_columns_are_known_by_their_heads_in_whatever_order_they_stand(read):
    heads = ("三级指标", "分值", "年度指标值", "二级指标", "一级指标")
    found = read([heads, ("清运垃圾", 20, "≥1200吨", "数量指标", "产出指标")])
    assert rows(found) == [("产出指标", "数量指标", "清运垃圾", "≥", "1200吨", D(20))]


def test_the_first_level_stands_in_the_first_column_also_where_the_second_does_not_tell_it(read):
    found = read([HEADS, ("满意度指标", "其他", "村民满意度", "≥95%", 10)])
    assert rows(found)[0][0] == "满意度指标"
