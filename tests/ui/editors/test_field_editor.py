from decimal import Decimal

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from pingkou_gui.errors import StorageError
from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.overview import Organisation, Staff, Unit
from pingkou_gui.form.pages.problems import Closing, Problem
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import NIL, TYPED, Source, SourceKind, Unread
from pingkou_gui.report.report import Draft
from pingkou_gui.ui.editors.binding import phrases_action
from pingkou_gui.ui.editors.field_editors import FieldEditor, field_menu
from pingkou_gui.ui.editors.text_editor import TextEditor
from pingkou_gui.ui.signs import Sign
from pingkou_gui.ui.table import cells_paste
from pingkou_gui.ui.widgets.base import FieldState

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)

WAGES = Basic.wages.this
PLACE = WAGES.at()


def put(session, field, value, source):
    draft = Draft(session.report)
    draft.put(field, value, source=source)
    session.make(draft.change, "导入")


def test_typed_text_reaches_the_report_after_a_pause(show, session, qtbot):
    editor = show(WAGES)
    qtbot.keyClicks(editor, "12.5")
    qtbot.waitUntil(lambda: session.report[PLACE] == Decimal("12.50"))
    assert editor.text() == "12.5"


def test_typing_without_a_rest_is_saved_all_the_same(show, session, qtbot):
    editor = show(WAGES)
    editor.binding.waits[0].setInterval(60_000)  # no key is followed by a rest
    editor.binding.waits[1].setInterval(100)
    qtbot.keyClicks(editor, "12")
    qtbot.waitUntil(lambda: session.report[PLACE] == Decimal(12))
    qtbot.keyClicks(editor, "5")
    qtbot.waitUntil(lambda: session.report[PLACE] == Decimal(125))
    session.undo()
    assert session.report[PLACE] is None


def test_what_cannot_be_read_yet_is_saved_too_when_it_stands_for_long(show, session, qtbot):
    editor = show(WAGES)
    editor.binding.waits[1].setInterval(300)
    qtbot.keyClicks(editor, "1.2.")
    qtbot.waitUntil(lambda: isinstance(session.report[PLACE], Unread))
    assert editor.text() == "1.2."


def test_enter_hands_over_at_once_and_sets_the_number_in_order(show, session, qtbot, write):
    editor = show(WAGES)
    write(editor, "12877800元")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert session.report[PLACE] == Decimal("1287.78")
    assert editor.text() == "1,287.78"


def test_the_field_bar_says_how_a_number_was_understood(show, context, qtbot, write):
    said = []
    context.spoke.connect(said.append)
    editor = show(WAGES)
    write(editor, "12877800元")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert said[-1].what.startswith("按 1,287.78 万元理解（输入 12877800元）")


def test_one_stay_in_a_field_is_one_step_of_the_history(show, session, qtbot):
    editor = show(WAGES)
    qtbot.keyClicks(editor, "1")
    qtbot.waitUntil(lambda: session.report[PLACE] == 1)
    qtbot.keyClicks(editor, "2")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    session.undo()
    assert session.report[PLACE] is None
    assert not session.undo_label


def test_undo_shows_in_the_field_that_still_has_the_focus(show, session, qtbot):
    editor = show(WAGES)
    qtbot.keyClicks(editor, "7")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    session.undo()
    assert not editor.text()


def test_escape_gives_back_the_old_value_with_its_source(show, session, qtbot):
    source = Source(SourceKind.WORKBOOK, "决算.xlsx", "C23")
    put(session, WAGES, Decimal("5.00"), source)
    editor = show(WAGES)
    qtbot.keyClicks(editor, "9")
    qtbot.waitUntil(lambda: session.report[PLACE] != Decimal("5.00"))
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert session.report.entry(PLACE).source == source
    assert editor.text() == "5.00"
    assert session.undo_label == "导入"


def test_what_cannot_be_read_stays_and_marks_the_field_on_leaving(show, session, qtbot, write):
    editor, other = show(WAGES, Staff.headcount)
    write(editor, "很多")
    other.setFocus()
    assert isinstance(session.report[PLACE], Unread)
    assert editor.text() == "很多"
    assert editor.state is FieldState.ERROR
    assert [p.message.sentence for p in editor.binding.problems] == [session.report[PLACE].why]


def test_nothing_is_called_wrong_while_it_is_being_typed(show, session, qtbot, write):
    editor = show(WAGES)
    write(editor, "很")
    qtbot.waitUntil(lambda: not editor.binding.waits[0].isActive())
    assert editor.state is FieldState.EMPTY
    assert session.report[PLACE] is None


def test_an_imported_value_loses_its_sign_when_it_is_edited(show, session, qtbot):
    put(session, WAGES, Decimal(5), Source(SourceKind.WORKBOOK))
    editor = show(WAGES)
    before = editor.marks
    qtbot.keyClicks(editor, "9")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert before == (Sign.WORKBOOK, None)
    assert editor.marks == (None, None)


