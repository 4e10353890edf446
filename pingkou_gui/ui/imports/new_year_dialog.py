"""Which projects go on into the new year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot

from pingkou_gui.domain.naming import row_label
from pingkou_gui.spec.pages.overview import Unit
from pingkou_gui.spec.pages.projects import Project
from pingkou_gui.ui.dialog import Dialog, framed
from pingkou_gui.ui.editors.figure_words import number_text
from pingkou_gui.ui.kit import Button, ButtonKind, Text, WrappedText
from pingkou_gui.ui.listing import Line, ListModel, ListView
from pingkou_gui.ui.rows.columns import Cell, TableColumn
from pingkou_gui.ui.theme import Tone, TypeRole

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.domain.facts import Facts

_CARRIED = "今年的数变成上年数；机构、职能、文字沿用，标“沿用待核”；旧报告不变"


class ProjectsModel(ListModel):
    """The projects with their boxes, all ticked at first."""

    def __init__(self, facts: Facts) -> None:
        super().__init__(
            (
                TableColumn("延续", 2.8),
                TableColumn("项目", None),
                TableColumn("全年执行", 6, figures=True),
            )
        )
        self._facts = facts
        self._rows = facts.rows(Project)
        self._left: set[int] = set()

    @property
    def kept(self) -> frozenset[int]:
        """The rows that go on."""
        return frozenset(self._rows) - self._left

    def toggle(self, at: int) -> None:
        """Carry a project on, or drop it."""
        self._left ^= {self._rows[at]}
        self.changed()

    def toggle_all(self) -> None:
        """Carry all on, or none where all are."""
        self._left = set() if self._left else set(self._rows)
        self.changed()

    def count(self) -> int:
        """Return how many projects there are."""
        return len(self._rows)

    def line(self, at: int) -> Line:
        """Return a project as it stands now."""
        row = self._rows[at]
        name = self._facts[Project.name, row] or row_label(self._facts, Project.key, row)
        spent = number_text(self._facts[Project.outturn, row], "万元")
        state = Qt.CheckState
        check = state.Unchecked if row in self._left else state.Checked
        return Line((Cell(), Cell(name), Cell(spent)), check=check)


class NewYearDialog(Dialog):
    """Asks which projects go on; `kept` has the answer."""

    def __init__(self, facts: Facts, parent: QWidget | None = None) -> None:
        super().__init__("开始新一年", (34, 24), parent)
        year = facts[Unit.year]
        following = f"{year + 1}年度" if isinstance(year, int) else "新一年"
        self.column.addWidget(Text(f"开始{following}的报告", TypeRole.HEAD))
        self.column.addWidget(WrappedText(_CARRIED, tone=Tone.SECONDARY))
        self.model = ProjectsModel(facts)
        self.view = ListView(self.model, name="延续的项目")
        self.column.addWidget(framed(self.view), 1)
        every = Button("全选或全不选", ButtonKind.LINK)
        every.clicked.connect(self._toggle_all)
        leave = Button("返回", key="Esc")
        leave.clicked.connect(self.reject)
        self.take = Button("", ButtonKind.PRIMARY)
        self.take.clicked.connect(self.accept)
        self.add_foot(every, leave, self.take, left=1)
        self.view.ticked.connect(self._toggle)
        self._name(following)
        self._following = following
        self.view.choose(0)
        self.view.setFocus()

    @property
    def kept(self) -> frozenset[int]:
        """The rows of the projects that go on."""
        return self.model.kept

    @Slot(int)
    def _toggle(self, at: int) -> None:
        self.model.toggle(at)
        self._name(self._following)

    @Slot()
    def _toggle_all(self) -> None:
        self.model.toggle_all()
        self._name(self._following)

    def _name(self, following: str) -> None:
        number = len(self.model.kept)
        self.take.set_text(f"建{following}报告，延续 {number} 个项目")
