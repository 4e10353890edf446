"""Every other sum that must agree, line by line: both sides, and whether they do."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pingkou_gui.domain.checks.identities import Identity, identities
from pingkou_gui.spec.place import Place
from pingkou_gui.spec.values import NIL
from pingkou_gui.ui.editors import number_text
from pingkou_gui.ui.funds.gaps import MAIN, gaps
from pingkou_gui.ui.kit import Flow, Side, SignLabel, Text, follow_theme
from pingkou_gui.ui.theme import Sign, Tone, TypeRole, theme, tone_of

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.ui.editors import PageContext

_NAME, _LEFT, _RIGHT, _AMOUNT = 12.0, 5.0, 9.2, 4.4
_GAP, _HEIGHT = 0.35, 1.4
_HANG = _NAME + _GAP + _LEFT - _RIGHT
"""How far in a side goes on below: its amount ends where that of the first side does."""
_OPEN = (Sign.ERROR, Sign.REMINDER)
AGREE, REASONED, REMAINDER = "相符", "已写原因", "尾差"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger, as it is read."""

    name: str
    left_label: str
    left: str
    right_label: str
    right: str
    state: str
    """相符, or 相差 with the amount in 万元."""
    sign: Sign

    @property
    def words(self) -> str:
        """All that is said, as a screen reader says it."""
        sides = (f"{self.left_label} {self.left}", f"{self.right_label} {self.right}")
        return "，".join((self.name, *sides, self.state))


def entries(facts: Facts) -> tuple[Entry, ...]:
    """Return the identities whose both sides are known, but the one by nature and by budget.

    What the report states as none (无) and nothing speaks against is left out.
    """
    known = (item for item in identities(facts) if item.key != MAIN and item.gap is not None)
    weighed = {gap.finding.places: gap.sign for gap in gaps(facts)}
    shown = (item for item in known if item.differs or not _is_none(facts, item))
    return tuple(_entry(item, weighed.get(item.places, Sign.HINT)) for item in shown)


def _is_none(facts: Facts, item: Identity) -> bool:
    place = item.places[0]
    return isinstance(place, Place) and facts.report[place] is NIL


def _entry(item: Identity, weighed: Sign) -> Entry:
    return Entry(
        item.label.split(" = ")[0],
        item.left_label,
        number_text(item.left, "万元"),
        item.right_label,
        number_text(item.right, "万元"),
        *_state(item, weighed),
    )


def _state(item: Identity, weighed: Sign) -> tuple[str, Sign]:
    if not item.differs:
        return AGREE, Sign.DONE
    gap = f"相差 {number_text(abs(item.gap or Decimal(0)), '万元')}"
    if weighed is Sign.DONE:
        return f"{gap}，{REASONED}", weighed
    return (f"{gap}（{REMAINDER}）" if item.is_rounding else gap), weighed


def summary(found: tuple[Entry, ...]) -> str:
    """Return how many lines there are, and how many of them do not agree, by what they are."""
    counts = (
        (sum(entry.sign in _OPEN for entry in found), "相差"),
        (sum(REASONED in entry.state for entry in found), "相差已写原因"),
        (sum(REMAINDER in entry.state for entry in found), REMAINDER),
    )
    told = [f"{number} 项{what}" for number, what in counts if number]
    return "，".join((f"{len(found)} 项", *(told or ("全部相符",))))


class _Side(QFrame):
    """One side of an identity: what is compared, and its amount."""

    def __init__(self, width: float) -> None:
        super().__init__()
        self._label = Text("", TypeRole.SMALL, Tone.SECONDARY, side=Side.RIGHT, width=width)
        self._amount = Text("", side=Side.RIGHT, width=_AMOUNT)
        self._line = QHBoxLayout(self)
        for text in (self._label, self._amount):
            self._line.addWidget(text)
        follow_theme(self.dress)

    def show_side(self, label: str, amount: str) -> None:
        """Show a side."""
        self._label.setText(label)
        self._amount.setText(amount)

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme().em(_GAP))
        self.setMinimumHeight(theme().em(_HEIGHT))


