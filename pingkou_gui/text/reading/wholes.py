"""The parents of lists and the scopes of figures, corrected by arithmetic after all lines are read."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.slips import is_slip
from pingkou_gui.text.lexing.tokens import plain
from pingkou_gui.text.reading.drafts import ListDraft
from pingkou_gui.text.reading.statements import BUDGET, FULL_YEAR_BUDGET, INITIAL_BUDGET, OUTTURN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.drafts import Draft, Memory
    from pingkou_gui.text.reading.statements import Statement
    from pingkou_gui.text.reading.tables import CellStatement

MEAN = re.compile("人均|户均|亩均|车均|校均|村均|次均|件均|平均|均价|每[一-鿿]{1,3}")
"""Means (人均), which are the total of no list."""
_MOVED = re.compile(
    "(?:^|新|因)(?:考录|招录|录用|调入|转入|招聘|调出|退休|辞职|辞退|离职|去世|转出|调离)(?:人员)?$"
)
AT_ONCE = re.compile("享受|享有|参加|参与|获|取得|持|接受|领取|掌握|具有|拥有")
"""Verbs of what one person may do twice: 享受免学费80人、享受助学金50人 are no parts of one number."""
_LOOK_BACK = 12
_NEAR = 8
_ARRANGED = re.compile("安排(?:了|的)?(?:财政|资金|本级)*$")
_FAR_OFF = 2


def settle_list_parents(memory: Memory) -> None:
    """Set the parent of each list to the figure that its items add up to, or to None where none can be.

    三公经费支出1713万元，年初预算2084万元。其中：…1086万元，…627万元: the items are outturns. Where
    nothing fits and an item exceeds the total, the total is not printed. Items whose stage is neither
    named nor proved by the sum are marked `unsure`.
    """
    places = {id(draft): at for at, draft in enumerate(memory.drafts)}
    _split_inner_lists(memory)
    for group in memory.lists:
        parent = group.parent
        if parent is None or parent.amount is None or not group.items or group.is_complete:
            continue
        if (
            _items_make_up_change(group, parent)
            or _counts_may_overlap(group)
            or MEAN.search(parent.label)
        ):
            group.parent = None
            continue
        others = _earlier_figures(memory, group, places)
        if len(group.items) > 1:
            fitting = [d for d in others if ListDraft(d, group.word, group.items).is_complete]
            chosen = next((d for d in fitting if d.key == parent.key), None) or next(
                iter(fitting), None
            )
            if chosen is not None:
                _set_parent(group, chosen)
                continue
        if _may_sum_enumerated(group, others):
            group.parent = None
            continue
        if _exceeds_parent(group) and not _is_worded_as_parts(memory, group):
            group.parent = None
        if any(d.key == parent.key and d.measure != parent.measure for d in others if d.key):
            for item in (*group.items, *group.nones):
                item.unsure = item.unsure or not item.measure_said


def _split_inner_lists(memory: Memory) -> None:
    """Take out of each list those items that are parts of another item, as a list of their own if named so."""
    for group in tuple(memory.lists):
        inner = _inner_list(group)
        memory.lists += [] if inner is None else [inner]
        group.leave_out([item for item in group.items if _is_share_of_another(item, group)])


def _inner_list(group: ListDraft) -> ListDraft | None:
    """Return the inner list of an item that is named again, or None: 技术人员768人；技术人员中，医师263人、护士505人.

    It holds the following items up to where they add up to that item, else all of them; its parent is
    None where not even a typing slip explains their sum.
    """
    for at, item in enumerate(group.items):
        said = _INSIDE.match(item.label)
        whole = next((d for d in group.items[:at] if said and d.label.endswith(said["name"])), None)
        if said is None or whole is None or whole.amount is None:
            continue
        rest = group.items[at:]
        ends = (
            end for end in range(2, len(rest) + 1) if ListDraft(whole, "中", rest[:end]).is_complete
        )
        inner = ListDraft(whole, "中", rest[: next(ends, len(rest))], marks=set(group.marks))
        added = sum((d.amount.value for d in inner.items if d.amount is not None), Decimal(0))
        if not inner.is_complete and not is_slip(plain(whole.amount.value), plain(added)):
            inner.parent = None
        group.leave_out(inner.items)
        item.label = item.label[said.end() :]
        for draft in inner.items:
            draft.group = inner
        return inner
    return None


_INSIDE = re.compile("(?P<name>[一-鿿]{2,12}?)(?:当中|之中|中|里)，")


def _is_share_of_another(item: Draft, group: ListDraft) -> bool:
    """Whether an item is printed with its share of another item (占…), of which it is a part."""
    whole = item.share.whole if item.share is not None else ""
    return bool(whole) and any(whole == other.label for other in group.items if other is not item)


def name_list_parents(memory: Memory) -> None:
    """Give unnamed parents of lists the key of the quantity whose parts the items are: 日常支出1502万元，其中人员…、公用….

    The items must add up, and the text must print that quantity with the same amount, or the sentence
    its budget: “三公”经费预算64万元，支出57.18万元，其中….
    """
    for group in memory.lists:
        whole = group.parent
        if whole is None or whole.key or whole.amount is None or not group.is_complete:
            continue
        keys = {item.key or item.head for item in group.items}
        wholes = [
            d
            for d in memory.drafts
            if d.key
            and d.amount is not None
            and keys <= memory.words.parts.get(d.key, frozenset())
            and (
                (d.sentence == whole.sentence and d.key in memory.words.complete)
                if d.measure != whole.measure
                else d.year == whole.year and d.amount.value == whole.amount.value
            )
        ]
        if len(keys) > 1 and wholes:
            whole.key, whole.label, whole.inherited = wholes[0].key, wholes[0].label, True
            for item in group.items:
                item.key = item.key or item.head


def settle_budget_plans(memory: Memory, normals: Sequence[Normal]) -> None:
    """Read 安排… as a budget if its sentence also prints what was spent of it.

    安排三公经费15万元（接待6万元、车辆9万元），实际花费12.38万元: a budget and an outturn.
    """
    for at, plan in enumerate(memory.drafts):
        if not plan.key or plan.measure != OUTTURN or plan.measure_said or plan.amount is None:
            continue
        if plan.key in {"arranged", "spent", "total_income"}:
            continue
        text = normals[plan.span.paragraph]
        start = text.place(plan.span.start)
        at_number = text.place(plan.amount.span.start)
        before = _ARRANGED.search(text.text, max(0, start - _NEAR), start)
        if before is None and "安排" not in text.text[start:at_number]:
            continue
        spent = _outturn_of_plan(plan, memory.drafts[at + 1 : at + _LOOK_BACK])
        if spent is None:
            continue
        if spent.key != plan.key:
            spent.key, spent.label, spent.inherited = plan.key, plan.label, True
            spent.measure_said = True
        plan.measure, plan.measure_said = BUDGET, True
        for group in memory.lists:
            if group.parent is plan:
                for item in group.items:
                    item.measure = BUDGET


def _outturn_of_plan(plan: Draft, behind: list[Draft]) -> Draft | None:
    """Return the outturn of a plan in its sentence: the same quantity, or 实际支出 right behind; None without one."""
    here = [d for d in behind if d.sentence == plan.sentence and d.amount is not None]
    if here and here[0].key == "spent" and here[0].scope == plan.scope:
        return here[0]
    alike = (
        d
        for d in here
        if (d.key, d.year, d.scope, d.measure) == (plan.key, plan.year, plan.scope, OUTTURN)
    )
    found = next(alike, None)
    return found if found is not None and found.measure_said else None


def _counts_may_overlap(group: ListDraft) -> bool:
    """Whether the items are persons who may be counted twice: 享受免学费80人、享受助学金50人."""
    people = all(item.unit == "people" for item in group.items)
    return people and all(AT_ONCE.match(item.label) for item in group.items)


def _may_sum_enumerated(group: ListDraft, others: list[Draft]) -> bool:
    """Whether counts exceed their parent, but not its sum with the numbers enumerated before it.

    村12个、社区3个，其中脱贫村5个、示范村4个: of all 15.
    """
    whole, parent = group.whole, group.parent
    if whole is None or parent is None or parent.unit == "money" or parent.key:
        return False
    added = sum((i.amount.value for i in group.items if i.amount is not None), Decimal(0))
    beside, first = Decimal(0), parent.span.start
    for draft in others:  # the nearest first
        if draft.amount is not None and draft.span.end + 1 == first:
            beside, first = beside + draft.amount.value, draft.span.start
    return whole.value < added <= whole.value + beside


_HALVES = (("basic_spending", "基本支出"), ("project_spending", "项目支出"))


def name_basic_and_project(memory: Memory) -> None:
    """Give 保运转的基本支出 and 用于建设的项目支出 their keys if both add up to an amount printed before them.

    The words before such a name may make it a part of the quantity; the sum proves that they do not.
    """
    money = [d for d in memory.drafts if d.unit == "money" and d.amount is not None]
    for at, basic in enumerate(money):
        for project in money[at + 1 : at + _NEXT]:
            halves = basic, project
            unnamed = [d for d in halves if not d.key]
            same = (basic.year, basic.measure) == (project.year, project.measure)
            if not unnamed or not same or basic.sentence != project.sentence:
                continue
            fits = all(
                draft.key == key
                if draft.key
                else draft.label.endswith((f"的{name}", f"{name[:2]}的"))
                for draft, (key, name) in zip(halves, _HALVES, strict=True)
            )
            if fits and _sum_is_printed_before(money[:at], halves):
                for draft, (key, name) in zip(halves, _HALVES, strict=True):
                    draft.key, draft.label = key, name


_NEXT = 5


def _sum_is_printed_before(before: list[Draft], halves: tuple[Draft, Draft]) -> bool:
    """Whether one of the figures before is the sum of the two, in their year."""
    total = sum((d.amount.value for d in halves if d.amount is not None), Decimal(0))
    return any(
        draft.amount is not None and draft.amount.value == total and draft.year == halves[0].year
        for draft in before
    )


def _items_make_up_change(group: ListDraft, parent: Draft) -> bool:
    """Whether the items explain a change of the parent: 88人，比上年减少3人，系退休2人、调出1人."""
    if len(group.items) > 1 and all(_MOVED.search(item.label) for item in group.items):
        return True  # persons in and out, who need not be all that changed
    total = sum((i.amount.value for i in group.items if i.amount is not None), Decimal(0))
    first = group.items[0].span
    return any(
        c.change is not None and c.span.paragraph == first.paragraph and c.span.start < first.start
        and abs(c.change.value - total) <= c.change.step
        for c in parent.comparisons
    )  # fmt: skip


def _earlier_figures(memory: Memory, group: ListDraft, places: dict[int, int]) -> list[Draft]:
    """Return the other figures of the parent's unit and paragraph before the first item, nearest first."""
    parent = group.parent
    first = places.get(id(group.items[0]), 0)
    if parent is None:
        return []
    return [
        draft
        for draft in reversed(memory.drafts[max(0, first - _LOOK_BACK) : first])
        if draft is not parent
        and draft.amount is not None
        and draft.amount.value
        and draft.unit == parent.unit
        and draft.span.paragraph == parent.span.paragraph
        and not any(draft is item for item in group.items)
        and not MEAN.search(draft.label)
    ]


