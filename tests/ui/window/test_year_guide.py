"""The second year in five steps, from the start to what is still missing."""

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from pingkou_gui.document.compose import compose
from pingkou_gui.document.status import open_words, report_status
from pingkou_gui.document.tree import plain_text
from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.year_steps import Step
from pingkou_gui.scheme.scheme_reader import scheme_of
from pingkou_gui.store.reports import Summary
from pingkou_gui.ui.file_dialogs import ask_second_year
from pingkou_gui.ui.import_page import ImportPage
from pingkou_gui.ui.import_sources import NewYearDialog
from pingkou_gui.ui.open_items import OVERVIEW
from pingkou_gui.ui.signs import Sign
from pingkou_gui.ui.start_page import DropArea
from pingkou_gui.ui.widgets.controls import ButtonKind
from pingkou_gui.ui.widgets.labels import WrappedText
from pingkou_gui.ui.window.actions import IMPORT
from pingkou_gui.ui.window.guides import YEAR
from pingkou_gui.ui.window.shell import START
from pingkou_gui.ui.year_page import YearPage, year_offers

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


@pytest.fixture
def last_year(tmp_path):
    """The sample as a stranger's text, of the year before."""
    record = read_record(asset(SAMPLE))
    path = tmp_path / "去年.txt"
    path.write_text(
        plain_text(compose(Facts(record.report, scheme_of(record.scheme)), draft=False)), "utf-8"
    )
    return path


@pytest.fixture
def accounts(tmp_path):
    """A table of this year's accounts."""
    book = Workbook()
    sheet = book.active
    for row in (
        ["一般公共预算财政拨款基本支出决算表"],
        ["部门：安化县平口镇人民政府", "2024年度", "金额单位：万元"],
        ["科目编码", "科目名称", "决算数"],
        ["301", "工资福利支出", 1000.5],
        ["302", "商品和服务支出", 200.25],
        ["", "合计", 1200.75],
    ):
        sheet.append(row)
    path = tmp_path / "2024年度决算公开表.xlsx"
    book.save(path)
    return path


def guide(window):
    return window.shell.widget_of(YEAR)


def card(window, step):
    return next(each for each in guide(window).cards if each.step is step)


def take(window, qtbot):
    qtbot.waitUntil(lambda: window.shell.page == IMPORT)
    page = window.shell.widget_of(IMPORT)
    assert isinstance(page, ImportPage)
    qtbot.mouseClick(page.take, Qt.MouseButton.LeftButton)


@pytest.fixture
def accepted(monkeypatch):
    monkeypatch.setattr(NewYearDialog, "exec", lambda _: QDialog.DialogCode.Accepted)


def test_without_a_report_every_step_says_what_it_wants(window):
    window.show_start()
    window.show_year()
    assert isinstance(guide(window), YearPage)
    assert [each.step for each in guide(window).cards] == list(Step)
    assert all(each._sign.sign is Sign.EMPTY for each in guide(window).cards)
    assert QApplication.focusWidget() is guide(window).pick


def test_a_report_of_last_year_is_begun_from_with_one_key_and_shown_in_its_steps(
    sample, qtbot, accepted
):
    sample.show_year()
    (begin,) = guide(sample)._begins
    assert begin.text() == "用 安化县平口镇人民政府 2023年度 开始 2024年度…"
    qtbot.keyClick(begin, Qt.Key.Key_Return)
    assert sample.report.session.report[Unit.year.at()] == 2024
    assert sample.shell.page == YEAR
    assert card(sample, Step.ACCOUNTS)._sign.sign is Sign.EMPTY
    assert QApplication.focusWidget() is guide(sample).pick


def test_what_is_open_in_the_old_report_is_told_before_the_year_is_turned(sample, monkeypatch):
    asked = []

    def answer(dialog):
        asked.extend(label.text() for label in dialog.findChildren(WrappedText))
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(NewYearDialog, "exec", answer)
    status = report_status(sample.report.context.facts)
    sample.begin_year_here()
    (told,) = [words for words in asked if "还有" in words]
    assert told.startswith(f"2023年度报告还有{open_words(len(status.must), status.missing)}，")


def test_files_read_from_the_guide_lead_back_to_it_with_what_was_read(
    sample, qtbot, accepted, accounts
):
    sample.begin_year_here()
    sample.read_documents([accounts])
    take(sample, qtbot)
    assert sample.shell.page == YEAR
    told = card(sample, Step.ACCOUNTS)
    assert told._read.text().startswith("2024年度决算公开表.xlsx：采用 3 个")
    assert told._sign.sign is Sign.PARTIAL
    assert "还差" in told._missing.text()


