"""Declared performance targets (绩效目标申报表) read into indicator rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pingkou_gui.errors import UnusableFileError, file_reader
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.pages.scoring import Goal, Indicator, bare_name
from pingkou_gui.form.values import SINGLE, Source, SourceKind
from pingkou_gui.importers.accounts import row_named
from pingkou_gui.importers.docx_package import is_docx
from pingkou_gui.importers.docx_text import read_docx
from pingkou_gui.importers.headers import POWERS, field_for, head_of, unit_line
from pingkou_gui.importers.sheets import year_of
from pingkou_gui.importers.workbook_cells import Sheet, SheetCell, address
from pingkou_gui.importers.workbook_file import read_sheets
from pingkou_gui.report.indicators import judge, requirement_of
from pingkou_gui.report.proposal import NewRow, Proposal, Proposed, Unplaced
from pingkou_gui.report.scores import is_execution_row
from pingkou_gui.scheme.scheme_reader import default_scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal
    from pathlib import Path

    from pingkou_gui.form.field import Field
    from pingkou_gui.form.values import Value
    from pingkou_gui.importers.workbook_cells import At
    from pingkou_gui.report.report import Report
    from pingkou_gui.scheme.scheme import Scheme
    from pingkou_gui.text.lines.source import Paragraph


# Sheets of a workbook and tables of a Word file, as one kind of grid.


def read_grids(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets or tables of a file.

    Raises:
        UnusableFileError: neither a workbook nor a docx, protected, damaged or far too large.
    """
    if is_docx(path):
        return grids_of(read_docx(path))
    return read_sheets(path)


def grids_of(paragraphs: Iterable[Paragraph]) -> tuple[Sheet, ...]:
    """Return the tables among the paragraphs of a Word file."""
    tables: dict[int, dict[At, list[str]]] = {}
    for paragraph in paragraphs:
        if paragraph.table:
            cells = tables.setdefault(paragraph.table, {})
            cells.setdefault((paragraph.row, paragraph.column), []).append(paragraph.text.strip())
    return tuple(
        Sheet(
            f"表{number}", number, {at: SheetCell("\n".join(words)) for at, words in cells.items()}
        )
        for number, cells in tables.items()
    )


# Where the indicators stand on a sheet: heads, columns, rows, and what is said above them.


_MEASURE_UNIT = re.compile(r"^(?:计量|度量)?单位$")
_REACHED = re.compile(r"完成值|完成情况|实际值")
_LEFT_OUT = re.compile(r"说明|解释|内容|上年|历史|实际|完成|标准")
_END = re.compile(r"^(?:填报|填表|备注|其他说明|注|审核|单位负责人|合计|总分|财政部门|主管部门)")
_GOAL = re.compile(r"^(?:年度|项目)?(?:总体|整体)?(?:绩效)?目标$|^年度(?:总体)?目标")
_EXPECTED = re.compile(r"^(?:年度|年初)?预期(?:绩效|总体)?目标$|^年初设定目标$")
_ACHIEVED = re.compile(r"^(?:年度|全年|目标)?实际完成(?:情况|目标)?$|^(?:目标|全年)完成情况$")
_PROJECT = re.compile(r"^项目名称$")
_DEPARTMENT = re.compile(r"^(?:项目)?主管(?:部门|单位)(?:及代码)?$")
_EXECUTOR = re.compile(r"^(?:项目)?(?:实施|执行)单位$")


@dataclass(slots=True)
class TargetsBlock:
    """The indicators of the unit or of one project on a sheet."""

    sheet: Sheet
    head: int
    end: int
    columns: dict[str, int]
    project: str = ""
    department: str = ""
    executor: str = ""
    goal: str = ""
    goal_at: tuple[int, int] = (1, 1)
    achieved: str = ""
    achieved_at: tuple[int, int] = (1, 1)
    money: dict[str, tuple[Decimal, At]] = field(default_factory=dict)
    """The amounts of the whole project by the names of their fields, in 万元."""
    money_doubt: str = ""
    name_at: tuple[int, int] = (1, 1)
    notes: list[str] = field(default_factory=list)


def find_blocks(sheet: Sheet) -> list[TargetsBlock]:
    """Return the blocks of a sheet, each with what is said above its heads."""
    heads = list(_head_rows(sheet))
    blocks: list[TargetsBlock] = []
    top = 1
    for number, (row, columns) in enumerate(heads):
        below = heads[number + 1][0] - 1 if number + 1 < len(heads) else sheet.rows
        end = _end(sheet, row, below, columns)
        block = TargetsBlock(sheet, row, end, columns)
        if "score" in columns:
            block.notes.append(f"{sheet.name}里的得分由程序算，只读了定性指标的")
        _read_above(block, top, row)
        blocks.append(block)
        top = end + 1
    return blocks


