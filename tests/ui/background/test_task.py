import threading

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from pingkou_gui.cancellation import check_cancelled
from pingkou_gui.errors import UnusableFileError
from pingkou_gui.ui.tasks import BackgroundTask, WaitingDialog


def refuse():
    raise UnusableFileError("打不开", "换一个")


def test_work_is_done_in_another_thread_and_told_in_this_one(qtbot, qapp):
    parent = QObject()
    task = BackgroundTask(threading.get_ident, parent)
    with qtbot.waitSignal(task.done) as told:
        pass
    assert told.args[0] != threading.get_ident()


def test_what_goes_wrong_in_the_thread_is_handed_over(qtbot, qapp):
    parent = QObject()
    task = BackgroundTask(refuse, parent)
    with qtbot.waitSignal(task.failed) as told:
        pass
    assert told.args[0].remedy == "换一个"


def test_a_bar_shows_only_after_a_while_and_escape_cancels(theme, qtbot):
    over, free = QWidget(), threading.Event()
    qtbot.addWidget(over)
    over.show()
    waiting = WaitingDialog(over, "正在读", free.wait)
    assert not waiting.leave.isVisible()
    qtbot.waitUntil(waiting.leave.isVisible)
    with qtbot.waitSignal(waiting.cancelled):
        qtbot.keyClick(waiting, Qt.Key.Key_Escape)
    free.set()


def test_work_that_is_cancelled_breaks_off_and_closes_what_it_has_opened(theme, qtbot, tmp_path):
    over, left = QWidget(), []
    qtbot.addWidget(over)
    over.show()

    def read_for_ever():
        with (tmp_path / "open").open("w") as file:
            left.append(file)
            left.append(threading.current_thread())
            while True:
                check_cancelled()

    waiting = WaitingDialog(over, "正在读", read_for_ever)
    qtbot.waitUntil(lambda: len(left) > 1)
    waiting.cancel()
    left[1].join(60)
    assert not left[1].is_alive()
    assert left[0].closed
