import pytest

from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.scheme.scheme_reader import default_scheme
from pingkou_gui.ui.scheme_editor import SchemeEditor
from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.window.main_window import MainWindow


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