def _set_parent(group: ListDraft, whole: Draft) -> None:
    """Make a figure the parent of a list; items without a named stage take its stage and year."""
    before = group.parent
    group.parent = whole
    for item in (*group.items, *group.nones):
        if before is not None and not item.measure_said and item.measure == before.measure:
            item.measure, item.year = whole.measure, whole.year


def _is_worded_as_parts(memory: Memory, group: ListDraft) -> bool:
    """Whether parent and items stand in one sentence and are whole and parts by their keys, or by 为."""
    parent = group.parent
    if parent is None or any(item.sentence != parent.sentence for item in group.items):
        return False
    parts = all(item.key and memory.words.is_part(item.key, parent.key) for item in group.items)
    return parts or group.word == "为"


def _exceeds_parent(group: ListDraft) -> bool:
    """Whether one item exceeds twice the parent, and no misplaced decimal point explains it."""
    whole = group.whole
    amounts = [item.amount.value for item in group.items if item.amount is not None]
    if whole is None or not amounts:
        return False
    most, total = max(amounts), sum(amounts, Decimal(0))
    if not most or most <= whole.value * _FAR_OFF:
        return False
    if any(_differs_by_decimal_point(amount, whole.value - (total - amount)) for amount in amounts):
        return False  # one of the items has its point in the wrong place
    digits = {
        "".join(c for c in f"{n.normalize():f}" if c.isdigit()).strip("0")
        for n in (whole.value, total)
    }
    return len(digits) > 1


