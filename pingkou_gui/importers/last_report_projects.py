"""Projects of a report onto the form: their names, amounts and texts, from lists and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.kinds import ChoiceKind
from pingkou_gui.form.pages.funds import FundTexts
from pingkou_gui.form.pages.projects import (
    BUDGET_NAMES,
    BUDGETS,
    KIND_NAMES,
    PROJECT_KINDS,
    Project,
    ProjectTexts,
)
from pingkou_gui.form.values import NIL
from pingkou_gui.importers.headers import (
    DERIVED,
    NUMBERS,
    POWERS,
    field_for,
    grand_total,
    head_of,
    is_note,
    is_total,
    sum_rows,
    unit_line,
    unnumbered,
)
from pingkou_gui.importers.last_report_attachments import fill, is_basic_data
from pingkou_gui.importers.last_report_figures import FUND_OF_SCOPE
from pingkou_gui.importers.last_report_funds import fund_field
from pingkou_gui.importers.last_report_model import (
    NO_FIELD,
    ZERO,
    Candidate,
    Shift,
    evened,
    last_of,
    stated,
)
from pingkou_gui.report.notes_not_printed import FUND_NOTES
from pingkou_gui.text.lines.gaps import item_label
from pingkou_gui.text.lines.source import OPAQUE
from pingkou_gui.text.lines.vocabulary import BASIC_GROUP
from pingkou_gui.text.reading.statements import COUNTED
from pingkou_gui.text.reading.table_words import FIGURE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pingkou_gui.form.field import Field
    from pingkou_gui.importers.last_report_model import Block, Collector
    from pingkou_gui.text.lines.source import Span
    from pingkou_gui.text.reading.grids import Grid, TableCell
    from pingkou_gui.text.reading.statements import ItemList, Statement

_OPENING = re.compile("(?:其中|包括|包含|分别是|分别为|分别|主要是|主要有|用于)[：:为]?")
_EDGES = "、，,；;。：: \u3000\n"
_CURRENCY = re.compile("(?:人民币|RMB|[¥￥]|\\s)+$")
"""What may stand between a name and its amount."""
_ALONE = re.compile(
    "(?:全部用于|均为(?!项目支出)|均为项目支出，项目为)(?P<name>[^，。；]{2,60})(?:[。；]|(?<=项目支出)，)"
)
_NO_NAME = re.compile(f"[，。；：:【】〔〕{OPAQUE}]|万元|^[\\d.]+$")
_SPENT = re.compile("(?<=项目|工程)(?<!等项目)支出$")
_PIECE = re.compile("(?P<name>[^\\d，。；：]{2,40})(?P<amount>\\d{1,9}(?:\\.\\d{1,6})?)万元?")
_WORDS_OF_MONEY = (
    "本年|当年|全年|年度|年初|年末|年底|年中|上年|以前年度|往年|历年|下年|目前|"
    "已|未|尚|实际|累计|共|总|剩余|余下|其余|的|"
    "支出|支付|拨付|使用|执行|完成|发生|安排|下达|到位|结转|结余|结存|收回|上缴|交回|缴回|"
    "调剂|调整|调增|调减|追加|核减|压减|节约|兑付|列支|开支|投入|"
    "中央|上级|本级|[省市县区州乡镇]级?|财政|单位|部门|社会|企业|群众|"
    "资金|经费|款项?|拨款|补助款?|配套|自筹|自有|专项|转移支付|债券|贷款|捐赠|专户|非税|收入|"
    "一般公共|政府性基金|国有资本经营|预算|金额|数额?|额度?|指标|部分|项目|"
    "(?:人员|公用|运转|特定目标)类"
)
OF_MONEY = re.compile(f"(?:{_WORDS_OF_MONEY})+")
"""Words that say who paid, when, and what became of the money: 尚未拨付, 县级配套资金."""
_PARENTS = frozenset({"project_spending", "total_spending"})
_BESIDE = frozenset(
    {"carried_in", "carried_out", "arranged", "spent", "basic_spending", "project_spending"}
)


@dataclass(slots=True)
class Found:
    """A project as the lists tell of it."""

    name: str
    outturn: Candidate
    where: Span
    budget: str = ""
    last: Candidate | None = None
    doubt: str = ""
    others: list[Candidate] = field(default_factory=list)


def read_projects(c: Collector) -> None:
    """Propose the projects of all lists, each once."""
    overall: list[Found] = []
    by_budget: list[Found] = []
    for found in _listed(c):
        (by_budget if found.budget else overall).append(found)
    projects = _merged(overall, by_budget)
    if overall:
        _doubt_what_does_not_fit(c, projects, overall)
    for project in projects:
        _propose(c, project)


def _propose(c: Collector, found: Found) -> None:
    """Propose a project of a list, with its budget and what was spent on it."""
    row = c.row(Project, Project.name, found.name)
    amount = found.outturn
    doubt = found.doubt or (amount.doubt.why if amount.doubt else "")
    if found.others:
        numbers = "、".join(f"{x.number.normalize():f}" for x in found.others)
        doubt = f"这里是{amount.number.normalize():f}万元，别处同名项目是{numbers}万元，核对后填"
    c.put(Project.name, found.name, found.where, row, doubt=found.doubt, carried=True)
    if found.budget:
        c.put(Project.budget, found.budget, found.where, row, doubt=found.doubt, carried=True)
    target = {Shift.SAME: Project.outturn, Shift.NEXT: Project.last, Shift.APART: None}[c.shift]
    if target is not None:
        c.put(target, amount.value, amount.span, row, doubt=doubt)
    last = found.last
    if last is not None and c.shift is Shift.SAME:
        why = last.doubt.why if last.doubt else found.doubt
        c.put(Project.last, last.value, last.span, row, doubt=why)


def _listed(c: Collector) -> list[Found]:
    found: list[Found] = []
    for group in c.reading.lists:
        parent = c.reading.statements[group.parent] if group.parent >= 0 else None
        if parent is not None and _is_of_projects(c, parent) and _is_borne_out(c, group, parent):
            found += _listed_projects(c, group, parent)
    for index, s in enumerate(c.reading.statements):
        if _is_of_projects(c, s) and not any(g.parent == index for g in c.reading.lists):
            found += _alone(c, s)
    return found


def _is_borne_out(c: Collector, group: ItemList, parent: Statement) -> bool:
    """Whether nothing speaks against it that a list is of spending.

    Behind 安排项目3个： only the sum tells that it is; else the projects are read from their lines, with a doubt.
    """
    amounts = [c.reading.statements[at].amount for at in group.items]
    added = sum((a.value for a in amounts if a is not None), Decimal(0))
    return group.word != COUNTED or (parent.amount is not None and added == parent.amount.value)


def _is_of_projects(c: Collector, s: Statement) -> bool:
    """Whether what a list makes up is project spending, or a budget that is all projects."""
    if s.aside or s.key not in _PARENTS or s.measure != "outturn" or _is_late(c, s):
        return False
    return s.key == "project_spending" or s.scope in set(FUND_OF_SCOPE) - {"general_public_budget"}


def _is_late(c: Collector, s: Statement) -> bool:
    return bool(c.reading.year and s.year is not None and s.year != c.reading.year)


def _listed_projects(c: Collector, group: ItemList, parent: Statement) -> list[Found]:
    """Return the projects among the items that a sentence lists under their total."""
    found: list[Found] = []
    before = parent.amount.span.end if parent.amount else parent.span.end
    at = parent.span.paragraph
    for index in group.items:
        item = c.reading.statements[index]
        value = stated(c, item)
        if value is None or item.amount is None or item.key in _BESIDE | BASIC_GROUP:
            continue
        if item.span.paragraph == at:
            name = _name(c, item, before, first=not found)
            before = item.amount.span.end
        else:
            name = item.label.strip(_EDGES).lstrip("）")  # of the number before it
            name = "" if _NO_NAME.search(name) else name
        if not name or OF_MONEY.fullmatch(name):
            continue
        c.used.add(index)
        budget, last = FUND_OF_SCOPE.get(parent.scope, ""), last_of(c, item, value)
        found.append(Found(_SPENT.sub("", name), value, item.amount.span, budget, last))
    return found


def _name(c: Collector, item: Statement, before: int, *, first: bool) -> str:
    """Return the words between the last amount and this one: a name may hold a 、 of its own."""
    if item.amount is None:
        return ""
    text = c.reading.source.paragraphs[item.span.paragraph].text
    between = text[before : item.amount.span.start]
    if first:
        opened = list(_OPENING.finditer(between))
        between = between[opened[0].end() :] if opened else between
    name = item_label(_CURRENCY.sub("", between).strip(_EDGES)).strip(_EDGES)
    if name and not _NO_NAME.search(name):
        return name
    label = item.label.strip(_EDGES)
    return "" if _NO_NAME.search(label) else label


def _alone(c: Collector, s: Statement) -> list[Found]:
    """Return the one project a budget was spent on: 全部用于…."""
    value = stated(c, s)
    if value is None or s.amount is None or not value.number:
        return []
    text = c.reading.source.paragraphs[s.span.paragraph].text[s.amount.span.end :]
    several = _parts(text.partition("。")[0], value, FUND_OF_SCOPE.get(s.scope, ""))
    if several:
        return several
    match = _ALONE.match(text.lstrip("，,"))
    if match is None or _NO_NAME.search(match["name"]) or OF_MONEY.fullmatch(match["name"]):
        return []
    return [Found(match["name"].strip(), value, s.amount.span, FUND_OF_SCOPE.get(s.scope, ""))]


def _parts(text: str, whole: Candidate, budget: str) -> list[Found]:
    """Return what 用于甲3万元、乙2万元 names, where it comes to the whole."""
    opened = re.search("(?:用于|其中|包括|包含)[：:为]?", text)
    pieces = re.split("[、，,；;]", text[opened.end() :]) if opened else []
    found: list[Found] = []
    for piece in pieces:
        match = _PIECE.fullmatch(piece.strip())
        if match is None:
            return []
        amount = Candidate(Decimal(match["amount"]), whole.span, whole.step)
        name = _CURRENCY.sub("", match["name"])
        if OF_MONEY.fullmatch(name):
            return []
        found.append(Found(name, amount, whole.span, budget))
    total = sum((x.outturn.number for x in found), ZERO)
    return found if abs(total - whole.number) <= whole.step else []


def _merged(overall: list[Found], by_budget: list[Found]) -> list[Found]:
    """Return the projects of both kinds of list, those that are the same as one."""
    projects: list[Found] = []
    for found in (*overall, *by_budget):
        known = next((p for p in projects if _is_same(p, found)), None)
        if known is None:
            projects.append(found)
            continue
        if _differs(known, found):
            known.others.append(found.outturn)
        elif found.budget:
            known.budget = known.budget or found.budget
    return projects


def _is_same(one: Found, other: Found) -> bool:
    """Whether two names are one project's: equal, or one within the other at the same amount."""
    a, b = evened(one.name), evened(other.name)
    if _as_spent(a) == _as_spent(b):
        return not (one.budget and other.budget and one.budget != other.budget)
    if _differs(one, other) or min(len(a), len(b)) < 6:
        return False
    return a.endswith(b) or b.endswith(a)


