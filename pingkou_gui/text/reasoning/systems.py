"""Equations that the words beside a number ask for: remainder, rate, mean, total, balance.

Each function of `SHAPES` takes the numbers of a passage and the index of one of them, the target, and
returns the `System` of equations that may make it; None where its words ask for none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import chain, combinations, permutations
from itertools import product as iter_product
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import (
    MONEY,
    PERCENT,
    POINTS,
    RATIOS_AND_SCORES,
    is_swap,
)
from pingkou_gui.text.lexing.slips import digits_of
from pingkou_gui.text.lexing.tokens import DOWN, UP, plain
from pingkou_gui.text.reading.rate_names import clue, may_be_named_by, rate_name
from pingkou_gui.text.reading.terms import Equation, Term, difference, product, quotient, signed
from pingkou_gui.text.reasoning.groups import groups_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_CHANGE = re.compile(
    f"(?:{UP}|{DOWN}|[增减多少升降省压][收支花用拨列下发掉]?)(?:了|额|数|幅)?(?:为|是|约|达)?$"
)
_REMAINDER = re.compile(
    "(?:剩余?|剩下|余下|其余|结余|节余|[尚还仅][有余剩]|[余剩]|未[一-鿿]{1,4}的?|没有?[一-鿿]{1,3}完?的|[空缺超]编|空缺|超支|超出|节约|节省|结转|差额|缺口)(?:了|为|的|额|资金)*$"
    "|(?:大于|小于|高于|低于|多于|少于|超过?)[^，。；\\d]{0,6}(?:预算|决算)数?$"
)
_REMAINDER_BEHIND = re.compile(
    "(?:的?(?:资金|指标|经费|预算|款项)?)(?:当年|年内|年底|年末|尚|还|仍)*(?:未|没有?|无法|来不及)(?:能|有|再)?(?:形成|使用|支付|支出|用|花|执行|拨付|列支|付)"
    "|的?结余|的?余额|的?差额|的?缺口"
)
_MEAN = re.compile(
    "(?:平均)?每(?P<each>[一-鿿]{1,2}?)(?:年|月|天|次)?(?:[补发投支安花][一-鿿]{0,4})?(?:为|是|约|按)?$"
    "|(?P<per>[人户亩村次车座处盏期场件])均(?:[一-鿿]{0,6})$|平均[一-鿿]{0,6}$|单(?:个|价|位造价|位成本)[一-鿿]{0,4}$"
)
_EACH_BEHIND = re.compile("^/(?P<each>[一-鿿]{1,2})")
_RATE = re.compile(
    "(?:率|比重|比例|占比|进度|满意度|完成度)(?:仅|只|约|共|已|就)?(?:为|是|有|达到?|：)*$"
    "|(?:占|为|完成|达到?|是|相当于)[了到]?[一-鿿]{0,16}(?:\\d[\\d.]{0,12}[一-鿿]{1,3}的|的?)$"
)
_NO_RATE = re.compile(
    "增长|下降|增幅|降幅|[由从]|目标|上年|去年|同比|高于|低于|参[保合]|[比较]|提高|降低"
)
_OPENING = re.compile(
    "(?:年初|期初)(?!预算|批复|安排|下达|指标|部门)[一-鿿]{0,8}$|上年末?结[转余][一-鿿]{0,4}$"
)
_CLOSING = re.compile("(?:年末|期末|年底)(?!预算)[一-鿿]{0,8}$|结转下年")
_GOES_OUT = re.compile("支出|减少|报废|处置|支付|用|花|核销|拨出|付")
_COMES_IN = re.compile("收入|增加|拨入|购[置入]|新增|到账|下达|拨款|入账|收到")
_ONLY = re.compile("(?:只有|仅有|仅|唯一)[^。；\\d]{0,24}(?:一项|一笔|一个|一类)[^。；\\d]{0,12}$")
_WHOLE = re.compile("合计|总|共|三公")
_TOTAL = re.compile("(?:合计|共计|总计|小计|一共|总共)(?:为|是|有|支出|达)*$")
_OPENS = re.compile("其中|包括|：|分别|一[是笔]|构成|为")
_PLANNED_FIRST = re.compile("年初|批复")
_PLANNED_LAST = re.compile(
    "调整(?:后|的|预算)|全年(?:总)?预算|追加后|全年(?:可用|指标)|最终|可[用支]"
)
_EXECUTED = re.compile(
    "(?:执行|完成|支出|使用|支付)(?:率|进度)(?:仅|只|约|已|就)?(?:为|是|有|达到?|：)*$"
)
_SPENT = re.compile("支|执行|用|花|付|决算")
_CHANGE_RATE = re.compile("变动率|变化率|调整率|调增率|追加(?:率|比例)|增减率")
_TWO = 2
_MEASURES = {"车": "辆台", "人": "人名位", "件": "件宗", "座": "座处"}
_TIMES = frozenset({"个月", "月", "次", "季", "个", "期", "年", "天", "日"})
_THREE_TERMS = 3
_MOST_ELSEWHERE = 600
_LONGEST_ROW = 14
_FEW_NEAR = 5
_MANY_DIGITS = 4
_MOST_WAYS = 200
_NEAR_PAIRS = 4
_MOST_NEAR = 14
_PASSAGE = 40
"""The numbers before and behind one that belong to its passage."""
_LEAST_DIGITS = 3


# ---- one function for each kind of wording ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class System:
    """The equations that may make one number, the target.

    Attributes:
        asked: those that its words ask for; one of them should hold.
        loose: further ones that would explain it, evaluated once and only if needed.
        sure: whether the words leave no doubt about the operands.
        beside: whether no word asks for them, so that only transposed digits of the target count as a slip.
        anywhere: whether an amount anywhere in the text may explain a percentage.
        told: whether the words name every operand, perhaps over two sentences.
    """

    asked: Sequence[Equation]
    loose: Iterable[Equation]
    sure: bool = False
    beside: bool = False
    anywhere: bool = True
    told: bool = False


def _remainder(terms: Sequence[Term], at: int) -> System | None:
    """结余, 剩余: the difference of two numbers of its unit, or the sum of its own parts behind it."""
    target = terms[at]
    if target.kind in RATIOS_AND_SCORES or not is_left(target) or _CHANGE.search(target.words):
        return None
    kin = _peers(terms, at, target.kind)
    if _CLOSING.search(target.words) and any(_OPENING.search(t.words) for t in kin):
        return None  # what there was at the beginning goes into it: `_closing_balance`
    here = [
        t for t in kin if t.depth == target.depth and not _CHANGE.search(t.words) and not is_left(t)
    ]
    before = [t for t in here if t.number.start < target.number.start]
    heads = [
        t
        for t in before
        if not any(o.sentence == t.sentence and o.number.start < t.number.start for o in before)
    ]
    own = [t for t in before if t.sentence == target.sentence]
    near = own if len(own) > 1 else before
    whole = (
        list(dict.fromkeys((*heads[-_NEAR_PAIRS:], *near[-_NEAR_PAIRS:])))
        if len(before) > 1
        else here[:_NEAR_PAIRS]
    )
    asked = [difference(target, *pair) for pair in _pairs(whole)]
    asked += [difference(target, *pair[::-1]) for pair in _pairs(own[-_TWO:])]
    lone = (
        len(own) == _TWO == len(near)
        and _REMAINDER.search(target.words) is not None
        and terms[at - 2 : at] == own
    )
    twins = [signed(target, [(1, t)]) for t in kin if is_left(t)]
    parts = [
        t for t in kin if t.sentence == target.sentence and t.number.start > target.number.start
    ]
    if len(parts) > 1 and _OPENS.search(
        target.normal.text, target.number.end, parts[0].number.start
    ):
        asked.append(signed(target, [(1, t) for t in parts]))
    elif not lone:
        asked += twins
    if target.kind != MONEY:
        kin = [t for t in kin if t.sentence == target.sentence]
    return System(
        _remainder_of_full_budget(target, kin) or asked,
        chain(
            (difference(target, *pair) for pair in _pairs(kin)),
            _run_sums(terms, at),
        ),
        sure=lone and not parts and target.kind != MONEY,
    )


def _remainder_of_full_budget(target: Term, kin: Sequence[Term]) -> list[Equation]:
    """Return 全年预算 less spending, if the sentence names exactly one of each; else an empty list."""
    full = [t for t in kin if _PLANNED_LAST.search(t.words) and not is_left(t)]
    spent = [t for t in kin if _SPENT.search(t.words) and t not in full and not is_left(t)]
    spent = [t for t in spent if not _CHANGE.search(t.words) and not _PLANNED_FIRST.search(t.words)]
    one_each = len(full) == len(spent) == 1 and target.kind == MONEY
    near = one_each and {t.sentence for t in (*full, *spent)} == {target.sentence}
    return [difference(target, full[0], spent[0])] if near else []


def is_left(term: Term) -> bool:
    """Whether the words around a number call it a remainder: 结余, 剩余, 未支出."""
    if _OPENING.search(term.words):
        return False
    return bool(_REMAINDER.search(term.words) or _REMAINDER_BEHIND.match(term.tail))


def _pairs(terms: Sequence[Term]) -> Iterator[tuple[Term, Term]]:
    """Yield each pair of different values, the larger first."""
    for one, other in combinations(terms, 2):
        if one.value != other.value:
            yield (one, other) if one.value > other.value else (other, one)


def _peers(terms: Sequence[Term], at: int, kind: str) -> list[Term]:
    """Return the exact positive numbers of a unit among the neighbours of `at`."""
    return [
        t for t in _around(terms, at) if t.kind == kind and t.value > 0 and not t.number.is_hedged
    ]


def _around(terms: Sequence[Term], at: int) -> list[Term]:
    """Return the 14 numbers before `at` and the 14 behind it."""
    return [*terms[max(0, at - _MOST_NEAR) : at], *terms[at + 1 : at + 1 + _MOST_NEAR]]


def _run_sums(terms: Sequence[Term], at: int) -> Iterator[Equation]:
    """Yield the target as the sum of its 2, 3, … nearest neighbours of its unit, behind it and before it."""
    target = terms[at]
    for beside in (terms[at + 1 :], terms[:at][::-1]):
        run = [t for t in beside if t.kind == target.kind][:_MOST_NEAR]
        yield from (signed(target, [(1, t) for t in run[:n]]) for n in range(2, len(run) + 1))


def _rate_or_share(terms: Sequence[Term], at: int) -> System | None:
    """…率, 占…: the quotient of two numbers of one unit before it, in percent."""
    target = terms[at]
    lead = re.split("[，；：]", target.lead)[-1]
    if target.kind != PERCENT or not _RATE.search(lead) or _NO_RATE.search(lead):
        return None
    if target.value == _HUNDRED and not _EXECUTED.search(lead):
        return None  # any two numbers may be meant to be equal
    before = [
        t
        for t in terms[max(0, at - _MOST_NEAR) : at]
        if t.kind not in RATIOS_AND_SCORES and t.value > 0
    ]
    if not before:
        return None
    kind = before[-1].kind
    here = [t for t in before if t.kind == kind and t.sentence == target.sentence]
    near = here if len(here) > 1 else [t for t in before if t.kind == kind]
    near = [t for t in near if not _CHANGE.search(t.words)][-_NEAR_PAIRS:]
    if kind != MONEY:
        near = [t for t in terms[max(0, at - 2) : at] if t in near]
        if len(near) == _TWO and not _may_make_rate(terms, at, near):
            return None
    asked = [
        quotient(target, part, whole)
        for part, whole in permutations(near, 2)
        if part in near[-2:]
        and ((part.value <= whole.value) == (target.value <= _HUNDRED) or _is_base(whole, part))
    ]
    around = _peers(terms, at, kind)
    loose = (quotient(target, *pair) for pair in permutations(around, 2))
    sure = _operands_named_by_rate(terms, at, lead)
    if sure is not None or target.value == _HUNDRED:
        return System([quotient(target, *sure)], loose, sure=True) if sure else None
    return System([] if _CHANGE_RATE.search(lead) else asked, loose)


def _is_base(one: Term, other: Term) -> bool:
    """Whether only `one` has a name that denominators have: 计划, 应到, 抽查."""
    return bool(_DENOMINATOR.search(one.words)) and not _DENOMINATOR.search(other.words)


_DENOMINATOR = re.compile(
    "计划|目标|任务|应|总|发[放出]|调查|抽[查样]|回访|走访|问卷|预算|批复|下达|编制|核定"
)


def _may_make_rate(terms: Sequence[Term], at: int, near: Sequence[Term]) -> bool:
    """Whether two counts may make the rate by their words: 收回141份 is no 满意度."""
    name = rate_name(terms[at])
    place = terms.index(near[0])
    words = clue(near[0], terms[place - 1] if place else None) + clue(near[1], near[0])
    return not name or may_be_named_by(name, words)


def _operands_named_by_rate(terms: Sequence[Term], at: int, lead: str) -> tuple[Term, Term] | None:
    """Return part and whole, if the words of a rate name them, else None."""
    if terms[at].value == _HUNDRED:
        own = [t for t in terms[max(0, at - _TWO) : at] if t.sentence == terms[at].sentence]
        paid = len(own) == _TWO and {t.kind for t in own} == {MONEY}
        given = paid and _BUDGET_NAME.search(own[0].words) and _SPENT.search(own[1].words)
        return (own[1], own[0]) if given and own[0].value else None
    whole = _whole_named_by_share(terms, at, lead)
    if whole is not None:
        return terms[at - 1], whole
    return _saved_part_of_budget(terms, at, lead) or _counts_named_by_rate(terms, at, lead)


def _counts_named_by_rate(terms: Sequence[Term], at: int, lead: str) -> tuple[Term, Term] | None:
    """Return part and whole of a rate named by its part: 抽查50户，满意47户，满意率94% gives 47 and 50."""
    named = _RATE_STEM.search(lead)
    own = [t for t in terms[max(0, at - _TWO) : at] if t.sentence == terms[at].sentence]
    if (
        named is None
        or len(own) < _TWO
        or own[0].kind != own[1].kind
        or own[0].kind in RATIOS_AND_SCORES
    ):
        return None
    whole, part = own
    fits = 0 < part.value <= whole.value and part.kind != MONEY and not part.number.is_hedged
    alone = named["stem"] in part.words and not whole.words.endswith(named["stem"])
    return (part, whole) if fits and alone else None  # 非常满意80人，满意30人: both are part


_RATE_STEM = re.compile("(?P<stem>[一-鿿]{2})(?:率|度)(?:仅|只|约|共|已)?(?:为|是|有|达到?|：)*$")


def _budget_change_rate(terms: Sequence[Term], at: int) -> System | None:
    """预算调整率: the change of a budget in percent of 年初预算."""
    target = terms[at]
    money = [t for t in terms[:at] if t.kind == MONEY and t.value > 0]
    first = [t for t in money if _PLANNED_FIRST.search(t.words)]
    lead = re.split("[，；：]", target.lead)[-1]
    if len(first) != 1 or target.kind != PERCENT or not _CHANGE_RATE.search(lead):
        return None
    changed = [t for t in money if _CHANGE_OF_BUDGET.search(t.words)][-1:]
    full = [t for t in money if _PLANNED_LAST.search(t.words) and t not in first]
    full = [] if changed else full
    asked = [quotient(target, t, first[0]) for t in changed]
    asked += [next(_change_rates(target, t, first[0])) for t in full if t.value != first[0].value]
    rights = {target.printed(e.value) for e in asked}
    return System(asked, [], sure=len(rights) == 1, anywhere=False) if asked else None


_CHANGE_OF_BUDGET = re.compile("(?:追加|调增|调减|调整|净增|净减)(?:了|为|额|数|资金)?$")


def _saved_part_of_budget(terms: Sequence[Term], at: int, lead: str) -> tuple[Term, Term] | None:
    """Return part and whole of a saving rate: 预算86万元…节约资金6.88万元，节约率8% gives 6.88 and 86."""
    word = _SAVED_RATE.search(lead)
    here = [t for t in terms[:at] if t.sentence == terms[at].sentence and t.kind == MONEY]
    if word is None or len(here) < _TWO or here[-1] is not terms[at - 1]:
        return None
    whole = [t for t in here[:-1] if _BUDGET_NAME.search(t.words)]
    named = word["word"] in here[-1].words
    return (here[-1], whole[0]) if named and whole and whole[0].value > here[-1].value > 0 else None


_SAVED_RATE = re.compile("(?P<word>节约|节支|结余|结转|压减|核减|审减|节省)率(?:为|是|达|：)*$")
_BUDGET_NAME = re.compile("预算|到位|下达|批复|送审|合同|总额|总投资")


def _whole_named_by_share(terms: Sequence[Term], at: int, lead: str) -> Term | None:
    """Return the whole that a share names: 编制65名，实有61名，占编制数的92.31% gives 65."""
    named = _SHARE_OF_NAME.search(lead)
    before = [t for t in terms[:at] if t.sentence == terms[at].sentence]
    if named is None or len(before) < _TWO or before[-1] is not terms[at - 1]:
        return None
    part = before[-1]
    wholes = [
        t for t in before[:-1]
        if t.kind == part.kind and named["name"][-_NAME:] in t.words and t.value > part.value > 0
    ]  # fmt: skip
    return wholes[-1] if wholes and part.kind not in RATIOS_AND_SCORES else None


_SHARE_OF_NAME = re.compile(
    "占(?:全部|总)?(?P<name>[一-鿿]{2,10}?)(?:总?数|总额|合计)?的(?:比[例重])?(?:为|达)?$"
)
_NAME = 2


def _full_year_execution_rate(terms: Sequence[Term], at: int) -> System | None:
    """执行率 without a named budget: of 全年预算, or of 年初预算 where that is the only one printed.

    Asked for only where the printed rate fits a wrong quotient: spending ÷ 年初预算, or budget ÷ spending.
    """
    target = terms[at]
    lead = re.split("[，；：]", target.lead)[-1]
    if target.kind != PERCENT or not _EXECUTED.search(lead) or _PLANNED_FIRST.search(lead):
        return None
    money = [t for t in _peers(terms, at, MONEY) if not _CHANGE.search(t.words)]
    first = [
        t for t in money if _PLANNED_FIRST.search(t.words) and not _PLANNED_LAST.search(t.words)
    ]
    full = [t for t in money if _PLANNED_LAST.search(t.words)]
    spent = [t for t in money if t not in first and t not in full and _SPENT.search(t.words)]
    base = full or first
    if len(base) != 1:
        return None
    off = [t for t in spent for f in first if full and quotient(target, t, f).holds]
    off += [t for t in spent if t.value != base[0].value and quotient(target, base[0], t).holds]
    asked = [quotient(target, t, base[0]) for t in off]
    if digits_of(target.text) < _LEAST_DIGITS:
        return None
    return System(asked, asked, sure=len(asked) == 1, anywhere=False)


def _mean_and_count(terms: Sequence[Term], at: int) -> System | None:
    """人均, 每户: the mean of a total over a count, or a total as mean times count."""
    each = terms[at]
    said = _MEAN.search(each.words) or _EACH_BEHIND.match(each.tail)
    if each.kind != MONEY or said is None or each.value <= 0:
        return None
    if any(each in found.terms for found in groups_in([terms])):
        return None
    groups = said.groupdict()
    measure = groups.get("each") or groups.get("per") or ""
    around = [t for t in _around(terms, at) if t.value > 0]
    known = _MEASURES.get(measure, measure)
    counts = [
        t for t in around
        if t.kind not in {MONEY, *RATIOS_AND_SCORES} and t.value > 1 and t.number.kind[0] not in "万亿"
        and (not measure or t.number.kind[-1] in known or measure in t.number.kind or t.tail.startswith(measure))
    ]  # fmt: skip
    near = [t for t in counts if abs(t.sentence - each.sentence) < 2]
    totals = [
        t for t in around
        if t.kind == MONEY and t.value > each.value and not _CHANGE.search(t.words)
        and not _MEAN.search(t.words)
    ]  # fmt: skip
    asked = [
        _mean_of(total, each, count)
        for count in near[-2:]
        for total in totals
        if abs(total.sentence - each.sentence) < 2
    ]
    times = [t for t in around if t.number.kind in _TIMES and t not in counts]
    plain_mean = all(t.sentence == each.sentence for e in asked for t, _ in e.rights)
    monthly = [t for t in totals if "月" in each.words]
    loose = chain(
        (_mean_of(total, each, count) for count in counts for total in totals),
        (_monthly_product(total, each, count) for count in counts for total in monthly),
        (
            product(total, (each, count, t))
            for count, total, t in iter_product(counts, totals, times)
            if t is not count
        ),
    )
    if not asked:
        return None
    sure = len(asked) == 1 and not times and plain_mean and asked[0].target is each
    return System(asked, loose, sure=sure)


def _monthly_product(total: Term, each: Term, count: Term) -> Equation:
    """Return total = amount × count × 12: 30人，每人每月700元，共25.20万元."""
    value = each.value * count.value * _MONTHS
    return Equation(
        total, value, Decimal(0), ((total, value),), lambda: f"{each.text} × {count.text} × 12"
    )


_MONTHS = 12


def _mean_of(total: Term, each: Term, count: Term) -> Equation:
    """Return total = mean × count if the total is printed behind the mean, else mean = total ÷ count."""
    if total.number.start > each.number.start:
        return product(total, (each, count))
    value = total.value / count.value
    rights = ((each, value), (total, each.value * count.value), (count, total.value / each.value))
    slack = total.step * _HALF / count.value
    return Equation(each, value, slack, rights, lambda: f"{total.text}{total.unit} ÷ {count.text}")


def _closing_balance(terms: Sequence[Term], at: int) -> System | None:
    """年末余额: the opening balance plus income less spending."""
    target = terms[at]
    if target.kind != MONEY or not _CLOSING.search(target.words):
        return None
    here = [t for t in _peers(terms, at, MONEY) if not _CLOSING.search(t.words)]
    opening = [t for t in here if _OPENING.search(t.words)]
    ins = [t for t in here if t not in opening and _COMES_IN.search(t.words)]
    outs = [t for t in here if t not in opening and t not in ins and _GOES_OUT.search(t.words)]
    if len(opening) != 1 or not ins or not outs:
        return None
    asked = [
        signed(target, [(1, opening[0]), (1, came), *((-1, t) for t in went)])
        for came in ins
        for count in (1, 2)
        for went in combinations(outs, count)
    ]
    loose = (difference(target, *pair) for pair in _pairs(here))
    return System(asked[:_MOST_NEAR], loose, sure=len(here) == len(asked) + 2 == _THREE_TERMS)


def _total_with_addition(terms: Sequence[Term], at: int) -> System | None:
    """收入147.10亿元，…。加上转移性收入49.20亿元，收入合计196.30亿元: a total with what 加上 adds."""
    target = terms[at]
    if target.kind != MONEY or not _TOTAL_NAME.search(target.words):
        return None
    plus = _start_of_addition(target)
    if plus < 0:
        return None
    own = [t for t in terms[max(0, at - _MOST_NEAR) : at] if t.kind == MONEY and t.value > 0]
    more = [t for t in own if t.number.start > plus and not _CHANGE.search(t.words)]
    there = [t for t in own if t.number.start < plus and not _CHANGE.search(t.words)]
    if not more or not there or any(t.number.is_hedged or t.depth for t in (*more, *there[-1:])):
        return None
    sentence = there[-1].sentence
    if target.sentence - sentence > 1:
        return None
    there = [t for t in there if t.sentence == sentence]
    bases = list(dict.fromkeys((there[0], there[-1])))
    asked = [signed(target, [(1, base), *((1, t) for t in more)]) for base in bases]
    return System(asked, chain(_sums_and_differences(target, own), _run_sums(terms, at)), told=True)


_PLUS = re.compile("(?<![参增追附外])加上?(?=[^，。；：\\d]{2,40}\\d)")
_TOTAL_NAME = re.compile(
    "(?:总量|总计|合计|共计|总额|[全总](?:部|年)?(?:收入|支出))(?:为|是|达|共)*$"
)
_PLUS_FAR = 300


def _start_of_addition(target: Term) -> int:
    """Return the position of 加上 in the sentence before the target; -1 without one, or with another total between."""
    text, end = target.normal.text, target.number.start
    start = max(text.rfind("。", 0, end) + 1, end - _PLUS_FAR)
    found = [m.start() for m in _PLUS.finditer(text, start, end)]
    between = text[found[0] : end - len(target.words)] if found else ""
    return found[0] if found and not _OTHER_TOTAL.search(between) else -1


_OTHER_TOTAL = re.compile("(?:总量|总计|合计|共计)(?:为|是|达|共)*\\d|减|扣|转出|上解支出")


def _total_of_preceding(terms: Sequence[Term], at: int) -> System | None:
    """合计: the sum of the 2 to 5 numbers of its unit right before it."""
    target = terms[at]
    if (
        target.kind in RATIOS_AND_SCORES
        or not _TOTAL.search(target.words)
        or _start_of_addition(target) >= 0
    ):
        return None
    kin = [t for t in terms[:at] if t.kind == target.kind and t.depth <= target.depth]
    row = [t for t in kin if not _CHANGE.search(t.words)][::-1]
    asked = [
        signed(target, [(1, t) for t in row[:n][::-1]])
        for n in range(2, min(len(row), _FEW_NEAR) + 1)
    ]
    return System(
        asked,
        chain(
            _sums_and_differences(target, _peers(terms, at, target.kind)),
            _run_sums(terms, at),
        ),
    )


def _only_part(terms: Sequence[Term], at: int) -> System | None:
    """只有…一项: the only part equals its whole."""
    target = terms[at]
    if target.kind != MONEY or not _ONLY.search(target.lead):
        return None
    wholes = [t for t in _peers(terms, at, MONEY) if _WHOLE.search(t.words)]
    return System([signed(target, [(1, t)]) for t in wholes], [])


def _percent_of_change(terms: Sequence[Term], at: int) -> System | None:
    """减少5万元，下降10%: the percentage is of the base, though the printed one fits this year's amount."""
    target = terms[at]
    change = terms[at - 1] if at else None
    turned = target.kind == PERCENT and _CHANGE.search(target.words) is not None
    if not turned or change is None or change.kind != MONEY or not _CHANGE.search(change.words):
        return None
    kin = [t for t in _peers(terms, at, MONEY) if not _CHANGE.search(t.words)]
    bases = [
        base
        for this, base in permutations(kin, 2)
        if abs(this.value - base.value) == change.value and _EARLIER.search(base.words)
        and not _EARLIER.search(this.words) and this.value and quotient(target, change, this).holds
    ]  # fmt: skip
    asked = [quotient(target, change, base) for base in bases if base.value]
    rights = {target.printed(e.value) for e in asked}
    return System(asked, [], sure=len(rights) == 1, anywhere=False)


