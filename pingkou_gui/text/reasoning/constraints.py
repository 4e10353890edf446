"""The constraints between the figures of a text: sums, equalities, percentages, rates, changes.

Each function yields constraints of one matter, by index of the ledger's entries; `constraints` collects
them. The classes stand in `constraint_kinds`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.tokens import amount_of
from pingkou_gui.text.reading.ledger import (
    ADDED,
    FLOW,
    MAIN,
    Entry,
    Ledger,
    base_of_comparison,
    canonical,
    is_plausible,
)
from pingkou_gui.text.reading.percentages import half_unit, hidden_by
from pingkou_gui.text.reading.reader import OWN_INCOME
from pingkou_gui.text.reading.statements import BUDGET, COUNTED, OUTTURN, PEOPLE, PEOPLE_UNITS
from pingkou_gui.text.reasoning.constraint_kinds import Constraint, Quotient, Ratio, Sum, make_sum
from pingkou_gui.text.reasoning.flows import flows_balance
from pingkou_gui.text.reasoning.rate_reach import is_made_in_reach, whole_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.reading.reader import Reading
    from pingkou_gui.text.reading.statements import Comparison, ItemList


# --- lists ---------------------------------------------------------------------------------------

_RESIDUAL = (
    "等项目支出", "等支出", "等项目", "其他项目支出", "其他支出", "其他项目", "等经费", "等资金", "其他", "零星项目",
)  # fmt: skip
_LOOSE = re.compile(
    "拨付|(?<!转移)支付|已|目前|结余|结转|剩余|上年|同比|预算|标准|每|其中|到位|执行|财政局|收回|人均|累计|各$|不[低少高多]于|不超过"
)
_TOTAL = re.compile(
    "(?:以上|上述|各项|项目|三项)?(?:合计|共计|总计|小计)(?:为|支出|投入|资金|金额)*：?"
)
_NET = re.compile("(?:净?[增减]加?少?|[多少])了?$")
_ITEM_MARKS = frozenset("、，；：。（）和及与—－")
OWN_PARTS = {
    "total_spending": frozenset({"basic_spending", "project_spending", "total_spending"}),
    "basic_spending": frozenset(
        {
            "personnel_spending",
            "operating_spending",
            "wages",
            "goods_and_services",
            "transfers_to_individuals",
        }
    ),
    "three_public": frozenset(
        {"overseas_travel", "official_vehicles", "official_reception", "vehicle_running"}
    ),
    "official_vehicles": frozenset({"vehicle_purchase", "vehicle_running"}),
    "personnel_spending": frozenset({"wages", "transfers_to_individuals"}),
    "operating_spending": frozenset({"goods_and_services"}),
    "project_spending": frozenset({"project_spending", "total_spending"}),
}
"""By key of a total, the keys of parts whose sum `_BASIC` checks already."""
_INCOME = frozenset({"total_income", "balance"})
_WITH_OMITTED_PARTS = frozenset({"three_public", "official_vehicles"})
"""Totals often listed without those parts that are 0."""
_ALL_INTRODUCED = frozenset(
    {
        "包括", "包含", "分别为", "分别是", "依次为", "依次是", "分为", "即", "：", COUNTED, "为", "系", "用在",
        "构成为", "构成如", "用于以下",
    }
)  # fmt: skip


def lists_add_up(
    reading: Reading, ledger: Ledger, known: Sequence[Constraint] = ()
) -> Iterator[Sum]:
    """Yield a sum for each list 其中A、B、C that the sums in `known` do not check already."""
    settled: defaultdict[int, set[int]] = defaultdict(set)
    for each in known:
        if isinstance(each, Sum) and each.kind in {"sum", "usual"}:
            settled[each.total] |= set(each.parts)
    for items in reading.lists:
        if items.parent not in ledger.by_statement:
            continue
        parts = tuple(ledger.by_statement[i] for i in items.items if i in ledger.by_statement)
        total = ledger.by_statement[items.parent]
        if not parts or len(parts) != len(items.items):
            continue
        parts = _before_other_matter(reading, ledger, items, total, parts)
        entries = [ledger.entries[i] for i in parts]
        if len(parts) == 1:
            yield from _single_item_sums(reading, ledger, items, total, parts)
            continue
        if _goes_on(reading, entries[-1]) or _NET.search(ledger.entries[total].label):
            continue  # more than is named; 多了2人（考录3人、调出1人）: what came less what went
        keys = {entry.key for entry in entries if entry.key}
        whole = ledger.entries[total].key
        flow = (
            FLOW - {"total_income", "carried_in"} if whole in _INCOME else FLOW - {"total_income"}
        )
        if keys & flow or not _is_one_kind(items, entries):
            continue
        if keys & OWN_PARTS.get(whole, frozenset()) and (
            whole not in _WITH_OMITTED_PARTS or settled[total] & set(parts)
        ):
            continue
        yield make_sum(ledger, "所列各项之和", total, parts, list_kind(reading, items, entries))


def _before_other_matter(
    reading: Reading, ledger: Ledger, items: ItemList, total: int, parts: tuple[int, ...]
) -> tuple[int, ...]:
    """Return the parts before a ；, if those before it are the whole or one behind it exceeds the whole.

    收入14.62亿元，其中税收9.87亿元，占67.51%；争取转移支付28.4亿元.
    """
    entries = ledger.entries
    if items.word != "其中":
        return parts
    for at, (one, other) in enumerate(pairwise(parts), 1):
        start, end = entries[one].span, entries[other].span
        text = reading.source.paragraphs[start.paragraph].text[start.end : end.start]
        more = any(entries[part].value > entries[total].value for part in parts[at:])
        before = sum((entries[part].value for part in parts[:at]), Decimal(0))
        more = more or before == entries[total].value
        if start.paragraph == end.paragraph and "；" in text and more:
            return parts[:at]
    return parts


def _single_item_sums(
    reading: Reading, ledger: Ledger, items: ItemList, total: int, parts: tuple[int, ...]
) -> Iterator[Sum]:
    """Yield the constraint of a list with one item: not above the total; equal to it in 共1个，为…."""
    whole, part = ledger.entries[total], ledger.entries[parts[0]]
    same, counted = part.amount.unit == whole.amount.unit, part.amount.unit in {"个", "家", "所"}
    text = reading.source.paragraphs[part.span.paragraph].text
    ends = re.match("[。；]|$", text[part.span.end :]) is not None
    near = part.span.start - whole.span.end <= _NEXT_TO
    if items.word == "为" and same and counted and ends and near:
        yield make_sum(ledger, "所列的一项", total, parts, "list")
    net = _NET.search(whole.label) is not None  # 净增加3人，其中招录5人
    if items.word in {"其中", "（"} and same and not net:
        yield make_sum(ledger, "所列的一项", total, parts, "examples")


def totals_add_up(ledger: Ledger) -> Iterator[Sum]:
    """Yield a sum for each 合计 behind items of its sentence: A10万元、B20万元，合计30万元."""
    run: list[int] = []
    for index, entry in enumerate(ledger.entries):
        statement = entry.statement
        before = ledger.entries[run[-1]].statement if run else None
        if statement is None or (before is not None and before.sentence != statement.sentence):
            run = []
        if statement is None:
            continue
        if (
            not entry.key
            and _TOTAL.fullmatch(entry.label)
            and len(run) >= 2
            and statement.group < 0
        ):
            people = {ledger.entries[at].amount.unit in PEOPLE_UNITS for at in (*run, index)}
            if len(people) == 1:  # 85个，单价1200元，合计10.20万元 is no sum
                yield make_sum(ledger, "合计 = 各项之和", index, tuple(run), "list")
            run = []
        elif entry.key == "establishment":
            continue  # posts are no persons: 编制45名，在职43人，退休21人，共计64人
        elif statement.group < 0 and entry.label and not _LOOSE.search(entry.label):
            run.append(index)
        else:
            run = []


def _is_one_kind(items: ItemList, entries: list[Entry]) -> bool:
    """Whether all items are persons or all are not, of one owner, year and measure, and are plain parts."""
    units = {e.amount.unit in PEOPLE_UNITS for e in entries}
    loose = any(_LOOSE.search(e.label) for e in entries if not e.key)
    whoses = {(e.whose, e.year, e.measure) for e in entries}
    return len(units) == 1 and not loose and len(whoses) == 1 and not items.marks - _ITEM_MARKS


def _goes_on(reading: Reading, last: Entry) -> bool:
    """Whether 等 or an item that was not read follows the last item."""
    text = reading.source.paragraphs[last.span.paragraph].text
    return (
        _MORE_ITEMS.match(text[last.span.end : last.span.end + 60].lstrip("左右） )")) is not None
    )


_MORE_ITEMS = re.compile("等|、[^，。；、]{2,40}?\\d[\\d.]*(?:亿元|万元|元|人|个)")


def list_kind(reading: Reading, items: ItemList, entries: list[Entry]) -> str:
    """Return `list` if the items are all parts, `partial` if perhaps not, `examples` for 主要…."""
    ends = entries[-1].label.endswith(_RESIDUAL) or entries[-1].label.startswith("其他")
    if items.word.startswith("主要") and not ends:
        return "examples"
    people = entries[0].amount.unit in PEOPLE_UNITS
    whole = items.word in _ALL_INTRODUCED or (items.word == "（" and not people)
    if items.word == "其中" and (_is_opened_alone(reading, items) or _names_all(reading, items)):
        whole = True
    return "list" if ends or whole else "partial"


def _is_opened_alone(reading: Reading, items: ItemList) -> bool:
    """Whether the items stand on lines below their total, so that they are all its parts."""
    first = reading.statements[items.items[0]].span.paragraph
    return first != reading.statements[items.parent].span.paragraph


def _names_all(reading: Reading, items: ItemList) -> bool:
    """Whether the name of the total names each item: 购置及维护费, 其中购置费…、维护费…."""
    named = [_FEE.sub("", words) for words in _AND.split(reading.statements[items.parent].label)]
    labels = [reading.statements[i].label for i in items.items]
    return len(named) == len(labels) > 1 and all(
        len(words) >= 2 and words in label for words, label in zip(named, labels, strict=True)
    )


_NEXT_TO = 16
_AND, _FEE = re.compile("[、和及与]"), re.compile("(?:(?:费用?|经费|支出)+(?:情况)?|收入)$")


# --- identities of the form ------------------------------------------------------------------

_BASIC = (
    ("基本支出 = 人员经费 + 公用经费", "basic_spending", ("personnel_spending", "operating_spending"), ()),
    (
        "基本支出 = 工资福利 + 商品和服务 + 对个人和家庭的补助（+ 资本性支出）",
        "basic_spending",
        ("wages", "goods_and_services", "transfers_to_individuals"),
        ("capital_outlay", "debt_interest"),
    ),
    ("人员经费 = 工资福利支出 + 对个人和家庭的补助", "personnel_spending", ("wages", "transfers_to_individuals"), ()),
    ("公用经费 = 商品和服务支出（+ 资本性支出）", "operating_spending", ("goods_and_services",), ("capital_outlay", "debt_interest")),
    (
        "“三公”经费 = 因公出国（境）费 + 公务用车购置及运行维护费 + 公务接待费",
        "three_public",
        ("overseas_travel", "official_vehicles", "official_reception"),
        (),
    ),
    (
        "“三公”经费 = 因公出国（境）费 + 公务用车运行维护费 + 公务接待费",
        "three_public",
        ("overseas_travel", "vehicle_running", "official_reception"),
        ("vehicle_purchase",),
    ),
    ("公务用车购置及运行维护费 = 购置费 + 运行维护费", "official_vehicles", ("vehicle_purchase", "vehicle_running"), ()),
)  # fmt: skip
_BUDGETS = (
    "general_public_budget",
    "government_funds",
    "state_capital_operations",
    "social_insurance_funds",
)


def constraints(reading: Reading, ledger: Ledger) -> list[Constraint]:
    """Return all constraints of a text, each once."""
    found: list[Constraint] = []
    for basis in (MAIN, "total"):
        for measure in sorted({e.measure for e in ledger.entries}):
            found.extend(_basic_spending_sums(ledger, measure, basis))
    found.extend(_basic_and_project_sums(ledger))
    found.extend(_project_sums_by_budget(reading, ledger))
    if not OWN_INCOME.search(reading.text):
        found.extend(_total_sums_by_budget(ledger))
    found.extend(_procurement_sums(ledger))
    found.extend(_equal_figures(ledger))
    found.extend(lists_add_up(reading, ledger, found))
    found.extend(_budgets_add_up(ledger))
    found.extend(totals_add_up(ledger))
    found.extend(flows_balance(reading, ledger))
    found.extend(_change_percentages(ledger))
    found.extend(_execution_rates(reading, ledger))
    found.extend(_shares(reading, ledger))
    found.extend(_control_rates(reading, ledger))
    found.extend(_sums_with_last_year(reading, ledger))
    return [c for c in _distinct(found) if not _is_row_or_column_sum(ledger, c)]


def _is_row_or_column_sum(ledger: Ledger, constraint: Constraint) -> bool:
    """Whether a sum is of table cells only, which `table_sums` checks."""
    cells = all(
        ledger.entries[n].statement is None and not ledger.entries[n].base for n in constraint.nodes
    )
    return isinstance(constraint, Sum) and constraint.kind == "sum" and cells


def _basic_spending_sums(ledger: Ledger, measure: str, basis: str) -> Iterator[Sum]:
    """Yield the sums of `_BASIC` whose total and parts are printed, each part the nearest one."""
    for name, total_key, part_keys, optional in _BASIC:
        for total in ledger.of(total_key, basis, measure):
            found = [_nearest(ledger, total, key, basis, measure) for key in part_keys]
            parts = [
                part
                for key, part in zip(part_keys, found, strict=True)
                if part is not None or not _is_stated_as_none(ledger, key, total)
            ]
            printed = tuple(part for part in parts if part is not None)
            if None in parts and _parts_are_total(ledger, total, printed):
                yield make_sum(ledger, name, total, printed)
            if None in parts or len(parts) < min(2, len(part_keys)):
                continue
            more = [_nearest(ledger, total, key, basis, measure) for key in optional]
            more += [_capital_outlay_beside(ledger, total, printed, basis, measure)]
            chosen = ledger.with_other_spending((*parts, *more), measure)
            if len(parts) < len(part_keys) and not _in_one_sentence(ledger, total, chosen):
                continue
            if total_key == "operating_spending" and not _only_goods(ledger, measure, basis):
                continue
            if all(ledger.entries[i].fixed for i in chosen):
                continue
            kind = "usual" if _may_exceed_parts(ledger, total, chosen) else "sum"
            yield make_sum(ledger, name, total, chosen, kind)


def _capital_outlay_beside(
    ledger: Ledger, total: int, parts: tuple[int, ...], basis: str, measure: str
) -> int | None:
    """Return the entry of 资本性支出 if one sentence prints 基本支出 = 人员经费 + 公用经费 + 资本性支出."""
    capital = _nearest(ledger, total, "capital_outlay", basis, measure)
    if capital is None or {ledger.entries[i].key for i in parts} != _BASIC_PARTS:
        return None
    every = [ledger.entries[i] for i in (*parts, capital)]
    sentences = {each.statement.sentence if each.statement else None for each in every}
    holds = sum((each.value for each in every), Decimal(0)) == ledger.entries[total].value
    return capital if holds and len(sentences) == 1 else None


_BASIC_PARTS = {"personnel_spending", "operating_spending"}


def _parts_are_total(ledger: Ledger, total: int, parts: tuple[int, ...]) -> bool:
    """Whether two or more printed parts of 三公 are exactly its total."""
    added = sum((ledger.entries[part].value for part in parts), Decimal(0))
    whole = ledger.entries[total]
    return len(parts) > 1 and whole.key == "three_public" and added == whole.value


def _in_one_sentence(ledger: Ledger, total: int, parts: tuple[int, ...]) -> bool:
    """Whether one sentence prints a total and all its parts."""
    whole = ledger.entries[total].statement
    stated = [ledger.entries[part].statement for part in parts]
    return whole is not None and all(s is not None and s.sentence == whole.sentence for s in stated)


def _is_stated_as_none(ledger: Ledger, key: str, total: int) -> bool:
    """Whether every printing of a part of a 三公 budget is 0 in the year of the total."""
    whole = ledger.entries[total]
    if whole.key != "three_public" or whole.measure == OUTTURN:
        return False
    printed = [
        ledger.entries[i]
        for i in ledger.of(key, whole.basis)
        if ledger.entries[i].year == whole.year and not ledger.entries[i].base
    ]
    return bool(printed) and all(not entry.value for entry in printed)


def _may_exceed_parts(ledger: Ledger, total: int, parts: tuple[int, ...]) -> bool:
    """Whether 人员经费 or 公用经费 may exceed its parts, which stand in another paragraph.

    编外人员 are paid from 302, so that 人员经费 may be more than 301 + 303.
    """
    if ledger.entries[total].key not in {"personnel_spending", "operating_spending"}:
        return False
    here = ledger.entries[total].span.paragraph
    return any(ledger.entries[part].span.paragraph != here for part in parts)


def _only_goods(ledger: Ledger, measure: str, basis: str) -> bool:
    """Whether 公用经费 must be 302 (+ 310): where 基本支出 is printed as 301 + 302 + 303, or 310 is printed."""
    basic = {ledger.entries[i].value for i in ledger.of("basic_spending", basis, measure)}
    keys = ("wages", "goods_and_services", "transfers_to_individuals")
    values = [[ledger.entries[i].value for i in ledger.of(key, basis, measure)] for key in keys]
    extra = [
        i for key in ("capital_outlay", "debt_interest") for i in ledger.of(key, basis, measure)
    ]
    if not all(values) or extra:
        return bool(extra)
    return sum((v[0] for v in values), Decimal(0)) in basic


def _budgets_add_up(ledger: Ledger) -> Iterator[Sum]:
    """Yield 年初预算 + 追加 = 全年预算 for each quantity within one paragraph."""
    by_place: defaultdict[tuple[str, str, int], dict[str, int]] = defaultdict(dict)
    for index, entry in enumerate(ledger.entries):
        statement = entry.statement
        if statement is None or statement.unit_is_people:
            continue
        place = (entry.key or entry.label, entry.basis, entry.span.paragraph)
        by_place[place].setdefault(statement.measure, index)
    for found in by_place.values():
        initial, added = found.get("initial_budget"), found.get(ADDED)
        full = found.get("full_year_budget")
        if initial is not None and added is not None and full is not None:
            yield make_sum(ledger, "全年预算 = 年初预算 + 追加", full, (initial, added), "list")


def _basic_and_project_sums(ledger: Ledger) -> Iterator[Sum]:
    """Yield 支出总额 = 基本支出 + 项目支出 for one budget or all fiscal money."""
    for basis in ("fiscal", "total", *_BUDGETS):
        basic_basis = MAIN if basis in {"fiscal", "general_public_budget"} else basis
        for measure in sorted({e.measure for e in ledger.entries}):
            for total in ledger.of("total_spending", basis, measure):
                basic = _nearest(ledger, total, "basic_spending", basic_basis, measure)
                project = _nearest(ledger, total, "project_spending", basis, measure)
                both = (basic, project) if basic is not None and project is not None else ()
                whole = _total_of_all_budgets(ledger, total, both) if both else None
                if whole is not None:
                    yield make_sum(ledger, "支出总额 = 基本支出 + 项目支出", whole, both)
                elif both and is_plausible(ledger, total, both):
                    yield make_sum(ledger, "支出总额 = 基本支出 + 项目支出", total, both)
                elif project is not None and basis == "government_funds" and basic is None:
                    yield make_sum(ledger, "政府性基金支出 = 项目支出", total, (project,), "same")


def _total_of_all_budgets(ledger: Ledger, total: int, both: Sequence[int]) -> int | None:
    """Return the total of all budgets that the parts add up to, if they exceed the `total` of one budget.

    The chapter of one budget may report all projects of the unit.
    """
    own = ledger.entries[total]
    if own.basis in _ALL_BUDGETS:
        return None
    added = sum((ledger.entries[i].value for i in both), Decimal(0))
    wider = [i for basis in _ALL_BUDGETS for i in ledger.of("total_spending", basis, own.measure)]
    fits = (i for i in wider if ledger.entries[i].value == added)
    return next((i for i in fits if own.value < added and ledger.entries[i].year == own.year), None)


_ALL_BUDGETS = ("total", "fiscal")


def _project_sums_by_budget(reading: Reading, ledger: Ledger) -> Iterator[Sum]:
    """Yield 项目支出 and 财政拨款支出 as sums over the budgets, if all budgets are stated."""
    if not _other_budgets_are_stated(reading):
        return
    general = _of_this_year(ledger, reading, "project_spending", "general_public_budget")
    others = [_spending_of_budget(ledger, reading, basis) for basis in _BUDGETS[1:]]
    known = tuple(o for o in others if o is not None)
    basic = _of_this_year(ledger, reading, "basic_spending", MAIN)
    totals = _of_this_year(ledger, reading, "total_spending", "general_public_budget")
    both = (*basic[-1:], *general[:1])
    if (
        not general
        or not basic
        or any(_total_of_all_budgets(ledger, t, both) is not None for t in totals)
    ):
        return
    for total in _of_this_year(ledger, reading, "project_spending", "fiscal"):
        yield make_sum(
            ledger, "项目支出 = 各项预算的项目支出之和", total, (general[0], *known), "budgets"
        )
    for total in _of_this_year(ledger, reading, "total_spending", "fiscal"):
        parts = (basic[-1], general[0], *known)
        yield make_sum(
            ledger, "财政拨款支出 = 基本支出 + 各项预算的项目支出", total, parts, "budgets"
        )


def _of_this_year(ledger: Ledger, reading: Reading, key: str, basis: str) -> list[int]:
    """Return this year's entries of a quantity, without 无 and bases of comparison."""
    return [
        i
        for i in ledger.of(key, basis)
        if ledger.entries[i].year == reading.year
        and not ledger.entries[i].fixed
        and not ledger.entries[i].base
    ]