def _as_spent(name: str) -> str:
    """Return a name without what is said of the money behind it: 均为修坝项目支出."""
    return name.removesuffix("支出").removesuffix("项目")


def _differs(one: Found, other: Found) -> bool:
    return abs(one.outturn.number - other.outturn.number) > max(
        one.outturn.step, other.outturn.step
    )


def _doubt_what_does_not_fit(c: Collector, projects: list[Found], overall: list[Found]) -> None:
    """Put in doubt what only a budget's own list names, once the list of all is complete."""
    total = _total(c)
    listed = sum((p.outturn.number for p in overall), ZERO)
    if total is None or abs(listed - total) > Decimal("0.05"):
        return
    for project in projects:
        if not any(project is p for p in overall) and project.outturn.number:
            project.doubt = "全部项目的清单已等于项目支出合计，其中没有它，可能含在别的项目里"


def _total(c: Collector) -> Decimal | None:
    for s in c.reading.statements:
        if s.key == "project_spending" and s.scope in {"fiscal", "total"} and s.amount is not None:
            return s.amount.value
    return None


Texts = tuple["Field[str]", "Field[str]"]
_PARTS: tuple[tuple[re.Pattern[str], Texts], ...] = (
    (re.compile("组织实施|实施情况"), (ProjectTexts.implementation, Project.implementation)),
    (re.compile("管理"), (ProjectTexts.management, Project.management)),
    (re.compile("使用"), (ProjectTexts.use, Project.use)),
    (re.compile("安排|落实|投入"), (ProjectTexts.arrangement, Project.arrangement)),
)
_FUNDS: dict[str, Field[str]] = {
    "government_funds": FundTexts.government_funds,
    "state_capital_operations": FundTexts.state_capital,
    "social_insurance_funds": FundTexts.social_insurance,
}
_UNSPENT = re.compile(
    "(?:该项目)?(?:结转下年(?P<left>[\\d.]+)|超支[\\d.,，]+)万元[，,](?:未执行完的)?原因是(?P<why>.+?)。?$"
)
_COMPUTED = re.compile(
    "(?:年初预算[\\d.,]+万元，|年初未安排预算，)?全年(?:预算[\\d.,]+万元|未安排预算)，"
    "全年(?:执行[\\d.,]+万元|无支出)|年初和全年均未安排预算，"
)
"""The sentence the program writes from the projects' figures."""
_PROMPT = re.compile("[^，。]{2,40}(?:情况)?分析。?")
_PURPOSE = re.compile("(?:(?:主要|全部|专项)?用于|主要包括)(?P<use>[^。]+)")