_EARLIER = re.compile("上一?年|去年|同期")


def _same_figure_elsewhere(terms: Sequence[Term], at: int) -> System | None:
    """A figure named twice in a passage, whose two printings differ by swapped digits, has one value."""
    target = terms[at]
    if target.kind in {POINTS, "分"} or digits_of(target.text) < _LEAST_DIGITS:
        return None
    terms = terms[max(0, at - _PASSAGE) : at + _PASSAGE + 1]
    twins = [
        t for t in terms
        if t.kind == target.kind and t is not target and is_swap(t.text, target.text)
        and (t.sentence != target.sentence or target.kind == PERCENT) and t.value + target.value != _HUNDRED
        and _have_same_name(target, t) and _are_of_one_year(target, t)
    ]  # fmt: skip
    if len({t.value for t in twins}) != 1:
        return None
    if spoken_for(target, terms) or _is_ratio_of_neighbours(target, terms):
        return None
    later = target.number.start > twins[0].number.start
    spoken = _is_ratio_of_neighbours if target.kind == PERCENT else spoken_for
    named = _name_of(target)[-_LEAST_DIGITS:] == _name_of(twins[0])[-_LEAST_DIGITS:]
    if not (later and (named or target.kind != PERCENT)) and not spoken(twins[0], terms):
        return None
    return System([signed(target, [(1, twins[0])])], [])


