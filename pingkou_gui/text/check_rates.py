"""Checks of rates: shares of a whole, budgets executed, and what words say of budget and final."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.check_budget_stages import rates_of_stages
from pingkou_gui.text.check_changes import as_printed
from pingkou_gui.text.constraint_kinds import Sum
from pingkou_gui.text.constraints import OWN_PARTS, budgets_of
from pingkou_gui.text.finding import LIKELY, PROVED, Case, Findings, Severity, check
from pingkou_gui.text.gaps import is_lead
from pingkou_gui.text.ledger import BUDGETS
from pingkou_gui.text.percentages import half_unit, is_one_digit, rate_fits
from pingkou_gui.text.plain_known import FUNDS
from pingkou_gui.text.rate_reach import is_made_in_reach, is_named, is_one_amount, whole_before
from pingkou_gui.text.statements import (
    BUDGET,
    FULL_YEAR_BUDGET,
    INITIAL_BUDGET,
    LAST_YEAR,
    OUTTURN,
)
from pingkou_gui.text.tokens import amount_of, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.source import Normal
    from pingkou_gui.text.statements import Statement
    from pingkou_gui.text.tokens import Amount

_HUNDRED = Decimal(100)
_NAMES = {INITIAL_BUDGET: "年初预算", FULL_YEAR_BUDGET: "全年预算"}


def _quotient(part: Decimal, whole: Decimal, like: Amount) -> tuple[str, str]:
    expected = as_printed(part / whole * _HUNDRED, like)
    return expected, f"{plain(part)} ÷ {plain(whole)} = {expected}"


# --- shares ------------------------------------------------------------------------------------


@check("占比与它的金额相符", "PCT")
def share_follows_from_amounts(case: Case) -> Findings:
    """占…的x%: part / whole.

    Where the sentence does not name the whole, every whole that it may speak of is tried; that
    another share of the same list fits the likeliest is what proves it.
    """
    half = half_unit(case.ledger.places)
    for index, statement in enumerate(case.reading.statements):
        share = statement.share
        if share is None or share.percent.approximate:
            continue
        part = _part(case, index)
        wholes = list(dict.fromkeys(w for w in _wholes(case, index) if w > 0))
        if part is None or not wholes or (wholes[0] == part and share.percent.value < _HUNDRED):
            continue  # what it is a share of is not printed
        if any(rate_fits(part, w, share.percent, half) for w in wholes):
            yield from _nearly_right(case, statement, part, wholes)
            continue
        others = _other_totals(case, statement) | _mended(case, wholes)
        if any(_fits_closely(part, w, share.percent) for w in others):
            continue  # 占支出总预算 that takes in what was carried in; a total told as wrong
        if _siblings_have_another_whole(case, index, part):
            continue
        if statement.scope in FUNDS - {"general_public_budget"} and not share.amount:
            continue  # in the chapter of a fund 占项目支出的100% is of the fund's own projects
        sure = bool(share.key or share.amount) or _sibling_fits(case, index, wholes[0])
        if not sure and not _is_a_slip(part, wholes[0], share.percent):
            continue
        expected, sum_ = _quotient(part, wholes[0], share.percent)
        message = f"“{statement.label}”的占比印的是{share.percent.text}%，{sum_}；核对金额和占比"
        yield case.finding(
            "PCT", statement.span.cover(share.percent.span), message, expected,
            severity=Severity.ERROR if sure else Severity.REMINDER, certainty=PROVED if sure else LIKELY,
        )  # fmt: skip


def _fits_closely(part: Decimal, whole: Decimal, percent: Amount) -> bool:
    """Whether a share is that of a whole to the last printed digit."""
    return whole > 0 and abs(part / whole * _HUNDRED - percent.value) <= percent.step / 2


def _mended(case: Case, wholes: list[Decimal]) -> set[Decimal]:
    """Return what wholes should be that are told to be no sums of their parts."""
    values = case.verdict.values
    broken = [c for c in case.verdict.broken if isinstance(c, Sum) and values[c.total] in wholes]
    return {c.expected(values) for c in broken}


def _other_totals(case: Case, here: Statement) -> set[Decimal]:
    """Return the totals that the text prints of the year, whatever money they are of."""
    return {
        s.amount.value
        for s in case.reading.statements
        if s.amount is not None
        and s.key in {"total_spending", "total_income", "balance"}
        and s.year == here.year
        and s.measure != LAST_YEAR
        and not s.unit_is_people
    }


def _nearly_right(
    case: Case, statement: Statement, part: Decimal, wholes: list[Decimal]
) -> Findings:
    """Tell a share whose last digit is off, where the amounts leave no room for rounding."""
    share, amount = statement.share, statement.amount
    if share is None or amount is None or share.percent.places < 2 or amount.places < 2:
        return
    unit = amount.step / 2
    if any(
        abs(part / whole * _HUNDRED - share.percent.value)
        <= share.percent.step / 2 + unit / whole * _HUNDRED * (1 + part / whole)
        for whole in wholes
    ):
        return
    expected, sum_ = _quotient(part, wholes[0], share.percent)
    message = (
        f"“{statement.label}”的占比印的是{share.percent.text}%，四舍五入应是{expected}：{sum_}"
    )
    yield case.finding(
        "PCT", statement.span.cover(share.percent.span), message, expected,
        severity=Severity.HINT, certainty=LIKELY,
    )  # fmt: skip


def _part(case: Case, index: int) -> Decimal | None:
    """Return the amount that a share speaks of: stated here, or as the quantity's own figure."""
    entry = case.ledger.by_statement.get(index)
    if entry is not None:
        return case.verdict.values[entry]
    statement = case.reading.statements[index]
    known = case.ledger.known(statement, case.reading, OUTTURN, statement.year)
    return case.verdict.values[known[-1]] if known else None