def _other_budgets_are_stated(reading: Reading) -> bool:
    """Whether the spending (or 无) of 政府性基金 is stated, and of each further budget with a chapter."""
    said = {
        s.scope for s in reading.statements if s.key == "total_spending" and (s.none or s.amount)
    }
    chapters = {standing.chapter for standing in reading.standings}
    projects = {s.scope for s in reading.statements if s.key == "project_spending" and s.amount}
    silent = chapters.intersection(_BUDGETS[1:]) - said - projects
    return "government_funds" in (said | projects) and not silent


def _spending_of_budget(ledger: Ledger, reading: Reading, basis: str) -> int | None:
    """Return this year's entry of the project spending, else of the total spending, of a budget."""
    entries = _of_this_year(ledger, reading, "project_spending", basis) or _of_this_year(
        ledger, reading, "total_spending", basis
    )
    return entries[0] if entries else None


def _total_sums_by_budget(ledger: Ledger) -> Iterator[Sum]:
    """Yield 本年支出合计 = 一般公共预算 + 政府性基金 + 国有资本, if each is printed or said to be none."""
    for total in ledger.of("total_spending", "total"):
        parts = [
            _nearest(ledger, total, "total_spending", basis, OUTTURN) for basis in _BUDGETS[:3]
        ]
        if all(part is not None for part in parts):
            chosen = tuple(part for part in parts if part is not None)
            yield make_sum(ledger, "本年支出 = 各项预算的支出之和", total, chosen, "scopes")


