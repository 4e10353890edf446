"""Checks of shares: 占…的x% against its part and every whole that it may speak of."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.amounts.check_changes import as_printed
from pingkou_gui.text.lexing.printed_numbers import MONEY, PERCENT
from pingkou_gui.text.lexing.slips import digits_of, is_slip_of_value
from pingkou_gui.text.lexing.tokens import amount_of, plain
from pingkou_gui.text.reading.ledger import BUDGETS
from pingkou_gui.text.reading.percentages import half_unit, is_one_digit, rate_fits
from pingkou_gui.text.reading.plain_known import FUNDS
from pingkou_gui.text.reading.statements import LAST_YEAR, OUTTURN
from pingkou_gui.text.reasoning.constraint_kinds import Sum
from pingkou_gui.text.reasoning.constraints import OWN_PARTS
from pingkou_gui.text.reasoning.finding import LIKELY, PROVED, Case, Findings, Severity, check
from pingkou_gui.text.reasoning.mending import only_share_right, otherwise_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.reading.statements import Statement
    from pingkou_gui.text.reading.terms import Term

_HUNDRED = Decimal(100)


def quotient_told(part: Decimal, whole: Decimal, like: Amount) -> tuple[str, str]:
    """Return a percent as it would be printed like another, and how it is worked out."""
    expected = as_printed(part / whole * _HUNDRED, like)
    return expected, f"{plain(part)} ÷ {plain(whole)} = {expected}"


def or_amounts(case: Case, part: Decimal, whole: Decimal, percent: Amount) -> str:
    """Return what the two amounts of a wrong rate would be, were the rate right; '' where too many would do."""
    one, other = (_printed(case, value) for value in (part, whole))
    return "" if one is None or other is None else otherwise_share(one, other, percent)


def _printed(case: Case, value: Decimal) -> Amount | None:
    """Return an amount of the ledger as it is printed."""
    return next(
        (e.amount for e in case.ledger.entries if e.value == value and e.amount.value == value),
        None,
    )


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
        part = part_told(case, index)
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
        sure = sure or _is_called_beside(case, index, wholes[0])
        ways = or_amounts(case, part, wholes[0], share.percent)
        if not sure and not ways and not _is_a_slip(part, wholes[0], share.percent):
            continue
        expected, sum_ = quotient_told(part, wholes[0], share.percent)
        message = f"“{statement.label}”的占比印的是{share.percent.text}%，{sum_}；核对金额和占比"
        message += ways
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
    expected, sum_ = quotient_told(part, wholes[0], share.percent)
    message = (
        f"“{statement.label}”的占比印的是{share.percent.text}%，四舍五入应是{expected}：{sum_}"
    )
    yield case.finding(
        "PCT", statement.span.cover(share.percent.span), message, expected,
        severity=Severity.HINT, certainty=LIKELY,
    )  # fmt: skip


def part_told(case: Case, index: int) -> Decimal | None:
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
        yield from _called(case, index, share.whole)
        return
    parent = case.reading.lists[here.group].parent if here.group >= 0 else -1
    while parent >= 0:
        entry = case.ledger.by_statement.get(parent)
        if entry is not None:
            yield values[entry]
        group = case.reading.statements[parent].group
        parent = case.reading.lists[group].parent if group >= 0 else -1
    yield from _said_before(case, index)


def _called(case: Case, index: int, name: str) -> Iterator[Decimal]:
    """Yield the amounts of the same year that are called as a whole is named: 占全国政府采购规模的76.3%."""
    here = case.reading.statements[index]
    for at in (*reversed(range(index)), *range(index + 1, len(case.reading.statements))):
        other, entry = case.reading.statements[at], case.ledger.by_statement.get(at)
        if (
            entry is not None
            and len(name) >= _LONG_NAME
            and other.label.endswith(name)
            and (other.year, other.measure) == (here.year, here.measure)
            and other.unit_is_people == here.unit_is_people
        ):
            yield case.verdict.values[entry]


def _is_called_beside(case: Case, index: int, whole: Decimal) -> bool:
    """Whether the sentence of a share tells its whole, by the very name that the share has for it."""
    here = case.reading.statements[index]
    return any(
        other.sentence == here.sentence
        and here.share is not None
        and other.label == here.share.whole
        and other.amount is not None
        and other.amount.value == whole
        for other in case.reading.statements[:index]
    )


_LONG_NAME = 4
"""A whole that is called by so many characters is known by its name alone."""


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
        part = part_told(case, at) if beside else None
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
        theirs = part_told(case, at)
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
    for (paragraph, _), members in _shares_beside(case).items():
        known = [(i, part) for i in members if (part := part_told(case, i))]
        if len(known) < 2:
            continue
        whole, odd = _agreed_whole(case, paragraph, known, half)
        for index, part in odd:
            statement = case.reading.statements[index]
            share = statement.share
            if share is None or any(
                _fits_closely(part, w, share.percent)
                for w in (*_mended(case, [whole]), *_printed_before(case, statement))
            ):
                continue  # the total is told as wrong, or as one that may be; or it is of another
            expected, sum_ = quotient_told(part, whole, share.percent)
            message = f"“{statement.label}”的占比印的是{share.percent.text}%，同一处的其他占比都是{plain(whole)}的占比，{sum_}；核对金额和占比"
            lines = len({case.reading.statements[i].span.paragraph for i, _ in known}) > 1
            if lines and len(odd) > 1:
                break
            sure = len(known) - len(odd) > 1
            if lines:
                sure = is_slip_of_value(share.percent.text, expected.rstrip("%"))
            class_, printed, amount = "PCT", _printed(case, whole), statement.amount
            if sure and printed is not None and amount is not None:
                right = only_share_right(amount, printed, share.percent)
                if right:
                    class_, expected = "SUM", f"{right}{amount.unit}"
                    message += f"；金额写成{expected}就都相符"
            yield case.finding(
                class_, statement.span.cover(share.percent.span), message, expected,
                severity=Severity.ERROR if sure else Severity.REMINDER,
                certainty=PROVED if sure else LIKELY,
            )  # fmt: skip


def _printed_before(case: Case, statement: Statement) -> list[Decimal]:
    """Return the amounts that a paragraph prints before a figure."""
    at, start = statement.span.paragraph, statement.span.start
    numbers = case.reading.numbers.get(at, [])
    return [n.value for n in numbers if n.kind == MONEY and n.amount.span.start < start]


_Groups = dict[tuple[int, str], list[int]]


def _shares_beside(case: Case) -> _Groups:
    """Return the shares of one whole in one paragraph, or in lines one below the other."""
    groups: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for index, statement in enumerate(case.reading.statements):
        share = statement.share
        if share is not None and not share.percent.approximate and share.percent.value:
            groups[statement.span.paragraph, share.whole].append(index)
    return groups | _lists_of_lines(groups)


def _lists_of_lines(groups: _Groups) -> _Groups:
    """Return the shares of lines one below the other, one share a line, by the first of the lines."""
    found: _Groups = {}
    last: dict[str, tuple[int, int]] = {}
    for (paragraph, whole), members in groups.items():
        if len(members) > 1:
            continue
        first, before = last.get(whole, (paragraph, paragraph))
        first = first if paragraph - before <= 1 else paragraph
        last[whole] = first, paragraph
        found.setdefault((first, whole), []).extend(members)
    return {place: members for place, members in found.items() if len(members) > _FEW_LINES}


_FEW_LINES = 2


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
                expected, sum_ = quotient_told(part, whole, rate)
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
            part = part_told(case, before[-1])
            here = case.reading.statements[before[-1]]
            parent = case.reading.lists[here.group].parent if here.group >= 0 else -1
            wholes = [case.verdict.values[e] for e in case.ledger.by_statement.values()]
            fitting = part is not None and any(rate_fits(part, w, number, half) for w in wholes)
            if fitting or parent >= 0:
                message = f"“占{match['number']}”漏写了百分号；应为{match['number']}%"
                spot = normal.span(*match.span())
                yield case.finding("UNIT", here.span.cover(spot), message, f"{match['number']}%")


# ---- percents of two numbers beside them, whatever these are called ------------------------------

_PLAIN, _TELLING, _NEAR = 4, 3, 8
"""Digits of an amount and of a percent that tell, and so many numbers before a percent that it may be of."""
_FEW_WAYS, _MOST_AMOUNTS = 4, 600
_CHANGED = re.compile("(?:增长|增加|上升|提高|增幅|下降|减少|降低|降幅|减幅)[了率为是：]*$")
_SHARE = re.compile("(?:占|比重|占比|完成|执行|支付|到位)[^，。；：]{0,14}$|率[为达到是]*$")
_BESIDE = re.compile(r"[、和及与，]\d")
"""占25.8%、44.8%和29.4%: each is the share of another number."""


def _percents(case: Case, words: re.Pattern[str]) -> Iterator[tuple[Term, list[Term]]]:
    """Yield each percent led up to by such words, with the last amounts before it."""
    before: list[Term] = []
    for normal in case.reading.running:
        every = case.reading.terms.get(normal.paragraph, [])
        for at, percent in enumerate(every):
            amounts = [t for t in every[:at] if t.kind == MONEY and t.value > 0]
            told = percent.kind == PERCENT and words.search(percent.words) is not None
            beside = _BESIDE.match(normal.text, percent.number.end)
            if told and amounts and not beside and digits_of(percent.text) >= _TELLING:
                yield percent, [*before, *amounts][-_NEAR:]
        before = [*before, *(t for t in every if t.kind == MONEY and t.value > 0)][-_NEAR:]


def _printed_amounts(case: Case) -> list[Decimal]:
    """Return the amounts of a text in 万元, as many as any report prints."""
    return [value for value in case.reading.amounts_printed if value > 0][:_MOST_AMOUNTS]


@check("占比和完成率，是旁边两个数算出来的", "PCT", "SUM")
def shares_are_of_amounts(case: Case) -> Findings:
    """收入完成8736万元，其中税收收入8039万元，税收占比82.02%: 8039 of 8736 are 92.02%."""
    printed = _printed_amounts(case)
    for percent, near in _percents(case, _SHARE):
        part, amounts = near[-1], {*printed, *(t.value for t in near)}
        if (
            _CHANGED.search(percent.words)
            or part.normal is not percent.normal
            or part.sentence != percent.sentence
        ):
            continue
        if any(_is_share(percent, other, whole) for other in near for whole in amounts):
            continue
        shares = (part.value / w.value * _HUNDRED for w in near if w.value >= part.value)
        ways = {percent.printed(s) for s in shares if s < _HUNDRED and percent.is_slip_of(s)}
        if len(ways) != 1:
            continue
        (right,) = ways
        made = f"按{part.text}{part.unit}算应为{right}%"
        message = f"“{percent.words}{percent.text}%”和前面的金额对不上，{made}；核对"
        start = percent.number.start - len(percent.words)
        spot = percent.normal.span(start, percent.number.end)
        yield case.question("PCT", spot, message, f"{right}%")


def _is_share(percent: Term, part: Term, whole: Decimal) -> bool:
    """Whether an amount may be that percent of another, rounded either way."""
    slack = percent.step + part.step * _HUNDRED / whole
    return abs(part.value / whole * _HUNDRED - percent.value) <= slack


CHECKS = (
    share_follows_from_amounts,
    shares_beside_have_one_whole,
    share_follows_from_the_whole_it_names,
    shares_have_their_sign,
)
LAST_CHECKS = (shares_are_of_amounts,)