def _wholes(case: Case, index: int) -> Iterator[Decimal]:
    """Yield what the part may be a part of, the likeliest first."""
    here = case.reading.statements[index]
    share, values = here.share, case.verdict.values
    if share is None:
        return
    if share.amount is not None:
        yield share.amount.value
        return
    if share.key:
        yield from _named_wholes(case, index, share.key)
        return
    if share.whole:
        return
    parent = case.reading.lists[here.group].parent if here.group >= 0 else -1
    while parent >= 0:
        entry = case.ledger.by_statement.get(parent)
        if entry is not None:
            yield values[entry]
        group = case.reading.statements[parent].group
        parent = case.reading.lists[group].parent if group >= 0 else -1
    yield from _said_before(case, index)


def _said_before(case: Case, index: int) -> Iterator[Decimal]:
    """Yield sums of which the part is one, earlier in the text: its paragraph's first."""
    here = case.reading.statements[index]
    chapter = case.reading.standings[here.span.paragraph]
    for earlier in reversed(range(index)):
        other, entry = case.reading.statements[earlier], case.ledger.by_statement.get(earlier)
        if (
            entry is None
            or other.measure != here.measure
            or other.unit_is_people != here.unit_is_people
        ):
            continue
        near = other.span.paragraph == here.span.paragraph
        same = case.reading.standings[other.span.paragraph].path[:1] == chapter.path[:1]
        is_whole = case.reading.words.is_part(here.key, other.key) if here.key else bool(other.key)
        fits = (near and (is_whole or not here.key)) or (
            same and other.key in OWN_PARTS and is_whole
        )
        if fits and case.verdict.values[entry] > (here.amount.value if here.amount else 0):
            yield case.verdict.values[entry]


def _named_wholes(case: Case, index: int, key: str) -> list[Decimal]:
    """Return the figures of a whole that is named: the latest of its scope, then any of its year."""
    here = case.reading.statements[index]
    found: list[tuple[int, Decimal]] = []
    of_budget = here.share is not None and here.share.whole.endswith(("预算", "预算数"))
    for at, other in enumerate(case.reading.statements):
        entry = case.ledger.by_statement.get(at)
        if (
            entry is None
            or other.key != key
            or other.year != here.year
            or other.whose != here.whose
        ):
            continue
        budget = other.measure in BUDGETS
        if budget != (of_budget or here.measure in BUDGETS) or other.measure == "last_year":
            continue
        rank = abs(index - at) + (1000 if other.scope != here.scope else 0)
        found.append((rank, case.verdict.values[entry]))
    return [value for _, value in sorted(found, key=lambda pair: pair[0])]