def read_project_texts(c: Collector) -> None:
    """Propose the words on projects and on the three other budgets."""
    paragraphs = {s.span.paragraph for i, s in enumerate(c.reading.statements) if i in c.used}
    for block in c.chapter("general_public_budget", "project_spending"):
        if block.index not in paragraphs and block.index not in c.placed and block.body:
            _general(c, block)
    for chapter, own in _FUNDS.items():
        for block in c.chapter(chapter):
            if block.body:
                _propose_fund_text(c, block, own, paragraphs)


def _general(c: Collector, block: Block) -> None:
    if block.title and not any(p.search(block.title) for p, _ in _PARTS):
        return
    if _COMPUTED.match(block.body):
        c.placed.add(block.index)
        return
    together, each = _texts(block)
    row, text = _project_of(c, block.body, "general")
    if row:
        _propose_text(c, block, each, row, text)
    else:
        c.add_to(together, block.body, block.index)


def _propose_text(c: Collector, block: Block, field: Field[str], row: int, text: str) -> None:
    """Propose a text about a project, and apart from it why some of its money was left."""
    unspent = _UNSPENT.search(text)
    if unspent:
        c.carry(Project.unspent_reason, unspent["why"], block.index, row)
        if c.shift is Shift.NEXT and unspent["left"]:
            fill(c, Project.carried_in, Decimal(unspent["left"]), block.index, row)
        text = text[: unspent.start()].rstrip("，")
    if text:
        c.add_to(field, text, block.index, row)