def _is_ratio_of_neighbours(term: Term, terms: Sequence[Term]) -> bool:
    """Whether a percentage is the share or change of two numbers of the passage."""
    if term.kind != PERCENT:
        return False
    numbers = [t for t in terms if t.kind not in RATIOS_AND_SCORES and t.value > 0][:_MOST_NEAR]
    return any(
        e.holds
        for one, other in permutations(numbers, 2)
        if one.kind == other.kind
        for e in (quotient(term, one, other), *_change_rates(term, one, other))
    )


def _name_of(term: Term) -> str:
    """Return the words before a number without the final verb: 支出, 为, 共."""
    return re.sub("(?:仅|只|约|为|是|达|共|支出|有)+$", "", term.words)


def _have_same_name(one: Term, other: Term) -> bool:
    """Whether two numbers have the same name; with many digits a shared word is enough."""
    digits = digits_of(one.text)
    same = _name_of(one)[-_LEAST_DIGITS:]
    if len(same) == _LEAST_DIGITS and same == _name_of(other)[-_LEAST_DIGITS:]:
        return True
    if digits < _MANY_DIGITS - (one.kind == PERCENT):
        return False
    return _share_words(one, other) or (one.kind == PERCENT and digits >= _MANY_DIGITS)


def _are_of_one_year(one: Term, other: Term) -> bool:
    """Whether both numbers are of last year, or neither has words of another year or a target before it."""
    last = [re.search("上年|去年", t.lead[-_YEAR_NEAR:]) is not None for t in (one, other)]
    return all(last) or not any(_YEAR_OF.search(t.lead[-_YEAR_NEAR:]) for t in (one, other))