def _sibling_fits(case: Case, index: int, whole: Decimal) -> bool:
    """Whether another share of the same list or sentence is one of the same whole."""
    here = case.reading.statements[index]
    half = half_unit(case.ledger.places)
    for at, other in enumerate(case.reading.statements):
        if at == index or other.share is None:
            continue
        beside = (here.group >= 0 and other.group == here.group) or other.sentence == here.sentence
        part = _part(case, at) if beside else None
        if part is not None and part and rate_fits(part, whole, other.share.percent, half):
            return True
    return False


def _siblings_have_another_whole(case: Case, index: int, part: Decimal) -> bool:
    """Whether another share of the same words is one of the very whole that this one is of, which is not printed.

    占支出总预算82.27%；占支出总预算5.93%: both are of 705.5, and the total is printed as 703.44.
    """
    here = case.reading.statements[index]
    own = _whole_by(part, here.share.percent) if here.share is not None else None
    if own is None or here.share is None or not here.share.whole:
        return False
    for at, other in enumerate(case.reading.statements):
        share = other.share
        if at == index or share is None or share.whole != here.share.whole:
            continue
        theirs = _part(case, at)
        found = _whole_by(theirs, share.percent) if theirs else None
        exact = found is not None and found[1] - found[0] < found[0] / _HUNDRED
        if exact and found is not None and found[0] <= own[1] and own[0] <= found[1]:
            return True
    return False


def _whole_by(part: Decimal, percent: Amount) -> tuple[Decimal, Decimal] | None:
    """Return between what a whole is that a part is a printed percent of."""
    half = percent.step / 2
    if percent.value <= half:
        return None
    return part / (percent.value + half) * _HUNDRED, part / (percent.value - half) * _HUNDRED


def _is_a_slip(part: Decimal, whole: Decimal, percent: Amount) -> bool:
    """Whether the printed percent is the right one but for a digit."""
    places = percent.places
    return is_one_digit(
        (part / whole * _HUNDRED).quantize(Decimal(1).scaleb(-places)), percent.value
    )


@check("一处的几个占比是同一个全数的占比", "PCT")
def shares_beside_have_one_whole(case: Case) -> Findings:
    """占39.69%；占9.11%；占3.47%: the whole that the others agree on tells which one is wrong."""
    half = half_unit(case.ledger.places)
    groups: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for index, statement in enumerate(case.reading.statements):
        share = statement.share
        if share is not None and not share.percent.approximate and share.percent.value:
            groups[statement.span.paragraph, share.whole].append(index)
    for (paragraph, _), members in groups.items():
        known = [(i, part) for i in members if (part := _part(case, i))]
        if len(known) < 2:
            continue
        whole, odd = _agreed_whole(case, paragraph, known, half)
        for index, part in odd:
            statement = case.reading.statements[index]
            share = statement.share
            if share is None:
                continue
            expected, sum_ = _quotient(part, whole, share.percent)
            message = f"“{statement.label}”的占比印的是{share.percent.text}%，同一处的其他占比都是{plain(whole)}的占比，{sum_}；核对金额和占比"
            sure = len(known) - len(odd) > 1
            yield case.finding(
                "PCT", statement.span.cover(share.percent.span), message, expected,
                severity=Severity.ERROR if sure else Severity.REMINDER,
                certainty=PROVED if sure else LIKELY,
            )  # fmt: skip


def _agreed_whole(
    case: Case, paragraph: int, known: list[tuple[int, Decimal]], half: Decimal
) -> tuple[Decimal, list[tuple[int, Decimal]]]:
    """Return the printed amount that most shares are of, with those that are not; none without one."""
    largest = max(part for _, part in known)
    near = range(max(0, paragraph - 2), paragraph + 1)
    wholes = dict.fromkeys(
        case.verdict.values[entry]
        for at, entry in case.ledger.by_statement.items()
        if case.reading.statements[at].span.paragraph in near
        and case.verdict.values[entry] >= largest
        and not case.reading.statements[at].unit_is_people
    )
    best, odd = Decimal(0), known
    for whole in wholes:
        rest = [
            (i, part)
            for i, part in known
            if (share := case.reading.statements[i].share) is not None
            and not rate_fits(part, whole, share.percent, half)
        ]
        if len(rest) < len(odd):
            best, odd = whole, rest
    agree = len(known) - len(odd)
    total = sum(part for _, part in known)
    totals = {
        case.verdict.values[entry]
        for at, entry in case.ledger.by_statement.items()
        if case.reading.statements[at].key in {"total_income", "total_spending", "balance"}
        and case.reading.statements[at].span.paragraph == paragraph
    }
    even = agree == len(odd) == 1 and (total == best or best in totals)
    enough = (agree > len(odd) and agree > 1) or even
    return (best, odd) if best and enough else (best, [])