def test_control_d_confirms_what_was_carried_over(show, session, qtbot):
    put(session, Unit.name, "平口镇", Source(SourceKind.CARRIED))
    editor = show(Unit.name)
    assert editor.state is FieldState.CARRIED
    qtbot.keyClick(editor, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert editor.state is FieldState.TYPED
    assert session.report[Unit.name.at()] == "平口镇"


@pytest.mark.parametrize("make", [FieldEditor, TextEditor])
def test_another_size_of_type_confirms_nothing_that_was_carried_over(show, session, theme, make):
    field = Closing.application if make is TextEditor else Unit.name
    put(session, field, "2023年用于安排预算。", Source(SourceKind.CARRIED))
    editor = show(field, make=make)
    for percent in (110, 125, 150, 100):
        theme.set_percent(percent)
        QApplication.processEvents()
    editor.binding.commit()
    assert session.report.entry(field.at()).source.kind is SourceKind.CARRIED
    assert editor.state is FieldState.CARRIED


def test_what_was_typed_before_another_size_of_type_is_kept(show, session, theme, qtbot):
    editor = show(Closing.application, make=TextEditor)
    qtbot.keyClicks(editor, "abc")
    theme.set_percent(150)
    QApplication.processEvents()
    editor.binding.commit()
    assert session.report[Closing.application.at()] == "abc"


def test_enter_goes_down_the_column_and_shift_enter_up(show, qtbot):
    first, second = show(WAGES, Basic.goods.this)
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is first


def test_arrows_go_along_the_column(show, qtbot):
    first, second = show(WAGES, Basic.goods.this)
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is first


def test_while_an_input_method_composes_enter_belongs_to_it(show, qtbot):
    first, _second = show(Unit.name, Unit.county)
    QApplication.sendEvent(first, QInputMethodEvent("ping", []))
    qtbot.keyClick(first, Qt.Key.Key_Return)
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is first


def test_none_is_told_apart_from_blank_and_zero(show, session, qtbot):
    editor = show(WAGES)
    qtbot.keyClicks(editor, "-")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert session.report[PLACE] is NIL
    assert editor.text() == "无"


def test_the_beginning_of_a_choice_is_enough(context, session, show, qtbot, write):
    row = session.add_row(Organisation)
    editor = show(Organisation.kind)
    editor.bind(row)
    write(editor, "党")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert session.report[Organisation.kind.at(row)] == "party_government"
    assert editor.text() == "党政机构"


def test_a_choice_is_picked_from_the_list_under_the_field(session, show, qtbot):
    row = session.add_row(Organisation)
    editor = show(Organisation.kind)
    editor.bind(row)
    menu = editor.open_choices()
    menu.actions()[1].trigger()
    menu.close()
    assert session.report[Organisation.kind.at(row)] == "public_institution"


def test_phrases_of_the_scheme_are_offered_for_a_reason(session, show):
    editor = show(Basic.goods.reason)
    menu = editor.open_choices()
    assert [action.text() for action in menu.actions()] == ["人员减少", "压减一般性支出"]
    menu.actions()[0].trigger()
    menu.close()
    assert session.report[Basic.goods.reason.at()] == "人员减少"


def test_a_change_from_elsewhere_refreshes_the_editor(show, session):
    editor, other = show(WAGES, Basic.goods.this)
    session.type_in(Basic.goods.this, "3")
    assert (editor.text(), other.text()) == ("", "3.00")


def test_the_wheel_changes_nothing(show, session):
    session.type_in(WAGES, "5")
    editor = show(WAGES)
    centre = QPointF(editor.rect().center())
    turn = QWheelEvent(
        centre,
        editor.mapToGlobal(centre),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor, turn)
    assert session.report[PLACE] == Decimal(5)


@pytest.fixture
def full_disk(store, monkeypatch):
    """Nothing can be saved, until `undo`."""
    with monkeypatch.context() as patch:
        patch.setattr(store, "save", _refuse)
        yield patch


def test_what_could_not_be_saved_stays_with_its_own_row(page, context, session, full_disk, write):
    full_disk.undo()
    first, second = session.add_row(Project), session.add_row(Project)
    full_disk.setattr(session.store, "save", _refuse)
    editor = FieldEditor(Project.outturn, context, row=first)
    page.layout().addWidget(editor)
    write(editor, "130.70")
    editor.binding.bind(second)
    assert editor.text() == ""
    full_disk.undo()
    write(editor, "5.00")
    editor.binding.commit()
    outturn = [session.report[Project.outturn.at(row)] for row in (first, second)]
    assert outturn == [Decimal("130.70"), Decimal("5.00")]


def test_the_bar_speaks_of_the_other_row_where_the_focus_stays_in_the_editor(
    context, session, show
):
    first, second = session.add_row(Project), session.add_row(Project)
    session.type_in(Project.name, "修路", first)
    session.type_in(Project.name, "引水", second)
    editor = show(Project.outturn)
    editor.bind(first)
    said = []
    context.spoke.connect(said.append)
    editor.bind(second)
    assert said[-1].name.startswith("引水")
    assert context.in_hand == Project.outturn.at(second)


def test_what_was_taken_back_is_not_saved_later(show, session, full_disk, qtbot, write):
    editor = show(WAGES)
    write(editor, "12.5")
    editor.binding.commit()
    assert session.unsaved
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    full_disk.undo()
    assert session.retry()
    assert session.report[PLACE] is None


def _refuse(*_args, **_more):
    raise StorageError("没能存", "再试")


def test_a_number_that_the_program_gives_is_taken_off_on_leaving_and_brought_back_by_undo(
    show, session, context, write
):
    said = []
    context.spoke.connect(said.append)
    row = session.add_row(Problem)
    editor = show(Problem.name, make=lambda field, context: FieldEditor(field, context, row))
    write(editor, "（1）预算编得不细")
    editor.binding.commit_and_format()
    assert said[-1].what.startswith("编号由程序加，“（1）”不用写")
    assert session.report[Problem.name.at(row)] == editor.text() == "预算编得不细"
    session.undo()
    assert session.report[Problem.name.at(row)] == editor.text() == "（1）预算编得不细"
    editor.binding.leave()
    assert session.report[Problem.name.at(row)] == "（1）预算编得不细"


@pytest.mark.parametrize(
    ("field", "title"),
    [(Basic.wages.reason, "选常用原因"), (Closing.application, "选常用语")],
)
def test_phrases_are_called_by_what_is_written(field, title):
    assert phrases_action(field).title == title


def test_the_menu_of_a_field_offers_its_own_actions_first(show, session, qtbot):
    put(session, WAGES, Decimal(5), Source(SourceKind.CARRIED))
    menu = field_menu(show(WAGES))
    first = menu.actions()[0]
    assert first.text().startswith("确认沿用")
    first.trigger()
    assert session.report.entry(PLACE).source.kind is SourceKind.TYPED
    assert not any(a.text().startswith("确认沿用") for a in field_menu(show(WAGES)).actions())


def test_the_menu_of_a_field_with_phrases_offers_them(show, qtbot):
    titles = [action.text() for action in field_menu(show(Basic.wages.reason)).actions()]
    assert titles[0].startswith("选常用语或选项")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("340.2\r\n30.5\r\n95.2\r\n", "复制了 3 格，从这里往下只有 1 格能填，没有粘贴"),
        ("340.2\t30.5", "复制的不止一格"),
    ],
)
@pytest.mark.parametrize("how", ["key", "menu"])
def test_several_cells_pasted_into_one_number_are_refused_with_a_sentence(
    show, context, session, qtbot, cells, words, how
):
    said = []
    context.spoke.connect(said.append)
    session.type_in(WAGES, "12.5")
    editor = show(WAGES)
    QApplication.clipboard().setText(cells)
    paste(editor, how, qtbot)
    editor.binding.commit()
    assert said[-1].what.startswith(words)
    assert session.report[PLACE] == Decimal("12.50")