def _procurement_sums(ledger: Ledger) -> Iterator[Sum]:
    """Yield 政府采购 = 货物 + 工程 + 服务, if its paragraph prints two kinds or more."""
    for total, entry in enumerate(ledger.entries):
        if entry.key != "procurement" or entry.statement is None or entry.fixed:
            continue
        kinds: dict[str, int] = {}
        for at in range(total + 1, min(total + 6, len(ledger.entries))):
            other = ledger.entries[at]
            kind = _KINDS.search(other.label)
            near = other.span.paragraph == entry.span.paragraph and other.measure == entry.measure
            if near and kind is not None and not other.key:
                kinds.setdefault(kind.group(), at)
        if len(kinds) > 1:
            yield make_sum(
                ledger, "政府采购 = 货物 + 工程 + 服务", total, tuple(kinds.values()), "list"
            )


_KINDS = re.compile("^(?:政府采购)?(?:货物|工程|服务)")


def _equal_figures(ledger: Ledger) -> Iterator[Sum]:
    """Yield that a quantity printed more than once has one value."""
    groups: defaultdict[object, list[int]] = defaultdict(list)
    for index, entry in enumerate(ledger.entries):
        if entry.key and entry.key not in FLOW | {"office_costs", "procurement"}:
            groups[entry.quantity].append(index)
    for indices in groups.values():
        first = indices[0]
        if ledger.entries[first].key in PEOPLE and _largest_is_sum_of_others(ledger, indices):
            continue
        for other in indices[1:]:
            if _must_be_equal(ledger.entries[first], ledger.entries[other]):
                yield make_sum(ledger, "同一个数前后一致", other, (first,), "same")


