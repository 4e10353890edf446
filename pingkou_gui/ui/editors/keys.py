"""What a key means to an editor."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_Key, _Mod = Qt.Key, Qt.KeyboardModifier
_KEYPAD = _Mod.KeypadModifier


class Wish(Enum):
    """What the clerk wants with a key."""

    NEXT_BELOW = auto()
    NEXT_ABOVE = auto()
    DOWN = auto()
    UP = auto()
    LEFT = auto()
    RIGHT = auto()
    GIVE_BACK = auto()
    CONFIRM = auto()
    CHOICES = auto()
    SELECT_ALL = auto()


_WISHES = {
    (_Key.Key_Return, _Mod.NoModifier): Wish.NEXT_BELOW,
    (_Key.Key_Enter, _Mod.NoModifier): Wish.NEXT_BELOW,
    (_Key.Key_Return, _Mod.ShiftModifier): Wish.NEXT_ABOVE,
    (_Key.Key_Enter, _Mod.ShiftModifier): Wish.NEXT_ABOVE,
    (_Key.Key_Down, _Mod.NoModifier): Wish.DOWN,
    (_Key.Key_Up, _Mod.NoModifier): Wish.UP,
    (_Key.Key_Left, _Mod.NoModifier): Wish.LEFT,
    (_Key.Key_Right, _Mod.NoModifier): Wish.RIGHT,
    (_Key.Key_Escape, _Mod.NoModifier): Wish.GIVE_BACK,
    (_Key.Key_D, _Mod.ControlModifier): Wish.CONFIRM,
    (_Key.Key_Down, _Mod.AltModifier): Wish.CHOICES,
    (_Key.Key_F2, _Mod.NoModifier): Wish.SELECT_ALL,
}


def wish_of(event: QKeyEvent) -> Wish | None:
    """Return what a key press asks for, None where it belongs to the text."""
    plain = event.modifiers() & ~_KEYPAD
    return _WISHES.get((Qt.Key(event.key()), plain))


def is_history_key(event: QKeyEvent) -> bool:
    """Return whether a key is undo or redo: the report's, never that of one field."""
    undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
    again = QKeySequence(event.keyCombination()) == QKeySequence("Ctrl+Y")
    return event.matches(undo) or event.matches(redo) or again


def is_edge_key(event: QKeyEvent) -> bool:
    """Return whether a key goes to an edge of the page: a field of one line has no use for it."""
    edges = (_Key.Key_Home, _Key.Key_End)
    return event.key() in edges and event.modifiers() & ~_KEYPAD == _Mod.ControlModifier