_OF = re.compile(
    "(?P<part>\\d{1,9}(?:\\.\\d{1,6})?)万元，占[^，。；\\d]{0,16}(?P<whole>\\d{1,9}(?:\\.\\d{1,6})?)万元的"
    "(?P<rate>\\d{1,3}(?:\\.\\d{1,4})?)%"
)
"""A share that names its whole with the amount: 30万元，占项目支出40万元的75%."""


@check("写明全数的占比与它的金额相符", "PCT")
def share_follows_from_the_whole_it_names(case: Case) -> Findings:
    """30万元，占项目支出40万元的75%, where the sentence was not read as a statement."""
    half = half_unit(case.ledger.places)
    read = {
        (s.span.paragraph, s.share.percent.span.end)
        for s in case.reading.statements
        if s.share is not None and s.share.amount is not None
    }
    for normal in case.reading.counting:
        for match in _OF.finditer(normal.text):
            part, whole = Decimal(match["part"]), Decimal(match["whole"])
            rate = amount_of(match["rate"], "%", normal.span(match.start("rate"), match.end()))
            if (normal.paragraph, rate.span.end) in read or whole <= 0:
                continue
            if not rate_fits(part, whole, rate, half):
                expected, sum_ = _quotient(part, whole, rate)
                message = f"占比印的是{match['rate']}%，{sum_}"
                yield case.finding("PCT", normal.span(*match.span()), message, expected)


_LOST_SIGN = re.compile(
    "占[^，。；、\\d%占]{0,20}?(?:的?比[重例]?|的)?(?P<number>\\d{1,3}(?:\\.\\d{1,2})?)(?=[；，。])"
)


@check("占比写了百分号", "UNIT", ground="单位")
def shares_have_their_sign(case: Case) -> Findings:
    """占77.72；: the sign is missing, where the amounts give that percent."""
    half = half_unit(case.ledger.places)
    for normal in case.reading.counting:
        for match in _LOST_SIGN.finditer(normal.text):
            number = amount_of(match["number"], "%", normal.span(*match.span("number")))
            before = [
                i
                for i, s in enumerate(case.reading.statements)
                if s.span.paragraph == normal.paragraph
                and s.span.end <= number.span.start
                and s.amount
            ]
            if not before:
                continue
            part = _part(case, before[-1])
            here = case.reading.statements[before[-1]]
            parent = case.reading.lists[here.group].parent if here.group >= 0 else -1
            wholes = [case.verdict.values[e] for e in case.ledger.by_statement.values()]
            fitting = part is not None and any(rate_fits(part, w, number, half) for w in wholes)
            if fitting or parent >= 0:
                message = f"“占{match['number']}”漏写了百分号；应为{match['number']}%"
                spot = normal.span(*match.span())
                yield case.finding("UNIT", here.span.cover(spot), message, f"{match['number']}%")


# --- execution ---------------------------------------------------------------------------------


@check("执行率与它的金额相符", "PCT")
def execution_follows_from_amounts(case: Case) -> Findings:
    """完成预算的x%: outturn / budget of the same quantity, in the same sentence or nearby."""
    half = half_unit(case.ledger.places)
    for index, statement in enumerate(case.reading.statements):
        rate = statement.execution
        if rate is None or rate.approximate:
            continue
        outturn = _part(case, index)
        budgets = _budgets(case, index)
        fitting = [b for b in budgets if outturn is not None and rate_fits(outturn, b, rate, half)]
        if outturn is None or not [b for b in budgets if b > 0] or fitting:
            continue
        parts = _budget_by_parts(case, statement)
        if parts and rate_fits(outturn, parts, rate, half):
            continue  # the total is the slip, which its own sum tells
        if is_made_in_reach(case.reading, rate):
            continue  # of other amounts: of the whole of a list, of a budget in words not known here
        if rate.text in rates_of_stages(case):
            continue  # the full budget is the slip, not its rate
        budget = next(b for b in budgets if b > 0)
        outturn = _whole_for(case, index, budget) or outturn
        if rate_fits(outturn, budget, rate, half) or (
            outturn == budget and is_one_amount(case.reading, rate, budget)
        ):
            continue
        expected, sum_ = _quotient(outturn, budget, rate)
        message = f"执行率印的是{rate.text}%，{sum_}；核对两个金额和执行率"
        spot = statement.span.cover(rate.span)
        yield case.finding("PCT", spot, message, expected, certainty=PROVED)


