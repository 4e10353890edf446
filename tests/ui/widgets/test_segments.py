import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pingkou_gui.ui.widgets.controls import SegmentedChoice

ITEMS = [("text", "正文"), ("checks", "检查"), ("help", "说明")]


def click(qtbot, segments, index):
    button = [each for each in segments.findChildren(QPushButton) if not each.isHidden()][index]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def heard():
    return []


@pytest.fixture
def segments(theme, qtbot, heard, request):
    made = SegmentedChoice(ITEMS, optional=getattr(request, "param", False))
    made.chosen.connect(heard.append)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_click_chooses_and_tells(segments, qtbot, heard):
    click(qtbot, segments, 1)
    assert (segments.current, heard) == ("checks", ["checks"])


def test_choosing_from_the_program_tells_nothing(segments, heard):
    segments.choose("help")
    assert (segments.current, heard) == ("help", [])


@pytest.mark.parametrize("segments", [True], indirect=True)
def test_a_second_click_leaves_none_chosen(segments, qtbot, heard):
    click(qtbot, segments, 0)
    click(qtbot, segments, 0)
    assert (segments.current, heard) == ("", ["text", ""])


def test_without_that_option_one_stays_chosen(segments, qtbot):
    click(qtbot, segments, 0)
    click(qtbot, segments, 0)
    assert segments.current == "text"


def test_other_items_keep_what_was_chosen(segments):
    segments.choose("checks")
    segments.set_items([("checks", "检查 6"), ("all", "全部")])
    assert segments.current == "checks"


def test_the_width_stays_when_another_is_chosen(segments):
    widths = set()
    for key, _ in ITEMS:
        segments.choose(key)
        widths.add(segments.sizeHint().width())
    assert len(widths) == 1


@pytest.fixture
def in_a_line(theme, qtbot):
    """Segments deep inside a window, at the end of a line as in the strip of steps."""
    window, strip, segments = QWidget(), QWidget(), SegmentedChoice(ITEMS)
    outer, inner = QVBoxLayout(window), QHBoxLayout(strip)
    outer.addWidget(strip)
    inner.addStretch(1)
    inner.addWidget(segments)
    qtbot.addWidget(window)
    window.resize(600, 60)
    with qtbot.waitExposed(window):
        window.show()
    yield segments
    window.close()


@pytest.mark.parametrize("title", ["检查 6", "检查 16", "检查 1,024"])
def test_a_longer_title_has_its_room_at_once(in_a_line, title):
    button = in_a_line.findChildren(QPushButton)[1]
    in_a_line.set_title("checks", title)
    needed = button.fontMetrics().horizontalAdvance(title)
    assert button.width() >= button.sizeHint().width() > needed


def test_other_titles_are_not_cut_by_a_longer_one(in_a_line):
    in_a_line.set_title("checks", "检查 1,024")
    buttons = in_a_line.findChildren(QPushButton)
    assert [b.width() >= b.sizeHint().width() for b in buttons] == [True, True, True]