_SIDE = re.compile("由(?P<fund>专户非税收入|其他资金)安排的(?P<several>项目中，)?(?P<parts>.+?)。?")
_SIDE_CODES = {"专户非税收入": "special_account", "其他资金": "other"}


def read_side_projects(c: Collector, block: Block) -> bool:
    """Propose what a paragraph tells of projects that no chapter on a budget tells of.

    Returns False where it tells of none of them, and is another matter.
    """
    match = _SIDE.fullmatch(block.body)
    if match is None:
        return False
    parts = match["parts"].split("；") if match["several"] else [match["parts"]]
    found = [_project_of(c, part) for part in parts]
    if not all(row for row, _ in found):
        return False
    for row, text in found:
        c.carry(Project.budget, _SIDE_CODES[match["fund"]], block.index, row)
        _propose_text(c, block, Project.use, row, text)
    return True


def _texts(block: Block) -> Texts:
    return next((t for p, t in _PARTS if p.search(block.topic)), (ProjectTexts.use, Project.use))


_SUBJECT = re.compile(
    "^(?:项目资金|资金|项目)(?=主要用于|全部用于|专项用于|用于|按|由|实行|执行|已|采)"
)
"""What the program puts behind a project's name before it goes on with the clerk's words."""


def _project_of(c: Collector, text: str, code: str = "") -> tuple[int, str]:
    """Return the row of the project a paragraph opens with, and what it says of it.

    该项目 is the one project that the budget with this code pays for.
    """
    if text.startswith(_THIS):
        of = [row for row, budget in c.proposed(Project.budget) if budget == code]
        if len(of) == 1:
            return of[0], _SUBJECT.sub("", text.removeprefix(_THIS))
    proposed = c.proposed(Project.name)
    names = {evened(name): row for row, name in proposed if isinstance(name, str)}
    for name in sorted(names, key=len, reverse=True):
        if evened(text[: len(name) + 8]).startswith(name):
            rest = _SUBJECT.sub("", text[len(name) :].lstrip("”：:"))
            return names[name], rest
    return 0, text