_YEAR_NEAR = 16


def _share_words(one: Term, other: Term) -> bool:
    """Whether the words around both numbers share two neighbouring characters of a name."""
    names = [_NO_NAME.sub("，", f"{t.lead[-20:]}，{t.tail[:8]}") for t in (one, other)]
    pairs = {names[0][at : at + 2] for at in range(len(names[0]) - 1)}
    return any("，" not in pair and pair in names[1] for pair in pairs)


_NO_NAME = re.compile("[^一-鿿]|万元|其中|全年|年度|共计|合计|主要|用于|安排|资金|项目")
_YEAR_OF = re.compile("上年|去年|前年|年初|比|较|目标|计划|满分")


def _unworded(terms: Sequence[Term], at: int) -> System | None:
    """An amount of many digits or a percentage that numbers of its sentence make, without any words for it."""
    target = terms[at]
    here = [t for t in terms if t.sentence == target.sentence and t is not target and t.value > 0]
    if target.kind == PERCENT and digits_of(target.text) >= _LEAST_DIGITS:
        near = [t for t in here if t.kind not in RATIOS_AND_SCORES]
        if len(near) < _TWO:
            near = [t for t in terms[:at] if t.kind == MONEY and t.value > 0][-_NEAR_PAIRS:]
        return System(
            [e for pair in permutations(near, 2) if pair[0].kind == pair[1].kind for e in _share_and_change_rates(target, *pair)][:_MOST_WAYS],
            (e for pair in permutations(_around(terms, at), 2) if pair[0].kind == pair[1].kind and pair[0].kind not in RATIOS_AND_SCORES and pair[1].value > 0
             for e in _share_and_change_rates(target, *pair)),
            beside=True,
        )  # fmt: skip
    near = [t for t in here if t.kind == MONEY]
    least = _LEAST_DIGITS if len(near) == _TWO else _MANY_DIGITS
    if target.kind != MONEY or digits_of(target.text) < least:
        return None
    if _is_in_summed_run(target, terms):
        return None
    loose = _around(terms, at)
    kin = [t for t in loose if t.kind == MONEY and t.value > 0]
    made = [*_sums_and_differences(target, near)] if len(near) <= _FEW_NEAR else []
    own = [t for t in terms if t.sentence == target.sentence]
    made += [e for e in _run_sums(own, own.index(target)) if len(e.rights) > _THREE_TERMS]
    return System(
        made, chain(_sums_and_differences(target, kin), _run_sums(terms, at)), beside=True
    )


