import pytest

from pingkou_gui.assets import asset
from pingkou_gui.ui.main_window.files import SAMPLE, read_record
from pingkou_gui.ui.main_window.settings import Settings
from pingkou_gui.ui.main_window.window import MainWindow


@pytest.fixture
def make_window(theme, qtbot, tmp_path):
    held = []

    def made():
        window = MainWindow(tmp_path, Settings(tmp_path))
        held.append(window)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return made


@pytest.fixture
def window(make_window):
    return make_window()


@pytest.fixture
def sample(window):
    window.open_report(window.store.create(read_record(asset(SAMPLE)), "示例"))
    return window