def _head_rows(sheet: Sheet) -> Iterator[tuple[int, dict[str, int]]]:
    for row in range(1, sheet.rows + 1):
        columns = _columns(sheet, row)
        if "name" in columns and ("level1" in columns or "target" in columns):
            yield row, columns


def _columns(sheet: Sheet, row: int) -> dict[str, int]:
    """Return the columns of a head row; of two blocks side by side the right one is the year's."""
    found: dict[str, list[int]] = {}
    for column, cell in enumerate(sheet.line(row), 1):
        if kind := _kind_of(cell.words):
            found.setdefault(kind, []).append(column)
    twice = len(found.get("name", ())) > 1
    return {kind: columns[-1 if twice else 0] for kind, columns in found.items()}


def _kind_of(words: str) -> str:
    """Return what stands under a head: the name of an indicator's field, or `unit`; '' if none."""
    if _MEASURE_UNIT.match(words):
        return "unit"
    found = field_for(head_of(words), ProjectIndicator.fields, among_words=True)
    kind = "" if found is None else found.name
    if kind == "target" and _LEFT_OUT.search(words):
        return "actual" if _REACHED.search(words) else ""
    return kind


def _end(sheet: Sheet, head: int, below: int, columns: dict[str, int]) -> int:
    for row in range(head + 1, below + 1):
        words = next((cell.words for cell in sheet.line(row) if cell.words), "")
        if _END.match(words) or _PROJECT.match(words):
            return row - 1
        if sheet[row, columns["name"]].words and _GOAL.match(words):
            return row - 1
    return below


def _read_above(block: TargetsBlock, top: int, head: int) -> None:
    """Read what stands above the indicators: project, departments, goals and money."""
    for row in range(top, head):
        for column, cell in enumerate(block.sheet.line(row), 1):
            words = cell.words.rstrip(":：")
            if not words:
                continue
            at, value = _right_of(block.sheet, row, column)
            if _EXPECTED.match(words) or _ACHIEVED.match(words):
                at, value = (at, value) if value else _below(block.sheet, row, column, head)
                _keep_longest(block, "goal" if _EXPECTED.match(words) else "achieved", at, value)
            elif _PROJECT.match(words) and value:
                block.project, block.name_at = _uncoded(value), at
            elif _DEPARTMENT.match(words) and value:
                block.department = block.department or _uncoded(value)
            elif _EXECUTOR.match(words) and value:
                block.executor = block.executor or _uncoded(value)
            elif _GOAL.match(words):
                _keep_longest(block, "goal", at, value)
    _read_money(block, top, head)


def _keep_longest(block: TargetsBlock, what: str, at: At, value: str) -> None:
    """Keep what is said of a goal: of several places the one that says most."""
    if len(value) > len(getattr(block, what)):
        setattr(block, what, value)
        setattr(block, f"{what}_at", at)


def _below(sheet: Sheet, row: int, column: int, end: int) -> tuple[At, str]:
    """Return the words below a head, before row `end`."""
    for lower in range(row + 1, end):
        cell = sheet[lower, column]
        if cell.words:
            return (lower, column), "" if _is_label(cell.words) else cell.text
    return (row, column), ""


_MONEY = (Project.initial, Project.full_year, Project.outturn)
_WHOLE = re.compile(r"^(?:年度)?资金(?:总额|总计|合计)")


def _read_money(block: TargetsBlock, top: int, head: int) -> None:
    """Read the block of money of a self-evaluation: 年度资金总额 below 年初, 全年 and 执行."""
    sheet = block.sheet
    for row in range(top, head):
        cells = {c: head_of(cell.words) for c, cell in enumerate(sheet.line(row), 1)}
        columns = {c: found for c, h in cells.items() if (found := field_for(h, _MONEY))}
        if len(columns) < 2:
            continue
        above = (unit_line(cell.words for cell in sheet.line(r)) for r in range(1, row))
        unit = next(filter(None, (*(h.unit for h in cells.values()), *above)), "")
        block.money_doubt = "" if unit else "表里没有写单位，核对是不是万元"
        for lower in range(row + 1, head):
            words = [sheet[lower, c].words for c in range(1, min(columns))]
            if any(_WHOLE.match(label) for label in words):
                for column, found in columns.items():
                    number = sheet[lower, column].number
                    if number is not None:
                        amount = number.scaleb(POWERS[unit or "万元"])
                        block.money[found.name] = amount, (lower, column)
                return