def _remaining_share(terms: Sequence[Term], at: int) -> System | None:
    """占…%: 100% less the one or two other shares beside it."""
    target = terms[at]
    if target.kind != PERCENT or not _SHARE.search(target.lead) or target.value >= _HUNDRED:
        return None
    others = [
        t for t in terms
        if t.kind == PERCENT and t is not target and t.value < _HUNDRED and abs(t.sentence - target.sentence) < _TWO
        and (_SHARE.search(t.lead) or t is terms[at - 1])
    ]  # fmt: skip
    if not 0 < len(others) <= _TWO or digits_of(target.text) < _LEAST_DIGITS:
        return None
    left = _HUNDRED - sum((t.value for t in others), Decimal(0))
    equation = Equation(
        target,
        left,
        Decimal(0),
        ((target, left),),
        lambda: " − ".join(["100", *(t.text for t in others)]),
    )
    numbers = [t for t in terms if t.kind not in RATIOS_AND_SCORES and t.value > 0][:_MOST_NEAR]
    made = (quotient(target, *pair) for pair in permutations(numbers, 2))
    return System([equation], made, beside=True) if left > 0 else None


_SHARE = re.compile("占[^，。；：\\d]{0,16}$|[％%]和$")


def _sums_and_differences(target: Term, terms: Sequence[Term]) -> Iterator[Equation]:
    """Yield the target as difference and as sum of each pair."""
    for one, other in _pairs(terms):
        yield difference(target, one, other)
        yield signed(target, [(1, one), (1, other)])


