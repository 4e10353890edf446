"""正文自称 and 所在县 typed one in place of the other: the row says so and swaps them."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.ui.widgets.controls import Button, MessageLine


def fill(window, write, field, text):
    """Go to a field, type over what stands there and leave it with Tab."""
    window._jump(field.at())
    QApplication.processEvents()
    editor = QApplication.focusWidget()
    editor.selectAll()
    write(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    QApplication.processEvents()


def swap_line(window):
    """Return the message in the row that offers to swap, None where there is none."""
    lines = [line for line in window.findChildren(MessageLine) if line.isVisible()]
    return next((line for line in lines if "填反了" in line.accessibleName()), None)


def test_the_row_offers_to_swap_and_one_undo_takes_it_back(sample, write):
    session = sample.report.session
    fill(sample, write, Unit.short_name, "安化县")
    fill(sample, write, Unit.county, "我镇")
    sample.report.watch.look()
    line = swap_line(sample)
    assert line is not None
    [link] = [each for each in line.findChildren(Button) if each.text() == "对调"]
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    QApplication.processEvents()
    names = (session.report[Unit.short_name.at()], session.report[Unit.county.at()])
    assert names == ("我镇", "安化县")
    sample.report.watch.look()
    QApplication.processEvents()
    assert swap_line(sample) is None
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    names = (session.report[Unit.short_name.at()], session.report[Unit.county.at()])
    assert names == ("安化县", "我镇")