def _right_of(sheet: Sheet, row: int, column: int) -> tuple[tuple[int, int], str]:
    """Return the next words to the right, else those below, that are no label themselves."""
    for right, cell in enumerate(sheet.line(row), 1):
        if right > column and cell.words:
            return (row, right), "" if _is_label(cell.words) else cell.text
    return (row, column), ""


def _is_label(words: str) -> bool:
    labels = (_PROJECT, _DEPARTMENT, _EXECUTOR, _GOAL, _EXPECTED, _ACHIEVED)
    return any(label.match(words.rstrip(":：")) for label in labels)


def _uncoded(value: str) -> str:
    """Return a name without the number in front of it: [306001]平口镇人民政府."""
    return re.sub(r"^(?:[\[［【(（]?\d+[\]］】)）]?[-—\s]*)", "", value).strip()


# The indicators of a block: levels as the scheme names them, target and requirement apart.


_NUMBERED = re.compile(r"^(?:指标)?\d+[:：、.．]\s*|^指标\d*[:：]?\s*(?=\S)")
_PLACEHOLDER = re.compile(r"指标\d*[:：]?|[.…。/—-]+|无")
_SIGN_INSIDE = re.compile(r"^(.*?[^≥≤><=＞＜＝])\s*([≥≤><=＞＜＝].+)$")
_SIGNS = re.compile(r"[≥≤><=]|定性")
_RATE = re.compile(r"率|满意度|比例|比重")


EXECUTION_COMPUTED = "预算执行的目标、完成值和得分由程序算，没有另设指标；和算出的核对"


@dataclass(slots=True)
class DeclaredIndicator:
    """One indicator with the place of each of its values."""

    level1: str
    level2: str
    name: str
    requirement: str
    target: str
    points: Decimal | None
    at: dict[str, At]
    actual: str = ""
    reason: str = ""
    score: Decimal | None = None
    outer: str = ""
    """The words of the first level as printed."""
    doubts: dict[str, str] = field(default_factory=dict)
    instead: dict[str, str] = field(default_factory=dict)


def read_rows(block: TargetsBlock, scheme: Scheme) -> Iterator[DeclaredIndicator]:
    """Yield the indicators of a block; lines of the form left blank are none."""
    level1 = level2 = ""
    for row in range(block.head + 1, block.end + 1):
        first, second = (_words(block, row, key) for key in ("level1", "level2"))
        if first and first != level1:
            level1, level2 = first, ""
        level2 = second or level2
        name = _NUMBERED.sub("", _words(block, row, "name"))
        target = _target_words(block, row)
        if not target:
            name, target = _split_name(name)
        if not name or _PLACEHOLDER.fullmatch(name):
            continue
        yield _declared_indicator(block, row, (level1, level2, name), target, scheme)


def _words(block: TargetsBlock, row: int, key: str) -> str:
    column = block.columns.get(key)
    return "" if column is None else re.sub(r"\s*\n\s*", "", block.sheet.shown((row, column)).text)


def _target_words(block: TargetsBlock, row: int) -> str:
    sign, value, unit = (_words(block, row, key) for key in ("requirement", "target", "unit"))
    if not value:
        return ""
    if unit and value.endswith(unit):
        unit = ""
    sign = sign if re.fullmatch(r"[≥≤><=＞＜＝]+", sign) and not _SIGNS.match(value) else ""
    return f"{sign}{value}{unit if unit not in {'-', '/', '无', '—'} else ''}"


def _split_name(name: str) -> tuple[str, str]:
    """Part a name from a target written behind it: 培训人次≥200人."""
    found = _SIGN_INSIDE.match(name)
    return (found[1].rstrip(":： "), found[2]) if found else (name, "")


def _declared_indicator(
    block: TargetsBlock, row: int, names: tuple[str, str, str], target: str, scheme: Scheme
) -> DeclaredIndicator:
    """Return a row of the indicators as it is declared, with what is in doubt."""
    level1, level2 = level_names(names[0], names[1], scheme)
    asked = requirement_of(target)
    code = asked.code
    if not code and "定性" in _words(block, row, "requirement"):
        code = "quality"
    at = {key: (row, column) for key, column in block.columns.items()}
    points_cell = block.sheet[at["points"]] if "points" in at else None
    found = DeclaredIndicator(
        level1,
        level2,
        names[2],
        code,
        asked.rest,
        points_cell.number if points_cell is not None else None,
        at,
        _reached(block, row),
        _words(block, row, "reason"),
        block.sheet[at["score"]].number if "score" in at else None,
        names[0],
    )
    _doubt_fraction(block, row, found)
    return found