def test_last_years_text_and_this_years_accounts_dropped_on_the_start_begin_the_year(
    window, qtbot, last_year, accounts
):
    window.show_start()
    window.read_documents([last_year, accounts])
    take(window, qtbot)
    assert window.shell.page == YEAR
    assert window.report.session.report[Unit.year.at()] == 2024
    assert "去年.txt：带来上年数" in card(window, Step.LAST_YEAR)._read.text()
    assert "共采用 5 个，这一步 3 个" in card(window, Step.ACCOUNTS)._read.text()


@pytest.fixture
def projects(tmp_path):
    """A table of this year's projects."""
    record = read_record(asset(SAMPLE))
    facts = Facts(record.report, scheme_of(record.scheme))
    book = Workbook()
    book.active.append(["项目支出预算执行情况表"])
    book.active.append(["部门：安化县平口镇人民政府", "2024年度", "金额单位：万元"])
    book.active.append(["项目名称", "年初预算数", "全年预算数", "全年执行数"])
    for row in facts.rows(Project):
        book.active.append([facts[Project.name, row], 10, 12.5, 12])
    path = tmp_path / "2024年项目表.xlsx"
    book.save(path)
    return path


def test_a_step_whose_table_was_read_waits_for_no_table(sample, qtbot, accepted, projects):
    sample.begin_year_here()
    step = card(sample, Step.PROJECTS)
    sample.read_documents([projects])
    take(sample, qtbot)
    step = card(sample, Step.PROJECTS)
    assert "2024年项目表.xlsx：采用" in step._read.text()
    lacks = step._missing.text()  # the table does not say it, nor what was done with carried money
    assert lacks.startswith("还差：") and "预算来源" in lacks and "其中结转资金执行" in lacks
    session = sample.report.session
    for row in session.report.rows("project"):
        if session.report.entry(Project.carried_in.at(row)) is not None:
            session.type_in(Project.carried_in_initial, "无", row)
            session.type_in(Project.carried_in_outturn, "0.9", row)
        if session.report.entry(Project.budget.at(row)) is None:
            session.type_in(Project.budget, "一般公共预算", row)
    sample.report.watch.look()
    assert step._sign.sign is Sign.CARRIED
    assert step._state.text() == "还有沿用的没看过"


def test_what_is_missing_in_a_step_is_gone_to(sample, qtbot, accepted):
    sample.begin_year_here()
    step = card(sample, Step.ACCOUNTS)
    qtbot.mouseClick(step.fill, Qt.MouseButton.LeftButton)
    assert sample.shell.page == "basic_spending"


def test_a_year_is_not_begun_twice_unasked(sample, qtbot, accepted, monkeypatch):
    first = sample.report.session.report_id
    sample.begin_year_here()
    second = sample.report.session.report_id
    asked = []

    def stay(box):
        asked.append(box.text())

    monkeypatch.setattr(QMessageBox, "exec", stay)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.defaultButton())
    sample.open_report(first)
    sample.begin_year_here()
    assert asked == ["已经有“安化县平口镇人民政府 2024年度”"]
    assert sample.report.session.report_id == second
    assert len(sample.store.summaries()) == 2


def test_files_of_a_year_that_is_begun_already_are_read_into_that_report(
    window, qtbot, last_year, monkeypatch
):
    window.show_start()
    window.imports.read(last_year, "last")
    take(window, qtbot)
    (only,) = window.store.summaries()
    monkeypatch.setattr("pingkou_gui.ui.window.actions.ask_second_year", lambda *_, **_k: False)
    window.show_start()
    window.imports.read(last_year, "last")
    take(window, qtbot)
    qtbot.waitUntil(lambda: window.shell.page == IMPORT)
    assert [s.id for s in window.store.summaries()] == [only.id]
    assert window.report.session.report_id == only.id


def test_a_click_on_the_step_the_clerk_came_from_leads_back_to_it(sample, qtbot):
    sample.shell.show_page("overview")
    sample.show_year()
    bar = sample.shell.strip._bar
    place = bar.tabRect(bar.currentIndex()).center()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)
    assert sample.shell.page == "overview"