def _share_and_change_rates(target: Term, one: Term, other: Term) -> Iterator[Equation]:
    """Yield a percentage as share of two numbers, and as change rate where its words name a change."""
    yield quotient(target, one, other)
    if _CHANGE.search(target.words):
        yield from _change_rates(target, one, other)


def _change_rates(target: Term, one: Term, other: Term) -> Iterator[Equation]:
    """Yield the percentage as change of `other` to `one`, and as change by `one` that led to or from `other`."""
    for base, size in (
        (other.value, abs(one.value - other.value)),
        (other.value - one.value, one.value),
        (other.value + one.value, one.value),
    ):
        if base > 0 and size:
            slack = (one.step + other.step) / base * _HUNDRED
            value = size / base * _HUNDRED
            words = partial("{} ÷ {}".format, plain(size), plain(base))
            yield Equation(target, value, slack, ((target, value),), words)


SHAPES: tuple[Callable[[Sequence[Term], int], System | None], ...] = (
    _remainder,
    _mean_and_count,
    _closing_balance,
    _only_part,
    _total_with_addition,
    _total_of_preceding,
    _rate_or_share,
    _budget_change_rate,
    _full_year_execution_rate,
    _percent_of_change,
    _same_figure_elsewhere,
    _remaining_share,
    _unworded,
)


