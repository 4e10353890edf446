"""The red band under the steps: saving did not work. Never a dialog."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout

from pingkou_gui.ui.kit import Button, SignLabel, WrappedText, follow_theme, set_look
from pingkou_gui.ui.theme import Sign, Tone, theme


class SaveBand(QFrame):
    """What happened and what to do, with 再试 and 另存到别处; hidden while all is well."""

    retry_wanted = Signal()
    elsewhere_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "kind", "stripe")
        self._words = WrappedText("", tone=Tone.ERROR)
        retry, elsewhere = Button("再试"), Button("另存到别处")
        retry.clicked.connect(self.retry_wanted)
        elsewhere.clicked.connect(self.elsewhere_wanted)
        self._line = QHBoxLayout(self)
        self._line.addWidget(SignLabel(Sign.ERROR))
        self._line.addWidget(self._words, 1)
        self._line.addWidget(retry)
        self._line.addWidget(elsewhere)
        self.hide()
        follow_theme(self.dress)

    def show_trouble(self, happened: str, remedy: str) -> None:
        """Say in two sentences that saving did not work."""
        self._words.setText(f"{happened}。{remedy}")
        self.setAccessibleName(f"{Sign.ERROR.value}：{happened}。{remedy}")
        self.show()

    def clear(self) -> None:
        """Take the band away."""
        self.hide()

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self.setMinimumHeight(em(1.9))
        self._line.setContentsMargins(em(1), em(0.2), em(1), em(0.2))
        self._line.setSpacing(em(0.5))