_TWO = 2


def _largest_is_sum_of_others(ledger: Ledger, indices: list[int]) -> bool:
    """Whether the largest of three or more values is the sum of the others: 机关编制20名, 所属单位25名, 共45名."""
    values = sorted({ledger.entries[i].value for i in indices})
    return len(values) > _TWO and values[-1] == sum(values[:-1], Decimal(0))


def _must_be_equal(one: Entry, other: Entry) -> bool:
    """Whether two figures of one key must agree; a bare 支出 may be another quantity."""
    if one.key != "total_spending":
        return True
    bare = {"支出", "共支出", "实际支出", "支出预算", "支出决算", "本年支出"}
    return one.label not in bare and other.label not in bare


def _change_percentages(ledger: Ledger) -> Iterator[Ratio]:
    """Yield each percentage of change that is printed with its change or its base."""
    for index, entry in enumerate(ledger.entries):
        statement = entry.statement
        if statement is None or statement.unit_is_people:
            continue
        for comparison in statement.comparisons:
            if comparison.percent is not None and (comparison.change or comparison.base_amount):
                half = hidden_by(entry.amount, half_unit(ledger.places))
                yield Ratio(index, comparison, half)


def _execution_rates(reading: Reading, ledger: Ledger) -> Iterator[Quotient]:
    """Yield each execution rate with the amount and the budget it is of."""
    half = half_unit(ledger.places)
    for index, statement in enumerate(reading.statements):
        here = ledger.by_statement.get(index)
        rate = statement.execution
        if here is None or rate is None or rate.approximate or not statement.key:
            continue
        if whole_before(reading, index) >= 0 or is_made_in_reach(reading, rate):
            continue  # whose rate it is depends on which budget is meant
        budgets = budgets_of(reading, ledger, index)
        if budgets:
            yield Quotient(here, budgets[0], rate, half)