def _whole_for(case: Case, index: int, budget: Decimal) -> Decimal | None:
    """Return the whole that a rate behind a list is about; None where it is one of its part.

    A part's own budget has the part's rate; a budget of all has the rate of the whole.
    """
    reading, ledger, values = case.reading, case.ledger, case.verdict.values
    key = reading.statements[index].key
    if any(
        s.key == key and s.measure in BUDGETS and s.amount is not None and is_named(reading, s)
        and at in ledger.by_statement and values[ledger.by_statement[at]] == budget
        for at, s in enumerate(reading.statements) if key
    ):  # fmt: skip
        return None
    entry = ledger.by_statement.get(whole_before(reading, index))
    return None if entry is None or values[entry] > budget * _MOST_OVERSPENT else values[entry]


_MOST_OVERSPENT = 2
"""An amount above so many times a budget is none of what it was spent for."""


def _budget_by_parts(case: Case, statement: Statement) -> Decimal | None:
    """Return what the parts of a budget add up to where the text prints all of them, None otherwise."""
    reading, ledger = case.reading, case.ledger
    year = statement.year or reading.year
    parts = reading.words.parts.get(statement.key, frozenset())
    smallest = [part for part in parts if not reading.words.parts.get(part)]
    for measure in (FULL_YEAR_BUDGET, BUDGET, INITIAL_BUDGET):
        found = [
            {case.verdict.values[i] for i in ledger.known(replace(statement, key=part), reading, measure, year)}
            for part in smallest
        ]  # fmt: skip
        if found and all(len(values) == 1 for values in found):
            return sum((values.pop() for values in found), Decimal(0))
    return None


def _budgets(case: Case, index: int) -> list[Decimal]:
    """Return the budgets that a rate may speak of, the likeliest first.

    Of a known quantity those of the ledger; else those of the same words or without any, said
    in the sentence or just before it.
    """
    here = case.reading.statements[index]
    found = (
        [case.verdict.values[i] for i in budgets_of(case.reading, case.ledger, index)]
        if here.key
        else []
    )
    if found and here.key != "spent":
        return found
    for near in reversed(range(max(0, index - 8), index)):
        other, entry = case.reading.statements[near], case.ledger.by_statement.get(near)
        if entry is None or other.measure not in BUDGETS or other.unit_is_people:
            continue
        bare = is_lead(other.label)
        goes = (
            other.label == here.label
            if here.label and not is_lead(here.label) and here.key != "spent"
            else bare
        )
        if goes and other.group < 0:
            found.append(case.verdict.values[entry])
    return found


@check("完成的是哪一个预算", "WORDING")
def execution_names_its_budget(case: Case) -> Findings:
    """完成年初预算的93.46% where the initial budget is 0, and the rate is one of the full-year budget."""
    half = half_unit(case.ledger.places)
    for index, statement in enumerate(case.reading.statements):
        rate, outturn = statement.execution, _part(case, index)
        if rate is None or outturn is None or statement.execution_base != INITIAL_BUDGET:
            continue
        initial = _budget_of(case, statement, INITIAL_BUDGET)
        full = _budget_of(case, statement, FULL_YEAR_BUDGET)
        if initial is None or full is None or rate_fits(outturn, initial, rate, half):
            continue
        if rate_fits(outturn, full, rate, half):
            message = (
                f"年初预算是{plain(initial)}万元，{rate.text}%是按全年预算{plain(full)}万元算的；"
                "把“完成年初预算的”改为“完成全年预算的”"
            )
            spot = statement.span.cover(rate.span)
            yield case.finding("WORDING", spot, message, "完成全年预算的")


def _budget_of(case: Case, statement: Statement, measure: str) -> Decimal | None:
    found = case.ledger.known(statement, case.reading, measure, statement.year)
    near = [i for i in found if case.ledger.entries[i].span.paragraph == statement.span.paragraph]
    if not near:
        near = [
            case.ledger.by_statement[i]
            for i, s in enumerate(case.reading.statements)
            if s.label == statement.label and s.measure == measure and i in case.ledger.by_statement
            and s.span.paragraph == statement.span.paragraph
        ]  # fmt: skip
    return case.verdict.values[near[-1]] if near else None


