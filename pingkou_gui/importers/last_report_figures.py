"""Amounts of a report onto the form: sentences, tables, items, budgets, and totals against parts."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.form.form import BY_TERM, FORM
from pingkou_gui.form.pages.basic_spending import (
    Basic,
    Control,
    EconomicItem,
    ThreePublic,
    ThreePublicBudget,
)
from pingkou_gui.form.pages.funds import FUND_SECTIONS
from pingkou_gui.form.pages.projects import ProjectTotals
from pingkou_gui.form.values import NIL, SINGLE, Nil, Place
from pingkou_gui.importers.last_report_model import (
    CENT,
    WIDER,
    ZERO,
    Candidate,
    Doubt,
    Shift,
    counted_back,
    in_doubt,
    last_of,
    settled,
    stated,
)
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures import QUANTITIES, field_of, summed
from pingkou_gui.report.figures_funds import spent_by_parts
from pingkou_gui.report.proposal import Proposal, Proposed, accept
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme_reader import default_scheme
from pingkou_gui.text.lines.copied_tables import is_account_title
from pingkou_gui.text.lines.identity import Genre
from pingkou_gui.text.reading.statements import FULL_YEAR_BUDGET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.form.field import Amounts, Field
    from pingkou_gui.importers.last_report_model import Collector
    from pingkou_gui.text.reading.statements import Statement
    from pingkou_gui.text.reading.tables import CellStatement

_ONLY_IN_TABLES = frozenset({"office_costs", "project_spending"})
AMOUNT_ROWS: dict[str, Amounts] = {
    term: amounts for term, amounts in BY_TERM.items() if term not in _ONLY_IN_TABLES
}
"""The amount rows of the form by the keys of the reader's vocabulary."""
FUND_OF_SCOPE = {
    "general_public_budget": "general",
    "government_funds": "government_funds",
    "state_capital_operations": "state_capital",
    "social_insurance_funds": "social_insurance",
}
_WHOLE = frozenset({"fiscal", "total"})
_CLASS_OF = {"其他支出": Basic.other}
_BUDGETS = frozenset({"initial_budget", "budget"})
_OTHER_CHAPTERS = frozenset(
    {
        "problems",
        "measures",
        "results_use",
        "government_funds",
        "state_capital_operations",
        "social_insurance_funds",
    }
)
_OF_NO_BUDGET = frozenset({"meetings", "training", "procurement"})
"""What is told of the unit as a whole, below whatever heading it stands."""

STALE = "句子里写的是上一年，像是沿用时没有改的年份，核对是哪一年的数"

_SAID_EQUAL = "原文没有印这个数，只说与决算数持平，核对预算数"
_TWO_STAGES = "这一句没有写明是哪一项、哪一种数，按上下文读入，核对"
_LATER_BUDGET = "原文写的是全年预算，不是年初预算，核对用哪一个"

_COARSE = Decimal(100)
_ROUNDED = "原文只写到百万元或更粗，核对后填准确的数"

Pool = defaultdict[tuple[str, str], list[Candidate]]


def read_amounts(c: Collector) -> None:
    """Propose every amount row that the text tells of."""
    pool: Pool = defaultdict(list)
    wider: Pool = defaultdict(list)
    counted: Pool = defaultdict(list)
    rows = {
        amounts.key: amounts
        for amounts in (*AMOUNT_ROWS.values(), ProjectTotals.total, Basic.other)
    }
    for index, statement in enumerate(c.reading.statements):
        amounts = amounts_of(c, statement)
        if amounts is not None:
            known = statement.key or statement.label in _CLASS_OF
            _gather(c, pool if known else wider, amounts, index, statement)
            for column, candidate in counted_back(c, statement) if known else ():
                counted[amounts.key, column].append(candidate)
    for amounts, column, candidate, part in table_candidates(c):
        rows[amounts.key] = amounts
        (wider if part else pool)[amounts.key, column].append(candidate)
    for place, found in counted.items():
        pool[place] = pool.get(place) or found
    for place, found in wider.items():
        pool[place] = pool.get(place) or [in_doubt(candidate, WIDER) for candidate in found]
    _parts_of_none(pool)
    for (key, column), found in pool.items():
        _propose(c, rows[key], column, found)