def _shares(reading: Reading, ledger: Ledger) -> Iterator[Quotient]:
    """Yield the share of each list item in the total of its list: 其中：财政拨款收入2940.05万元，占99.79%."""
    half = half_unit(ledger.places)
    for index, statement in enumerate(reading.statements):
        share = statement.share
        part = ledger.by_statement.get(index)
        if share is None or part is None or statement.group < 0 or share.percent.approximate:
            continue
        whole = ledger.by_statement.get(reading.lists[statement.group].parent)
        if whole is None or share.amount is not None or not share.percent.value:
            continue
        if not share.whole or share.key == ledger.entries[whole].key:
            yield Quotient(part, whole, share.percent, half)


CONTROL_RATE = re.compile(
    "(?:控制率|编制使用率|在编率|满编率)(?:为|是|达到?|：)*(?P<rate>\\d{1,4}(?:\\.\\d{1,4})?)%"
)


def _control_rates(reading: Reading, ledger: Ledger) -> Iterator[Quotient]:
    """Yield each 控制率 with the one 编制数 and the one 实有人数 of its line: 26 | 24 | 92.31%."""
    rates = [
        amount_of(match["rate"], "%", normal.span(*match.span("rate")))
        for normal in reading.running
        for match in CONTROL_RATE.finditer(normal.text)
    ]
    rates += [c.amount for c in reading.cells if c.column_key == "control_rate" and c.amount.value]
    people = [
        (i, e) for i, e in enumerate(ledger.entries) if e.key in {"headcount", "establishment"}
    ]
    for rate in rates:
        here = _line_of(reading, rate.span.paragraph)
        beside = [(e.key, i) for i, e in people if _line_of(reading, e.span.paragraph) == here]
        if sorted(key for key, _ in beside) == ["establishment", "headcount"]:
            yield Quotient(
                dict(beside)["headcount"], dict(beside)["establishment"], rate, Decimal(0)
            )


