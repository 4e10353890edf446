"""A hurried clerk pastes anything anywhere: nothing breaks, nothing is lost, one sentence tells."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pingkou_gui.form.pages.basic_spending import Basic, SpendingTexts
from pingkou_gui.form.pages.overview import KeyWork, Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.form.values import Unread
from pingkou_gui.ui.editors.field_editors import FieldEditor
from pingkou_gui.ui.editors.text_editor import TextEditor

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
NONSENSE = {
    "digits": "9" * 200,
    "letters": "abc",
    "long": "文" * 100_000,
    "control": "a\x00b\x07c\x1b",
    "emoji": "😀🏛️",
    "lines": "一\n二\t三\r\n四",
    "markup": "<b>&amp;</b>%s{x}",
}
LONGEST = 35
SINGLE = (
    Unit.name,
    Unit.year,
    Unit.report_date,
    Basic.wages.this,
    Basic.wages.reason,
    SpendingTexts.fields[0],
)
IN_ROWS = (Project.name, Project.outturn, Project.budget, Project.use)
SCORED = (Indicator.target, Indicator.points, Indicator.reason, KeyWork.title)


def put_in(window, field, row, text):
    """Type or paste into the editor that a jump to the place leads to."""
    window._jump(field.at(row))
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    if not isinstance(focused, FieldEditor | TextEditor):
        QTest.keyClick(focused, Qt.Key.Key_F2)
        focused = QApplication.focusWidget()
    assert isinstance(focused, FieldEditor | TextEditor), field.label
    QTest.keyClick(focused, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().setText(text)
    focused.paste()
    focused.binding.typed()
    focused.binding.commit_and_format()
    return focused


@pytest.mark.parametrize("field", [*SINGLE, *IN_ROWS, *SCORED], ids=lambda field: field.key)
def test_nonsense_stays_where_it_was_put_and_one_sentence_tells(sample, field):
    session = sample.report.session
    rows = session.report.rows(field.section)
    row = rows[0] if rows else 0
    for kind, text in NONSENSE.items():
        put_in(sample, field, row, text)
        value = session.report[field.at(row)]
        sample.report.watch.look()
        told = [p.message.sentence for p in sample.report.context.problems_at(field.at(row))]
        if isinstance(value, Unread):
            assert told, kind
            assert max(len(each) for each in told) <= LONGEST, told
        else:
            assert field.read(field.show(value)).value == value, kind


@pytest.mark.parametrize("kind", NONSENSE)
def test_no_nonsense_is_an_amount(sample, kind):
    put_in(sample, Basic.wages.this, 0, NONSENSE[kind])
    assert isinstance(sample.report.session.report[Basic.wages.this.at()], Unread)