def _parts_of_none(pool: Pool) -> None:
    """Add that neither buying nor running vehicles cost anything, where both together are 无."""
    whole = ThreePublic.vehicles
    for column in ("this", "last", "budget"):
        found = pool.get((whole.key, column), [])
        if found and not any(candidate.number for candidate in found):
            for part in whole.parts:
                if (part.key, column) not in pool:
                    pool[part.key, column] = list(found)


def amounts_of(c: Collector, s: Statement) -> Amounts | None:
    """Return the amount row a statement speaks of, None where it is another matter."""
    of_unit = s.key in _OF_NO_BUDGET and not (s.scope_said or s.inherited)
    of_fund = s.chapter in FUND_OF_SCOPE and of_unit
    if s.aside or (s.chapter in _OTHER_CHAPTERS and not of_fund) or c.is_of_a_project(s):
        return None
    place = c.reading.standings[s.span.paragraph]
    if s.key == "project_spending":
        general = s.scope == "general_public_budget" and not _has_other_budgets(c)
        whole = s.scope in _WHOLE and s.chapter != "general_public_budget"
        return ProjectTotals.total if whole or general else None
    if s.scope not in _WHOLE and s.scope != "general_public_budget" and not of_fund:
        return None
    if s.label in _CLASS_OF and place.section == "basic_spending" and _is_class(c, s):
        return _CLASS_OF[s.label]
    if _is_item_of_projects(c, s):
        return None
    return AMOUNT_ROWS.get(s.key or s.head)


_ALL_SPENDING = (
    {"basic_spending", "project_spending"},
    {"personnel_spending", "operating_spending", "project_spending"},
)


def _is_class(c: Collector, s: Statement) -> bool:
    """Whether an item stands by itself, or among the classes that 基本支出 is made up of."""
    whole = c.reading.whole_of(s)
    return whole is None or whole.key == "basic_spending"


def _has_other_budgets(c: Collector) -> bool:
    """Whether anything is spent from another budget than the general one."""
    return any(
        s.key in {"total_spending", "project_spending"} and s.amount is not None and s.amount.value
        and s.scope in {"government_funds", "state_capital_operations", "social_insurance_funds"}
        for s in c.reading.statements
    )  # fmt: skip


_NAMES_JOINED = re.compile("(?:会议|培训|接待)费?[、和及与](?:会议|培训|接待)(?:费|经费)")
_JOINED = 4
"""So much before a name may be joined to it: 会议、培训费用合计."""


def _is_item_of_projects(c: Collector, s: Statement) -> bool:
    parent = c.reading.whole_of(s)
    if parent is None:
        return False
    if not parent.key:
        text = c.reading.source.paragraphs[parent.span.paragraph].text
        words = text[max(0, parent.span.start - _JOINED) : parent.span.end]
        joined = _NAMES_JOINED.search(words)
        known = "三公" in words or (joined is not None and s.label[:2] in joined.group())
        return not known and not _is_all_spending(c, s)
    if parent.key == "operating_spending" and _stands_alone(c, s):
        return True
    return not c.reading.words.is_part(s.key, parent.key) and parent.key != s.key


def _is_all_spending(c: Collector, s: Statement) -> bool:
    """Whether a list without a known whole is all that money goes to: basic and project spending."""
    items = c.reading.lists[s.group].items
    return {c.reading.statements[at].key for at in items} in _ALL_SPENDING


def _stands_alone(c: Collector, s: Statement) -> bool:
    """Whether the text tells of a quantity by itself too: the items of 公用经费 are examples then."""
    return any(
        other.key == s.key
        and other.group < 0
        and (other.amount is not None or other.none)
        and other.year == s.year
        for other in c.reading.statements
    )