def _line_of(reading: Reading, paragraph: int) -> tuple[int, int]:
    """Return a key of the line a paragraph belongs to: (table, row) of a cell, else (-1, paragraph)."""
    at = reading.source.paragraphs[paragraph]
    return (at.table, at.row) if at.is_cell else (-1, paragraph)


def budgets_of(reading: Reading, ledger: Ledger, index: int) -> list[int]:
    """Return the entries of the budgets that the execution rate of a statement may be of, likeliest first."""
    statement = reading.statements[index]
    wanted = statement.execution_base
    order = [wanted, *(m for m in ("full_year_budget", BUDGET, "initial_budget") if m != wanted)]
    _, year = canonical(statement.measure, statement.year, reading.year)
    found: list[int] = []
    for measure in order if wanted == BUDGET or not wanted else order[:1]:
        found += ledger.near(index, statement, measure, year)
    here = statement.span.paragraph
    return [i for i in found if ledger.entries[i].span.paragraph == here] or found


def _sums_with_last_year(reading: Reading, ledger: Ledger) -> Iterator[Sum]:
    """Yield 本年数 = 上年数 + 增减额, if last year's figure is printed elsewhere."""
    for at, statement in enumerate(reading.statements):
        index = ledger.by_statement.get(at, -1)
        if index < 0 and statement.amount is None and not statement.aside and statement.key:
            known = ledger.known(statement, reading, statement.measure, statement.year)
            index = known[0] if known else -1
        entry = ledger.entries[index] if index >= 0 else None
        if entry is None or not entry.key or entry.fixed:
            continue
        for comparison in statement.comparisons:
            where = base_of_comparison(comparison, statement, reading.year)
            change = comparison.change
            if where is None or change is None or comparison.onward or change.approximate:
                continue
            if change.unit in PEOPLE_UNITS and entry.basis != "people":
                continue
            yield from _change_sums(ledger, index, comparison, where, change)


