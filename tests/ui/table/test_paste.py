"""Rows from Excel and WPS, through the clipboard."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from pingkou_gui.form.kinds import AmountKind
from pingkou_gui.form.pages.basic_spending import Basic, EconomicItem
from pingkou_gui.form.pages.overview import Duty, Unit
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import RowList
from pingkou_gui.importers.clipboard import grid_of
from pingkou_gui.importers.pasted_rows import match_rows
from pingkou_gui.report.figures import quantity
from pingkou_gui.ui.editors.binding import BY_PROGRAM
from pingkou_gui.ui.pages.form_page import _spread_cells
from pingkou_gui.ui.pages.rows_section import RowsSection
from pingkou_gui.ui.table.paste_dialog import PasteRowsDialog, headline, plan_paste

HEADED = "项目名称\t资金性质\t全年执行\r\n校舍维修\t一般公共预算\t12.5\r\n"


def test_rows_with_heads_are_added_at_the_end_as_one_step(projects, session, clip):
    clip(HEADED + "路灯\t\t2\r\n")
    projects.group.paste_rows()
    rows = session.report.rows("project")
    assert len(rows) == 5
    assert session.report[Project.budget.at(rows[3])] == "general"
    session.undo()
    assert len(session.report.rows("project")) == 3


def test_a_block_without_heads_is_written_from_the_current_cell_on(projects, session, clip):
    rows = session.report.rows("project")
    projects.group.view.choose(rows[1], 3)
    clip("100\t200\r\n300\t400\r\n500\t600\r\n")
    projects.group.paste_block()
    assert str(session.report[Project.full_year.at(rows[2])]) == "400.00"
    assert len(session.report.rows("project")) == 4


def test_values_that_would_be_replaced_are_shown_before(projects, session, clip):
    seen = []
    projects.group.ask = lambda plan: bool(seen.append(plan))
    projects.group.view.choose(session.report.rows("project")[0], 5)
    clip("100\r\n200\r\n")
    projects.group.paste_block()
    assert [plan.overwritten for plan in seen] == [2]
    assert str(session.report[Project.outturn.at(session.report.rows("project")[0])]) == "5.00"


def test_a_single_cell_is_pasted_without_a_question(projects, session, clip):
    row = session.report.rows("project")[0]
    projects.group.view.choose(row, 5)
    clip("１２．５")
    projects.group.paste_block()
    assert str(session.report[Project.outturn.at(row)]) == "12.50"


def test_what_cannot_be_placed_is_listed_in_the_dialog(projects, session, clip, qtbot):
    plans = []
    projects.group.ask = lambda plan: bool(plans.append(plan))
    clip("项目名称\t备注\r\n校舍\t续建\r\n合计\t9\r\n")
    projects.group.paste_rows()
    dialog = PasteRowsDialog(plans[0], "项目", "个")
    qtbot.addWidget(dialog)
    assert headline(plans[0], "项目", "个") == "添加 1 个项目"
    assert dialog.take.text() == "放入 1 行"
    assert [left.words for left in plans[0].pasted.left_over] == ["续建", "合计 9"]


def test_rows_without_heads_that_do_not_fit_are_shown_before(projects, session, clip, qtbot):
    plans = []
    projects.group.ask = lambda plan: bool(plans.append(plan))
    clip("修路\t12.5\r\n")
    projects.group.paste_rows()
    assert len(session.report.rows("project")) == 3
    dialog = PasteRowsDialog(plans[0], "项目", "个")
    qtbot.addWidget(dialog)
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "不知道是哪一列" in told
    assert dialog.take.text() == "放入 1 行"


def test_heads_stand_over_their_columns(projects, clip, qtbot):
    plans = []
    projects.group.ask = lambda plan: bool(plans.append(plan))
    clip("项目名称\t年初预算\t备注\r\n校舍\t12.5\t续建\r\n")
    projects.group.paste_rows()
    dialog = PasteRowsDialog(plans[0], "项目", "个")
    qtbot.addWidget(dialog)
    table = dialog.table
    words, role = table.words, Qt.ItemDataRole.TextAlignmentRole
    wraps = int(Qt.TextFlag.TextWordWrap)
    heads = [words.headerData(at, Qt.Orientation.Horizontal, role) & ~wraps for at in range(2)]
    assert heads == [words.data(words.index(0, at), role) for at in range(2)]
    assert len(set(heads)) == 2


def test_the_look_uses_the_room_and_nothing_but_its_rows_scrolls(
    projects, clip, shown, theme, qapp
):
    heads = ["序号", "项目名称", "资金来源", "年初预算数", "全年预算数", "全年执行数"]
    rows = [[str(n), f"项目{n}", "一般公共预算", "12", "13", "13"] for n in range(1, 6)]
    lines = ["\t".join(row) for row in (heads, *rows, ["", "合计", "", "60", "65", "65"])]
    plans = []
    projects.group.ask = lambda plan: bool(plans.append(plan))
    clip("\n".join(lines))
    projects.group.paste_rows()
    dialog = PasteRowsDialog(plans[0], "项目", "个", choosing=projects.group._choosing)
    dialog.show()
    qapp.processEvents()
    qapp.processEvents()
    assert not dialog._area.verticalScrollBar().isVisible()
    choosers = list(dialog.choosers.values())
    inner = dialog._area.viewport()
    for box in choosers:
        assert box.mapTo(inner, box.rect().topRight()).x() <= inner.width()
    table = dialog.table
    widths = sum(table.columnWidth(at) for at in range(table.words.columnCount()))
    assert widths >= table.viewport().width() - 1
    assert table.viewport().height() >= 5 * table.rowHeight(0)
    if dialog._left.isVisible():
        assert dialog._left.height() <= theme.em(3)
    dialog.close()


def test_long_texts_have_the_whole_width_of_the_look(context, session, shown, clip, qapp, theme):
    long = "负责本辖区内村镇规划建设和环境卫生的管理工作，" * 3
    pasted = match_rows(grid_of(f"{long}\n{long}"), Duty.fields)
    plan = plan_paste(session, RowList(Duty.key), pasted, None)
    dialog = PasteRowsDialog(plan, "职能", "条")
    dialog.show()
    qapp.processEvents()
    assert dialog.table.columnWidth(0) >= dialog.table.viewport().width() - 1
    assert dialog.table.rowHeight(0) <= theme.em(4)
    dialog.close()


@pytest.mark.parametrize(("number", "doubted"), [(200, False), (201, True)])
def test_more_rows_than_any_report_lists_are_asked_about(projects, session, number, doubted):
    grid = grid_of("项目名称\t全年执行\n" + "".join(f"路灯{n}号\t2\n" for n in range(number)))
    plan = plan_paste(session, RowList(Project.key), match_rows(grid, Project.fields), None)
    assert ("一份报告很少超过 200 个" in plan.doubt) is doubted
    assert plan.plain is not doubted


def test_an_empty_clipboard_and_a_huge_one_say_so_below_the_table(projects, clip):
    clip("")
    projects.group.paste_rows()
    assert projects.group.notes[0].startswith("剪贴板里没有表格")
    clip("甲\t" * 4_000_000)
    projects.group.paste_rows()
    assert projects.group.notes[0].startswith("复制的内容太多")


def test_a_whole_table_copied_and_pasted_comes_back_with_all_its_fields(projects, session, clip):
    first = session.report.rows("project")[0]
    session.type_in(Project.use, "第一行\n第二行", first)
    projects.group.copy_table()
    before = {p.field: e.value for p, e in session.report.entries.items() if p.row == first}
    session.remove_rows(Project, session.report.rows("project"))
    projects.group.paste_rows()
    row = session.report.rows("project")[0]
    assert {p.field: e.value for p, e in session.report.entries.items() if p.row == row} == before


def test_a_table_pasted_onto_itself_changes_nothing(projects, session, clip):
    projects.group.copy_table()
    before = session.report
    projects.group.paste_rows()
    assert session.report.rows("project") == before.rows("project")
    assert {p: e.value for p, e in session.report.entries.items()} == {
        p: e.value for p, e in before.entries.items()
    }


def test_projects_of_the_same_name_are_updated_and_not_doubled(projects, session, clip):
    plans = []
    projects.group.ask = lambda plan: bool(plans.append(plan)) or True
    clip("项目名称\t年初预算\t全年执行\r\n饮水安全\t3\t3\r\n“道路 硬化”\t6\t6\r\n路灯\t1\t1\r\n")
    projects.group.paste_rows()
    names = [session.report[Project.name.at(row)] for row in session.report.rows("project")]
    assert names == ["“道路 硬化”", "河道清淤", "饮水安全", "路灯"]
    assert str(session.report[Project.outturn.at(session.report.rows("project")[0])]) == "6.00"
    assert (plans[0].added, plans[0].overwritten) == (1, 2)


def test_an_amount_larger_than_all_spending_is_doubted(projects, session, clip, qtbot):
    plans = []
    projects.group.ask = lambda plan: bool(plans.append(plan))
    clip("项目名称\t全年执行\r\n路灯\t128000\r\n")
    projects.group.paste_rows()
    assert "“路灯”的全年执行是 128,000.00 万元" in plans[0].doubt
    dialog = PasteRowsDialog(plans[0], "项目", "个", choosing=projects.group._choosing)
    qtbot.addWidget(dialog)
    assert dialog.unit.current_key == "万元"
    dialog.unit.choose("元")
    dialog.unit.activated.emit(0)
    assert dialog.plan.doubt == ""
    session.make(dialog.plan.change, "粘贴")
    row = session.report.rows("project")[-1]
    assert str(session.report[Project.outturn.at(row)]) == "12.80"


def test_a_column_is_put_elsewhere_in_the_look(projects, session, clip, qtbot):
    plans = []
    projects.group.ask = lambda plan: bool(plans.append(plan))
    clip("项目名称\t数一\t备注\r\n路灯\t12\t续建\r\n")
    projects.group.paste_rows()
    dialog = PasteRowsDialog(plans[0], "项目", "个", choosing=projects.group._choosing)
    qtbot.addWidget(dialog)
    assert [box.current_key for box in dialog.choosers.values()] == [Project.name.key, "", ""]
    dialog.choosers[1].choose(Project.outturn.key)
    dialog.choosers[1].activated.emit(0)
    heads = [dialog.table.words.columns[at].head for at in range(2)]
    assert heads == ["项目名称", "全年执行"]
    session.make(dialog.plan.change, "粘贴")
    row = session.report.rows("project")[-1]
    assert str(session.report[Project.outturn.at(row)]) == "12.00"


def test_a_block_pasted_into_an_open_cell_becomes_rows(projects, session, clip, qtbot):
    projects.group.add_row()
    editor = projects.group.view.indexWidget(projects.group.view.currentIndex())
    assert editor is not None
    clip("项目名称\t全年执行\r\n路灯\t1\r\n桥\t2\r\n")
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    names = [session.report[Project.name.at(row)] for row in session.report.rows("project")]
    assert names[3:] == ["路灯", "桥"]


OFFICIAL = "科目编码\t科目名称\t决算数\r\n302\t商品和服务支出\t20\r\n30201\t办公费\t12\r\n30211\t差旅费\t8\r\n"


def test_official_columns_go_into_the_economic_items(context, session, shown, clip):
    items = shown(RowsSection(EconomicItem, context))
    items.group.ask = lambda plan: True
    clip(OFFICIAL)
    items.group.paste_rows()
    rows = session.report.rows(EconomicItem.key)
    kept = [
        (
            session.report[EconomicItem.category.at(r)],
            session.report[EconomicItem.name.at(r)],
            str(session.report[EconomicItem.this.at(r)]),
        )
        for r in rows
    ]
    assert kept == [("302", "办公费", "12.00"), ("302", "差旅费", "8.00")]
    items.group.paste_rows()
    assert session.report.rows(EconomicItem.key) == rows


def test_a_class_stands_on_one_line_and_its_table_does_not_scroll(context, session, shown):
    items = shown(RowsSection(EconomicItem, context))
    row = session.add_row(EconomicItem)
    session.type_in(EconomicItem.category, "302", row)
    session.type_in(EconomicItem.name, "维修（护）费", row)
    items.window().resize(1340, 640)
    QApplication.processEvents()
    view = items.group.view
    assert "商品和服务支出" in view.rows_model.cell(view.rows_model.index(0, 0)).text
    assert view.rowHeight(0) == view.verticalHeader().defaultSectionSize()
    assert view.verticalScrollBar().maximum() == 0
    assert view.horizontalScrollBar().maximum() == 0


def test_a_new_item_leaves_last_years_total(context, session, shown, clip):
    draft = session.draft()
    row = draft.add(EconomicItem)
    for field, text in (
        (EconomicItem.category, "302"),
        (EconomicItem.name, "办公费"),
        (EconomicItem.last, "11"),
    ):
        draft.type_in(field, text, row)
    session.make(draft.change, "明细")
    items = shown(RowsSection(EconomicItem, context))
    items.group.ask = lambda plan: True
    clip(OFFICIAL)
    items.group.paste_rows()
    assert str(session.facts[quantity(Basic.goods).last]) == "11.00"


def test_two_thousand_rows_are_pasted_whole_once_they_were_looked_at(projects, session, clip):
    projects.group.ask = lambda plan: plan.doubt.startswith("要添加 2,000 个项目")
    clip("项目名称\t年初预算\t全年预算\t全年执行\r\n" + "村道\t1\t2\t2\r\n" * 2000)
    projects.group.paste_rows()
    assert len(session.report.rows("project")) == 2003
    assert projects.group.model.rowCount() == 2003
    assert len(grid_of(QGuiApplication.clipboard().text())) == 2001


def test_numbers_pasted_before_rows_are_left_to_the_program(context, session, shown, clip):
    duties = shown(RowsSection(Duty, context))
    clip("一、负责农村公路养护\r\n(2)负责饮水安全。\r\n3个村的灌溉\r\n")
    duties.group.paste_rows()
    texts = [session.report[Duty.text.at(row)] for row in session.report.rows("duty")]
    assert texts == ["负责农村公路养护", "负责饮水安全。", "3个村的灌溉"]
    first = session.report.entry(Duty.text.at(session.report.rows("duty")[0]))
    assert first.source.original == "一、负责农村公路养护"


def test_a_preview_a_few_pixels_too_wide_does_not_scroll_sideways(projects, clip, shown):
    plans = []
    projects.group.ask = lambda plan: bool(plans.append(plan))
    clip("项目名称\t年初预算\t备注\r\n城乡居民最低生活保障配套资金\t12.5\t续建\r\n")
    projects.group.paste_rows()
    dialog = PasteRowsDialog(plans[0], "项目", "个")
    table = shown(dialog.table)
    wanted = table.horizontalHeader().length()
    around = table.window().width() - table.viewport().width()
    table.window().resize(around + wanted - 8, 300)
    QApplication.processEvents()
    assert table.viewport().width() == wanted - 8
    assert table.horizontalScrollBar().maximum() == 0


def test_rows_pasted_into_an_open_cell_become_rows(projects, session, clip, qtbot):
    view = projects.group.view
    projects.group.add_row()
    clip("校舍维修\t一般公共预算\r\n路灯\t一般公共预算\r\n")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    names = [session.report[Project.name.at(row)] for row in session.report.rows("project")]
    assert names[-2:] == ["校舍维修", "路灯"]
    assert QApplication.focusWidget() is view


def test_words_pasted_into_an_open_cell_stay_in_it(projects, session, clip, qtbot):
    view, row = projects.group.view, session.report.rows("project")[0]
    view.setFocus()
    view.choose(row)
    view.begin_edit()
    clip("校舍维修\r\n")
    editor = QApplication.focusWidget()
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert session.report[Project.name.at(row)] == "校舍维修"
    assert len(session.report.rows("project")) == 3


@pytest.mark.parametrize("column", [3, 5])
def test_one_value_after_another_pasted_into_a_cell_leaves_the_name_alone(
    projects, session, clip, column
):
    row = session.report.rows("project")[1]
    view = projects.group.view
    view.choose(row, column)
    for value in ("8", "8.5"):
        clip(value)
        projects.group.ask = lambda plan: True
        projects.group.paste_block()
        assert (view.current_row, view.currentIndex().column()) == (row, column)
    assert session.report[Project.name.at(row)] == "河道清淤"
    assert str(session.report[projects.group.model.columns[column].field.at(row)]) == "8.50"


def test_values_pasted_along_a_row_with_tab_between_go_side_by_side(projects, session, clip, qtbot):
    row = session.report.rows("project")[2]
    view = projects.group.view
    view.choose(row, 3)
    for value in ("6", "7"):
        clip(value)
        projects.group.paste_block()
        qtbot.keyClick(view, Qt.Key.Key_Tab)
    kept = [session.report[field.at(row)] for field in (Project.name, Project.initial)]
    assert [str(value) for value in kept] == ["饮水安全", "6.00"]
    assert str(session.report[Project.full_year.at(row)]) == "7.00"


def test_a_block_leaves_the_cell_current_where_it_was_pasted(projects, session, clip):
    row, view = session.report.rows("project")[1], projects.group.view
    view.choose(row, 3)
    clip("100\t200\r\n300\t400\r\n")
    projects.group.paste_block()
    assert (view.current_row, view.currentIndex().column()) == (row, 3)


def test_a_value_pasted_into_a_number_of_the_programs_goes_nowhere(projects, session, clip):
    told = []
    projects.group.context.spoke.connect(told.append)
    view, model = projects.group.view, projects.group.model
    row = session.report.rows("project")[0]
    at = next(n for n, c in enumerate(model.columns) if c.figure is not None and c.field is None)
    view.choose(row, at)
    before = dict(session.report.entries)
    clip("6")
    projects.group.paste_block()
    assert dict(session.report.entries) == before
    assert BY_PROGRAM in told[-1].what


def test_a_block_pasted_into_a_number_of_the_programs_goes_nowhere_and_says_so(
    projects, session, clip
):
    view, model = projects.group.view, projects.group.model
    at = next(n for n, c in enumerate(model.columns) if c.figure is not None and c.field is None)
    view.choose(session.report.rows("project")[0], at)
    before = session.report
    clip("6\t7\r\n8\t9\r\n")
    projects.group.paste_block()
    assert session.report is before
    assert f"“{model.columns[at].head}”这一列由程序填写，没有粘贴" in projects.group.notes[0]


def test_rows_with_heads_go_by_them_whatever_cell_is_current(projects, session, clip):
    view, model = projects.group.view, projects.group.model
    at = next(n for n, c in enumerate(model.columns) if c.figure is not None and c.field is None)
    view.choose(session.report.rows("project")[0], at)
    clip(HEADED)
    projects.group.paste_block()
    assert len(session.report.rows("project")) == 4


def test_amounts_in_words_are_understood_when_pasted_and_it_is_said(projects, session, clip):
    rows = session.report.rows("project")
    projects.group.view.choose(rows[0], 3)
    clip("三十六万元\r\n125000元\r\n8\r\n")
    projects.group.paste_block()
    kept = [str(session.report[Project.initial.at(row)]) for row in rows]
    assert kept == ["36.00", "12.50", "8.00"]
    assert "年初预算按 36.00 万元理解（输入 三十六万元）" in projects.group.notes[0]
    assert "年初预算按 12.50 万元理解（输入 125000元）" in projects.group.notes[0]


def test_what_was_understood_is_said_until_the_value_changes(projects, session, clip):
    row = session.report.rows("project")[0]
    for change in (lambda: session.type_in(Project.initial, "35", row), session.undo):
        projects.group.view.choose(row, 3)
        clip("三十六万元")
        projects.group.paste_block()
        session.type_in(Project.use, "修路", row)
        assert "按 36.00 万元理解" in projects.group.notes[0]
        session.undo()
        assert "按 36.00 万元理解" in projects.group.notes[0]
        change()
        assert not [note for note in projects.group.notes if "理解" in note]


def test_lines_pasted_into_a_row_just_added_become_rows(context, session, shown, clip, qtbot):
    duties = shown(RowsSection(Duty, context))
    duties.group.add_row()
    clip("宣传政策\r\n修建道路\r\n")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    texts = [session.report[Duty.text.at(row)] for row in session.report.rows("duty")]
    assert texts == ["宣传政策", "修建道路"]
    assert QApplication.focusWidget() is duties.group.view


def test_lines_pasted_into_the_middle_of_a_text_stay_in_it(context, session, shown, clip, qtbot):
    duties = shown(RowsSection(Duty, context))
    duties.group.add_row()
    qtbot.keyClicks(QApplication.focusWidget(), "a")
    clip("宣传政策\n修建道路")
    editor = QApplication.focusWidget()
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    (row,) = session.report.rows("duty")
    assert session.report[Duty.text.at(row)] == "a宣传政策\n修建道路"


@pytest.fixture
def problems(context, shown):
    return shown(RowsSection(Problem, context))


def test_problem_cause_and_measure_are_pasted_in_the_order_in_which_they_are_told(
    problems, session, clip
):
    clip("预算编得粗\t经办人员新\t加强培训\r\n资料收得慢\t股室多\t定期催报\r\n")
    problems.group.paste_rows()
    rows = session.report.rows(Problem.key)[-2:]
    fields = (Problem.name, Problem.cause, Problem.measure)
    told = [[session.report[field.at(row)] for field in fields] for row in rows]
    assert told == [["预算编得粗", "经办人员新", "加强培训"], ["资料收得慢", "股室多", "定期催报"]]


def test_two_columns_that_may_be_cause_or_measure_are_looked_at_first(problems, session, clip):
    plans = []
    problems.group.ask = lambda plan: bool(plans.append(plan))
    before = session.report
    clip("预算编得粗\t加强培训\r\n")
    problems.group.paste_rows()
    assert len(plans) == 1
    assert session.report is before


def test_what_is_wanted_of_a_measure_is_open_as_soon_as_the_measure_is_there(
    problems, session, clip
):
    clip("预算编得粗\t经办人员新\t加强培训\r\n")
    problems.group.paste_rows()
    body = problems.detail._body("texts")
    assert not body._lines[1]._slots["measure_detail"].isHidden()
    assert body._unfold.text() == "写具体情况"


def items_of(session):
    fields = (EconomicItem.category, EconomicItem.name, EconomicItem.this, EconomicItem.last)
    rows = session.report.rows(EconomicItem.key)
    return [[str(session.report[field.at(row)]) for field in fields] for row in rows]


@pytest.mark.parametrize(
    ("heads", "looks"),
    [
        ("", 1),
        ("科目编码\t科目名称\t本年\t上年\r\n", 0),
        ("科目编码\t科目名称\t2023年决算数\t2022年决算数\r\n", 0),
    ],
)
def test_last_years_amounts_beside_this_years_go_into_their_column(
    context, session, shown, clip, heads, looks
):
    session.type_in(Unit.year, "2023")
    items, plans = shown(RowsSection(EconomicItem, context)), []
    items.group.ask = lambda plan: plans.append(plan) or True
    clip(heads + "30201\t办公费\t3.50\t3.10\r\n30205\t水费\t0.60\t0.50\r\n")
    items.group.paste_rows()
    assert items_of(session) == [
        ["302", "办公费", "3.50", "3.10"],
        ["302", "水费", "0.60", "0.50"],
    ]
    assert len(plans) == looks


def test_what_can_be_read_goes_in_and_what_stands_is_not_spoilt_by_the_rest(
    projects, session, clip, qtbot
):
    rows = session.report.rows("project")
    session.type_in(Project.initial, "7", rows[0])
    plans = []
    projects.group.ask = lambda plan: not plans.append(plan)
    projects.group.view.choose(rows[0], 3)
    clip("约40\t310\r\n1.2.3\t12万3\r\n８．５\t#REF!\r\n")
    projects.group.paste_block()
    kept = [session.report[Project.initial.at(row)] for row in rows]
    assert (str(kept[0]), kept[1].text, str(kept[2])) == ("7.00", "1.2.3", "8.50")
    dialog = PasteRowsDialog(plans[0], "项目", "个")
    qtbot.addWidget(dialog)
    assert dialog._left_title.text() == "有 4 格读不出，放入后按原样标出，其中 1 格原来有数，不动"
    assert dialog._left.toPlainText().startswith("第 1 行“年初预算”：约40（写成数字")


def test_a_choice_of_another_name_is_told_in_the_look(projects, clip, qtbot):
    plans = []
    projects.group.ask = lambda plan: bool(plans.append(plan))
    clip("项目名称\t类别\t备注\r\n道路硬化\t省级专项\t续建\r\n")
    projects.group.paste_rows()
    dialog = PasteRowsDialog(plans[0], "项目", "个")
    qtbot.addWidget(dialog)
    assert "类别按 专项理解（输入 省级专项）" in dialog._cells_with_merged.text()


def test_a_second_paste_waits_until_the_look_at_the_first_is_answered(projects, session, clip):
    open_looks = []

    def press_again():
        projects.group.paste_rows()
        looks = [w for w in QApplication.topLevelWidgets() if isinstance(w, PasteRowsDialog)]
        open_looks.extend(look for look in looks if look.isVisible())
        for look in open_looks:
            look.reject()

    QTimer.singleShot(0, press_again)
    clip("修路\t12.5\r\n")
    projects.group.paste_rows()
    assert len(open_looks) == 1
    assert len(session.report.rows("project")) == 3


def test_figures_pasted_into_a_form_wait_for_that_answer_too(projects, clip):
    told = []

    def press_again():
        told.append(_spread_cells(None, (), "1\t2"))
        QApplication.activeModalWidget().reject()

    QTimer.singleShot(0, press_again)
    clip("修路\t12.5\r\n")
    projects.group.paste_rows()
    assert told == [("上一次粘贴还没有答完，这一次没有粘贴；先答完打开着的窗口", False, "")]


def test_a_cell_of_many_pasted_rows_is_read_once(projects, clip, monkeypatch):
    read, parse = [], AmountKind.parse
    monkeypatch.setattr(
        AmountKind, "parse", lambda kind, text: read.append(text) or parse(kind, text)
    )
    cells = [f"{700 + at}.{at:02}" for at in range(60)]
    clip("项目名称\t全年执行\r\n" + "".join(f"支渠{c}\t{c}\r\n" for c in cells))
    projects.group.ask = lambda _plan: True
    projects.group.paste_rows()
    assert {cell: read.count(cell) for cell in cells} == dict.fromkeys(cells, 1)