_THIS = "该项目"


def _propose_fund_text(c: Collector, block: Block, field: Field[str], paragraphs: set[int]) -> None:
    """Propose a paragraph of a fund's chapter: as its text, a project's, or 无."""
    if _PROMPT.fullmatch(block.body):
        c.miss(block.index, block.body, "像是小标题，没有读入")
        c.placed.add(block.index)
    elif block.index not in paragraphs:
        code = next((code for code, own in FUND_NOTES.items() if own is field), "")
        if _NO_FUND.fullmatch(block.body):
            _none_of_fund(c, block, code)
            return
        row, text = _project_of(c, block.body, code)
        if row:
            _propose_text(c, block, _texts(block)[1], row, text)
        else:
            c.add_to(field, block.body, block.index)
    else:
        _purpose(c, block, field)


_NO_FUND = re.compile(
    "[^，。]{0,40}(?:无|没有)(?:政府性基金|国有资本经营|社会保险基金)(?:预算)?(?:财政拨款)?(?:收入和支出|收支|收入、支出|支出)。?"
)
"""All that a paragraph says of a budget that nothing came of: it is no purpose of its money."""


def _none_of_fund(c: Collector, block: Block, code: str) -> None:
    c.placed.add(block.index)
    if c.shift is Shift.SAME and fund_field(code, "outturn").at() not in c.items:
        c.put(fund_field(code, "outturn"), NIL, block.index)


def _purpose(c: Collector, block: Block, field: Field[str]) -> None:
    match = _PURPOSE.search(block.body)
    if match and "【" not in match["use"] and not re.search("\\d万元", match["use"]):
        c.add_to(field, match["use"], block.index)


# Tables of projects: a row each, whatever the heads are called.


