"""The other official tables: by function, project lists, three public expenses; and what all tables say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pingkou_gui.form.form import BY_ITEM, names_of
from pingkou_gui.form.kinds import ChoiceKind
from pingkou_gui.form.pages.basic_spending import ThreePublicCounts
from pingkou_gui.form.pages.projects import (
    BUDGET_NAMES,
    BUDGETS,
    KIND_NAMES,
    PROJECT_KINDS,
    Project,
)
from pingkou_gui.form.values import SINGLE
from pingkou_gui.importers.economic_tables import Balance, Reading, equal, shown, weigh
from pingkou_gui.importers.headers import (
    NUMBERS,
    YEAR,
    expense_of,
    field_for,
    grand_total,
    head_of,
    is_note,
    is_total,
    stage_of,
    sum_rows,
    unnumbered,
)
from pingkou_gui.importers.sheets import (
    SPENDING_PARTS,
    TableKind,
    amount_columns,
    top_rows,
    total_row,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pingkou_gui.form.field import Field
    from pingkou_gui.importers.sheets import SheetTable
    from pingkou_gui.importers.workbook_cells import At
    from pingkou_gui.report.report import Report


# What all tables of a workbook say together, and the sums that must hold among it.


@dataclass(frozen=True, slots=True)
class StatedNone:
    """A sentence under an empty table: there is no such budget; `whole` says income included."""

    budget: str
    table: SheetTable
    at: At
    whole: bool


NOTHING = frozenset({"", "-", "—", "——", "--", "/", "无", "*", "…"})
"""Words of a cell that say that there is no amount."""


@dataclass(slots=True)
class Account:
    """Collects readings by what they are, and balances."""

    readings: dict[str, list[Reading]] = field(default_factory=dict)
    balances: list[Balance] = field(default_factory=list)
    nones: list[StatedNone] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sums: list[tuple[SheetTable, At]] = field(default_factory=list)
    """Rows that sum up those below them, by the cell of their name."""
    counts: dict[Field[int], tuple[SheetTable, At]] = field(default_factory=dict)
    """What the public expenses paid for: guests, vehicles, groups."""
    unread: list[tuple[SheetTable, At]] = field(default_factory=list)
    """Filled cells where an amount was looked for and none could be read."""
    unknown: list[tuple[SheetTable, At]] = field(default_factory=list)
    """Words of projects that name none of the budgets or kinds of the form."""
    blank: set[str] = field(default_factory=set)
    """What stands in a table with nothing beside it."""

    def read(self, table: SheetTable, at: At, what: str = "", label: str = "") -> Reading | None:
        """Return the amount of a cell, kept as `what`; None where the cell is blank.

        A reading without a `what` only serves to check others.
        """
        amount = table.amount(at)
        if amount is None:
            if table[at].trouble or table[at].words not in NOTHING:
                self.unread.append((table, at))
            else:
                self.blank.add(what)
            return None
        table.used.add(at)
        reading = Reading(what, amount, table, (at,), label)
        if what:
            self.keep(reading)
        return reading

    def keep(self, reading: Reading) -> None:
        """Add a reading to those of the same quantity; several may differ and are offered all."""
        self.readings.setdefault(reading.what, []).append(reading)

    def first(self, what: str) -> Reading | None:
        """Return the reading that counts: that of the first table that has it."""
        return next(iter(self.readings.get(what, ())), None)

    def balance(
        self,
        left: Sequence[Reading | None],
        right: Sequence[Reading | None],
        names: tuple[str, str],
    ) -> None:
        """Ask that both sides agree; a blank counts as nothing, a side all blank as unknown."""
        sides = [tuple(item for item in side if item is not None) for side in (left, right)]
        known = sides[0] + sides[1]
        if not known:
            return
        if not all(sides):
            _doubt_unproved([r for r in known if r.amount], names[0] if not sides[0] else names[1])
            return
        step = max(item.table.step for item in known)
        self.balances.append(Balance(sides[0], sides[1], names, step))

    def settle(self) -> None:
        """Compare what stands in several tables, then weigh all sums."""
        for same in self.readings.values():
            self.balances.extend(equal(same[0], other) for other in same[1:])
        weigh(self.balances)
        self.notes += [note for same in self.readings.values() for note in _passed_over(same)]


def _passed_over(same: list[Reading]) -> Iterator[str]:
    """Yield that another table has another amount, where the first is borne out and not doubted."""
    for other in same[1:]:
        if not same[0].doubts and not equal(same[0], other).holds:
            one, two = (f"{each.where}写{shown(each.amount)}" for each in (same[0], other))
            yield f"{one}，{two}，对不上，先用前一个"


def _doubt_unproved(known: Sequence[Reading], missing: str) -> None:
    """A total that is blank over parts that are not: the column may have slipped."""
    for reading in known:
        named = missing if missing.startswith("“") else f"“{missing}”"
        reading.suspect(f"{named}一边空着，这个数核对不了")


# Tables by functional class: 支出决算表, 一般公共预算, 政府性基金, 国有资本经营.


_NONE = re.compile(r"(?:无|没有|未(?:发生|安排|使用|取得))[^。]*(?:政府性基金|国有资本)")
_EMPTY = re.compile(r"(?:本表|此表|该表|表)(?:无数据|为空|是空|没有数据)|空表|无数据")
_IF = re.compile(r"如(?:果|本表|无|没有)|若|表为空的")
_WHOLE = re.compile(r"收入|收支|结转")


def read_functions(table: SheetTable, account: Account, budget: str) -> None:
    """Read a table by functional class; its stages are kept as `budget:stage`."""
    columns = amount_columns(table)
    if not columns:
        return
    before = min(columns.values())
    row = total_row(table, before)
    if row is None:
        return
    total = {
        stage: account.read(table, (row, column), f"{budget}:{stage}")
        for stage, column in columns.items()
    }
    _balance_row(account, total, "合计行")
    tops = [top for top in top_rows(table, before) if top != row]
    lines = [
        {stage: account.read(table, (top, column)) for stage, column in columns.items()}
        for top in tops
    ]
    for line, top in zip(lines, tops, strict=True):
        _balance_row(account, line, f"第{top}行")
    if lines:
        _balance_columns(table, account, total, lines, columns)
    _pass_over_lower_rows(table, columns)


def _balance_row(account: Account, line: dict[str, Reading | None], name: str) -> None:
    """Ask that a row agrees in itself: parts of its spending, and what is left at the end."""
    spent = line.get("outturn")
    parts = [line.get(part) for part in SPENDING_PARTS]
    if "outturn" in line and any(part in line for part in SPENDING_PARTS):
        account.balance([spent], parts, (f"{name}支出", "基本加项目"))
    if {"carried_in", "income", "outturn", "carried_out"} <= line.keys():
        before = [line.get("carried_in"), line.get("income")]
        after = [spent, line.get("carried_out")]
        account.balance(before, after, (f"{name}年初加收入", "支出加年末"))


def _balance_columns(
    table: SheetTable,
    account: Account,
    total: dict[str, Reading | None],
    lines: list[dict[str, Reading | None]],
    columns: dict[str, int],
) -> None:
    """Ask that every column agrees: its total, and the rows below added up."""
    for stage, column in columns.items():
        head = table.heads(column)[-1][:8]
        parts = [line[stage] for line in lines]
        account.balance([total[stage]], parts, (f"{head}合计行", "下面各行相加"))


def _pass_over_lower_rows(table: SheetTable, columns: dict[str, int]) -> None:
    """Mark rows below the top classes as used: they repeat what these hold."""
    for row in table.rows:
        table.used.update((row, column) for column in columns.values())


def stated_none(table: SheetTable, budget: str) -> StatedNone | None:
    """Return the statement under an empty table that there is no such budget."""
    cells = [at for at in sorted(table.sheet.cells) if table.top <= at[0] <= table.bottom]
    if any(table[at].number for at in cells if at[0] >= table.first):
        return None
    for at in cells:
        words = table[at].words
        if _IF.search(words):
            continue
        if _NONE.search(words):
            return StatedNone(budget, table, at, bool(_WHOLE.search(words)))
        if at[0] >= table.first and _EMPTY.search(words):
            return StatedNone(budget, table, at, whole=True)
    return None


# Tables of projects with their names: 项目支出决算明细表 and the like.


_STAGES = frozenset({"last", "initial", "full_year", "outturn", "carried_in", "carried_out"})
_ONLY_AMOUNTS = {
    "full_year": re.compile(r"预算数"),
    "outturn": re.compile(r"^支出$|^金额$|^合计$|支出金额"),
}
"""What heads mean where a list has just one column of that kind."""
_RANKED = ("outturn", "full_year", "initial", "last", "carried_in", "carried_out")
_OF_WORDS = frozenset({"budget", "kind"})
_KINDS = ChoiceKind(PROJECT_KINDS, tuple(KIND_NAMES.items()))
_BUDGETS = ChoiceKind(BUDGETS, tuple(BUDGET_NAMES.items()))


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project as it stands in a row of a table."""

    name: str
    at: At
    table: SheetTable
    budget: str
    amounts: dict[str, Reading]
    kind: str = ""
    written: str = ""
    """The name as it stands there, with its number."""
    cells: Mapping[str, At] = field(default_factory=dict)
    """Where its words stand, by the field; the title of the table has no cell."""