def spoken_for(term: Term, terms: Sequence[Term]) -> bool:
    """Whether other numbers of the passage confirm a number, as an equal, a sum, a difference or a share."""
    kin = [t for t in terms if t.kind == term.kind and t is not term and t.value > 0][-_MOST_NEAR:]
    if digits_of(term.text) < _LEAST_DIGITS:
        return False
    if any(t.value == term.value for t in kin) or _is_in_summed_run(term, terms):
        return True
    for one, other in combinations(kin, 2):
        slack = (one.step + other.step) * _HALF
        if any(
            abs(made - term.value) <= slack
            for made in (one.value + other.value, abs(one.value - other.value))
        ):
            return True
    percents = [t for t in terms if t.kind == PERCENT and digits_of(t.text) >= _LEAST_DIGITS]
    return any(
        quotient(percent, *pair).holds
        for percent in percents
        for other in kin
        for pair in ((term, other), (other, term))
        if digits_of(other.text) >= _LEAST_DIGITS
    )


def _is_in_summed_run(term: Term, terms: Sequence[Term]) -> bool:
    """Whether a number is in a run of two or more whose sum is printed right before or behind the run."""
    row = [t for t in terms if t.kind == term.kind and t.depth == term.depth]
    place = row.index(term)
    for first in range(max(0, place - _LONGEST_ROW), place + 1):
        added = Decimal(0)
        for last in range(first, min(len(row), first + _LONGEST_ROW)):
            added += row[last].value
            if last < max(place, first + 1) or first > place:
                continue
            beside = (*row[max(0, first - 2) : first], *row[last + 1 : last + 3])
            if any(t.value == added for t in beside):
                return True
    return False


def is_rate(term: Term) -> bool:
    """Whether the words before a percentage call it a share or a rate."""
    return term.kind == PERCENT and _RATE.search(re.split("[，；：]", term.lead)[-1]) is not None


def is_turned(term: Term) -> bool:
    """Whether the words before a number call it a change: 增加, 减少."""
    return _CHANGE.search(term.words) is not None