def _gather(c: Collector, pool: Pool, amounts: Amounts, index: int, s: Statement) -> None:
    """Add what a statement says to the candidates: its amount, and those it is compared with."""
    this = stated(c, s)
    when = _when(c, s)
    if when is not None and this is None and s.whose == "":
        _gather_bases(c, pool, amounts, s, when)
    if this is None or when is None:
        return
    if s.unsure:
        this = replace(this, doubt=this.doubt or Doubt(_TWO_STAGES))
    if s.amount is not None and s.amount.step >= _COARSE and s.amount.unit in {"亿元", "亿"}:
        this = replace(this, doubt=this.doubt or Doubt(_ROUNDED))
    if s.measure == FULL_YEAR_BUDGET:
        this = replace(this, doubt=this.doubt or Doubt(_LATER_BUDGET))
    if c.shift is not Shift.SAME or target(c, amounts, when) is not None:
        c.used.add(index)  # else it is listed: the report asks for no such figure
    c.placed.add(s.span.paragraph)
    if when == "last" and not s.none and _is_stale(c, s):
        when, this = "this", replace(this, doubt=this.doubt or Doubt(STALE))
    pool[amounts.key, when].append(this)
    _gather_bases(c, pool, amounts, s, when)
    last = last_of(c, s, this) if when == "this" else None
    if last is not None:
        pool[amounts.key, "last"].append(last)


def _gather_bases(c: Collector, pool: Pool, amounts: Amounts, s: Statement, when: str) -> None:
    """Add what a figure of this year is compared with, where that is printed or said to be equal."""
    if when != "this":
        return
    for comparison in s.comparisons:
        base, amount = comparison.base_amount, s.amount
        column = "budget" if comparison.base in _BUDGETS else "last"
        known = comparison.base in _BUDGETS or (comparison.base == "last_year" and amount is None)
        if not known:
            continue
        spare = c.shift is Shift.SAME and target(c, amounts, column) is None
        if spare and base is not None:
            c.without_column.append((s.key, base.span, base.value))
        elif base is not None and not base.approximate:
            doubt = c.doubts.of_change(comparison.span)
            pool[amounts.key, column].append(Candidate(base.value, base.span, base.step, doubt))
        elif comparison.flat and amount is not None:
            doubt = Doubt(_SAID_EQUAL) if column == "budget" else None
            pool[amounts.key, column].append(
                Candidate(amount.value, amount.span, amount.step, doubt)
            )


def _is_stale(c: Collector, s: Statement) -> bool:
    """Whether the year before is named by mistake: such a sentence compares with its own past."""
    if s.measure != "outturn" or c.tells_this_year(s):
        return False
    compares = any(x.base == "last_year" for x in s.comparisons)
    return compares or c.doubts.is_stale(s.span.paragraph)


def _when(c: Collector, s: Statement) -> str | None:
    """Return the column by the year and the measure of a statement."""
    year = c.reading.year
    if s.measure == "last_year" or (year and s.year == year - 1):
        return "last" if s.measure in {"last_year", "outturn"} else None
    if year and s.year is not None and s.year != year:
        return None
    if s.measure in _BUDGETS or _under_a_budget(c, s):
        return "budget"
    if s.measure == FULL_YEAR_BUDGET and not _has_first_budget(c, s):
        return "budget"
    return "this" if s.measure == "outturn" else None


def _has_first_budget(c: Collector, s: Statement) -> bool:
    """Whether the text prints the budget of the beginning of the year too."""
    return any(
        other.key == s.key and other.year == s.year and other.measure in _BUDGETS
        for other in c.reading.statements
    )


_BUDGET_SAID = re.compile(
    "(?<!公共)(?<!基金)(?<!经营)预算(?:数|额|安排)?(?:共计|合计|总计|为|是|共)?(?:[\\d.]+万元[，,]?其中(?:(?!决算|实际|执行|完成)[^。])*)?$"
)


