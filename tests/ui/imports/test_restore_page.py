from datetime import UTC, datetime

import docx
import pytest
from PySide6.QtCore import Qt

from pingkou_gui.document.publish import publish
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, open_word, read_record
from pingkou_gui.ui.import_sources import RestorePage
from pingkou_gui.ui.widgets.labels import WrappedText

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


@pytest.fixture
def edited(tmp_path):
    path = tmp_path / "报告.docx"
    publish(read_record(asset(SAMPLE)), path, datetime(2024, 5, 6, tzinfo=UTC))
    document = docx.Document(str(path))
    longest = max(document.paragraphs, key=lambda p: len(p.text))
    longest.runs[-1].text += "改"
    document.save(str(path))
    return path


def texts(page):
    return "\n".join(label.text() for label in page.findChildren(WrappedText))


def test_an_edit_made_in_word_is_shown_beside_the_data(theme, qtbot, edited):
    page = RestorePage(open_word(edited), edited.name)
    qtbot.addWidget(page)
    assert "写出后在 Word 里改过 1 处" in texts(page)
    assert "数据：" in texts(page)
    assert "文件：" in texts(page)


def test_a_file_picked_as_last_years_report_is_begun_from_with_enter(theme, qtbot, edited):
    page = RestorePage(open_word(edited), edited.name, begins=True)
    qtbot.addWidget(page)
    assert page.next_year.text() == "恢复并开始 2024年度…"
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.take_focus()
    assert page.next_year.hasFocus()
    assert page.next_year.x() < page.restore.x()
    with qtbot.waitSignal(page.next_year_wanted):
        qtbot.keyClick(page.next_year, Qt.Key.Key_Return)