@pytest.mark.parametrize("how", ["key", "menu"])
def test_a_block_that_names_no_row_plainly_is_looked_at_and_may_be_left(
    show, context, session, qtbot, how, monkeypatch
):
    said, seen = [], []
    monkeypatch.setattr(cells_paste, "look", lambda *looked: seen.append(looked))
    context.spoke.connect(said.append)
    session.type_in(WAGES, "12.5")
    editor = show(WAGES)
    QApplication.clipboard().setText("合计\t1\r\n2\t3")
    paste(editor, how, qtbot)
    editor.binding.commit()
    assert len(seen) == 1
    assert said[-1].what.startswith("看过以后没有粘贴")
    assert session.report[PLACE] == Decimal("12.50")


@pytest.mark.parametrize("how", ["key", "menu"])
def test_a_block_of_a_sheet_is_refused_where_a_sentence_is_written(
    show, context, session, qtbot, how
):
    said = []
    context.spoke.connect(said.append)
    editor = show(Basic.wages.reason)
    QApplication.clipboard().setText("科目\t决算数\r\n301\t10247400.00\r\n")
    paste(editor, how, qtbot)
    editor.binding.commit()
    assert said[-1].what.startswith("复制的是表格里的好几格")
    assert session.report.entry(Basic.wages.reason.at()) is None