_SIZE = re.compile(
    "(?:支出)?决算(?:数|支出)?(?P<word>大于|高于|多于|超过|小于|低于|少于|等于|持平于)(?P<which>年初|全年|调整)?预算(?:数|支出)?(?!（)"
    "(?P<off>\\d{1,9}(?:\\.\\d{1,6})?万元)?"
)
_UP = frozenset({"大于", "高于", "多于", "超过"})
_DOWN = frozenset({"小于", "低于", "少于"})


@check("决算数大于还是小于预算数", "DIRECTION")
def size_words_agree_with_numbers(case: Case) -> Findings:
    """决算数大于预算数 where the final figure is below the budget."""
    for normal in case.reading.counting:
        for match in _SIZE.finditer(normal.text):
            pair = _pair_before(case, normal, match.start(), match["which"] or "")
            if pair is None:
                continue
            statement, budget, final = pair
            right = "大于" if final > budget else "小于" if final < budget else "等于"
            word = match["word"]
            said = "大于" if word in _UP else "小于" if word in _DOWN else "等于"
            if said == right:
                continue
            spot = normal.span(*match.span())
            message = (
                f"“{statement.label}”的决算数是{plain(final)}万元，预算数是{plain(budget)}万元，"
                f"决算数{right}预算数，这里写的是{word}；核对原因是不是也写反了"
            )
            words = match.group().replace(word, right)
            yield case.finding("DIRECTION", spot, message, words)


def _pair_before(
    case: Case, normal: Normal, at: int, which: str
) -> tuple[Statement, Decimal, Decimal] | None:
    """Return the quantity spoken of before a place, with its budget and its final figure."""
    here = normal.span(at, at).start
    told = [
        (i, s)
        for i, s in enumerate(case.reading.statements)
        if s.span.paragraph == normal.paragraph and s.span.start < here
    ]
    named = _named_before(case, normal, at)
    finals = [
        (i, s)
        for i, s in told
        if s.measure == OUTTURN and (s.amount is not None or s.execution) and named in {"", s.key}
    ]
    if not finals:
        return None
    index, final = finals[-1]
    main = [(i, s) for i, s in finals if s.execution is not None]
    if main and final.execution is None and final.group >= 0 and main[-1][0] < index:
        index, final = main[-1]
    value = _part(case, index)
    wanted = {"年初": INITIAL_BUDGET, "全年": FULL_YEAR_BUDGET, "调整": FULL_YEAR_BUDGET}.get(which)
    order = [wanted] if wanted else ["full_year_budget", "budget", "initial_budget"]
    budgets = [b for m in order if m and (b := _budget_of(case, final, m)) is not None]
    unlike = len(set(budgets)) > 1
    return None if value is None or not budgets or unlike else (final, budgets[0], value)


_NEAR = 24


def _named_before(case: Case, normal: Normal, at: int) -> str:
    """Return the key of the quantity named right before a place: 三公经费支出决算大于预算数."""
    since = max(0, at - _NEAR)
    found = list(re.finditer(case.reading.words.names, normal.text[since:at]))
    if not found or at - since - found[-1].end() > 2:
        return ""
    quantity = case.reading.words.quantity(found[-1].group())
    return quantity.key if quantity else ""


_WHOLE = re.compile("完成(?P<which>年初|全年|调整后?)?预算(?:数)?的?100(?:\\.0{1,2})?%")
_OFF = re.compile(
    "(?:大于|高于|多于|小于|低于|少于)(?:年初|全年)?预算数?(?P<off>\\d{1,9}(?:\\.\\d{1,6})?)万元"
)


