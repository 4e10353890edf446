from datetime import UTC, datetime

import docx
import pytest

from pingkou_gui.document.publish import publish
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, open_word, read_record
from pingkou_gui.ui.import_sources import RestorePage
from pingkou_gui.ui.widgets.labels import WrappedText


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
