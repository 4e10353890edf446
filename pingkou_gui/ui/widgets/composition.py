"""What an input method composes in a field: the keys are its own, and no letter is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QInputMethodEvent

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


class Composition:
    """Follows the letters that are shown in one field while words are composed of them.

    When the focus goes away in the middle of a word, by a click beside or a key of the window,
    Qt takes the letters out of the field just before it says so.
    """

    def __init__(self, owner: QObject) -> None:
        """Follow the field `owner`."""
        self._owner = owner
        self._letters = self._taken_away = ""

    @property
    def is_under_way(self) -> bool:
        """Whether letters wait to become words."""
        return bool(self._letters)

    def follow(self, event: QInputMethodEvent) -> None:
        """Take note of what the input method shows or commits."""
        before, self._letters = self._letters, event.preeditString()
        given_up = not self._letters and not event.commitString()
        self._taken_away = before if given_up else ""
        if self._taken_away:  # given up by the clerk, unless the focus goes in this very moment
            QTimer.singleShot(0, self._owner, self._forget)

    def keeps(self, event: QEvent) -> bool:
        """Return whether a key would be a shortcut of the window, which has to wait."""
        return self.is_under_way and event.type() == QEvent.Type.ShortcutOverride

    def rest(self) -> QInputMethodEvent | None:
        """Return what puts the letters in as they are, None where there are none left.

        To be called when the focus goes.
        """
        letters = self._letters or self._taken_away
        self._letters = self._taken_away = ""
        if not letters:
            return None
        event = QInputMethodEvent()
        event.setCommitString(letters)
        return event

    def _forget(self) -> None:
        self._taken_away = ""