@check("完成100%就没有差额", "PCT")
def whole_execution_leaves_no_difference(case: Case) -> Findings:
    """完成年初预算100%，决算数大于预算数55.93万元."""
    for normal in case.reading.counting:
        for match in _WHOLE.finditer(normal.text):
            off = _OFF.search(normal.text, match.end(), match.end() + 60)
            if off is None or not Decimal(off["off"]):
                continue
            final = next(
                (
                    s
                    for s in reversed(case.reading.statements)
                    if s.span.paragraph == normal.paragraph and s.amount is not None
                    and s.span.start < normal.span(*match.span()).end and s.measure == OUTTURN
                ),
                None,
            )  # fmt: skip
            if final is None or final.amount is None:
                continue
            sign = 1 if off.group()[:2] in {"大于", "高于", "多于"} else -1
            budget = final.amount.value - sign * Decimal(off["off"])
            expected, sum_ = _quotient(
                final.amount.value, budget, amount_of("100", "%", final.span)
            )
            message = f"写了完成100%，又写差{off['off']}万元；按这个差额，{sum_}"
            spot = normal.span(match.start(), off.end())
            yield case.finding("PCT", final.span.cover(spot), message, expected)


# --- rates that show their numbers, or stand beside them -----------------------------------------

_CONTROL = re.compile("控制率(?:为|是|达到?|：)*(?P<rate>\\d{1,4}(?:\\.\\d{1,4})?)%")


_PAID = re.compile(
    "(?:支付|拨付|使用|支出)(?:资金)?(?P<part>\\d{1,9}(?:\\.\\d{1,6})?)万元，(?:尚?未(?:支付?|拨付|使用|支出)|结余|剩余)(?:资金)?"
    "(?P<rest>\\d{1,9}(?:\\.\\d{1,6})?)万元，(?:资金)?(?:支付|拨付|使用|支出|执行)率(?:为|达到?|是)?(?P<rate>\\d{1,3}(?:\\.\\d{1,4})?)%"
)


@check("支付率 = 已支付 ÷（已支付 + 未支付）", "PCT")
def paid_and_unpaid_give_the_rate(case: Case) -> Findings:
    """支付18501万元，未支付703万元，支付率95%."""
    for normal in case.reading.counting:
        for match in _PAID.finditer(normal.text):
            spot = normal.span(*match.span())
            part, rate = Decimal(match["part"]), amount_of(match["rate"], "%", spot)
            whole = part + Decimal(match["rest"])
            if rate_fits(part, whole, rate, Decimal("0.01")):
                continue
            expected, sum_ = _quotient(part, whole, rate)
            message = (
                f"已支付和未支付合起来是{plain(whole)}万元，{sum_}，这里印的是{rate.text}%；核对"
            )
            yield case.finding(
                "PCT", spot, message, expected, severity=Severity.REMINDER, certainty=LIKELY
            )


@check("“三公”经费控制率 = 决算 ÷ 预算", "PCT")
def three_public_control_follows(case: Case) -> Findings:
    """控制率为97.5% beside a budget of 24 and a final figure of 21."""
    half = half_unit(case.ledger.places)
    for normal in case.reading.counting:
        match = _CONTROL.search(normal.text)
        if match is None or "=" in normal.text or _is_of_others(normal, match):
            continue
        here = [
            (i, s)
            for i, s in enumerate(case.reading.statements)
            if s.span.paragraph == normal.paragraph and s.key == "three_public" and s.amount
        ]
        finals = {
            case.verdict.values[case.ledger.by_statement[i]]
            for i, s in here
            if s.measure == OUTTURN and i in case.ledger.by_statement
        }
        budgets = {
            case.verdict.values[case.ledger.by_statement[i]]
            for i, s in here
            if s.measure in BUDGETS and i in case.ledger.by_statement
        }
        if len(finals) != 1 or len(budgets) != 1 or not min(budgets):
            continue
        rate = amount_of(match["rate"], "%", normal.span(*match.span("rate")))
        final, budget = finals.pop(), budgets.pop()
        if not rate_fits(final, budget, rate, half):
            expected, sum_ = _quotient(final, budget, rate)
            message = f"控制率印的是{rate.text}%，{sum_}"
            yield case.finding("PCT", normal.span(*match.span()), message, expected)


def _is_of_others(normal: Normal, match: re.Match[str]) -> bool:
    """Whether two amounts of its own clauses, with no word of 三公, make a rate: 公用经费…控制率97.30%."""
    start = max(normal.text.rfind(mark, 0, match.start()) for mark in "。；")
    return (
        "三公" not in normal.text[start + 1 : match.end()] and "三公" in normal.text[match.end() :]
    )