def read_projects(table: SheetTable, account: Account) -> list[ProjectLine]:
    """Return the projects of a table; empty where no column holds their names."""
    heads = {column: "/".join(table.heads(column)) for column in table.columns}
    fields = {column: _project_field(words) for column, words in heads.items()}
    names = next((column for column, name in fields.items() if name == "name"), None)
    names = _under_project(table, heads, fields) if names is None else names
    if names is None:
        return []
    columns = _stage_columns(heads, fields, names, table.year)
    words = {name: column for column, name in fields.items() if name in _OF_WORDS}
    found: list[ProjectLine] = []
    sums: list[tuple[str, dict[str, Reading]]] = []
    for row in table.rows:
        line = [table[row, column].words for column in range(1, names + 1)]
        if any(is_note(cell) for cell in line):
            continue
        cells = {stage: account.read(table, (row, c)) for stage, c in columns.items()}
        amounts = {stage: reading for stage, reading in cells.items() if reading is not None}
        if words_of_sum := next((cell for cell in line if is_total(cell)), ""):
            sums.append((words_of_sum, amounts))
        elif table[row, names].words and table[row, names].number is None and amounts:
            found.append(_project_line(table, (row, names), words, amounts))
            account.unknown += _unknown_words(table, found[-1])
    whole = grand_total([words_of_sum for words_of_sum, _ in sums])
    return _without_sums(account, found, {} if whole is None else sums[whole][1])