def _reached(block: TargetsBlock, row: int) -> str:
    """Return what was reached, where the table says so."""
    words = _words(block, row, "actual")
    unit = _words(block, row, "unit")
    plain = re.fullmatch(r"[\d.,]+", words)
    return f"{words}{unit}" if plain and unit and unit not in {"-", "/", "无", "—"} else words


def _doubt_fraction(block: TargetsBlock, row: int, found: DeclaredIndicator) -> None:
    """A percentage formatted as one is kept as a fraction: 0.95 for 95%."""
    rate = _RATE.search(found.name) or _words(block, row, "unit") == "%"
    for key, words in (("target", found.target), ("actual", found.actual)):
        number = block.sheet[row, block.columns[key]].number if key in block.columns else None
        if number is not None and 0 < number <= 1 and rate and "%" not in words.rstrip("%"):
            whole = (number * 100).normalize()
            found.instead[key] = f"{whole:f}%"
            found.doubts[key] = f"表中是{number}，像是{whole:f}%"


def level_names(first: str, second: str, scheme: Scheme) -> tuple[str, str]:
    """Return both levels as the scheme writes them, else as they stand with 指标 at the end."""
    level = scheme.level(first)
    names = level.names if level is not None else tuple(n for v in scheme.levels for n in v.names)
    bare = bare_name(second)
    exact = [name for name in names if bare and bare_name(name) == bare]
    near = [
        n
        for n in names
        if level and bare and bare_name(n) == bare.removeprefix(bare_name(level.name))
    ]
    own = (exact or near or [_with_ending(second)])[0]
    return (level.name if level is not None else _with_ending(first)), own


def _with_ending(words: str) -> str:
    bare = bare_name(words)
    return f"{bare}指标" if bare else ""


# Reading declared targets into a proposal for the scoring page and the projects.


_TITLE = "绩效目标申报表"