_HEAD_ROWS = 3
_AMOUNTS = {Project.last: 0, Project.initial: 1, Project.full_year: 2, Project.outturn: 3}
_CHOICES = {
    Project.budget: ChoiceKind(BUDGETS, tuple(BUDGET_NAMES.items())),
    Project.kind: ChoiceKind(PROJECT_KINDS, tuple(KIND_NAMES.items())),
}
_NO_UNIT = "原文没有写单位，核对是不是万元"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a table of projects: its field, and the unit its head states."""

    field: Field[Any]
    unit: str
    doubt: str = ""


def read_project_tables(c: Collector) -> None:
    """Propose the projects that tables of the text list with their amounts.

    Last year's report gives last year's outturn, and no budgets: the form has none of last year's.
    """
    for grid in c.reading.grids:
        if not is_basic_data(grid):
            _read_list(c, grid)


def _read_list(c: Collector, grid: Grid) -> None:
    """Propose the projects of a table; sums in it are no projects."""
    columns, first = _columns(grid)
    ranked = [at for at, column in columns.items() if column.field in _AMOUNTS]
    if not ranked:
        return  # no list, or one whose columns of amounts cannot be told apart
    names = next(at for at, column in columns.items() if column.field is Project.name)
    rows = [row for row in grid.rows[first:] if _fits(grid, row, columns)]
    lines = [{cell.column: cell for cell in row} for row in rows]
    lines = [line for line in lines if names in line and not _is_aside(line[names].text)]
    sums = [line for line in lines if _is_sum(line[names].text)]
    whole = grand_total([line[names].text for line in sums])
    total = {} if whole is None else sums[whole]
    lines = [line for line in lines if not _is_sum(line[names].text)]
    best = max(ranked, key=lambda at: _AMOUNTS[columns[at].field])
    amounts = [_figure(line.get(best)) for line in lines]
    summed = sum_rows([line[names].text for line in lines], amounts, _figure(total.get(best)))
    stated = unit_line(grid.caption.split("\n")) if grid.caption else ""
    heads = {cell.column: cell for row in grid.rows[:first] for cell in row if cell.text}
    if c.shift is Shift.NEXT:
        columns |= _left_over_columns(heads, columns)
    for row in grid.rows[:first]:
        c.placed.update(cell.span.paragraph for cell in row)
    for at, line in enumerate(lines):
        if at in summed.left or not any(_figure(line.get(place)) is not None for place in ranked):
            continue
        _propose_row(c, line, columns, stated, summed.doubt)
    c.placed.update(cell.span.paragraph for line in sums for cell in line.values())
    _list_columns(c, heads, lines, columns)


_BY_PROGRAM = "由程序按全年预算和全年执行算出，没有读入"
_WHICH_BUDGET = "看不出是年初预算还是全年预算，没有读入"
_OTHER_BUDGET = "不是本年的预算，没有读入"
_MAY_BE_RETURNED = "原文的结转、结余合在一列，核对是不是都结转到今年"
_SURPLUS = "看不出结余是不是结转到今年，结转的在“项目”页填上年结转"
_CARRIED_ON = re.compile("(?:(?:年末|期末)结转|结转(?:到|至)?下年)(?:资金|数|金额|额)*")
_LEFT_OVER = re.compile(
    "(?:本年|当年|年末|期末)?(?:(?:结转|结余)[和与及、]?)?(?:结转|结余)(?:资金|数|金额|额)*"
)
"""Heads of what a project had left at the end of its year, whatever became of it."""


def _left_over_columns(
    heads: Mapping[int, TableCell], columns: Mapping[int, _Column]
) -> dict[int, _Column]:
    """Return the columns of last year's table that say what each project carries in this year."""
    found: dict[int, _Column] = {}
    for at, cell in heads.items():
        head = head_of(cell.text)
        sure = _CARRIED_ON.fullmatch(head.words) is not None
        both = _LEFT_OVER.fullmatch(head.words) and {"转", "余"} <= set(head.words)
        if at not in columns and (sure or both):
            doubt = "" if sure else _MAY_BE_RETURNED
            found[at] = _Column(Project.carried_in, head.unit, doubt)
    return found if len(found) == 1 else {}


def _list_columns(
    c: Collector,
    heads: Mapping[int, TableCell],
    lines: Sequence[dict[int, TableCell]],
    columns: Mapping[int, _Column],
) -> None:
    """List the columns of figures in a table of projects that no field was found for."""
    for at, cell in heads.items():
        words = head_of(cell.text).words
        count = sum(_figure(line.get(at)) is not None for line in lines)
        if at in columns or words in NUMBERS | DERIVED or not count:
            continue
        why = NO_FIELD
        if "预算" in words:
            why = _WHICH_BUDGET if c.shift is Shift.SAME else _OTHER_BUDGET
        if _CARRIED_ON.fullmatch(words) or _LEFT_OVER.fullmatch(words):
            why = _BY_PROGRAM if c.shift is Shift.SAME else _SURPLUS
        c.miss(cell.span, f"“{words}”一列，共{count}个数", why)


def _columns(grid: Grid) -> tuple[dict[int, _Column], int]:
    """Return the columns of a table of projects and its first row below the heads, else nothing."""
    for at, row in enumerate(grid.rows[:_HEAD_ROWS]):
        if any(cell.is_figure for cell in row):
            break
        heads = {cell.column: [cell.text] for cell in row if cell.text}
        first = at + 1
        if first < len(grid.rows) and _are_heads(grid.rows[first]):
            for cell in grid.rows[first]:
                outer = max((place for place in heads if place <= cell.column), default=0)
                heads[cell.column] = [*heads.get(outer, [])[:1], cell.text]
            first += 1
        columns = {place: found for place, words in heads.items() if (found := _column(words))}
        fields = [column.field for column in columns.values()]
        if _is_list(fields, [words[-1] for words in heads.values()]):
            return {
                place: column
                for place, column in columns.items()
                if fields.count(column.field) == 1 or column.field is Project.name
            }, first
    return {}, 0


