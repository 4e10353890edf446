"""The proposal as a list: groups with boxes, items with boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from pingkou_gui.domain.proposal import State
from pingkou_gui.ui.imports.choice import Choice, Range
from pingkou_gui.ui.imports.names import (
    NOTHING,
    Names,
    difference_text,
    group_title,
    is_figure,
    shown,
)
from pingkou_gui.ui.listing import Line, ListModel
from pingkou_gui.ui.rows.columns import Cell, TableColumn
from pingkou_gui.ui.theme import Sign, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHECK = {
    True: Qt.CheckState.Checked,
    False: Qt.CheckState.Unchecked,
    None: Qt.CheckState.PartiallyChecked,
}
_FEW = 12
"""Up to here, and without doubts of many kinds, a list needs no heads."""


def columns(source_head: str, *, figures: bool = True) -> tuple[TableColumn, ...]:
    """Return the columns.

    Args:
        source_head: What the column of the proposed value is called (表中).
        figures: Whether most values are numbers; words get the room of the difference, and
            stand at the left.
    """
    if not figures:
        return (
            TableColumn("采用", 2.8),
            TableColumn("项目", None),
            TableColumn("现有", 6, narrow=4.6),
            TableColumn(source_head, 9, narrow=7),
            TableColumn("相差", 0),
            TableColumn("出处", 7.8, narrow=0),
            TableColumn("说明", 5, narrow=5),
        )
    return (
        TableColumn("采用", 2.8),
        TableColumn("项目", None),
        TableColumn("现有", 4.8, figures=True, narrow=4.6),
        TableColumn(source_head, 5, figures=True, narrow=4.6),
        TableColumn("相差", 4.4, figures=True, narrow=0),
        TableColumn("出处", 7.8, narrow=0),
        TableColumn("说明", 6.2, narrow=6),
    )


class ItemsModel(ListModel):
    """The items of a choice in one range, each group under its head."""

    def __init__(self, choice: Choice, names: Names, source_head: str) -> None:
        items = choice.proposal.items
        figures = sum(is_figure(item) for item in items) * 2 >= len(items)
        super().__init__(columns(source_head, figures=figures))
        self._choice, self._names = choice, names
        self._lines: list[tuple[str, tuple[int, ...]] | int] = []
        self.show_range(Range.NEEDED)

    def show_range(self, which: Range) -> None:
        """Show the items of a range."""
        self.beginResetModel()
        groups = self._choice.groups(which)
        headed = len(groups) > 1 and self._choice.count(which) > _FEW
        self._lines = []
        for key, numbers in groups:
            if headed:
                self._lines.append((key, numbers))
            self._lines.extend(numbers)
        self.endResetModel()

    def numbers_at(self, at: int) -> tuple[int, ...]:
        """Return the items a line stands for: one, or those of its group."""
        if not 0 <= at < len(self._lines):
            return ()
        line = self._lines[at]
        return (line,) if isinstance(line, int) else line[1]

    def item_at(self, at: int) -> int | None:
        """Return the item of a line, None for the head of a group."""
        line = self._lines[at] if 0 <= at < len(self._lines) else None
        return line if isinstance(line, int) else None

    def heads(self) -> tuple[int, ...]:
        """Return the lines that are heads of groups."""
        return tuple(at for at, line in enumerate(self._lines) if not isinstance(line, int))

    def first_item(self) -> int:
        """Return the first line that is an item, -1 where there is none."""
        return next((at for at, line in enumerate(self._lines) if isinstance(line, int)), -1)

    def toggle(self, at: int) -> None:
        """Tick what a line stands for, or leave it where all of it is ticked."""
        numbers = self.numbers_at(at)
        self._choice.tick(numbers, on=self._all_ticked(numbers) is not True)
        self.changed()

    def count(self) -> int:
        """Return how many lines there are."""
        return len(self._lines)

    def line(self, at: int) -> Line:
        """Return a line as it stands now."""
        line = self._lines[at]
        if isinstance(line, int):
            return Line(self._cells(line), check=_CHECK[self._choice.is_ticked(line)])
        key, numbers = line
        title = Cell(f"{group_title(key)}　{len(numbers)} 个")
        return Line((Cell(), title), head=True, check=_CHECK[self._all_ticked(numbers)])

    def _all_ticked(self, numbers: Sequence[int]) -> bool | None:
        ticked = {self._choice.is_ticked(at) for at in numbers}
        return None if len(ticked) > 1 else ticked == {True}

    def _cells(self, at: int) -> tuple[Cell, ...]:
        choice = self._choice
        item = choice.item(at)
        present = choice.report[item.place]
        difference = difference_text(item, choice.difference(at)) if is_figure(item) else ""
        return (
            Cell(),
            Cell(self._names.of(item)),
            Cell(shown(item, present), Tone.SECONDARY if present is None else Tone.TEXT),
            Cell(shown(item, choice.value(at)), strong=True),
            Cell(difference),
            Cell(item.source.where or NOTHING, Tone.SECONDARY),
            self._told(at),
        )

    def _told(self, at: int) -> Cell:
        choice, state = self._choice, self._choice.state(at)
        if choice.is_judged(at):
            verb = "改用" if choice.takes_instead(at) else "仍用"
            return Cell(f"{verb} {shown(choice.item(at), choice.value(at))}", Tone.ACCENT)
        if choice.item(at).doubt and state is not State.SAME:
            return Cell("待核对", Tone.REMINDER, sign=Sign.REMINDER)
        return Cell(state.value, Tone.ACCENT if state is State.DIFFERS else Tone.SECONDARY)
