"""The switch of a unit without a last year, on the first page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pingkou_gui.document.compose import compose
from pingkou_gui.document.tree import plain_text
from pingkou_gui.form.pages.overview import Duty, Unit
from pingkou_gui.form.values import RowList

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def printed(report):
    return plain_text(compose(report.session.facts, draft=False)).partition("附件：")[0]


def test_a_new_unit_says_so_once_and_compares_nothing_and_undo_compares_again(sample, qtbot, write):
    before = printed(sample.report)
    assert "比上年" in before
    sample.report.jump(Unit.last_year.at())
    field = QApplication.focusWidget()
    assert field.binding.field is Unit.last_year
    write(field, "新设")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert sample.report.session.report[Unit.last_year.at()] == "none"
    after = printed(sample.report)
    assert after.count("上年无可比数据，本报告各项支出不与上年比较") == 1
    assert "比上年" not in after
    assert "上年为" not in after
    sample.undo()
    assert printed(sample.report) == before


def test_a_mark_of_a_list_without_rows_leads_to_the_list(window):
    window.new_report()
    report = window.report
    report.jump(Duty.text.at(0))
    focus = QApplication.focusWidget()
    listed = report.context.find(RowList(Duty.key))
    assert listed is not None
    assert focus is listed or listed.isAncestorOf(focus)