def _are_heads(row: Sequence[TableCell]) -> bool:
    """Whether a second row of heads stands below the first: amounts by stage under 项目资金."""
    filled = [cell.text for cell in row if cell.text]
    return bool(filled) and all(_column([words]) for words in filled)


def _column(words: Sequence[str]) -> _Column | None:
    heads = [head_of(each) for each in words if each]
    unit = next((head.unit for head in reversed(heads) if head.unit), "")
    for head in reversed(heads):
        found = field_for(head, (Project.name, *_AMOUNTS, *_CHOICES))
        if found is not None:
            return _Column(found, unit)
    return None


def _is_list(fields: Sequence[Field[Any]], heads: Sequence[str]) -> bool:
    """Whether heads are those of a list of projects.

    项目 and 名称 stand over expenses and functional classes as well: a list of projects numbers
    its rows, or says what pays for them.
    """
    if Project.name not in fields or not any(field in _AMOUNTS for field in fields):
        return False
    plain = [head_of(head).words for head in heads]
    if any(words.startswith("项目名") for words in plain):
        return True
    coded = any("科目" in words or "编码" in words for words in plain)
    return not coded and (
        any(field in _CHOICES for field in fields) or any(words in NUMBERS for words in plain)
    )


def _fits(grid: Grid, row: Sequence[TableCell], columns: dict[int, _Column]) -> bool:
    """Whether a row of counted cells has as many as the heads, so that each is in its column."""
    return bool(row) and (not grid.counted or row[-1].column >= max(columns))


def _is_sum(words: str) -> bool:
    """Whether a row is that of all projects, or of some: 合计, 项目支出."""
    return is_total(words) or unnumbered(words) == "项目支出"


def _is_aside(words: str) -> bool:
    return not words or is_note(words) or FIGURE.fullmatch(words) is not None or OPAQUE in words


def _figure(cell: TableCell | None) -> Decimal | None:
    if cell is None or not cell.is_figure or cell.text.endswith("%"):
        return None
    return Decimal(cell.text)


def _propose_row(
    c: Collector,
    line: dict[int, TableCell],
    columns: dict[int, _Column],
    stated: str,
    doubt: str,
) -> None:
    """Propose a row of a table of projects, in 万元; without a unit it is doubted."""
    place, named = next(
        (at, line[at]) for at, column in columns.items() if column.field is Project.name
    )
    name = unnumbered(named.text)
    row = c.row(Project, Project.name, name)
    if Project.name.at(row) not in c.items:
        c.carry(Project.name, name, named.span.paragraph, row)
    for at, column in columns.items():
        cell = line.get(at)
        if cell is None or at == place:
            continue
        c.placed.add(cell.span.paragraph)
        if column.field in _CHOICES:
            code = _CHOICES[column.field].option_in(cell.text)
            fill(c, column.field, code, cell.span.paragraph, row)
            if not code and re.search("[一-鿿]", cell.text):
                c.miss(cell.span, cell.text, f"看不出是哪种{column.field.label}，在“项目”页选")
            continue
        value, target = _figure(cell), _target(c, column.field)
        if value is None or target is None:
            continue
        unit = column.unit or stated
        why = doubt or column.doubt or ("" if unit else _NO_UNIT)
        found = c.doubts.of_amount(cell.span)
        why = found.why if found is not None else why
        amount = value.scaleb(POWERS[unit or "万元"])
        fill(c, target, amount, cell.span.paragraph, row, doubt=why)


def _target(c: Collector, own: Field[Decimal]) -> Field[Decimal] | None:
    if c.shift is Shift.SAME:
        return own
    if c.shift is not Shift.NEXT or own is Project.carried_in:
        return own if c.shift is Shift.NEXT else None
    return Project.last if own is Project.outturn else None
