"""Qt complains in the same words whether its library of signatures waited or not."""

import os
import subprocess
import sys

import pytest

CALLS = """
import sys
from PySide6.QtCore import QPoint, QTime, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
app = QApplication([])
CALLS = {
    "type": lambda: QLabel().setNum("x"),
    "constructor": lambda: QPoint("a"),
    "keyword": lambda: QWidget(nonsense=1),
    "too many": lambda: QTime(1, 2, 3).toString(5, 5, 5),
    "too few": lambda: QTimer.singleShot("x"),
    "text": lambda: print(QWidget.resize.__doc__),
    "class": lambda: print(len(QWidget.__doc__)),
}
for name in sys.argv[1:]:
    try:
        CALLS[name]()
    except Exception as error:
        print(type(error).__name__, error)
"""
FIRST = "from pingkou_gui.qt_loading import load_qt; load_qt()\n"
NAMES = ("type", "constructor", "keyword", "too many", "too few", "text", "class")


def told(script, *words):
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", script, *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("at", range(0, len(NAMES), 2))
def test_a_wrong_call_is_told_in_the_same_words_whatever_comes_first(at):
    order = NAMES[at:] + NAMES[:at] + NAMES
    words = told(CALLS, *order)
    assert "called with wrong argument types" in words
    assert told(FIRST + CALLS, *order) == words


def test_a_start_loads_none_of_what_only_messages_need():
    script = """
from PySide6.QtWidgets import QApplication
import builtins, shiboken6, sys
heavy = ("shibokensupport.signature.parser", "inspect", "zipfile", "tempfile")
print([name for name in heavy if name in sys.modules])
print("site-packages" in shiboken6.__file__, hasattr(shiboken6, "zipfile"))
print("feature" in repr(builtins.__import__))
"""
    assert told(FIRST + script).splitlines() == ["[]", "True False", "False"]


def test_what_stood_in_for_a_module_is_gone_and_the_module_can_be_loaded():
    script = "import zipfile, tempfile; print(zipfile.ZipFile, tempfile.gettempdir)"
    assert "zipfile.ZipFile" in told(FIRST + script)


def test_a_binding_that_was_not_tried_is_loaded_as_ever():
    script = """
import sys
from pingkou_gui.qt_loading import signatures
signatures.TRIED = frozenset({"0.0.0"})
print(signatures.put_off_signatures())
import PySide6.QtCore
print("shibokensupport.signature.parser" in sys.modules)
"""
    assert told(script).split() == ["False", "True"]


def test_a_binding_that_is_loaded_already_is_left_alone():
    script = "import PySide6.QtCore\nfrom pingkou_gui.qt_loading import signatures\n"
    assert told(f"{script}print(signatures.put_off_signatures())").strip() == "False"
