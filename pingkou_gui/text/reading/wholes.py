"""Which figure a list is of, and whose a figure is that no word tells of: told by arithmetic."""

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
"""What is told for each one of many, so that it is the whole of nothing."""
_MOVED = re.compile(
    "(?:^|新|因)(?:考录|招录|录用|调入|转入|招聘|调出|退休|辞职|辞退|离职|去世|转出|调离)(?:人员)?$"
)
AT_ONCE = re.compile("享受|享有|参加|参与|获|取得|持|接受|领取|掌握|具有|拥有")
"""What several may do or have at once: 享受免学费80人、享受助学金50人 are not parts of one number."""
_LOOK_BACK = 12
_NEAR = 8
_ARRANGED = re.compile("安排(?:了|的)?(?:财政|资金|本级)*$")
_FAR_OFF = 2


def settle_wholes(memory: Memory) -> None:
    """Give each list to the figure that its items make up, and none to what they cannot be of.

    三公经费支出1713万元，年初预算2084万元。其中：…1086万元，…627万元: the items are outturns. Where
    nothing fits and the whole is less than one of them, the list is of something not printed.
    Items whose stage nobody names and no sum proves are marked as unsure.
    """
    places = {id(draft): at for at, draft in enumerate(memory.drafts)}
    _part_lists(memory)
    for group in memory.lists:
        parent = group.parent
        if parent is None or parent.amount is None or not group.items or group.is_complete:
            continue
        if _is_of_a_change(group, parent) or _may_overlap(group) or MEAN.search(parent.label):
            group.parent = None
            continue
        others = _others(memory, group, places)
        if len(group.items) > 1:
            fitting = [d for d in others if ListDraft(d, group.word, group.items).is_complete]
            chosen = next((d for d in fitting if d.key == parent.key), None) or next(
                iter(fitting), None
            )
            if chosen is not None:
                _give_to(group, chosen)
                continue
        if _may_be_of_another(group, others):
            group.parent = None
            continue
        if _cannot_hold(group) and not _is_said_to_hold(memory, group):
            group.parent = None
        if any(d.key == parent.key and d.measure != parent.measure for d in others if d.key):
            for item in (*group.items, *group.nones):
                item.unsure = item.unsure or not item.measure_said


def _part_lists(memory: Memory) -> None:
    """Take out of each list what is told as parts of one of its items."""
    for group in tuple(memory.lists):
        inner = _inner_list(group)
        memory.lists += [] if inner is None else [inner]
        group.leave_out([item for item in group.items if _is_share_of_another(item, group)])


def _inner_list(group: ListDraft) -> ListDraft | None:
    """Take the parts of an item out of its list, which names it again: 技术人员768人；技术人员中，医师263人、护士505人.

    They are its parts up to where they make it up, else all that follow, where a slip of the hand explains
    what they make.
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
    """Whether an item is told as a share of another item, so that it is no part beside it."""
    whole = item.share.whole if item.share is not None else ""
    return bool(whole) and any(whole == other.label for other in group.items if other is not item)


def name_wholes(memory: Memory) -> None:
    """Name what is all of a known quantity by its parts and its amount: 日常支出1502万元，其中人员…、公用….

    The parts make it up, and the text tells that quantity with the same amount, or the sentence
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


def settle_plans(memory: Memory, normals: Sequence[Normal]) -> None:
    """Take what was arranged for a plan where the sentence goes on with what was spent of it.

    安排三公经费15万元（接待6万元、车辆9万元），实际花费12.38万元 tells a budget and an outturn.
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
        spent = _spent_of(plan, memory.drafts[at + 1 : at + _LOOK_BACK])
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


def _spent_of(plan: Draft, behind: list[Draft]) -> Draft | None:
    """Return what the sentence says was spent of a plan: its own name again, or 实际支出 at once."""
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


def _may_overlap(group: ListDraft) -> bool:
    """Whether the items of a list count what each does or has, so that one is counted twice."""
    people = all(item.unit == "people" for item in group.items)
    return people and all(AT_ONCE.match(item.label) for item in group.items)


def _may_be_of_another(group: ListDraft, others: list[Draft]) -> bool:
    """Whether things counted are too many for the number before them, and not for one before that.

    村12个、社区3个，其中脱贫村5个、示范村4个: of all 15, or of the 12.
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


