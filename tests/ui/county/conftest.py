import pytest

from pingkou_gui.assets import asset
from pingkou_gui.scheme.reader import default_scheme
from pingkou_gui.ui.county.editor import SchemeEditor
from pingkou_gui.ui.main_window.files import SAMPLE, read_record
from pingkou_gui.ui.main_window.settings import Settings
from pingkou_gui.ui.main_window.window import MainWindow


@pytest.fixture
def sample_record():
    return read_record(asset(SAMPLE))


@pytest.fixture
def window(theme, qtbot, tmp_path):
    window = MainWindow(tmp_path, Settings(tmp_path))
    qtbot.addWidget(window)
    window.open_report(window.store.create(read_record(asset(SAMPLE)), "示例"))
    return window


@pytest.fixture
def editor(theme, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(SchemeEditor, "_may_leave", lambda _editor: True)
    editor = SchemeEditor(default_scheme(), tmp_path)
    qtbot.addWidget(editor)
    editor.show()
    return editor
