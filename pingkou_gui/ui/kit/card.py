"""Cards and bands: framed grounds to put things on."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout

from pingkou_gui.ui.kit.look import follow_theme, set_look
from pingkou_gui.ui.theme import Tone, theme


class Card(QFrame):
    """A frame around a finding or an offer; lay its parts out in `column`."""

    def __init__(self, *, name: str, margin: float = 0.6) -> None:
        """Make an empty card called `name`; `margin` in em on all sides."""
        super().__init__()
        self._margin, self._frame = margin, 1
        self.column = QVBoxLayout(self)
        self.setAccessibleName(name)
        set_look(self, "kind", "card")
        follow_theme(self.dress)

    def set_current(self, current: bool) -> None:  # noqa: FBT001 - one plain switch
        """Frame the card as the chosen one."""
        self._frame = 2 if current else 1
        if set_look(self, "current", "true" if current else None):
            self.dress()

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        margin = theme().em(self._margin) - self._frame  # a thicker frame moves nothing
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(theme().em(0.2))


class Band(Card):
    """A card with the tint of what it says."""

    def __init__(self, *, name: str, tone: Tone = Tone.TEXT, margin: float = 0.6) -> None:
        super().__init__(name=name, margin=margin)
        set_look(self, "kind", "band")
        self.set_tone(tone)

    def set_tone(self, tone: Tone) -> None:
        """Tint the band: ERROR, REMINDER, ACCENT, SECONDARY (settled), TEXT (no tint)."""
        set_look(self, "tone", tone.value)