_COUNT_RATE = re.compile(
    "(?P<count>\\d{2,9})(?P<unit>份|户|人|件|亩|只|头|处|宗|例)[，（][^，。；]{0,8}?(?P<rate>\\d{1,3}(?:\\.\\d{1,2})?)%"
)
_POPULATION = re.compile("(?P<count>\\d{3,9})(?:人|户)")


@check("覆盖率与人数、户数相符", "PCT")
def coverage_follows_from_counts(case: Case) -> Findings:
    """26721份，建档率92.3%, of 28640 people: asked where a single digit is off."""
    wholes = [
        Decimal(match["count"])
        for normal in case.reading.counting
        for match in _POPULATION.finditer(normal.text)
    ]
    for normal in case.reading.counting:
        for match in _COUNT_RATE.finditer(normal.text):
            part = Decimal(match["count"])
            rate = amount_of(match["rate"], "%", normal.span(match.start("rate"), match.end()))
            for whole in dict.fromkeys(w for w in wholes if part < w <= 2 * part):
                right = (part / whole * _HUNDRED).quantize(rate.step)
                if right == rate.value:
                    break
                if rate.places and is_one_digit(right, rate.value):
                    message = f"这里印的是{rate.text}%，{plain(part)} ÷ {plain(whole)} = {right}%；核对是不是打错了数字"
                    yield case.finding(
                        "PCT", normal.span(*match.span()), message, f"{right}%",
                        severity=Severity.REMINDER, certainty=LIKELY,
                    )  # fmt: skip
                    break


@check("基本支出与项目支出的占比合起来是100%", "PCT")
def basic_and_project_make_the_whole(case: Case) -> Findings:
    """84.06% and 19.62% of one whole: the amounts tell which share is wrong."""
    pairs: dict[tuple[str, str, int | None], dict[str, int]] = {}
    for index, statement in enumerate(case.reading.statements):
        if statement.share is not None and statement.key in {"basic_spending", "project_spending"}:
            words = (statement.share.whole, statement.measure, statement.year)
            pairs.setdefault(words, {}).setdefault(statement.key, index)
    half = half_unit(case.ledger.places)
    for pair in pairs.values():
        if len(pair) < 2:
            continue
        statements = {key: case.reading.statements[index] for key, index in pair.items()}
        parts = {key: _part(case, index) for key, index in pair.items()}
        known = [value for value in parts.values() if value is not None]
        total = sum(known, Decimal(0))
        if len(known) < 2 or total <= 0:
            continue
        shares = [s.share.percent for s in statements.values() if s.share is not None]
        if abs(sum(x.value for x in shares) - _HUNDRED) <= sum(x.step for x in shares):
            continue
        for key, statement in statements.items():
            value, share = parts[key], statement.share
            if value is None or share is None or rate_fits(value, total, share.percent, half):
                continue
            expected, sum_ = _quotient(value, total, share.percent)
            message = (
                f"“{statement.label}”的占比印的是{share.percent.text}%，与另一项合起来不是100%；"
                f"按两项之和算，{sum_}"
            )
            yield case.finding(
                "PCT", statement.span.cover(share.percent.span), message, expected,
                severity=Severity.REMINDER, certainty=LIKELY,
            )  # fmt: skip


@check("没有预算就没有完成率", "ZERO_BASE")
def no_rate_of_nothing(case: Case) -> Findings:
    """完成预算0万元的100%."""
    for index, statement in enumerate(case.reading.statements):
        rate = statement.execution
        budgets = _budgets(case, index) if rate is not None else []
        if rate is None or not budgets or any(budgets):
            continue
        message = f"“{statement.label}”的预算是0，不计算完成率；写明未安排预算，删去{rate.text}%"
        spot = statement.span.cover(rate.span)
        yield case.finding(
            "ZERO_BASE", spot, message, "不计算完成率", severity=Severity.REMINDER, certainty=LIKELY
        )


CHECKS = (
    shares_beside_have_one_whole,
    basic_and_project_make_the_whole,
    no_rate_of_nothing,
    share_follows_from_amounts,
    share_follows_from_the_whole_it_names,
    shares_have_their_sign,
    paid_and_unpaid_give_the_rate,
    execution_follows_from_amounts,
    execution_names_its_budget,
    size_words_agree_with_numbers,
    whole_execution_leaves_no_difference,
    three_public_control_follows,
    coverage_follows_from_counts,
)
