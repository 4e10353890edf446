"""Reading declared targets into a proposal for the scoring page and the projects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pingkou_gui.domain.proposal import NewRow, Proposal, Proposed, Unplaced
from pingkou_gui.errors import UnusableFileError
from pingkou_gui.importers.targets.grids import read_grids
from pingkou_gui.importers.targets.layout import Block, find_blocks
from pingkou_gui.importers.targets.rows import DeclaredIndicator, read_rows
from pingkou_gui.importers.workbook.cells import address
from pingkou_gui.importers.workbook.placing import plain_project
from pingkou_gui.scheme.reader import default_scheme
from pingkou_gui.spec.pages.projects import Project, ProjectIndicator
from pingkou_gui.spec.pages.scoring import Goal, Indicator
from pingkou_gui.spec.place import SINGLE
from pingkou_gui.spec.values import Source, SourceKind

if TYPE_CHECKING:
    from pathlib import Path

    from pingkou_gui.domain.report import Report
    from pingkou_gui.importers.workbook.cells import At
    from pingkou_gui.scheme.model import Scheme
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.values import Value

_TITLE = "绩效目标申报表"


def read_targets(
    path: Path, report: Report, *, project: int | None = None, scheme: Scheme | None = None
) -> Proposal:
    """Return the indicators that a file of declared targets proposes.

    Args:
        path: An xlsx, xls or docx file.
        report: The report; indicators and projects that are there are matched by name.
        project: The row of the project the file is about; without it the file's 项目名称 says,
            and a table that names no project is the unit's own.
        scheme: The county's scheme, whose names of levels are used.

    Raises:
        UnusableFileError: the file cannot be read, or holds no table of indicators.
    """
    grids = read_grids(path)
    blocks = [block for sheet in grids for block in find_blocks(sheet)]
    if not blocks:
        raise UnusableFileError(
            f"“{path.name}”里没有找到绩效指标表", "选有“一级指标、三级指标、指标值”几列的申报表"
        )
    collecting = _Collecting(report, path.name, scheme or default_scheme())
    for block in blocks:
        collecting.block(block, project)
    used = {id(block.sheet) for block in blocks}
    for sheet in grids:
        if id(sheet) not in used and any(cell.number for cell in sheet.cells.values()):
            collecting.unplaced.append(Unplaced(sheet.name, "", "没有指标的表头，没有读"))
    return collecting.proposal(blocks)


@dataclass(slots=True)
class _Collecting:
    """Puts blocks to the rows of the report."""

    report: Report
    file: str
    scheme: Scheme
    items: list[Proposed] = field(default_factory=list)
    rows: list[NewRow] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=dict)
    unsaid: int = 0

    def block(self, block: Block, project: int | None) -> None:
        """Propose what stands in a block."""
        row = project if project is not None else self._project(block)
        section = Indicator if row == SINGLE else ProjectIndicator
        name = block.project or ("项目" if row else "部门整体")
        found = list(read_rows(block, self.scheme))
        self.counted[name] = self.counted.get(name, 0) + len(found)
        if block.goal:
            goal = Goal.expected if row == SINGLE else Project.goal
            self._put(goal, block.goal, block, block.goal_at, row)
        for indicator in found:
            self._indicator(section, indicator, block, row)

    def _project(self, block: Block) -> int:
        """Return the row of the project a block names, 0 where it names none."""
        if not block.project:
            return SINGLE
        wanted = plain_project(block.project)
        for row in self.report.rows(Project.key):
            held = self.report[Project.name.at(row)]
            if isinstance(held, str) and plain_project(held) == wanted:
                return row
        for item in self.items:
            named = item.place.section == Project.key and item.place.field == Project.name.name
            if named and item.value == block.project:
                return item.place.row
        row = self._new_row(Project.key, SINGLE)
        self._put(Project.name, block.project, block, block.name_at, row)
        for target, words in (
            (Project.department, block.department),
            (Project.executor, block.executor),
        ):
            if words:
                self._put(target, words, block, block.name_at, row)
        return row

    def _indicator(
        self,
        section: type[Indicator | ProjectIndicator],
        found: DeclaredIndicator,
        block: Block,
        parent: int,
    ) -> None:
        row = self._row_of(section, found.name, parent) or self._new_row(section.key, parent)
        values: tuple[tuple[Field[str], str], ...] = (
            (section.level1, found.level1),
            (section.level2, found.level2),
            (section.name, found.name),
            (section.requirement, found.requirement),
            (section.target, found.target),
        )
        for target, words in values:
            if words:
                key = "target" if target is section.requirement else target.name
                at = found.at.get(key, found.at["name"])
                self._put(target, words, block, at, row, found.doubts.get(key, ""), found.instead)
        if found.target and not found.requirement:
            self.unsaid += 1
        if not found.target:
            where = self._where(block, found.at["name"])
            self.unplaced.append(Unplaced(where, found.name, "没有写指标值"))
        if found.points is not None:
            self._put(section.points, found.points, block, found.at["points"], row)

    def _row_of(
        self, section: type[Indicator | ProjectIndicator], name: str, parent: int
    ) -> int | None:
        """Return the row that holds the indicator already, so that nothing doubles."""
        for row in self.report.rows(section.key, parent):
            held = self.report[section.name.at(row)]
            if isinstance(held, str) and plain_project(held) == plain_project(name):
                return row
        return None

    def _new_row(self, section: str, parent: int) -> int:
        row = -len(self.rows) - 1
        self.rows.append(NewRow(section, row, parent))
        return row

    def _where(self, block: Block, at: At) -> str:
        return f"{block.sheet.name} {address(at)}"

    def _put(  # noqa: PLR0913, PLR0917 - a value with everything that is known of it
        self,
        target: Field[Any],
        value: Value,
        block: Block,
        at: At,
        row: int,
        doubt: str = "",
        instead: str | None = None,
    ) -> None:
        source = Source(SourceKind.WORKBOOK, self.file, self._where(block, at))
        second = instead if doubt and target.name == "target" else None
        self.items.append(Proposed(target.at(row), value, source, doubt, second))

    def proposal(self, blocks: list[Block]) -> Proposal:
        """Return everything collected."""
        notes = [f"{name}：{count}条指标" for name, count in self.counted.items()]
        if self.unsaid:
            notes.append(f"{self.unsaid}条指标值没有写≥、≤或=，“要求”一栏手工选")
        notes += [note for block in blocks for note in block.notes]
        notes = list(dict.fromkeys(notes))
        return Proposal(
            _TITLE,
            self.file,
            tuple(self.items),
            tuple(self.rows),
            tuple(self.unplaced),
            tuple(notes),
        )
