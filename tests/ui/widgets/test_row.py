import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pingkou_gui.ui.signs import Sign
from pingkou_gui.ui.theme import theme
from pingkou_gui.ui.widgets.controls import Button, LineField, Message, MessageAction, MessageLine
from pingkou_gui.ui.widgets.labels import TextLabel
from pingkou_gui.ui.widgets.layout import FormRow

WRONG = Message(Sign.ERROR, "与决算公开表不一致", (MessageAction("mend", "改为 244.80"),))
LATE = Message(Sign.REMINDER, "超过 30%，写明原因", (MessageAction("pick", "选常用原因"),))


@pytest.fixture
def row(theme, qtbot):
    made = FormRow()
    made.add(TextLabel("会议费", width=8.9))
    qtbot.addWidget(made)
    made.show()
    return made


def lines(row):
    return [line for line in row.findChildren(MessageLine) if not line.isHidden()]


def test_the_worst_message_tints_the_row(row):
    row.set_messages([LATE, WRONG])
    assert row.property("problem") == "error"
    row.set_messages([LATE])
    assert row.property("problem") == "reminder"
    row.set_messages([])
    assert row.property("problem") is None


def colour_of(row):
    return row.grab().toImage().pixelColor(row.width() - 2, 2).name().upper()


def test_the_row_in_hand_is_tinted_and_a_problem_is_tinted_instead(row):
    row.set_current(True)
    assert colour_of(row) == theme().colours.accent_tint.upper()
    row.set_messages([WRONG])
    assert colour_of(row) == theme().colours.error_tint.upper()


def test_a_row_no_longer_in_hand_loses_its_tint(row):
    before = colour_of(row)
    row.set_current(True)
    row.set_current(False)
    assert colour_of(row) == before != theme().colours.accent_tint.upper()


def test_a_hint_does_not_tint(row):
    row.set_messages([Message(Sign.HINT, "是进位")])
    assert row.property("problem") is None
    assert len(lines(row)) == 1


def test_the_same_messages_again_keep_their_widgets(row):
    row.set_messages([WRONG])
    before = lines(row)
    row.set_messages([WRONG])
    assert lines(row) == before


def test_an_act_tells_its_message_and_its_key(row, qtbot):
    row.set_messages([WRONG, LATE])
    link = lines(row)[1].findChildren(Button)[0]
    with qtbot.waitSignal(row.acted) as heard:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert heard.args == [1, "pick"]


def test_a_message_has_two_acts_at_most(theme, qtbot):
    line = MessageLine(Message(Sign.HINT, "x", tuple(MessageAction(k, k) for k in "abc")))
    qtbot.addWidget(line)
    assert len(line.findChildren(Button)) == 2


def test_the_message_stands_at_the_column_of_the_field(theme, qtbot, row):
    field = LineField(name="会议费", width=4.8)
    row.add(field)
    row.add_stretch()
    row.set_messages([WRONG])
    row.resize(900, 100)
    qtbot.waitUntil(field.isVisible)
    sign = lines(row)[0].layout().contentsMargins().left()
    assert abs(row.mapFromGlobal(field.mapToGlobal(field.rect().topLeft())).x() - sign) <= 6


def test_a_message_too_long_for_its_width_breaks_and_is_not_cut(theme, qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    line = MessageLine(WRONG)
    column.addWidget(line)
    column.addStretch(1)
    holder.resize(theme.em(9), 400)
    holder.show()
    assert line.height() >= 2 * theme.em(1.4)


def test_the_tail_moves_under_the_figures(row, qtbot):
    reason = LineField(name="变动原因")
    row.set_tail(reason)
    row.resize(700, 200)
    qtbot.waitUntil(reason.isVisible)
    beside = reason.y()
    row.set_tail_below(True)
    row.layout().activate()
    assert reason.y() > beside