def name_halves(memory: Memory) -> None:
    """Name 保运转的基本支出 and 用于建设的项目支出 where the two come to an amount printed before them.

    Words before such a name may make it a part of it; that the two are all of another amount says
    that they do not.
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
            if fits and _come_to_one_before(money[:at], halves):
                for draft, (key, name) in zip(halves, _HALVES, strict=True):
                    draft.key, draft.label = key, name


_NEXT = 5


def _come_to_one_before(before: list[Draft], halves: tuple[Draft, Draft]) -> bool:
    total = sum((d.amount.value for d in halves if d.amount is not None), Decimal(0))
    return any(
        draft.amount is not None and draft.amount.value == total and draft.year == halves[0].year
        for draft in before
    )


def _is_of_a_change(group: ListDraft, parent: Draft) -> bool:
    """Whether the items make up a change of the whole: 88人，比上年减少3人，系退休2人、调出1人."""
    if len(group.items) > 1 and all(_MOVED.search(item.label) for item in group.items):
        return True  # persons in and out, who need not be all that changed
    total = sum((i.amount.value for i in group.items if i.amount is not None), Decimal(0))
    first = group.items[0].span
    return any(
        c.change is not None and c.span.paragraph == first.paragraph and c.span.start < first.start
        and abs(c.change.value - total) <= c.change.step
        for c in parent.comparisons
    )  # fmt: skip


def _others(memory: Memory, group: ListDraft, places: dict[int, int]) -> list[Draft]:
    """Return the other figures of the paragraph before the first item, the nearest first."""
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


def _give_to(group: ListDraft, whole: Draft) -> None:
    before = group.parent
    group.parent = whole
    for item in (*group.items, *group.nones):
        if before is not None and not item.measure_said and item.measure == before.measure:
            item.measure, item.year = whole.measure, whole.year


def _is_said_to_hold(memory: Memory, group: ListDraft) -> bool:
    """Whether one sentence says of the items that they are parts of the whole, by what all are."""
    parent = group.parent
    if parent is None or any(item.sentence != parent.sentence for item in group.items):
        return False
    parts = all(item.key and memory.words.is_part(item.key, parent.key) for item in group.items)
    return parts or group.word == "为"


def _cannot_hold(group: ListDraft) -> bool:
    """Whether one item alone is far more than the whole, as no slip of the pen makes it."""
    whole = group.whole
    amounts = [item.amount.value for item in group.items if item.amount is not None]
    if whole is None or not amounts:
        return False
    most, total = max(amounts), sum(amounts, Decimal(0))
    if not most or most <= whole.value * _FAR_OFF:
        return False
    if any(_is_shifted(amount, whole.value - (total - amount)) for amount in amounts):
        return False  # one of the items has its point in the wrong place
    digits = {
        "".join(c for c in f"{n.normalize():f}" if c.isdigit()).strip("0")
        for n in (whole.value, total)
    }
    return len(digits) > 1


def _is_shifted(printed: Decimal, right: Decimal) -> bool:
    """Whether two numbers differ in the place of their point alone."""
    return right > 0 and any(printed == right.scaleb(places) for places in (-2, -1, 1, 2))


# Whose a figure is that stands below the heading of one budget: told by its words, or by a list.


_OF_THE_WHOLE = re.compile("(?:部门|单位)(?:收支)?(?:总?预算|决算|总?支出)|整体支出")
"""What the whole of a unit is called: all its budgets, whatever the chapter is about."""
_OF_ONE_YEAR = frozenset({"total_spending", "carried_in", "carried_out", "arranged", "spent"})


def widen_stages(memory: Memory, normals: Sequence[Normal]) -> None:
    """Make that of all budgets what is told of the unit's whole below the heading of one budget.

    部门预算年初数2865万元 names the whole. 年初预算2865万元，支出3298万元，其中：一般公共预算3062万元、
    政府性基金236万元 divides what was spent by budgets: the stages told before it are of all, too.
    """
    for draft in memory.drafts:
        if _takes_the_scope_of_its_chapter(draft) and _names_the_whole(draft, normals):
            draft.scope = "fiscal"
    places = {id(draft): at for at, draft in enumerate(memory.drafts)}
    for group in memory.lists:
        if not _divides_the_whole(group):
            continue
        first = group.items[0]
        for other in reversed(memory.drafts[: places.get(id(first), 0)]):
            apart = other.span.paragraph != first.span.paragraph
            if apart or (other.scope_said and other.key in _OF_ONE_YEAR):
                break
            if _takes_the_scope_of_its_chapter(other):
                other.scope = "fiscal"


def _divides_the_whole(group: ListDraft) -> bool:
    """Whether the items are what several budgets spent, or one of them of what is that of all."""
    items = [d for d in group.items if d.scope_said and d.key == "total_spending"]
    scopes = {item.scope for item in items} - ALL_BUDGETS
    parent = group.parent
    of_all = parent is not None and parent.scope == "fiscal" and not parent.scope_said
    said = parent is not None and parent.scope_said
    return bool(scopes) and not said and (len(scopes) > 1 or of_all)


def _takes_the_scope_of_its_chapter(draft: Draft) -> bool:
    own = not (draft.scope_said or draft.whose or draft.scope in ALL_BUDGETS)
    return own and draft.key in _OF_ONE_YEAR and draft.unit == "money"


def _names_the_whole(draft: Draft, normals: Sequence[Normal]) -> bool:
    """Whether the sentence names all that the unit has or spends before the figure."""
    if draft.amount is None or draft.amount.span.paragraph != draft.sentence.paragraph:
        return False
    normal = normals[draft.sentence.paragraph]
    start, end = normal.place(draft.sentence.start), normal.place(draft.amount.span.start)
    return _OF_THE_WHOLE.search(normal.text, start, end) is not None


# Told by what it agrees with.


ALL_BUDGETS = frozenset({"fiscal", "total"})
"""The scopes of all money."""
DIVIDED = frozenset({"total_spending", "project_spending"})
"""What is told of every budget and of all together."""
_STAGES = frozenset({OUTTURN, INITIAL_BUDGET, FULL_YEAR_BUDGET})
Told = Counter[tuple[str, Decimal]]
"""How often each scope has each value."""


def in_the_unit_of_the_text(
    cells: Iterable[CellStatement], statements: Iterable[Statement]
) -> tuple[CellStatement, ...]:
    """Return the figures of tables, those below a wrong unit in the one the text prints them with.

    单位：元 over 520.30, which the text calls 520.30万元: the head is wrong, not two figures.
    """
    told: defaultdict[str, set[str]] = defaultdict(set)
    for statement in statements:
        if statement.amount is not None and statement.amount.places:
            told[statement.amount.text].add(statement.amount.unit)
    found: defaultdict[int, list[CellStatement]] = defaultdict(list)
    for cell in cells:
        found[cell.table].append(cell)
    result: list[CellStatement] = []
    for table in found.values():
        factor = table[0].factor
        said, other = ("元", "万元") if factor == _YUAN else ("万元", "元")
        units = [told.get(text, set()) for text in {c.amount.text for c in table}]
        against = sum(other in each for each in units)
        wrong = against >= _PROVES and not any(said in each for each in units)
        right = (Decimal(1) if factor == _YUAN else _YUAN) if wrong else factor
        odd = factor not in {_YUAN, Decimal(1)}
        result += table if odd else (replace(c, factor=right) for c in table)
    return tuple(result)


_YUAN = Decimal("0.0001")
_PROVES = 2
"""So many numbers that the text prints with another unit show that the head of a table is wrong."""


def by_what_they_agree_with(
    statements: tuple[Statement, ...], cells: tuple[CellStatement, ...], year: int | None
) -> tuple[Statement, ...]:
    """Return the statements, those whose budget no word names by what they agree with.

    Below the heading of one budget 项目资金862万元 may be that of all budgets together: where it is
    none of the figures of its own budget and exactly that of all, it is that. So is what stands
    among all money and is exactly that of one budget; 财政拨款支出 in the chapter of one budget is
    of that budget where it is its amount.
    """
    told: defaultdict[tuple[str, str], Told] = defaultdict(Counter)
    for s in statements:
        for key in _keys(s.key, s.scope):
            if s.amount is not None and not s.aside and not s.whose and _is_now(s, year):
                told[key, s.measure][s.scope, s.amount.value] += 1
    for cell in cells:
        if cell.key in DIVIDED and cell.amount.unit != "%" and cell.year in {None, year}:
            scope, value = cell.scope or "fiscal", cell.amount.value * cell.factor
            told[cell.key, cell.column_key or OUTTURN][scope, value] += 1
    return tuple(_with_its_scope(s, told[s.key, s.measure], year) for s in statements)


def _keys(key: str, scope: str) -> tuple[str, ...]:
    """Return what a figure tells of; all that is spent of a fund is spent on projects."""
    if key not in DIVIDED:
        return ()
    alone = key == "total_spending" and scope not in {*ALL_BUDGETS, "general_public_budget"}
    return (key, "project_spending") if alone else (key,)


def _is_now(s: Statement, year: int | None) -> bool:
    return s.measure in _STAGES and s.year in {None, year}


def _with_its_scope(s: Statement, told: Told, year: int | None) -> Statement:
    if s.key not in DIVIDED or s.amount is None or not s.amount.value:
        return s
    if s.scope_said:
        loose = s.scope == "fiscal" and told[s.chapter, s.amount.value] > 0
        return replace(s, scope=s.chapter) if loose else s
    if s.aside or s.whose or not _is_now(s, year):
        return s
    own = {value for scope, value in told if scope == s.scope}
    if len(own) < len(("its own", "another")) or told[s.scope, s.amount.value] > 1:
        return s
    scope = _agreeing(s.scope, s.amount.value, told)
    return replace(s, scope=scope) if scope else s


def _agreeing(own: str, value: Decimal, told: Told) -> str:
    """Return the other scope that a figure agrees with, empty where there is none or several."""
    found = Counter({s: n for (s, v), n in told.items() if s != own and v == value})
    others = set(found)
    if own in ALL_BUDGETS:
        return next(iter(others)) if len(others) == 1 and not others & ALL_BUDGETS else ""
    if others & ALL_BUDGETS:
        return max(sorted(others & ALL_BUDGETS), key=found.__getitem__)
    parts = [(s, v) for s, v in told if s not in ALL_BUDGETS and (s, v) != (own, value)]
    each_once = len({scope for scope, _ in parts}) == len(parts) > 1
    return "fiscal" if each_once and sum(v for _, v in parts) == value else ""