def _under_a_budget(c: Collector, s: Statement) -> bool:
    """Whether the sentence begins with a budget that the figure is, or is listed under.

    支出预算为36万元，其中：公务接待费4万元 tells of no spending.
    """
    if s.measure_said or s.measure != "outturn" or _is_proved_part(c, s):
        return False
    text = c.reading.source.paragraphs[s.span.paragraph].text
    return _BUDGET_SAID.search(text[s.sentence.start : s.span.start]) is not None


def _is_proved_part(c: Collector, s: Statement) -> bool:
    """Whether a figure is an item of a list that adds up to what was spent."""
    whole = c.reading.whole_of(s)
    if whole is None or whole.amount is None or whole.measure != "outturn":
        return False
    items = [c.reading.statements[at].amount for at in c.reading.lists[s.group].items]
    added = sum((amount.value for amount in items if amount is not None), ZERO)
    return len(items) > 1 and added == whole.amount.value


def _propose(c: Collector, amounts: Amounts, column: str, found: list[Candidate]) -> None:
    best = settled(found)
    doubt, instead = best.doubt, None
    if c.shift is Shift.NEXT and doubt is None and not best.number:
        _none_again(c, amounts, column, best)
    field = target(c, amounts, column)
    if field is None:
        return
    if doubt is not None and doubt.expected is not None and doubt.expected != best.number:
        instead = doubt.expected
    c.put(field, best.value, best.span, doubt=doubt.why if doubt else "", instead=instead)


def _none_again(c: Collector, amounts: Amounts, column: str, none: Candidate) -> None:
    """Carry 无 of what is folded away, as a new year from a stored report does, to be looked at."""
    field = {"this": amounts.this, "budget": amounts.budget}.get(column)
    if field is not None and FORM.sections[field.section].folded:
        c.carry(field, NIL, none.span)


def target(c: Collector, amounts: Amounts, column: str) -> Field[Decimal] | None:
    """Return the field a column of the text belongs to, None where the report has none."""
    if c.shift is Shift.APART:
        return None
    if c.shift is Shift.SAME:
        return {"this": amounts.this, "last": amounts.last, "budget": amounts.budget}[column]
    if column == "budget" and amounts is ThreePublic.total:
        return ThreePublicBudget.last_budget
    return amounts.last if column == "this" else None


__all__ = ["AMOUNT_ROWS", "CENT", "ZERO", "amounts_of", "read_amounts", "target"]


_OWN_ROWS = (
    (re.compile("^水费.{0,2}电费.{0,2}差旅费$"), Control.utilities),
    (re.compile("基本支出预算调整$"), Control.adjustment),
)
_COLUMNS = {
    "last_year": "last",
    "outturn": "this",
    "initial_budget": "budget",
    "full_year_budget": "budget",
    "budget": "budget",
}


def table_candidates(c: Collector) -> Iterator[tuple[Amounts, str, Candidate, bool]]:
    """Yield the cells that stand in known rows and columns.

    Each as amount row, column, figure, and whether it may be only a part of what is asked for:
    an item of basic spending (30216 培训费), which projects spend on too.
    """
    basic = tables_of_basic_spending(c)
    for cell in c.reading.cells:
        amounts, column = _row(cell), _column(c, cell)
        if amounts is None or column is None or cell.amount.unit == "%":
            continue
        if cell.scope in _OTHER_FUNDS:
            continue
        c.placed.add(cell.amount.span.paragraph)
        candidate = candidate_of(c, cell)
        part = cell.table in basic and len(cell.code) == _ITEM_DIGITS
        if part and candidate.doubt is None:
            candidate = replace(candidate, doubt=Doubt(_OF_BASIC))
        yield amounts, column, candidate, part


_OTHER_FUNDS = frozenset({"government_funds", "state_capital_operations"})
_ITEM_DIGITS = 5
_OF_BASIC = "这是基本支出表里的数，不含项目支出，核对全年一共是多少"


def tables_of_basic_spending(c: Collector) -> set[int]:
    """Return the tables whose title says that they are of basic spending alone."""
    return {
        grid.number
        for grid in c.reading.grids
        if any(is_account_title(line) and "基本支出" in line for line in grid.caption.split("\n"))
    }


