import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pingkou_gui.ui.widgets.base import FieldState
from pingkou_gui.ui.widgets.controls import LineField
from pingkou_gui.ui.widgets.inputs import ComboBox, TextBox


@pytest.fixture
def holder(theme, qtbot):
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.resize(400, 600)
    return made


def put(holder, *widgets):
    for widget in widgets:
        holder.layout().addWidget(widget)
    holder.layout().addStretch(1)
    holder.show()
    return widgets[0]


def test_a_box_grows_with_its_text_up_to_its_most_lines(holder):
    box = put(holder, TextBox(name="资金使用", min_lines=2, max_lines=4))
    empty = box.height()
    box.set_value_text("一\n二\n三")
    three = box.height()
    box.set_value_text("一\n" * 40)
    assert three > empty
    assert box.height() - three == three - empty


def test_a_box_without_a_limit_never_scrolls(holder):
    box = put(holder, TextBox(name="资金使用"))
    box.set_value_text("用于村（社区）干部补贴和办公经费" * 20)
    holder.layout().activate()
    assert box.verticalScrollBar().maximum() == 0


def test_enter_breaks_the_line_and_control_enter_leaves(holder, qtbot):
    box = put(holder, TextBox(name="资金使用"), LineField(name="下一栏"))
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.toPlainText() == "\n"
    with qtbot.waitSignal(box.left):
        qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert box.toPlainText() == "\n"


def test_tab_writes_nothing(holder, qtbot):
    box = put(holder, TextBox(name="资金使用"), LineField(name="下一栏"))
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert not box.toPlainText()


def test_showing_the_same_text_again_keeps_undo(holder, qtbot):
    box = put(holder, TextBox(name="资金使用"))
    qtbot.keyClicks(box, "abc")
    box.set_value_text("abc")
    assert box.document().isUndoAvailable()


def test_a_locked_text_cannot_be_edited(holder):
    box = put(holder, TextBox(name="资金使用"))
    box.set_state(FieldState.LOCKED)
    assert box.isReadOnly()
    assert box.accessibleDescription() == "不能改"


def test_the_wheel_never_changes_a_choice(theme, qtbot):
    combo = ComboBox([("a", "一般公共预算"), ("b", "政府性基金")], name="预算来源")
    qtbot.addWidget(combo)
    combo.choose("a")
    qtbot.mouseMove(combo)
    event = wheel_down()
    combo.wheelEvent(event)
    assert (combo.current_key, event.isAccepted()) == ("a", False)


def wheel_down():
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    return QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def test_a_choice_that_is_not_offered_shows_none(theme, qtbot):
    combo = ComboBox([("a", "一般公共预算")], name="预算来源")
    qtbot.addWidget(combo)
    combo.choose("z")
    assert combo.current_key == ""