@file_reader
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
    if not collecting.items:
        raise UnusableFileError(
            f"“{path.name}”里的指标只有名称，没有指标值，像空白模板或代码表",
            "选填好了指标值的申报表",
        )
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

    def block(self, block: TargetsBlock, project: int | None) -> None:
        """Propose what stands in a block."""
        row = project if project is not None else self._project(block)
        section = Indicator if row == SINGLE else ProjectIndicator
        name = block.project or ("项目" if row else "部门整体")
        found = list(read_rows(block, self.scheme))
        if not any(indicator.target or indicator.points for indicator in found):
            self._without_targets(block, found)
            return
        computed = [each for each in found if is_execution_row(each.outer, each.name)]
        for indicator in computed:
            where = self._where(block, indicator.at["name"])
            self.unplaced.append(Unplaced(where, indicator.name, EXECUTION_COMPUTED))
        found = [indicator for indicator in found if indicator not in computed]
        self.counted[name] = self.counted.get(name, 0) + len(found)
        if block.goal:
            goal = Goal.expected if row == SINGLE else Project.goal
            self._put(goal, block.goal, block, block.goal_at, row)
        self._reached(block, row)
        for indicator in found:
            self._propose_indicator(section, indicator, block, row)

    def _reached(self, block: TargetsBlock, row: int) -> None:
        """Propose what is said of the goal as reached, and a project's money."""
        doubt = self._year_doubt(block)
        if block.achieved:
            achieved = Goal.achieved if row == SINGLE else Project.achieved
            self._put(achieved, block.achieved, block, block.achieved_at, row, doubt)
        if row == SINGLE or not any(amount for amount, _ in block.money.values()):
            return
        for target in _MONEY:
            if target.name in block.money:
                amount, at = block.money[target.name]
                self._put(target, amount, block, at, row, doubt or block.money_doubt)

    def _without_targets(self, block: TargetsBlock, found: list[DeclaredIndicator]) -> None:
        """Tell of a block that has names and nothing else: a blank form, or a list of codes."""
        if found:
            where = self._where(block, found[0].at["name"])
            more = f"等{len(found)}条" if len(found) > 1 else ""
            why = "只有名称，没有指标值，像空白模板或代码表，没有读"
            self.unplaced.append(Unplaced(where, f"{found[0].name}{more}", why))

    def _project(self, block: TargetsBlock) -> int:
        """Return the row of the project a block names, 0 where it names none."""
        if not block.project:
            return SINGLE
        row = self._known_project(block)
        if not row:
            row = self._new_row(Project.key, SINGLE)
            self._put(Project.name, block.project, block, block.name_at, row)
        proposed = {item.place for item in self.items}
        same = self.report[Project.name.at(row)] == block.project
        for target, words in (
            (Project.name, block.project if same else ""),
            (Project.department, block.department),
            (Project.executor, block.executor),
        ):
            place = target.at(row)
            if words and place not in proposed and (row < 0 or self.report[place] in {None, words}):
                self._put(target, words, block, block.name_at, row)
        return row

    def _known_project(self, block: TargetsBlock) -> int:
        """Return the row of the project that has the name a block gives, 0 where there is none."""
        row = row_named(self.report, Project.name, block.project)
        if row is not None:
            return row
        for item in self.items:
            if item.place == Project.name.at(item.place.row) and item.value == block.project:
                return item.place.row
        return SINGLE

    def _propose_indicator(
        self,
        section: type[Indicator | ProjectIndicator],
        found: DeclaredIndicator,
        block: TargetsBlock,
        parent: int,
    ) -> None:
        """Propose a declared indicator; what is missing in it is listed or counted."""
        row = row_named(self.report, section.name, found.name, parent)
        row = row or self._new_row(section.key, parent)
        whole = self._row_doubt(found)
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
                doubt = found.doubts.get(key, "") or whole
                instead = found.instead.get(target.name)
                self._put(target, words, block, at, row, doubt, instead)
        if found.target and not found.requirement:
            self.unsaid += 1
        if not found.target:
            where = self._where(block, found.at["name"])
            self.unplaced.append(Unplaced(where, found.name, "没有写指标值"))
        if found.actual:
            doubt = whole or self._year_doubt(block)
            own, instead = found.doubts.get("actual", ""), found.instead.get("actual")
            at = found.at["actual"]
            self._put(section.actual, found.actual, block, at, row, doubt or own, instead)
            self._judged(section, found, block, row, doubt)
        if found.points is not None:
            self._put(section.points, found.points, block, found.at["points"], row, whole)

    def _judged(  # the row a value goes to, with everything that is known of it
        self,
        section: type[Indicator | ProjectIndicator],
        found: DeclaredIndicator,
        block: TargetsBlock,
        row: int,
        doubt: str,
    ) -> None:
        """Propose the reason of a deviation, and the score where the program cannot work it out."""
        if found.reason and not _PLACEHOLDER.fullmatch(found.reason):
            self._put(section.reason, found.reason, block, found.at["reason"], row, doubt)
        year = self.report[Unit.year.at()]
        known = year if isinstance(year, int) else None
        judged = judge(found.requirement, found.target, found.actual, known)
        open_score = found.requirement == "quality" or judged.leaves_score_open
        if found.score is not None and open_score:
            self._put(section.score, found.score, block, found.at["score"], row, doubt)

    def _year_doubt(self, block: TargetsBlock) -> str:
        """Return why what was reached may be that of another year."""
        own, stated = self.report[Unit.year.at()], year_of((block.sheet,), self.file)
        if isinstance(own, int) and stated is not None and stated != own:
            return f"这张表是{stated}年度的，报告是{own}年度的"
        return ""

    def _row_doubt(self, found: DeclaredIndicator) -> str:
        """Return why a row may be no indicator at all."""
        if found.level1 and not self._is_level(found.level1):
            return f"“{found.level1}”不是方案里的一级指标，核对是不是绩效指标"
        return "" if found.target else "没有写指标值，核对是不是指标"

    def _is_level(self, name: str) -> bool:
        """Return whether the scheme knows a level of that name, first or second."""
        names = {bare_name(n) for level in self.scheme.levels for n in (level.name, *level.names)}
        return self.scheme.level(name) is not None or bare_name(name) in names

    def _new_row(self, section: str, parent: int) -> int:
        row = -len(self.rows) - 1
        self.rows.append(NewRow(section, row, parent))
        return row

    def _where(self, block: TargetsBlock, at: At) -> str:
        return f"{block.sheet.name} {address(at)}"

    def _put(  # noqa: PLR0913, PLR0917 - a value with everything that is known of it
        self,
        target: Field[Any],
        value: Value,
        block: TargetsBlock,
        at: At,
        row: int,
        doubt: str = "",
        instead: str | None = None,
    ) -> None:
        source = Source(SourceKind.WORKBOOK, self.file, self._where(block, at))
        self.items.append(Proposed(target.at(row), value, source, doubt, instead))

    def proposal(self, blocks: list[TargetsBlock]) -> Proposal:
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
