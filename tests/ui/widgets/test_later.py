import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from pingkou_gui.ui.widgets.base import call_later


@pytest.fixture
def owner(qapp):
    return QObject()


def refuse():
    raise ValueError("不行")


def test_an_act_put_off_is_done_once(qtbot, owner):
    done = []
    call_later(owner, lambda: done.append(1))
    assert not done
    qtbot.waitUntil(lambda: bool(done))
    QCoreApplication.processEvents()
    assert done == [1]


def test_what_goes_wrong_later_reaches_the_one_error_handler(qtbot, owner):
    with qtbot.captureExceptions() as told:
        call_later(owner, refuse)
        qtbot.waitUntil(lambda: bool(told))
    assert told[0][1].args == ("不行",)


def test_nothing_is_done_for_an_owner_that_has_gone(qtbot, owner):
    done = []
    call_later(owner, lambda: done.append(1))
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    assert not done


def test_nothing_is_left_of_an_act_that_was_done(qtbot, owner):
    done = []
    call_later(owner, lambda: done.append(1))
    qtbot.waitUntil(lambda: bool(done))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not owner.findChildren(QTimer)
