import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from pingkou_gui.ui.theme import Appearance, install_theme
from pingkou_gui.ui.theme.chinese import speak_chinese


@pytest.fixture
def theme(qapp):
    held = install_theme(qapp, Appearance.LIGHT)
    yield held
    held.set_appearance(Appearance.LIGHT)
    held.set_percent(100)


@pytest.fixture
def chinese(qapp):
    return speak_chinese(qapp)
