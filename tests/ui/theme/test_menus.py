"""The words of a menu and the key behind them stand apart at every size of letters."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QMenu

WORDS, KEY = "撤销修改公务接待费本年决算", "Ctrl+Z"


def inked_columns(image):
    """Return the columns of a picture in which something stands out from its ground."""
    ground = image.pixelColor(0, image.height() // 2)
    return [
        x
        for x in range(image.width())
        if any(differs(image.pixelColor(x, y), ground) for y in range(image.height()))
    ]


def differs(one: QColor, other: QColor) -> bool:
    return abs(one.lightness() - other.lightness()) > 60


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
def test_the_longest_words_are_whole_and_apart_from_their_key(theme, qtbot, percent):
    theme.set_percent(percent)
    menu = QMenu()
    qtbot.addWidget(menu)
    longest = menu.addAction(f"{WORDS}\t{KEY}")
    menu.addAction("本页全部确认\tCtrl+Shift+D")
    menu.popup(menu.pos())
    QApplication.processEvents()
    menu.setActiveAction(menu.actions()[1])
    place = menu.actionGeometry(longest).adjusted(2, 2, -2, -2)
    inked = inked_columns(menu.grab(place).toImage())
    metrics = menu.fontMetrics()
    wanted = metrics.horizontalAdvance(WORDS) + metrics.horizontalAdvance(KEY)
    assert inked[-1] - inked[0] >= wanted + theme.em(0.15)