def _column(c: Collector, cell: CellStatement) -> str | None:
    """Return the column by what stands above the cell, or by the year its words name."""
    if cell.column_key:
        return _COLUMNS.get(cell.column_key)
    own = c.reading.year
    if own is None or cell.year in {None, own}:
        return "budget" if c.reading.genre is Genre.BUDGET else "this"
    return "last" if cell.year == own - 1 and c.reading.genre is not Genre.BUDGET else None


def candidate_of(c: Collector, cell: CellStatement) -> Candidate:
    amount = cell.amount
    doubt = c.doubts.of_amount(amount.span)
    unsure = cell.factor != 1 and cell.table not in c.reading.source.confirmed
    if doubt is None and unsure and amount.value < _SMALL:
        doubt = Doubt("表上写的单位是元，数却很小，核对这个数是不是万元")
    return Candidate(amount.value * cell.factor, amount.span, amount.step * cell.factor, doubt)


_SMALL = 10000
"""So few 元 are hardly what a unit spends in a year on anything."""


def _row(cell: CellStatement) -> Amounts | None:
    if cell.key:
        return BY_TERM.get(cell.key)
    return next((amounts for pattern, amounts in _OWN_ROWS if pattern.search(cell.label)), None)


_LIST = re.compile("(?:主要)?(?:包括|包含|用于)(?:了)?[：:]?(?P<items>[^。；;]+)")
_AMOUNT = re.compile("(?P<name>[^\\d]+?)(?P<amount>\\d[\\d,，]*(?:\\.\\d+)?)万元")
_NAME = re.compile("[一-鿿（）\\w]{2,30}")
_TAIL = re.compile("等(?:支出|费用|方面(?:的)?支出|方面)?$")
_TRANSFERS = re.compile(
    "^(?:离休费|退休费|退职（役）费|退职费|抚恤金|生活补助|救济费|医疗费补助|助学金|奖励金|个人农业生产补贴|代缴社会保险费|其他对个人和家庭的?补助(?:支出)?)$"
)
_CAPITAL = re.compile(
    "购建|^办公设备购置|^专用设备购置|^基础设施建设|^大型修缮|^信息网络及软件购置|^物资储备|^公务用车购置$|交通工具购置|^无形资产购置|^其他资本性支出"
)
_INTEREST = re.compile("债务(?:付息|发行)")
_HEADS = {"personnel_spending": "301", "operating_spending": "302"}


def read_items(c: Collector) -> None:
    """Propose the items of personnel and operating spending."""
    for s in c.reading.statements:
        if s.key in _HEADS and s.chapter == "overview" and not s.aside and s.measure == "outturn":
            _list_after(c, s)


def _list_after(c: Collector, s: Statement) -> None:
    text = c.reading.source.paragraphs[s.span.paragraph].text
    start = max([s.span.end, *(x.span.end for x in s.comparisons)])
    match = _LIST.search(re.split("公用经费|人员经费", text[start:])[0])
    if match is None:
        return
    for part in match["items"].split("、"):
        _item(c, s, part.strip("，, \u3000"))


def _item(c: Collector, s: Statement, part: str) -> None:
    told = _TAIL.sub("", part)
    known = _AMOUNT.fullmatch(told)
    name = _TAIL.sub("", known["name"] if known else told).strip()
    if not _NAME.fullmatch(name) or name.isdigit():
        return
    row = c.row(EconomicItem, EconomicItem.name, name)
    c.carry(EconomicItem.category, _class(name, _HEADS[s.key]), s.span, row)
    c.carry(EconomicItem.name, name, s.span, row)
    if known and c.shift is not Shift.APART:
        target = EconomicItem.this if c.shift is Shift.SAME else EconomicItem.last
        c.put(target, Decimal(re.sub("[,，]", "", known["amount"])), s.span, row)


def _class(name: str, head: str) -> str:
    if head == "301":
        return "303" if _TRANSFERS.match(name.replace("(", "（").replace(")", "）")) else "301"
    if _INTEREST.search(name):
        return "307"
    return "310" if _CAPITAL.search(name) else "302"