def _differs_by_decimal_point(printed: Decimal, right: Decimal) -> bool:
    """Whether two numbers differ only by one or two places of the decimal point."""
    return right > 0 and any(printed == right.scaleb(places) for places in (-2, -1, 1, 2))


_WHOLE_UNIT = re.compile("(?:部门|单位)(?:收支)?(?:总?预算|决算|总?支出)|整体支出")
"""Names of the total of all budgets of a unit, whatever the chapter is about."""
_TOTAL_KEYS = frozenset({"total_spending", "carried_in", "carried_out", "arranged", "spent"})


def widen_scopes(memory: Memory, normals: Sequence[Normal]) -> None:
    """Set the scope of totals of the unit to all budgets where they stand in the chapter of one budget.

    部门预算年初数2865万元 is named as such. 年初预算2865万元，支出3298万元，其中：一般公共预算3062万元、
    政府性基金236万元 divides the outturn by budgets, so that the stages before it are of all, too.
    """
    for draft in memory.drafts:
        if _has_chapter_scope(draft) and _names_whole_unit(draft, normals):
            draft.scope = "fiscal"
    places = {id(draft): at for at, draft in enumerate(memory.drafts)}
    for group in memory.lists:
        if not _is_divided_by_budgets(group):
            continue
        first = group.items[0]
        for other in reversed(memory.drafts[: places.get(id(first), 0)]):
            apart = other.span.paragraph != first.span.paragraph
            if apart or (other.scope_said and other.key in _TOTAL_KEYS):
                break
            if _has_chapter_scope(other):
                other.scope = "fiscal"