def _change_sums(
    ledger: Ledger,
    index: int,
    comparison: Comparison,
    where: tuple[str, int | None],
    change: Amount,
) -> Iterator[Sum]:
    """Yield the sum of an entry with each printing (three at most) of what it is compared with."""
    entry = ledger.entries[index]
    measure, year = where
    known = ledger.same.get((entry.key, entry.basis, measure, year, entry.whose), [])
    signed = comparison.direction * abs(change.value)
    for base in [i for i in known[:4] if i != index][:3]:
        made = make_sum(ledger, "本年数 = 上年数 + 增减额", index, (base,), "change")
        extra = change.step / 2
        yield replace(
            made,
            comparison=comparison,
            constant=signed,
            allowance=made.allowance + extra,
            coarse=made.coarse + extra,
        )


def _nearest(ledger: Ledger, total: int, key: str, basis: str, measure: str) -> int | None:
    """Return the entry of `key` printed closest to `total`, of its year and owner; a number before a 无."""
    whole = ledger.entries[total]
    here = whole.span
    candidates = [
        i
        for i in ledger.of(key, basis, measure)
        if ledger.entries[i].year == whole.year
        and ledger.entries[i].whose == whole.whose
        and not ledger.entries[i].base
    ]
    if not candidates:
        return None

    def distance(index: int) -> tuple[int, int, int]:
        span = ledger.entries[index].span
        gap = span.paragraph - here.paragraph
        return (
            ledger.entries[index].fixed,
            abs(gap) * 2 + (gap < 0),
            abs(span.start - here.start) + (span.start < here.start) * 10000,
        )

    return min(candidates, key=distance)


def _distinct(found: list[Constraint]) -> list[Constraint]:
    """Return the constraints without those that repeat an earlier one."""
    seen: set[object] = set()
    result: list[Constraint] = []
    for constraint in found:
        mark: object = id(constraint)
        if isinstance(constraint, Sum):
            kind = "sum" if constraint.kind in {"sum", "list", "partial"} else constraint.kind
            mark = (kind, constraint.total, frozenset(constraint.parts), constraint.constant)
        if mark not in seen:
            seen.add(mark)
            result.append(constraint)
    return result