def _project_line(
    table: SheetTable, at: At, words: dict[str, int], amounts: dict[str, Reading]
) -> ProjectLine:
    paid = table[at[0], words["budget"]].words if "budget" in words else table.title
    kind = table[at[0], words["kind"]].words if "kind" in words else ""
    name = unnumbered(" ".join(table[at].text.split()))
    written = table[at].text
    cells = {"name": at, **{field: (at[0], column) for field, column in words.items()}}
    budget, kind = _BUDGETS.option_in(paid), _KINDS.option_in(kind)
    return ProjectLine(name, at, table, budget, amounts, kind, written, cells)


def _unknown_words(table: SheetTable, line: ProjectLine) -> list[tuple[SheetTable, At]]:
    """Return the cells whose words say of a project what the form has no name for."""
    codes = {"budget": line.budget, "kind": line.kind}
    cells = [at for name, at in line.cells.items() if not codes.get(name, name)]
    return [(table, at) for at in cells if table[at].words not in NOTHING]


def _without_sums(
    account: Account, found: list[ProjectLine], totals: dict[str, Reading]
) -> list[ProjectLine]:
    """Leave out rows that sum up others; they are told, and the rest is held to the total."""
    stage = next((s for s in _RANKED if any(s in line.amounts for line in found)), "")
    if not stage:
        return found
    amounts = [r.amount if (r := line.amounts.get(stage)) else None for line in found]
    total = totals.get(stage)
    sums = sum_rows([line.written for line in found], amounts, total.amount if total else None)
    kept = []
    for at, line in enumerate(found):
        if at in sums.left:
            account.sums.append((line.table, line.at))
            continue
        for reading in line.amounts.values() if sums.doubt else ():
            reading.suspect(sums.doubt)
        kept.append(line)
    _add_up(account, kept, totals)
    return kept


def _project_field(words: str) -> str:
    """Return the name of the field that the innermost of some heads stands for, or all of them."""
    for head in (words.rpartition("/")[2], words):
        found = field_for(head_of(head), Project.fields, among_words=True)
        if found is Project.name and Project.name.label not in head:
            continue  # 名称 and 项目 stand over functional classes as well
        if found is not None:
            return found.name
    return ""


_CODED = re.compile("编码|代码|科目|功能|栏次")
_CLASS = re.compile(
    "^(?:\\d{3,7})?(?:一般公共服务|国防|公共安全|教育|科学技术|文化旅游体育与传媒|社会保障和就业|卫生健康|节能环保|"
    "城乡社区|农林水|交通运输|自然资源海洋气象等|住房保障|灾害防治及应急管理|其他)支出$"
)