def _is_divided_by_budgets(group: ListDraft) -> bool:
    """Whether the items are the spending of several budgets, or of one budget within a total of all."""
    items = [d for d in group.items if d.scope_said and d.key == "total_spending"]
    scopes = {item.scope for item in items} - ALL_BUDGETS
    parent = group.parent
    of_all = parent is not None and parent.scope == "fiscal" and not parent.scope_said
    said = parent is not None and parent.scope_said
    return bool(scopes) and not said and (len(scopes) > 1 or of_all)


def _has_chapter_scope(draft: Draft) -> bool:
    """Whether a total has the scope of one budget only because it stands in its chapter."""
    own = not (draft.scope_said or draft.whose or draft.scope in ALL_BUDGETS)
    return own and draft.key in _TOTAL_KEYS and draft.unit == "money"


def _names_whole_unit(draft: Draft, normals: Sequence[Normal]) -> bool:
    """Whether words like 部门预算 stand before the figure in its sentence."""
    if draft.amount is None or draft.amount.span.paragraph != draft.sentence.paragraph:
        return False
    normal = normals[draft.sentence.paragraph]
    start, end = normal.place(draft.sentence.start), normal.place(draft.amount.span.start)
    return _WHOLE_UNIT.search(normal.text, start, end) is not None


# ScopeValues by what it agrees with.


ALL_BUDGETS = frozenset({"fiscal", "total"})
"""The scopes of all money."""
DIVIDED = frozenset({"total_spending", "project_spending"})
"""Keys printed for each budget and for all together."""
_STAGES = frozenset({OUTTURN, INITIAL_BUDGET, FULL_YEAR_BUDGET})
ScopeValues = Counter[tuple[str, Decimal]]
"""How often each value is printed for each scope: (scope, value) to number."""