def test_escape_leaves_the_guide(sample, qtbot):
    sample.shell.show_page("funds")
    sample.show_year()
    qtbot.keyClick(guide(sample), Qt.Key.Key_Escape)
    assert sample.shell.page == "funds"


def test_without_a_report_escape_leads_to_the_start(window, qtbot):
    window.show_start()
    window.show_year()
    qtbot.keyClick(guide(window), Qt.Key.Key_Escape)
    assert window.shell.page == START


@pytest.mark.parametrize(
    ("years", "told"),
    [
        (("2023",), ["用 甲镇 2023年度 开始 2024年度…"]),
        (("2024", "2023"), ["接着填 甲镇 2024年度", "用 甲镇 2024年度 开始 2025年度…"]),
        (("",), []),
        (("2021", "2023"), ["用 甲镇 2023年度 开始 2024年度…"]),
    ],
)
def test_what_can_be_begun_or_gone_on_with_is_offered(years, told):
    known = [Summary(at, "", "甲镇", year, "", None) for at, year in enumerate(years, 1)]
    assert [offer.title for offer in year_offers(known)] == told


def test_a_file_held_over_the_window_is_shown_where_it_will_go(window, last_year):
    window.show_start()
    area = window.shell.widget_of(START).findChild(DropArea)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(last_year))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    entering = QDragEnterEvent(QPointF(9, 9).toPoint(), copy, data, left, none)
    QApplication.sendEvent(window, entering)
    assert area.property("over") == "true"
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert area.property("over") is None


def test_a_page_of_a_closed_report_is_not_shown_while_another_is_opened(sample, monkeypatch):
    """The screen of the five steps asked a report that was gone, and the program ended."""
    shown = []
    sample.show_year()
    page = sample.shell.widget_of(YEAR)
    sample.shell.show_page(OVERVIEW)
    monkeypatch.setattr(page, "refresh", lambda: shown.append(True))
    report = sample.report.session.report_id
    sample.open_report(report)
    QApplication.processEvents()
    assert shown == []
    assert sample.shell.page in {each.key for each in FORM.pages}


def test_a_question_that_nobody_answered_changes_nothing(sample, qtbot):
    """Closed by something else than its buttons, a question is not taken for a yes."""
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().done(0))
    assert not ask_second_year(sample, "甲镇")


@pytest.mark.parametrize("with_files", [False, True])
def test_the_files_are_named_where_some_were_chosen(sample, monkeypatch, with_files):
    asked = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.informativeText()))
    ask_second_year(sample, "甲镇", with_files=with_files)
    assert ("刚选的文件" in asked[0]) is with_files


def test_last_years_step_is_not_done_while_the_old_report_has_open_things(sample, accepted):
    status = report_status(sample.report.context.facts)
    sample.begin_year_here()
    told = card(sample, Step.LAST_YEAR)
    assert told._sign.sign is Sign.PARTIAL
    assert told._state.text() == "去年的还没改完"
    assert (
        f"2023年度的报告还有{open_words(len(status.must), status.missing)}：" in told._read.text()
    )


def test_last_years_step_is_done_where_the_old_report_is(sample, accepted, monkeypatch):
    monkeypatch.setattr("pingkou_gui.ui.window.guides.open_words", lambda *_: "")
    sample.begin_year_here()
    assert card(sample, Step.LAST_YEAR)._sign.sign is Sign.DONE


def test_the_year_after_is_offered_but_as_no_act_of_a_year_that_is_not_done(sample, accepted):
    sample.show_year()
    (begin,) = guide(sample)._begins
    assert (begin.property("kind"), begin.text()) == (
        ButtonKind.PRIMARY.value,
        "用 安化县平口镇人民政府 2023年度 开始 2024年度…",
    )
    sample.begin_year_here()
    sample.show_year()
    (begin,) = guide(sample)._begins
    assert begin.isVisible()
    assert (begin.property("kind"), begin.text()) == (
        ButtonKind.LINK.value,
        "2024年度报完以后，再开始 2025年度…",
    )


def test_what_was_carried_over_is_counted_alike_in_its_step_and_at_the_end(sample, accepted):
    sample.begin_year_here()
    sample.report.watch.look()
    number = sample.report.watch.state.carried
    told = card(sample, Step.LAST_YEAR)._read.text().split("\n")[0]
    assert told.endswith(f"要核对的 {number} 处")
    guide(sample).refresh()
    assert f"没有核对的还有 {number} 处" in guide(sample)._rest.text()