def _under_project(table: SheetTable, heads: dict[int, str], fields: dict[int, str]) -> int | None:
    """Return the column headed 项目 or 名称 where it holds projects and no functional classes."""
    last = {column: head_of(words.rpartition("/")[2]).words for column, words in heads.items()}
    if any(_CODED.search(words) for words in heads.values()):
        return None
    has_amounts = any(words in NUMBERS for words in last.values()) or _OF_WORDS & set(
        fields.values()
    )
    named = next((c for c, words in last.items() if words in {"项目", "名称", "项目内容"}), None)
    if named is None or not has_amounts:
        return None
    words = [unnumbered(table[row, named].words) for row in table.rows]
    return None if any(_CLASS.match(each) for each in words) else named


_TOLD = {"this": "outturn", "initial": "initial", "full_year": "full_year"}


def _stage_columns(
    heads: dict[int, str], fields: dict[int, str], names: int, year: int | None
) -> dict[str, int]:
    """Return stage -> column of a list of projects; columns of other years are left out."""
    found: dict[str, int] = {}
    for column, words in heads.items():
        if column <= names or not words:
            continue
        last = head_of(words.rpartition("/")[2]).words
        only = next((s for s, p in _ONLY_AMOUNTS.items() if p.search(last) or p.search(words)), "")
        stage = fields[column] if fields[column] in _STAGES else only
        years = {int(each) for each in YEAR.findall(words)}
        if years and year is not None:
            told = stage_of((words,), year)
            other = "last" if years == {year - 1} and told == "last" else ""
            stage = (stage or _TOLD.get(told, "")) if year in years else other
        if stage:
            found.setdefault(stage, column)
    return found


def _add_up(account: Account, found: list[ProjectLine], totals: dict[str, Reading]) -> None:
    for stage, total in totals.items():
        parts = [line.amounts.get(stage) for line in found]
        account.balance([total], parts, ("项目合计", "各项目相加"))


# “三公”经费支出决算表: six budgets and six finals, in two blocks, interleaved or in rows.


_SUM = re.compile(r"合计|小计|总计")
_TOTAL_ROW = re.compile(r"合计|总计")

_ITEMS = ("total", "overseas", "vehicles", "purchase", "running", "reception")
_VERTICAL_ONLY: tuple[tuple[str, str], ...] = (
    *((amounts.name, "|".join(names_of(amounts))) for amounts in BY_ITEM.values()),
    ("procurement", r"政府采购(?:支出)?(?:金额|合计|总额)"),
)


def read_three_public(table: SheetTable, account: Account, year: int | None) -> None:
    """Read the three public expenses; kept as `three:item:stage`.

    Args:
        table: The table.
        account: Where it is kept.
        year: The year of the file, which tells this year's columns from last year's.
    """
    read = _read_rows if _is_vertical(table) else _read_columns
    asked = read(table, account, year)
    for stage in ("this", "budget", "initial", "full_year", "last", "last_budget"):
        _sums(account, table, stage, asked)


def _is_vertical(table: SheetTable) -> bool:
    if table.kind is TableKind.CONFERENCES:
        return True
    found = {
        expense_of((table[row, column].words,))
        for row in table.rows
        for column in table.columns
        if table[row, column].number is None
    }
    named = found & _EXPENSES
    above = {expense_of(table.heads(column)) for column in table.columns}
    return len(named) > 1 or (len(named) == 1 and not above & _EXPENSES)


_EXPENSES = frozenset({"overseas", "vehicles", "reception", "running"})


def _read_columns(table: SheetTable, account: Account, year: int | None) -> set[str]:
    """Read a table with an expense a column; return the keys of its columns."""
    columns: dict[int, str] = {}
    for column in table.columns:
        heads = table.heads(column)
        item, stage = expense_of(heads), stage_of(heads, year)
        key = f"three:{item}:{stage}"
        if item and stage and key not in columns.values():
            columns[column] = key
    row = _data_row(table, list(columns))
    if row is not None:
        for column, key in columns.items():
            account.read(table, (row, column), key)
    return set(columns.values())


def _data_row(table: SheetTable, columns: list[int]) -> int | None:
    """Return the row of the total, else the only one with amounts."""
    filled = [r for r in table.rows if any(table[r, c].number is not None for c in columns)]
    named = [
        r for r in filled if any(_TOTAL_ROW.fullmatch(table[r, c].words) for c in table.columns)
    ]
    if named:
        return named[0]
    return filled[0] if len(filled) == 1 else None


