"""Checks of reasons: a change or a shortfall that nothing explains."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.amounts.check_changes import compared
from pingkou_gui.text.lexing.tokens import plain
from pingkou_gui.text.lines.gaps import clause_start, gives_reason
from pingkou_gui.text.reading.percentages import base_of, percent_of
from pingkou_gui.text.reasoning.finding import (
    LIKELY,
    PROVED,
    WRITTEN,
    Case,
    Findings,
    Severity,
    Told,
    check,
    check_each,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.lines.source import Normal, Span
    from pingkou_gui.text.reading.statements import Comparison, Statement
    from pingkou_gui.text.reasoning.finding import Match, TextFinding

_GIVEN = re.compile(
    "原因|由于|因为|主要是|主要系|系[^统列]|因(?!公(?:出国|临时))|所致|为了|受|按照|根据|新增|追加|扣分|扣减|偏差"
)
_RATE = re.compile(
    "(?:预算|资金|支出)?(?:执行率|完成率|支出率|到位率)(?:为|是|仅为|达到?|仅|：)*(?P<rate>\\d{1,4}(?:\\.\\d{1,4})?)%"
)
_FULL = Decimal(100)
_RISE = Decimal(100)
_FALL = Decimal(70)
_WORTH = Decimal(5)
_INCOME = re.compile("收入|可用资金|财力|税收")
_CEILINGS = frozenset({"three_public", "official_reception", "official_vehicles", "overseas_travel", "vehicle_running", "vehicle_purchase", "meetings", "training"})  # fmt: skip


def reasoned(case: Case) -> frozenset[int]:
    """Return the paragraphs in which, or at the head of whose next, a reason is given."""
    headed = {heading.paragraph for heading in case.reading.headings}
    found: set[int] = set()
    for normal in case.reading.written:
        reason = gives_reason(normal.text)
        if reason or _GIVEN.search(normal.text):
            found.add(normal.paragraph)
        if reason and normal.paragraph not in headed and gives_reason(normal.text[:30]):
            found.add(normal.paragraph - 1)
    return frozenset(found)


def _rated(case: Case) -> frozenset[int]:
    """Return the paragraphs in which a rate is printed as such."""
    return frozenset(n.paragraph for n in case.reading.written if _RATE.search(n.text))


@check(
    "支出没有超过预算",
    "OVER_EXECUTION",
    ground="预算法第十三条：经批准的预算，非经法定程序不得调整",
)
def nothing_is_overspent(case: Case) -> Findings:
    """A rate above 100 %, or a final figure above its budget in the same sentence."""
    given, rated = reasoned(case), _rated(case)
    for normal in case.reading.written:
        for match in _RATE.finditer(normal.text):
            if (
                Decimal(match["rate"]) > _FULL
                and "预算" in normal.text[max(0, match.start() - 30) : match.end()]
            ):
                yield _over(case, given, normal.span(*match.span()), match.group())
    for index, statement in enumerate(case.reading.statements):
        rate = statement.execution
        counted = statement.amount is not None and "元" not in statement.amount.unit
        if (
            rate is not None
            and rate.value > _FULL
            and statement.span.paragraph not in rated
            and not counted
            and not _INCOME.search(statement.label)
        ):
            yield _over(
                case,
                given,
                statement.span.cover(rate.span),
                f"“{statement.label}”完成预算的{rate.text}%",
                early=statement.key not in _CEILINGS,
            )
        elif rate is None and statement.measure == "outturn" and statement.key in _CEILINGS:
            budget = _budget(case, index)
            if budget is not None and statement.amount and _value(case, index) > budget:
                said = f"“{statement.label}”支出{statement.amount.text}，超过预算{plain(budget)}"
                yield _over(case, given, statement.span, said, early=False)


_BUDGET_BEFORE = 20


def _over(
    case: Case, given: frozenset[int], spot: Span, said: str, *, early: bool = True
) -> TextFinding:
    """A rate of the budget of the beginning of the year, which is added to by law, is a hint if `early`."""
    told = case.reading.quote(replace(spot, start=max(0, spot.start - _BUDGET_BEFORE)))
    is_given = spot.paragraph in given or (early and "年初" in told)
    message = f"{said}，超过了预算；" + (
        "确认原因写清楚" if is_given else "核对，并写明原因和批准手续"
    )
    severity = Severity.HINT if is_given else Severity.REMINDER
    return case.finding(
        "OVER_EXECUTION",
        spot,
        message,
        "不超过100%，或写明原因",
        severity=severity,
        certainty=PROVED,
    )


def _value(case: Case, index: int) -> Decimal:
    return case.verdict.values.get(case.ledger.by_statement.get(index, -1), Decimal(0))


def _budget(case: Case, index: int) -> Decimal | None:
    """The budget of the same quantity in the same sentence."""
    here = case.reading.statements[index]
    for near in range(max(0, index - 2), min(len(case.reading.statements), index + 3)):
        other = case.reading.statements[near]
        if other.key == here.key and other.sentence == here.sentence and "budget" in other.measure:
            return _value(case, near) or None
    return None


@check("大起大落要写原因", "JUMP", ground="自评要求：变动较大的说明原因")
def jumps_have_reasons(case: Case) -> Findings:
    """More than doubled, or down by 70 %, against last year, with no reason given."""
    given = reasoned(case)
    for statement, comparison, amount in compared(case):
        change, percent = comparison.change, comparison.percent
        if (
            comparison.base != "last_year"
            or amount is None
            or not statement.key
            or statement.unit_is_people
        ):
            continue
        base = base_of(amount, comparison)
        if (
            base is None
            or base <= 0
            or (change and abs(change.value) < _WORTH)
            or (not change and not percent)
        ):
            continue
        moved = (amount - base) / base * 100
        if not (moved >= _RISE or moved <= -_FALL) or statement.span.paragraph in given:
            continue
        word = "增加" if moved > 0 else "减少"
        message = f"“{statement.label}”比上年{word}{plain(abs(moved).quantize(Decimal('0.01')))}%，变动很大却没有写原因；核对数字，补写原因"
        spot = statement.span.cover(comparison.span)
        yield case.finding(
            "JUMP", spot, message, "补写原因", severity=Severity.HINT, certainty=LIKELY
        )


@check("并列的各项都写原因，不漏一项", "REASON", ground="自评要求：变动较大的说明原因")
def no_change_lacks_the_reason_that_its_like_have(case: Case) -> Findings:
    """（一）运行维护费…增长17.11%。（二）公务接待费…增长21.43%，原因是…: the first gives none."""
    changes = _changes(case)
    explained = {change.name for change in changes if change.given}
    explained |= {"three_public"} if explained & _CEILINGS else set()
    asked: set[str] = set()
    for change in changes:
        if change.given or change.name in explained or change.name in asked:
            continue
        if change.percent is not None and _is_expected(case, change, changes, explained):
            asked.add(change.name)
            word = change.word
            message = f"“{change.label}”{word}{change.printed}，并列的项都写了原因，这一项没有；补充{word}原因"
            yield case.question("REASON", change.span, message, f"补充{word}原因")


@dataclass(frozen=True)
class _Change:
    """One change against last year, with the item of a list that it stands in, if in any."""

    name: str
    label: str
    span: Span
    word: str
    printed: str
    percent: Decimal | None
    given: bool
    item: _Item | None


def _is_expected(
    case: Case, change: _Change, changes: Sequence[_Change], explained: set[str]
) -> bool:
    """Whether a change is one of a kind whose others say why, and large enough to be asked about.

    Of a kind are the items of one list, the ceilings that every unit explains one by one, and
    the totals of a text that explains all others of them.
    """
    names = {c.name for c in changes}
    items = _CEILINGS - {"three_public"} - ({"official_vehicles"} if names & _VEHICLES else set())
    percent = abs(change.percent or Decimal(0))
    if percent < _NOTABLE:
        return False
    if change.item is not None and percent >= _least_of_list(
        case, change, changes, explained, items
    ):
        return True
    for kind in (items, _TOTALS):
        others = (names & kind) - {change.name}
        given = others & explained
        enough = len(given) > len(others - given) if kind is items else given == others
        by_whole = kind is _TOTALS or any(c.given for c in changes if c.name == "three_public")
        least = _OTHERS_WITH_REASON if by_whole else 1
        ours = change.name in (kind if kind is items else _TOLD_WITH_REASON)
        if ours and enough and len(given) >= least:
            return True
    return False


def _least_of_list(
    case: Case,
    change: _Change,
    changes: Sequence[_Change],
    explained: set[str],
    ceilings: frozenset[str],
) -> Decimal:
    """Return from what percent on a change of a numbered list needs the reason its items give."""
    item, texts = change.item, case.reading.normals
    near = [c for c in changes if item and c.item and _are_items(texts, item, c.item)]
    others = {c.name for c in near} - {change.name, "three_public"}
    announced = item is not None and _is_announced(texts, item)
    several = len(others) >= _OTHERS_WITH_REASON
    ceiling = change.name in ceilings
    if not others & explained or not (announced or others <= explained):
        return Decimal("Infinity")
    if announced or (several and ceiling):
        return _NOTABLE
    return _LARGE if several or ceiling else Decimal("Infinity")


_TOLD_WITH_REASON = frozenset({"three_public", "organ_running_costs"})
"""Totals whose change the forms of publication have explained; that of others its parts explain."""
_VEHICLES = frozenset({"vehicle_running", "vehicle_purchase"})
_TOTALS = frozenset({"three_public", "basic_spending", "project_spending", "organ_running_costs"})  # fmt: skip


def _changes(case: Case) -> list[_Change]:
    """Return the changes against last year of running text, in reading order."""
    places: dict[int, list[tuple[int, Statement, Comparison, Decimal | None]]] = defaultdict(list)
    for statement, comparison, amount in compared(case):
        paragraph = comparison.span.paragraph
        moved = comparison.percent or (comparison.change and comparison.change.value)
        ours = not statement.whose and not statement.aside and (statement.key or statement.label)
        cell = case.reading.source.paragraphs[paragraph].is_cell
        if moved and ours and not cell and comparison.base in {"last_year", ""}:
            at = case.reading.normals[paragraph].place(comparison.span.start)
            places[paragraph].append((at, statement, comparison, amount))
    found = []
    for paragraph, here in places.items():
        normal = case.reading.normals[paragraph]
        given = _explained(case.reading.normals, paragraph, sorted({at for at, *_ in here}))
        for at, statement, comparison, amount in here:
            percent, change = comparison.percent, comparison.change
            exact = percent_of(amount, comparison) if amount is not None else None
            words = [w for w in comparison.direction_words if not w.endswith("幅")]
            printed = (
                f"{percent.text}%" if percent else f"{change.text}{change.unit}" if change else ""
            )
            last = (percent or change or comparison).span
            found.append(
                _Change(
                    name=statement.key or statement.label,
                    label=statement.label,
                    span=comparison.span.cover(last),
                    word=words[-1] if words else "增减",
                    printed=printed,
                    percent=percent.value if percent else exact,
                    given=at in given,
                    item=_item_at(normal, statement),
                )
            )
    return found


def _explained(texts: Sequence[Normal], paragraph: int, changes: Sequence[int]) -> set[int]:
    """Return which of the changes of a paragraph say why, by where they stand.

    A reason is that of the changes of its clause, or where there are none, of those before it
    in the same item; one for 各项 is for all.
    """
    text = texts[paragraph].text
    given: set[int] = set()
    waiting: list[int] = []
    parts = [
        0,
        *sorted(
            {m.end() for m in _PART_ENDS.finditer(text)}
            | {m.start() for m in _ITEM_MARK.finditer(text)}
        ),
    ]
    for start, end in zip(parts, [*parts[1:], len(text)], strict=True):
        here = [at for at in changes if start <= at < end]
        if _ITEM_MARK.match(text, start):
            waiting = []
        waiting += here
        words = text[start:end]
        if gives_reason(words) or _GIVEN.search(words):
            of_all = not here and _REASON_BEGINS.match(words)
            earlier = [at for at in changes if at < start] if of_all else waiting
            given.update(earlier if not here or _OF_ALL.search(words) else here)
            waiting = []
    following = texts[paragraph + 1].text if waiting and paragraph + 1 < len(texts) else ""
    marked = _ITEM_MARK.search(text) is not None
    if _REASON_BEGINS.match(following) or (
        marked and not _ITEM_MARK.match(following) and gives_reason(following[:60])
    ):
        given.update(waiting)
    return given


_PART_ENDS = re.compile("[；。]")
_OF_ALL = re.compile("均|都是|都因|上述|以上|[两三四各]项")


def _is_announced(texts: Sequence[Normal], item: _Item) -> bool:
    """Whether the line above the items says that their reasons follow: 分项及原因如下：."""
    above = next(
        (
            n.text
            for n in reversed(texts[max(0, item[0] - _ABOVE) : item[0]])
            if not _ITEM_MARK.match(n.text)
        ),
        "",
    )
    return _ANNOUNCED.search(above) is not None


_ABOVE = 12
_ANNOUNCED = re.compile("原因[^。；]{0,6}(?:如下|为)[：。]?$")
_NOTABLE = Decimal(5)
_LARGE = Decimal(10)
_ITEM_MARK = re.compile(
    "(?:^|(?<=[。；]))(?:（[一二三四五六七八九十\\d]{1,2}）|\\d{1,2}[、.](?!\\d)|[①-⑳])|^[一二三四五六七八九]是"
)
_Item = tuple[int, int, int]
"""A numbered item: its paragraph, and where in it it begins and ends."""


def _item_at(normal: Normal, statement: Statement) -> _Item | None:
    marks = [m.start() for m in _ITEM_MARK.finditer(normal.text)]
    at = normal.place(statement.span.start)
    before = [mark for mark in marks if mark <= at]
    if not before and not marks and at <= _LINE_BEGINS and len(normal.text) <= _LINE:
        return normal.paragraph, 0, len(normal.text)  # a line of a list without numbers
    if not before:
        return None
    end = next((mark for mark in marks if mark > at), len(normal.text))
    return normal.paragraph, before[-1], end


def _are_items(texts: Sequence[Normal], one: _Item, other: _Item) -> bool:
    """Whether two items stand in one list: their numbers are of one style, and near."""
    marks = [_ITEM_MARK.match(texts[p].text, s) for p, s, _ in (one, other)]
    styles = {
        re.sub("[一二三四五六七八九十\\d]+|[①-⑳]", "", mark.group())[:1] if mark else _NO_MARK
        for mark in marks
    }
    if styles == {_NO_MARK} and one[0] == other[0]:
        return False
    return len(styles) == 1 and abs(one[0] - other[0]) <= _NEAR_ITEMS


_NEAR_ITEMS = 4
_OTHERS_WITH_REASON = 2
"""So many other items of a list have their reasons where what is no ceiling needs one too."""
_NO_MARK, _LINE, _LINE_BEGINS = "行", 90, 8
"""A list without numbers: short lines that begin with what they are about."""


_REASON_BEGINS = re.compile("(?:主要)?(?:[增减][长加少]|下降|上升|变动|变化)?(?:的)?(?:主要)?原因")


_EMPTY = re.compile(
    "(?P<said>(?:[增减][加少长]的?|下降的?|上升的?|变动的?|偏差的?|未[一-鿿]{2,6}的?)?(?:主要)?(?:原因(?:主要)?(?:是|为|在于|系)|原因：|(?:主要|均|都)?(?:是因为|是由于|系因|由于)))[，、]?(?=[。；])"
)


@check_each(
    _EMPTY,
    "写了“原因是”，后面有原因",
    "REASON",
    ground="自评要求：变动较大的说明原因",
    among=WRITTEN,
)
def no_reason_is_left_blank(case: Case, normal: Normal, match: Match) -> Told:
    """决算数小于预算数的主要原因是。"""
    first = clause_start(normal.text, match.start())
    message = f"“{match['said']}”后面没有写原因；补充原因"
    return case.finding("REASON", normal.span(first, match.end()), message, "补充原因")


CHECKS = (
    no_reason_is_left_blank,
    no_change_lacks_the_reason_that_its_like_have,
    nothing_is_overspent,
    jumps_have_reasons,
)