def correct_table_units(
    cells: Iterable[CellStatement], statements: Iterable[Statement]
) -> tuple[CellStatement, ...]:
    """Return the cells with a table's unit corrected where the sentences print its numbers with the other one.

    单位：元 over 520.30, which the text prints as 520.30万元: the unit line is wrong.
    """
    units_printed: defaultdict[str, set[str]] = defaultdict(set)
    for statement in statements:
        if statement.amount is not None and statement.amount.places:
            units_printed[statement.amount.text].add(statement.amount.unit)
    found: defaultdict[int, list[CellStatement]] = defaultdict(list)
    for cell in cells:
        found[cell.table].append(cell)
    result: list[CellStatement] = []
    for table in found.values():
        factor = table[0].factor
        said, other = ("元", "万元") if factor == _YUAN else ("万元", "元")
        units = [units_printed.get(text, set()) for text in {c.amount.text for c in table}]
        against = sum(other in each for each in units)
        wrong = against >= _PROVES and not any(said in each for each in units)
        right = (Decimal(1) if factor == _YUAN else _YUAN) if wrong else factor
        odd = factor not in {_YUAN, Decimal(1)}
        result += table if odd else (replace(c, factor=right) for c in table)
    return tuple(result)


_YUAN = Decimal("0.0001")
_PROVES = 2
"""So many numbers printed with the other unit show that the unit line is wrong."""


def infer_scopes(
    statements: tuple[Statement, ...], cells: tuple[CellStatement, ...], year: int | None
) -> tuple[Statement, ...]:
    """Return the statements; a scope that no word names is inferred from equal figures.

    项目资金862万元 in the chapter of one budget is of all budgets if it equals no figure of that budget
    and exactly the one of all; likewise the other way round. 财政拨款支出 in the chapter of one budget
    is of that budget if it equals its amount.
    """
    printed: defaultdict[tuple[str, str], ScopeValues] = defaultdict(Counter)
    for s in statements:
        for key in _divided_keys(s.key, s.scope):
            if s.amount is not None and not s.aside and not s.whose and _is_of_this_year(s, year):
                printed[key, s.measure][s.scope, s.amount.value] += 1
    for cell in cells:
        if cell.key in DIVIDED and cell.amount.unit != "%" and cell.year in {None, year}:
            scope, value = cell.scope or "fiscal", cell.amount.value * cell.factor
            printed[cell.key, cell.column_key or OUTTURN][scope, value] += 1
    return tuple(_with_inferred_scope(s, printed[s.key, s.measure], year) for s in statements)


def _divided_keys(key: str, scope: str) -> tuple[str, ...]:
    """Return the `DIVIDED` keys a figure stands for; the total spending of a fund is also its project spending."""
    if key not in DIVIDED:
        return ()
    alone = key == "total_spending" and scope not in {*ALL_BUDGETS, "general_public_budget"}
    return (key, "project_spending") if alone else (key,)


def _is_of_this_year(s: Statement, year: int | None) -> bool:
    """Whether a statement is an outturn or budget of the year of the text."""
    return s.measure in _STAGES and s.year in {None, year}


def _with_inferred_scope(s: Statement, printed: ScopeValues, year: int | None) -> Statement:
    """Return a statement with the scope its value is printed for elsewhere, see `infer_scopes`."""
    if s.key not in DIVIDED or s.amount is None or not s.amount.value:
        return s
    if s.scope_said:
        loose = s.scope == "fiscal" and printed[s.chapter, s.amount.value] > 0
        return replace(s, scope=s.chapter) if loose else s
    if s.aside or s.whose or not _is_of_this_year(s, year):
        return s
    own = {value for scope, value in printed if scope == s.scope}
    if len(own) < len(("its own", "another")) or printed[s.scope, s.amount.value] > 1:
        return s
    scope = _matching_scope(s.scope, s.amount.value, printed)
    return replace(s, scope=scope) if scope else s


def _matching_scope(own: str, value: Decimal, printed: ScopeValues) -> str:
    """Return the other scope for which a value is printed; empty if there is none or more than one."""
    found = Counter({s: n for (s, v), n in printed.items() if s != own and v == value})
    others = set(found)
    if own in ALL_BUDGETS:
        return next(iter(others)) if len(others) == 1 and not others & ALL_BUDGETS else ""
    if others & ALL_BUDGETS:
        return max(sorted(others & ALL_BUDGETS), key=found.__getitem__)
    parts = [(s, v) for s, v in printed if s not in ALL_BUDGETS and (s, v) != (own, value)]
    each_once = len({scope for scope, _ in parts}) == len(parts) > 1
    return "fiscal" if each_once and sum(v for _, v in parts) == value else ""