def _read_rows(table: SheetTable, account: Account, year: int | None) -> set[str]:
    """Read a table with an expense a row, and counts beside them; return the keys it names."""
    seen: set[str] = set()
    read: set[str] = set()
    for row in table.rows:
        for column in table.columns:
            cell = table[row, column]
            if not cell.words or cell.number is not None:
                continue
            item = _row_item(table, cell.words)
            for at, stage in _amounts_right_of(table, (row, column), year) if item else ():
                key = f"three:{item}:{stage}"
                seen.add(key)
                first = account.first(key) if key in read else None
                if first is not None and table.amount(at) == first.amount:
                    table.used.add(at)  # the total said again
                if key not in read and account.read(table, at, key) is not None:
                    read.add(key)  # a head above 支出合计 has no amount of its own
            counted = None if item else _count_of(cell.words)
            for at, stage in _amounts_right_of(table, (row, column), year) if counted else ():
                if counted and stage == "this" and table[at].number is not None:
                    table.used.add(at)
                    account.counts.setdefault(counted, (table, at))
    return seen


_COUNTS = (
    (re.compile("因公出国.*团组"), ThreePublicCounts.overseas_groups),
    (re.compile("因公出国.*人次"), ThreePublicCounts.overseas_people),
    (re.compile("公务用车购置(?:数|辆)"), ThreePublicCounts.vehicles_bought),
    (re.compile("公务用车保有量"), ThreePublicCounts.vehicles_kept),
    (re.compile("国内(?:公务)?接待批次"), ThreePublicCounts.reception_batches),
    (re.compile("国内(?:公务)?接待人次"), ThreePublicCounts.reception_people),
)


def _count_of(words: str) -> Field[int] | None:
    """Return the count that a row tells, as 机构运行信息表 names it."""
    plain = unnumbered(words)
    return next((field for pattern, field in _COUNTS if pattern.match(plain)), None)


_CONFERENCES = re.compile("会议费|培训费")


def _row_item(table: SheetTable, words: str) -> str:
    """Return the expense that the label of a row names, blank for none."""
    plain = unnumbered(words)
    if len(plain) > 24:
        return ""
    if table.kind is not TableKind.THREE_PUBLIC or _CONFERENCES.search(table.title):
        found = [item for item, pattern in _VERTICAL_ONLY if re.search(pattern, plain)]
        if found or table.kind is TableKind.CONFERENCES:
            return found[0] if len(found) == 1 else ""
    if _SUM.search(plain) and "采购" in plain:
        return ""
    if re.match(r"[\"“”]?三公[\"“”]?经费|支出合计|合计", plain):
        return "total"
    return expense_of((plain,))


def _amounts_right_of(table: SheetTable, at: At, year: int | None) -> list[tuple[At, str]]:
    found: list[tuple[At, str]] = []
    for column in table.columns[at[1] :]:
        cell = table[at[0], column]
        stage = stage_of(table.heads(column), year)
        words = cell.words if cell.number is None and cell.words not in NOTHING else ""
        if words and (not stage or expense_of((unnumbered(words),))):
            break
        if stage:
            found.append(((at[0], column), stage))
    return found


def _sums(account: Account, table: SheetTable, stage: str, asked: set[str]) -> None:
    """Ask that the sums hold; a total whose cell is blank leaves its parts unproved."""
    found = {
        name: next(
            (r for r in account.readings.get(f"three:{name}:{stage}", ()) if r.table is table), None
        )
        for name in _ITEMS
        if f"three:{name}:{stage}" in asked
    }
    cars = [found.get("purchase"), found.get("running")]
    if "total" in found:
        parts = [found.get("overseas"), found.get("reception")]
        parts += [found["vehicles"]] if "vehicles" in found else cars
        account.balance([found["total"]], parts, ("“三公”合计", "各项相加"))
    if "vehicles" in found and (cars[0] or cars[1]):
        account.balance([found["vehicles"]], cars, ("公务用车小计", "购置加运行"))
    if cars[0] is not None and cars[0].amount and (cars[1] is None or not cars[1].amount):
        for reading in filter(None, (*cars, found.get("vehicles"))):
            reading.suspect("有公务用车购置费、没有运行维护费，核对是否错了一格")


def label_of(table: SheetTable, at: At) -> str:
    """Return the words left of a cell, for telling what was left out."""
    row, column = at
    words = (table[row, c] for c in range(column - 1, 0, -1))
    return next((cell.text for cell in words if cell.words and cell.number is None), "")


# The row of the report that a line of a table is about.


def row_named(report: Report, by: Field[str], name: str, parent: int = SINGLE) -> int | None:
    """Return the row that holds a name already, so that nothing doubles; None where none does."""
    wanted = plain_project(name)
    return next(
        (
            row
            for row in report.rows(by.section, parent)
            if isinstance(held := report[by.at(row)], str) and plain_project(held) == wanted
        ),
        None,
    )


def plain_project(name: str) -> str:
    """Return a name without blanks and quotation marks."""
    return "".join(mark for mark in name if mark not in " \u3000“”\"'（）()")