class _State(QFrame):
    """Whether both sides agree."""

    def __init__(self) -> None:
        super().__init__()
        self.sign, self.words = SignLabel(Sign.DONE), Text()
        self._line = QHBoxLayout(self)
        for widget in (self.sign, self.words):
            self._line.addWidget(widget)
        follow_theme(self.dress)

    def show_state(self, words: str, sign: Sign) -> None:
        """Show a state."""
        tone = tone_of(sign) if sign in _OPEN else Tone.SECONDARY
        self.sign.set_sign(sign, tone)
        self.words.set_tone(tone)
        self.words.setText(words)

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme().em(_GAP))
        self.setMinimumHeight(theme().em(_HEIGHT))


class LedgerLine(QFrame):
    """One identity; its parts go on below, further in, where the width ends."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._state = Text(width=_NAME), _State()
        self._sides = _Side(_LEFT), _Side(_RIGHT)
        self._flow = Flow(self)
        for widget in (self._name, *self._sides, self._state):
            self._flow.addWidget(widget)
        follow_theme(self.dress)

    @property
    def words(self) -> str:
        """All that is said, as a screen reader says it."""
        return self.accessibleName()

    @property
    def name(self) -> str:
        """What is compared."""
        return self._name.text()

    @property
    def sign(self) -> Sign | None:
        """The sign before the state."""
        return self._state.sign.sign

    def show_entry(self, entry: Entry) -> None:
        """Show an identity."""
        self._name.setText(entry.name)
        told = ((entry.left_label, entry.left), (entry.right_label, entry.right))
        for side, (label, amount) in zip(self._sides, told, strict=True):
            side.show_side(label, amount)
        self._state.show_state(entry.state, entry.sign)
        self.setAccessibleName(entry.words)

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._flow.setContentsMargins(em(0.5), 0, em(0.6), 0)
        self._flow.set_gap(em(_GAP))
        self._flow.set_hang(em(_HANG))
        self._name.setMinimumHeight(em(_HEIGHT))


class Ledger(QFrame):
    """The lines under a head that counts them; out of sight while nothing can be compared."""

    def __init__(self, context: PageContext) -> None:
        """Make it empty; `refresh` fills it once it stands in its group, else it were a window."""
        super().__init__()
        self._context = context
        self._column = QVBoxLayout(self)
        self._head = QFrame()
        self._head_line = QHBoxLayout(self._head)
        self._count = Text("", TypeRole.SMALL, Tone.SECONDARY)
        self._head_line.addWidget(Text("其他合计", TypeRole.STRONG))
        self._head_line.addWidget(self._count)
        self._head_line.addStretch(1)
        self._column.addWidget(self._head)
        self._lines: list[LedgerLine] = []
        self._shown: tuple[Entry, ...] | None = None
        context.keep_current(self, self.refresh)
        follow_theme(self.dress)

    @property
    def lines(self) -> tuple[str, ...]:
        """What the lines say."""
        return tuple(line.words for line in self._lines)

    @property
    def count(self) -> str:
        """What the head says."""
        return self._count.text()

    @Slot()
    def refresh(self) -> None:
        """Compare again."""
        found = entries(self._context.facts)
        if found != self._shown:
            self._shown = found
            self._show()

    def _show(self) -> None:
        found = self._shown or ()
        while len(self._lines) > len(found):
            line = self._lines.pop()
            line.hide()
            line.deleteLater()
        while len(self._lines) < len(found):
            self._lines.append(LedgerLine())
            self._column.addWidget(self._lines[-1])
        for line, entry in zip(self._lines, found, strict=True):
            line.show_entry(entry)
        self._count.setText(summary(found))
        self.setVisible(bool(found))

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._column.setContentsMargins(0, em(0.35), 0, em(0.1))
        self._column.setSpacing(0)
        self._head_line.setContentsMargins(em(0.5), 0, em(0.6), 0)
        self._head_line.setSpacing(em(0.5))