ROUNDING = Decimal("0.011")
_FUND_CODES = {section.key: code for code, section in FUND_SECTIONS.items()}


def without_sums(c: Collector) -> tuple[tuple[Proposed, ...], tuple[str, ...]]:
    """Return the items, totals that disagree with their parts in doubt, and notes about rounding."""
    sums = {place: found for place in c.items if (found := _summed(place)) is not None}
    if not sums:
        return tuple(c.items.values()), ()
    facts = _facts(c, [item for item in c.items.values() if not item.doubt])
    kept: list[Proposed] = []
    notes: list[str] = []
    amiss: set[Place] = set()
    for place, item in c.items.items():
        total = _total(facts, sums[place]) if place in sums else None
        if total is None:
            kept.append(item)
            continue
        gap = abs(_number(item) - total)
        if not gap:
            kept.append(item)
        elif gap > ROUNDING and place.section in _FUND_CODES and _number(item) > total:
            kept.append(item)  # projects that name no budget may make up the rest
        elif gap > ROUNDING:
            kept.append(_doubted(item, total))
            amiss |= _parts_in_doubt(c, item, total, sums[place])
        else:
            kept.append(item)
            notes.append(f"{item.label}印的是{_number(item)}，按各项相加为{total}，按各项计算")
    return tuple(_part(item) if item.place in amiss else item for item in kept), tuple(notes)


def _part(item: Proposed) -> Proposed:
    return item if item.doubt else replace(item, doubt="合计与各项之和不一致，核对这一项")


def _parts_in_doubt(
    c: Collector, item: Proposed, total: Decimal, what: tuple[Amounts | str, str]
) -> set[Place]:
    """Return the parts that may be what is wrong, none where the total itself surely is."""
    amounts, column = what
    mended = item.instead
    if isinstance(amounts, str) or (
        isinstance(mended, Decimal) and abs(mended - total) <= ROUNDING
    ):
        return set()
    found = {place for part in amounts.parts for place in _leaves(part, column)}
    if amounts.code:
        field = EconomicItem.this if column == "this" else EconomicItem.last
        rows = [
            p.row for p, i in c.items.items() if p.field == "category" and i.value == amounts.code
        ]
        found |= {field.at(row) for row in rows}
    return found


def _leaves(amounts: Amounts, column: str) -> set[Place]:
    field = field_of(amounts, column)
    own = {field.at()} if field is not None else set()
    return own.union(*(_leaves(part, column) for part in amounts.parts))


def _summed(place: Place) -> tuple[Amounts | str, str] | None:
    """Return what a place is the total of: an amount row and its column, or a budget."""
    if place.field == "outturn" and place.section in _FUND_CODES:
        return _FUND_CODES[place.section], "this"
    for quantity in QUANTITIES.values():
        amounts = quantity.amounts
        for column, field in (
            ("this", amounts.this),
            ("last", amounts.last),
            ("budget", amounts.budget),
        ):
            if field is not None and field.at(SINGLE) == place:
                may_sum = amounts.parts or amounts.code or place.section == "project_totals"
                return (amounts, column) if may_sum else None
    return None


def _facts(c: Collector, items: list[Proposed]) -> Facts:
    draft = Draft(c.report)
    accept(draft, Proposal("", "", tuple(items), tuple(c.rows)), items)
    return Facts(c.report.apply(draft.change), default_scheme())


def _total(facts: Facts, what: tuple[Amounts | str, str]) -> Decimal | None:
    amounts, column = what
    if isinstance(amounts, str):
        return spent_by_parts(facts, amounts)
    return summed(facts, amounts, column)


def _number(item: Proposed) -> Decimal:
    return item.value if isinstance(item.value, Decimal) else Decimal(0)


def _doubted(item: Proposed, total: Decimal) -> Proposed:
    if isinstance(item.value, Nil) and not total:
        return item
    doubt = item.doubt or f"报告里印的是{_number(item)}，各项相加是{total}，核对各项"
    return replace(item, doubt=doubt)
