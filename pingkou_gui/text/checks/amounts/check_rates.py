"""Checks of rates: budgets executed, and what words say of budget and final."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.amounts.check_budget_stages import rates_of_stages
from pingkou_gui.text.checks.amounts.check_shares import or_amounts, part_told, quotient_told
from pingkou_gui.text.lexing.printed_numbers import MONEY
from pingkou_gui.text.lexing.tokens import amount_of, plain
from pingkou_gui.text.lines.gaps import is_lead
from pingkou_gui.text.reading.ledger import BUDGETS, basis_of
from pingkou_gui.text.reading.percentages import half_unit, is_one_digit, rate_fits
from pingkou_gui.text.reading.statements import (
    BUDGET,
    FULL_YEAR_BUDGET,
    INITIAL_BUDGET,
    OUTTURN,
)
from pingkou_gui.text.reasoning.constraints import budgets_of
from pingkou_gui.text.reasoning.finding import (
    LIKELY,
    PROVED,
    WRITTEN,
    Case,
    Findings,
    Severity,
    check,
    check_each,
)
from pingkou_gui.text.reasoning.rate_reach import (
    is_made_in_reach,
    is_named,
    is_one_amount,
    whole_before,
)

if TYPE_CHECKING:
    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.statements import Statement
    from pingkou_gui.text.reasoning.finding import Match, Told

_HUNDRED = Decimal(100)
_NAMES = {INITIAL_BUDGET: "年初预算", FULL_YEAR_BUDGET: "全年预算"}

# --- execution ---------------------------------------------------------------------------------


@check("执行率与它的金额相符", "PCT")
def execution_follows_from_amounts(case: Case) -> Findings:
    """完成预算的x%: outturn / budget of the same quantity, in the same sentence or nearby."""
    half = half_unit(case.ledger.places)
    for index, statement in enumerate(case.reading.statements):
        rate = statement.execution
        if rate is None or rate.approximate:
            continue
        outturn = part_told(case, index)
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
        whole = _whole_for(case, index, budget)
        nearer = _whole_with_budget(case, index, rate) if whole is None else None
        if nearer is not None:
            whole, added, budget = nearer
            if rate_fits(added, budget, rate, half):
                continue  # the whole is the slip, which its own sum tells
        outturn = whole or outturn
        if rate_fits(outturn, budget, rate, half) or (
            outturn == budget and is_one_amount(case.reading, rate, budget)
        ):
            continue
        expected, sum_ = quotient_told(outturn, budget, rate)
        message = f"执行率印的是{rate.text}%，{sum_}；核对两个金额和执行率"
        message += or_amounts(case, outturn, budget, rate)
        spot = statement.span.cover(rate.span)
        yield case.finding("PCT", spot, message, expected, certainty=PROVED)


def _whole_with_budget(
    case: Case, index: int, rate: Amount
) -> tuple[Decimal, Decimal, Decimal] | None:
    """Return the whole a rate behind a list is nearer to than to the last part, its parts' sum and its budget."""
    at, group = whole_before(case.reading, index), case.reading.statements[index].group
    whole, part = part_told(case, at) if at >= 0 else None, part_told(case, index)
    if whole is None or part is None or group < 0:
        return None

    def off(spent: Decimal, budgets: list[Decimal]) -> tuple[Decimal, Decimal]:
        rates = ((abs(spent / b * _HUNDRED - rate.value), b) for b in budgets if b > 0)
        return min(rates, default=(_HUNDRED, Decimal(0)))

    own, budget = off(whole, _budgets(case, at))
    if not budget or own >= off(part, _budgets(case, index))[0]:
        return None
    items = case.reading.lists[group].items
    told = (case.reading.statements[item].amount for item in items)
    return whole, sum((t.value for t in told if t is not None), Decimal(0)), budget


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
        apart = here.key and basis_of(here.key, here.scope) != basis_of(other.key, other.scope)
        if goes and other.group < 0 and not (apart and here.key == other.key):
            found.append(case.verdict.values[entry])
    return found


@check("完成的是哪一个预算", "WORDING")
def execution_names_its_budget(case: Case) -> Findings:
    """完成年初预算的93.46% where the initial budget is 0, and the rate is one of the full-year budget."""
    half = half_unit(case.ledger.places)
    for index, statement in enumerate(case.reading.statements):
        rate, outturn = statement.execution, part_told(case, index)
        if rate is None or outturn is None or not case.reading.names_initial_budget(statement):
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
_PAIRS = (("大于", "小于"), ("高于", "低于"), ("多于", "少于"))