def test_a_column_of_a_sheet_is_refused_there_too_and_lines_of_words_are_not(show, session, qtbot):
    editor = show(Basic.wages.reason)
    data = QMimeData()
    data.setText("人员减少\n压减支出\n")
    data.setHtml("<table><tr><td>人员减少</td></tr><tr><td>压减支出</td></tr></table>")
    QApplication.clipboard().setMimeData(data)
    paste(editor, "key", qtbot)
    assert editor.text() == ""
    QApplication.clipboard().setText("人员减少\n压减支出\n")
    paste(editor, "key", qtbot)
    assert "人员减少" in editor.text()


@pytest.mark.parametrize("number", ["1.", "（1）", "一、"])
def test_a_line_of_a_list_as_word_copies_it_is_a_sentence(show, session, qtbot, number):
    row = session.add_row(Problem)
    editor = show(Problem.name, make=lambda field, context: FieldEditor(field, context, row))
    QApplication.clipboard().setText(f"{number}\t预算编得不细\r\n")
    paste(editor, "key", qtbot)
    editor.binding.commit_and_format()
    assert session.report[Problem.name.at(row)] == "预算编得不细"


@pytest.mark.parametrize("field", [Basic.wages.reason, Closing.application])
def test_undo_takes_back_the_last_paste_and_leaves_the_one_before(show, session, qtbot, field):
    make = TextEditor if field is Closing.application else FieldEditor
    editor = show(field, make=make)
    for words in ("接待批次减少。", "用车里程减少。"):
        QApplication.clipboard().setText(words)
        qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, "x")
    editor.binding.commit()
    kept = []
    for _ in range(3):
        kept.append(session.report[field.at()])
        session.undo()
    words = "接待批次减少。"
    assert kept == [f"{words}用车里程减少。x", f"{words}用车里程减少。", words]


@pytest.mark.parametrize("how", ["key", "menu"])
def test_one_cell_with_its_line_end_is_pasted_into_a_number(show, session, qtbot, how):
    editor = show(WAGES)
    QApplication.clipboard().setText("340.2\r\n")
    paste(editor, how, qtbot)
    editor.binding.commit()
    assert session.report[PLACE] == Decimal("340.20")


def paste(editor, how, qtbot):
    if how == "key":
        qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    else:
        menu = field_menu(editor)
        next(a for a in menu.actions() if a.objectName() == "edit-paste").trigger()


def test_the_first_click_into_a_number_selects_it_and_the_next_sets_the_cursor(
    show, session, qtbot
):
    session.type_in(WAGES, "1024.74")
    editor = show(WAGES)
    editor.clearFocus()
    middle = QPoint(editor.width() - 30, editor.height() // 2)
    qtbot.mouseClick(editor, Qt.MouseButton.LeftButton, pos=middle)
    assert editor.selectedText() == editor.text()
    qtbot.mouseClick(editor, Qt.MouseButton.LeftButton, pos=middle)
    assert not editor.hasSelectedText()
    editor.clearFocus()
    qtbot.mouseClick(editor, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.keyClicks(editor, "500")
    editor.binding.commit()
    assert session.report[PLACE] == Decimal(500)


def test_a_click_into_words_sets_the_cursor(show, session, qtbot):
    session.type_in(Unit.name, "平口镇人民政府")
    editor = show(Unit.name)
    editor.clearFocus()
    qtbot.mouseClick(editor, Qt.MouseButton.LeftButton)
    assert not editor.hasSelectedText()


def test_what_escape_gave_up_is_said_and_redo_brings_it_back(show, session, context, qtbot):
    said = []
    context.spoke.connect(said.append)
    put(session, WAGES, Decimal("5.00"), TYPED)
    editor = show(WAGES)
    editor.selectAll()
    qtbot.keyClicks(editor, "97")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert (editor.text(), session.report[PLACE]) == ("5.00", Decimal("5.00"))
    assert said[-1].what.startswith("按 Esc 没有留下刚改的“97”，按 Ctrl+Y 恢复")
    assert said[-1].offer.title == "恢复"
    session.redo()
    assert (editor.text(), session.report[PLACE]) == ("97.00", Decimal(97))


def test_escape_gives_up_pasted_steps_of_the_stay_and_no_earlier_ones(show, session, qtbot):
    put(session, WAGES, Decimal("5.00"), TYPED)
    put(session, WAGES, Decimal("6.00"), TYPED)
    editor = show(WAGES)
    for text in ("7", "8"):
        editor.selectAll()
        editor.binding.begin_step()
        qtbot.keyClicks(editor, text)
        editor.binding.begin_step()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert session.report[PLACE] == Decimal("6.00")
    session.redo()
    session.redo()
    assert session.report[PLACE] == Decimal(8)


def test_escape_where_nothing_was_typed_says_nothing(show, session, context, qtbot):
    said = []
    editor = show(WAGES)
    context.spoke.connect(said.append)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not any("恢复" in each.what for each in said)
