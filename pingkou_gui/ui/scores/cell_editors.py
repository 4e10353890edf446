"""Editors of the scoring table: the target takes its sign along, the score offers bands."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from pingkou_gui.domain.draft import Draft
from pingkou_gui.domain.indicators.requirement import requirement_of
from pingkou_gui.scheme.model import without_points
from pingkou_gui.spec.values import Unread
from pingkou_gui.ui.editors.choices import offer_choices
from pingkou_gui.ui.rows.cell_editor import CellEditor
from pingkou_gui.ui.scores.bands import band_choices, points_of_choice
from pingkou_gui.ui.scores.kinds import QUALITY
from pingkou_gui.ui.scores.reasons import reason_due, words_of_score
from pingkou_gui.ui.theme import Sign

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QWidget

    from pingkou_gui.ui.editors import PageContext
    from pingkou_gui.ui.kit import FieldState
    from pingkou_gui.ui.scores.kinds import ScoreKind


class TargetEditor(CellEditor):
    """年度指标值 or 要求: `≥95%` sets the requirement and leaves the target 95%."""

    def __init__(
        self, name: str, kind: ScoreKind, context: PageContext, row: int, into: QWidget
    ) -> None:
        super().__init__(kind.field(name), context, row, into, arrows=True)
        self._kind, self._context, self._row = kind, context, row
        self.binding.focus_changed.connect(self._focus_changed)

    @Slot(bool)
    def _focus_changed(self, focused: bool) -> None:  # noqa: FBT001 - the signal's own
        if focused:
            return
        session = self._context.session
        draft = Draft(session.report)
        settle_requirement(draft, self._kind, self._row)
        settle_target(draft, self._kind, self._row)
        session.make(draft.change, "按年度指标值改要求", merge=True)  # one stay, one step back


def settle_requirement(draft: Draft, kind: ScoreKind, row: int) -> None:
    """Part a target that was written into the requirement: ≥12公里 is ≥ and 12公里.

    Another target that stands there already stays, and so do the words.
    """
    target, requirement = kind.field("target"), kind.field("requirement")
    entry, held = draft.entry(requirement.at(row)), draft.entry(target.at(row))
    if entry is None or not isinstance(entry.value, Unread):
        return
    asked = requirement_of(entry.value.text)
    if asked.code != QUALITY and asked.rest and (held is None or held.value == asked.rest):
        draft.put(requirement, asked.code or None, row, entry.source)
        draft.put(target, asked.rest, row, entry.source)


def settle_levels(draft: Draft, kind: ScoreKind, row: int) -> None:
    """Leave out the points that stand behind the name of a level: 产出指标（50分）."""
    for field in (kind.field("level1"), kind.field("level2")):
        entry = draft.entry(field.at(row))
        if entry is not None and isinstance(entry.value, str):
            draft.put(field, without_points(entry.value) or entry.value, row, entry.source)


def settle_target(draft: Draft, kind: ScoreKind, row: int) -> None:
    """Move the sign of a target into the requirement; without a sign fill in a blank one.

    A plain number asks for nothing by itself: whether more or less is better is the clerk's.
    """
    target, requirement = kind.field("target"), kind.field("requirement")
    entry = draft.entry(target.at(row))
    if entry is None or not isinstance(entry.value, str):
        return
    asked = requirement_of(entry.value)
    if asked.rest != entry.value.strip() and asked.rest:
        draft.put_entry(target.at(row), type(entry)(asked.rest, entry.source))
    elif draft.entry(requirement.at(row)) is not None:
        return
    if asked.code:
        draft.put(requirement, asked.code, row)


class ScoreEditor(CellEditor):
    """得分 of a qualitative indicator; Alt+↓ offers the bands with the points they give."""

    def __init__(self, kind: ScoreKind, context: PageContext, row: int, into: QWidget) -> None:
        self._offers = band_choices(
            context.session.scheme.bands, context.facts[kind.field("points"), row] or Decimal(0)
        )
        super().__init__(kind.field("score"), context, row, into, arrows=True)

    @property
    def offers(self) -> tuple[str, ...]:
        """What is offered."""
        return self._offers

    def show_look(self, state: FieldState, left: Sign | None, right: Sign | None) -> None:
        super().show_look(state, left, right or Sign.CHEVRON)

    @Slot()
    def open_choices(self) -> QMenu | None:
        """Open the bands under the field."""
        return offer_choices(self, self._offers, "", self._take_band)

    def _take_band(self, choice: str) -> None:
        self.binding.put(points_of_choice(choice))


class ReasonEditor(CellEditor):
    """偏差原因; says inside what is due."""

    def __init__(self, kind: ScoreKind, context: PageContext, row: int, into: QWidget) -> None:
        super().__init__(kind.field("reason"), context, row, into, arrows=True)
        self._kind, self._context, self._row = kind, context, row
        self.setPlaceholderText(reason_due(context.facts, kind, row))
        self.binding.focus_changed.connect(self._tell)

    @Slot(bool)
    def _tell(self, focused: bool) -> None:  # noqa: FBT001 - the signal's own
        if focused:
            words = words_of_score(self._context.facts, self._kind, self._row, self.binding.field)
            self._context.speak(words)