@check("决算数大于还是小于预算数", "DIRECTION")
def size_words_agree_with_numbers(case: Case) -> Findings:
    """决算数大于预算数 where the final figure is below the budget."""
    for normal in case.reading.counting:
        for match in _SIZE.finditer(normal.text):
            pair = _pair_apart(case, normal, match)
            pair = pair or _pair_before(case, normal, match.start(), match["which"] or "")
            if pair is None:
                continue
            label, budget, final = pair
            right = "大于" if final > budget else "小于" if final < budget else "等于"
            word = match["word"]
            said = "大于" if word in _UP else "小于" if word in _DOWN else "等于"
            if said == right:
                continue
            spot = normal.span(*match.span())
            message = (
                f"“{label}”的决算数是{plain(final)}万元，预算数是{plain(budget)}万元，"
                f"决算数{right}预算数，这里写的是{word}；核对原因是不是也写反了"
            )
            pair_of_words = next((pair for pair in _PAIRS if word in pair), _PAIRS[0])
            told = right if right == "等于" else pair_of_words[right == "小于"]
            words = match.group().replace(word, told)
            yield case.finding("DIRECTION", spot, message, words)


def _pair_apart(
    case: Case, normal: Normal, match: re.Match[str]
) -> tuple[str, Decimal, Decimal] | None:
    """Return the budget before a place, and the figure before it that is just so much more or less."""
    before = [
        n for n in case.reading.numbers.get(normal.paragraph, [])
        if n.kind == MONEY and n.start < match.start()
    ]  # fmt: skip
    budgets = [n for n in before if "预算数" in n.words]
    if match["off"] is None or not budgets:
        return None
    off, budget = Decimal(match["off"].removesuffix("万元")), budgets[-1]
    finals = [n for n in before if abs(n.value - budget.value) == off and n is not budget]
    return (finals[-1].words, budget.value, finals[-1].value) if finals else None


def _pair_before(
    case: Case, normal: Normal, at: int, which: str
) -> tuple[str, Decimal, Decimal] | None:
    """Return the quantity spoken of before a place, with its budget and its final figure.

    What the paragraph tells of only in words has them in the table.
    """
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
    wanted = {"年初": INITIAL_BUDGET, "全年": FULL_YEAR_BUDGET, "调整": FULL_YEAR_BUDGET}.get(which)
    if not finals:
        return _pair_in_table(case, named, wanted or "")
    index, final = finals[-1]
    main = [(i, s) for i, s in finals if s.execution is not None]
    if main and final.execution is None and final.group >= 0 and main[-1][0] < index:
        index, final = main[-1]
    value = part_told(case, index)
    order = [wanted] if wanted else ["full_year_budget", "budget", "initial_budget"]
    budgets = [b for m in order if m and (b := _budget_of(case, final, m)) is not None]
    unlike = len(set(budgets)) > 1
    return None if value is None or not budgets or unlike else (final.label, budgets[0], value)


def _pair_in_table(case: Case, key: str, wanted: str) -> tuple[str, Decimal, Decimal] | None:
    """Return a quantity with its budget and its final figure of this year, where the tables print one of each."""
    printed: dict[bool, set[Decimal]] = {True: set(), False: set()}
    label = ""
    for cell in case.reading.cells:
        planned = cell.column_key in {BUDGET, INITIAL_BUDGET, FULL_YEAR_BUDGET}
        own = cell.key == key and cell.amount.unit != "%" and cell.year in {None, case.reading.year}
        if not key or not own or not (planned or cell.column_key == OUTTURN):
            continue
        if planned and wanted and cell.column_key not in {wanted, BUDGET}:
            continue
        printed[planned].add(cell.amount.value * cell.factor)
        label = cell.label
    if len(printed[True]) != 1 or len(printed[False]) != 1:
        return None
    return label, printed[True].pop(), printed[False].pop()


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
            expected, sum_ = quotient_told(
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
            expected, sum_ = quotient_told(part, whole, rate)
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
            expected, sum_ = quotient_told(final, budget, rate)
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
        parts = {key: part_told(case, index) for key, index in pair.items()}
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
            expected, sum_ = quotient_told(value, total, share.percent)
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


_RATE_OF_A_PART = re.compile(
    "(?:合格|及格|满意|优良|成活|完好|知晓|准确)[率度](?:仅|只|约|均|都|已)?(?:为|是|达到?|：)*(?P<rate>\\d{3,4}(?:\\.\\d{1,4})?)%"
)
"""How many of those looked at are so: never more than all, unlike what was done of a plan."""


@check_each(_RATE_OF_A_PART, "一部分占全部的率不超过100%", "PCT", among=WRITTEN)
def no_part_exceeds_all(case: Case, normal: Normal, match: Match) -> Told:
    """验收合格率102%: as many as all may be right, no more."""
    if Decimal(match["rate"]) <= _HUNDRED:
        return None
    message = f"{match.group()}超过了100%，合格、满意的不会比全部还多；核对这个数"
    return case.finding("PCT", normal.span(*match.span()), message, "不超过全部", certainty=PROVED)


CHECKS = (
    basic_and_project_make_the_whole,
    no_rate_of_nothing,
    paid_and_unpaid_give_the_rate,
    execution_follows_from_amounts,
    execution_names_its_budget,
    size_words_agree_with_numbers,
    whole_execution_leaves_no_difference,
    three_public_control_follows,
    coverage_follows_from_counts,
)
LAST_CHECKS = (no_part_exceeds_all,)
