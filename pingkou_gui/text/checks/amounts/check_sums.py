"""Checks of wholes and parts by where and how they are told, whatever they are called.

They need no quantity to be known. They are asked late, and they ask: a list may leave out what its
sentence does not tell. A list is judged by what says that it is one: plain words allow every slip of
the hand to be asked after, numbers that merely follow on each other must have many digits and nearly
add up, which hardly happens by chance. What other sums bear out is not proposed anew.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY, PERCENT, POINTS, factor_of, is_swap
from pingkou_gui.text.lexing.slips import digits_of, is_slip
from pingkou_gui.text.lexing.tokens import plain
from pingkou_gui.text.reasoning.constraint_kinds import Fit, Sum
from pingkou_gui.text.reasoning.finding import PROVED, Case, Findings, Severity, check
from pingkou_gui.text.reasoning.part_lines import (
    lists_of_named_lines,
    lists_of_tables,
    lists_of_what_is_above,
    lists_over_lines,
)
from pingkou_gui.text.reasoning.part_lists import (
    NO_WHOLE,
    Alternatives,
    Told,
    Whole,
    balance_of,
    full_budget_of,
    is_explained,
    is_left_or_full,
    lists_in,
    runs_of,
    text_between,
    to_another_mark,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lines.source import Span
    from pingkou_gui.text.reading.terms import Term
    from pingkou_gui.text.reasoning.finding import TextFinding

    Way = tuple[Term, str]
    """A number that may be wrong, and what it would be."""

_NEARLY = 85
_CLOSE = 3
"""A list that misses its whole by no more than so many percent of it is meant to be its parts."""
_NEARER = 200
_FEW_WAYS = 6
_TELLING, _MANY, _CHANCE = 3, 4, 6
"""Digits of a sum that is told as one, of one that is told some way off, and of one that nothing tells."""
_MANY_PARTS = 4
_LINES = 8
"""What is left is told so many paragraphs behind what it is of, at most."""


@check("各项加起来是总数", "SUM", "COUNT", "POINTS", "PCT")
def parts_come_to_their_whole(case: Case) -> Findings:
    """新建管网14.6公里，其中芦滩村8.2公里、枫桥头村6.4公里; 98.8分（预算执行9.8分，产出50分，效益30分，满意度9分）."""
    asked: set[Term] = set()
    borne = _borne_out(case)
    for alternatives, terms in _lists(case):
        text = alternatives[0].total.normal.text
        if any(
            is_explained(text, whole, terms)
            for whole in alternatives
            if whole.told > Told.AROUND or not _is_of_the_near(whole, alternatives)
        ):
            yield from _rounded_off(case, alternatives[0])
            if terms:
                yield from _counted(case, alternatives, terms)
            continue
        for whole in sorted(
            alternatives, key=lambda whole: whole.told > Told.AROUND and not whole.slips()
        ):
            if whole.told is Told.AROUND and asked.issuperset(whole.terms):
                continue
            ways = _ways(whole)
            if whole.total.value in borne and whole.told > Told.AROUND:
                ways = [way for way in ways if way[0] is not whole.total]
            if ways and (_is_asked(whole, ways) or _is_beside_a_sum(whole, terms)):
                asked |= set(whole.members)
                told = _told(case, whole, ways)
                proved = _is_proved(whole, terms)
                yield replace(told, severity=Severity.ERROR, certainty=PROVED) if proved else told
                break
    yield from _near_misses(case, asked)


def _lists(case: Case) -> Iterator[tuple[Alternatives, Sequence[Term]]]:
    """Yield the lists that a text tells as such, with the numbers of the paragraph they stand in."""
    reading = case.reading
    for normal in reading.normals:
        terms = reading.terms.get(normal.paragraph, [])
        for alternatives in lists_in(normal.text, terms):
            if alternatives:
                yield alternatives, terms
        for term in filter(is_left_or_full, terms):
            before = [t for t in terms if t.number.start < term.number.start]
            first = max(0, normal.paragraph - _LINES)
            above = [t for at in range(first, normal.paragraph) for t in reading.terms.get(at, [])]
            found = balance_of(term, [*above, *before]), full_budget_of(term, before)
            yield from (([whole], ()) for whole in found if whole is not None)
    for find in (lists_over_lines, lists_of_named_lines, lists_of_what_is_above, lists_of_tables):
        lines = find(reading)
        yield from ((alternatives, ()) for alternatives in lines if alternatives)


def _is_of_the_near(whole: Whole, alternatives: Alternatives) -> bool:
    """Whether a list is of the number right before it, which a slip makes too small, not of one before that.

    编制58人，在职55人，其中行政23人、事业31人、工勤4人: 58 are those in office too, unless posts are listed.
    """
    near = next((w for w in alternatives if w.told > Told.AROUND), None)
    if near is None or not _is_count(near) or near.added <= near.total.value or not near.slips():
        return False
    names = {name for name in _POSTS if name in whole.total.words}
    return not any(name in part.words for name in names for part in whole.terms)


_POSTS = ("编制", "核定", "计划", "预算", "目标")


def _borne_out(case: Case) -> frozenset[Decimal]:
    """Return amounts of many digits that are printed as the sum of others somewhere."""
    values = case.verdict.values
    totals = (
        values[each.total]
        for each in case.constraints
        if isinstance(each, Sum) and each.fit(values) is Fit.EXACT
        and sum(1 for part in each.parts if values[part]) > 1 and not each.is_open
    )  # fmt: skip
    return frozenset(t for t in totals if len(t.normalize().as_tuple().digits) >= _MANY)


# ---- what is asked after -------------------------------------------------------------------------


def _ways(whole: Whole) -> list[Way]:
    """Return the numbers that a slip makes wrong; all of a count that little is missing of."""
    ways = whole.slips()
    if whole.total.kind == MONEY:
        ways = [way for way in ways if len(way[1]) == len(way[0].text)] or ways
    if whole.is_signed:
        target = next(whole.rights())
        return [target, *(way for way in ways if way[0] is not whole.total)]
    if ways and _is_count(whole) and whole.told > Told.AROUND and whole.added:
        total, *parts = whole.rights()
        lost = [(t, r) for t, r in parts if len(r) == 1 and t.text.endswith(r) and r != "0"]
        ways = [total, *(way for way in ways if way[0] is not whole.total), *lost]
    if not ways and _is_count(whole) and whole.told > Told.AROUND:
        ways = [(t, r) for t, r in whole.rights() if r != t.text and not r.startswith(("-", "0"))]
        ways = ways if len(whole.parts) < _MANY_PARTS else ways[:1]
    return ways


def _is_count(whole: Whole) -> bool:
    return whole.total.kind not in {MONEY, PERCENT, POINTS, "分"}


def _is_asked(whole: Whole, ways: Sequence[Way]) -> bool:
    """Whether a sum that does not hold is worth a question."""
    total, over = whole.total, whole.added > whole.total.value
    if whole.told <= Told.AROUND:
        many = whole.strict and len(whole.parts) >= _MANY_PARTS and digits_of(total.text) > 1
        long = all(digits_of(term.text) >= _MANY for term, _ in ways)
        long = long or (whole.strict and total.kind == MONEY and _is_close(whole))
        long = long or (whole.strict and abs(whole.off) * _NEARER <= total.value)
        return whole.told is Told.AROUND and (many or long)
    divided = _is_divided(whole.terms) and bool(whole.slips())
    if over or divided or (whole.is_signed and whole.told is Told.ALL):
        return True
    if _is_count(whole):
        slips = whole.slips()
        whole_list = whole.told is Told.ALL and bool(slips)
        nearly = (
            whole.added * 3 >= total.value * 2 if slips else whole.added * 10 >= total.value * 9
        )
        return whole_list or nearly or _has_swap(ways) or _is_mistyped(whole)
    if whole.told is Told.ALL:
        return total.kind == MONEY or digits_of(total.text) > 1
    near = whole.added * 100 >= total.value * _NEARLY
    long = all(digits_of(right) >= _TELLING for _, right in ways)
    long = long or (total.kind == "分" and near)
    return _has_swap(ways) or (long and (near or len(whole.parts) > 2))


_DIVISIONS = (
    ("行政", "事业"),
    ("公务员", "事业"),
    ("人员", "公用"),
    ("基本", "项目"),
    ("货物", "工程", "服务"),
    ("男", "女"),
    ("公务用车", "接待"),
)
"""Words that leave nothing out where they are all told: the spending of an office is basic or for projects."""


def _is_divided(parts: Sequence[Term]) -> bool:
    """Whether the parts are by their names all that there can be: 编制72人，其中行政18人、事业54人."""
    return any(
        len(names) == len(parts)
        and all(any(name in part.words for part in parts) for name in names)
        for names in _DIVISIONS
    )


def _is_mistyped(whole: Whole) -> bool:
    """Whether one other digit makes a total of so many the sum of its parts, which chance hardly does."""
    text, right = whole.total.text, whole.total.printed(whole.added)
    enough = _TELLING if len(whole.parts) > 2 else _MANY
    return len(text) == len(right) and is_slip(text, right) and digits_of(right) >= enough


def _has_swap(ways: Sequence[Way]) -> bool:
    return any(is_swap(t.text, right) and digits_of(right) > 1 for t, right in ways)


def _is_proved(whole: Whole, terms: Sequence[Term]) -> bool:
    """Whether more are counted, and nothing else, right behind the only number that they can be of."""
    total, first, last = whole.total, whole.terms[0], whole.terms[-1]
    if (
        not _is_count(whole)
        or whole.added <= total.value
        or total.number.start > first.number.start
    ):
        return False
    said = text_between(total.normal.text, total, first).removesuffix(first.words)
    inside = [t for t in terms if total.number.start <= t.number.start <= last.number.start]
    before = [
        t.value for t in terms
        if t.kind == total.kind and t.sentence == total.sentence and t.number.start <= total.number.start
    ]  # fmt: skip
    plain_list = inside == list(whole.members) and _RIGHT_BEHIND.fullmatch(said + first.words)
    units = {t.number.kind for t in whole.members}
    named = all(len(t.words) > 1 for t in whole.terms)
    if total.value in accumulate(t.value for t in whole.terms):
        return False
    if to_another_mark(total.normal.text, whole.terms):
        return False  # those behind another mark may be none of its parts
    return bool(plain_list) and len(units) == 1 and sum(before) < whole.added and named


_RIGHT_BEHIND = re.compile(
    "[^，。；：、（）\\d]{0,10}[，（：]?(?:其中|包括|分别是|分别为|含)[：，]?[^，。；：、（）\\d]+"
)


def _rounded_off(case: Case, whole: Whole) -> Findings:
    """Tell a remainder that rounding explains as a hint."""
    if whole.told is Told.ALL and whole.total.kind == MONEY and whole.off and whole.holds:
        total, off = whole.total, plain(abs(whole.off / factor_of(whole.total.number)))
        added = total.printed(whole.added)
        message = f"“{total.words}”写的是{total.text}{total.unit}，各项相加是{whole.worked()} = {added}，差{off}，可能是四舍五入的尾差"
        ways = [f"“{_name(t)}{t.text}”应为{right}" for t, right in whole.slips() if t is not total]
        message += f"（合计若不错，可能是{'，或'.join(ways[:_FEW_WAYS])}）" if ways else ""
        spot = total.normal.span(total.number.start, total.number.end)
        yield case.finding("SUM", spot, message, added, severity=Severity.HINT)


def _is_beside_a_sum(whole: Whole, terms: Sequence[Term]) -> bool:
    """Whether the amounts printed beside the parts come to that beside the whole: 2批18.50万元、3批40.00万元."""
    if whole.told is not Told.ALL or whole.total.kind == MONEY or not terms:
        return False
    money = [_behind(terms, term) for term in whole.members]
    values = [term.value for term in money if term is not None]
    return len(values) == len(money) and values[0] == sum(values[1:])


def _behind(terms: Sequence[Term], term: Term) -> Term | None:
    """Return the amount of money printed next behind a count."""
    at = terms.index(term) + 1
    return terms[at] if at < len(terms) and terms[at].kind == MONEY else None


def _told(
    case: Case, whole: Whole, ways: Sequence[Way], rest: Sequence[Way] | None = None
) -> TextFinding:
    """Return a question that names each number that may be wrong, the likeliest as what is expected.

    `rest` are, of numbers that no word calls a list, those that no single slip explains.
    """
    every = [*ways, *(rest or ())][: max(_FEW_WAYS, len(ways))]
    swaps = [way for way in ways if is_swap(way[0].text, way[1])]
    first, right = swaps[0] if len(swaps) == 1 else every[0]
    told = "，或".join(
        f"“{_name(t)}{_as_printed(case, t, t.text)}”应为{_as_printed(case, t, r)}" for t, r in every
    )
    total = whole.total
    words = f"“{_name(total)}”写的是" if _name(total) else "总数写的是"
    listed = "" if whole.told is Told.BESIDE or whole.is_signed else "所列各项"
    added = _as_printed(case, total, total.printed(whole.added))
    message = (
        f"{words}{_as_printed(case, total, total.text)}{total.unit}，{listed}{whole.worked()} = "
        f"{added}{total.unit}；核对：{told}"
    )
    class_ = {MONEY: "SUM", PERCENT: "PCT", "分": "POINTS"}.get(first.kind, "COUNT")
    expected = f"{_as_printed(case, first, right)}{first.unit}"
    if rest is not None and len(swaps) != 1 and len(ways) > 1:
        expected = "或".join(f"{r}{t.unit}" for t, r in ways)
    spot, others = _place(case, whole, first, every, apart=rest is not None)
    lines = whole.told > Told.AROUND and others
    quote = " / ".join(f"{t.words}{_as_printed(case, t, t.text)}" for t in whole.members)
    return case.question(
        class_, spot, message, expected, quote=quote if lines else "", others=tuple(others)
    )


def _name(term: Term) -> str:
    """Return the words that lead up to a number, without the unit of the number before it."""
    begin = term.number.start - len(term.words)
    follows = begin > 0 and term.normal.text[begin - 1].isdigit()
    return _LED.sub("", _UNIT.sub("", term.words) if follows else term.words)


_LED = re.compile("^(?:[^一-鿿\\d]+|其中|(?:分别)?[是为即]|包括)+(?=[一-鿿]{2})")
_UNIT = re.compile("^(?:批次|人次|万元|[一-鿿])")


def _place(
    case: Case, whole: Whole, first: Term, ways: Sequence[Way], *, apart: bool
) -> tuple[Span, list[Span]]:
    """Return where a sum is told, and where the rest of it is: in its paragraph, or at what may be wrong in one."""
    here = [term for term, _ in ways if term.normal is first.normal]
    if any(term.normal is not first.normal for term in whole.members):
        spot = _around(here if apart else [whole.total] if whole.told is Told.ALL else [first])
        first = whole.total if whole.told is Told.ALL and not apart else first
        return spot, [_around([t]) for t in whole.members if t.normal is not first.normal]
    if whole.is_signed or apart:
        return _around([first] if whole.is_signed else here), []
    terms = case.reading.terms.get(first.normal.paragraph, [])
    last = max(whole.members, key=lambda t: t.number.start)
    next_ = terms[terms.index(last) + 1 :][:1] if last in terms else []
    rated = any(t.kind == PERCENT and t.sentence == last.sentence for t in next_)
    return _around([whole.total, *here] if rated else whole.members), []


def _around(terms: Sequence[Term]) -> Span:
    """Return the place of numbers of one paragraph with the words that lead up to the first."""
    first = min(terms, key=lambda t: t.number.start).number
    last = max(term.number.end for term in terms)
    return terms[0].normal.span(max(0, first.start - len(first.words)), last)


def _as_printed(case: Case, term: Term, right: str) -> str:
    """Return what a number should be with commas where it is printed with them."""
    printed = case.reading.quote(term.number.amount.span)
    places = len(right.partition(".")[2])
    return f"{Decimal(right):,.{places}f}" if re.search("[,，]", printed) else right


# ---- numbers that nearly add up ------------------------------------------------------------------


def _near_misses(case: Case, asked: set[Term]) -> Findings:
    """Ask after runs of neighbours: 1686.20万元。道路806.40万元，水利512.30万元，绿化376.50万元 is 9.00 too much."""
    before: list[Term] = []
    totals = _totals(case)
    for normal in case.reading.running:
        runs = list(runs_of(case.reading.terms.get(normal.paragraph, []), before, totals))
        borne = {
            member
            for run in runs
            if run.holds and digits_of(run.total.text) >= _TELLING
            for member in run.members
        }
        values = {m.value for run in runs if run.listed for m in run.members}
        whole = {run.terms for run in runs if run.holds}
        for run in runs:
            if abs(run.off) in values or run.holds or not asked.isdisjoint(run.members):
                continue  # one more number of the passage would make it add up
            if borne.issuperset(run.terms) or run.terms in whole:
                continue
            ways = [way for way in _same_length(run) if way[0] not in borne]
            rest: list[Way] = []
            if run.listed and _is_close(run):
                rest = [way for way in run.rights() if way[0] not in borne and way not in ways]
            elif (
                not run.listed or not _is_no_chance(run) or (run.total in borne and not run.strict)
            ):
                turned = run.told is Told.AROUND and run.total in totals
                ways = [
                    w for w in ways if turned and is_swap(w[0].text, w[1]) and w[0] in run.terms
                ]
            if ways or rest:
                asked |= set(run.members)
                yield _told(case, run, ways, rest)


def _totals(case: Case) -> list[Term]:
    """Return the totals of spending and income that a text prints."""
    keyed = {
        s.amount.span for s in case.reading.statements if s.amount is not None and s.key in _KEYS
    }
    terms = (t for found in case.reading.terms.values() for t in found)
    totals = {t.value: t for t in terms if t.kind == MONEY and t.span in keyed and not t.depth}
    return list(totals.values())[:_MOST_TOTALS]


_KEYS = frozenset(
    {"total_spending", "total_income", "balance", "project_spending", "basic_spending", "operating_spending", "personnel_spending"}
)  # fmt: skip
_MOST_TOTALS = 24


def _same_length(run: Whole) -> list[Way]:
    return [way for way in run.slips() if len(way[1]) == len(way[0].text)]


def _is_no_chance(run: Whole) -> bool:
    """Whether a run that a single slip keeps from adding up is hardly one by chance."""
    total, *parts = (digits_of(m.text) for m in run.members)
    if total < (_MANY if run.strict else _CHANCE) or min(parts) < 2:
        return False
    if run.told is Told.AROUND and _exact(run.total) < _MANY:
        return False
    alike = len({m.step for m in run.members if m.text.strip("0")}) == 1
    within = max(term.value for term in run.terms) * 2 <= run.total.value * 3
    return run.strict or (alike and within)


def _exact(term: Term) -> int:
    """Return how many digits of a number tell something, zeros at its end left out: 2 for 150.00."""
    return len(term.value.normalize().as_tuple().digits)


def _is_close(run: Whole) -> bool:
    """Whether a list comes so close to a number that it is meant to be its parts, whatever is wrong.

    One that falls short of it may leave something out, if it says so.
    """
    if run.told is not Told.AROUND or _exact(run.total) < _MANY:
        return False
    first, last = run.terms[0].number, run.terms[-1].number
    text = run.terms[0].normal.text
    told = text[max(0, first.start - len(first.words) - 20) : last.end + 6]
    if run.off > 0 and _SOME.search(told):
        return False
    return abs(run.off) * 100 <= run.total.value * _CLOSE


_SOME = re.compile("主要|等|重点|例如|如：|部分|含")
"""Words of a list that leaves something out."""


# ---- how many things a list names ----------------------------------------------------------------

_THINGS = frozenset("个项期场批次类处笔宗")
_BY_ORIGIN = re.compile(
    "中央|[省市县区]级|财政|拨款|自筹|配套|结转|预算|(?:基本|项目)支出|(?:人员|公用)经费"
)
_MOST_THINGS = 12


def _counted(case: Case, alternatives: Alternatives, terms: Sequence[Term]) -> Findings:
    """Tell a count of things beside a whole that a list of others than so many comes to."""
    whole = next((w for w in alternatives if not w.off and w.strict), None)
    if whole is None or any(_BY_ORIGIN.search(part.words) for part in whole.terms):
        return
    text = whole.total.normal.text
    start = _around(whole.members).start
    begin = text.rfind("。", 0, min(whole.total.normal.place(start), whole.total.number.start)) + 1
    first = whole.terms[0].number.start
    counts = [
        t for t in terms
        if begin <= t.number.start < first and t.kind in _THINGS and t.depth == whole.total.depth
        and not NO_WHOLE.search(t.words)
    ]  # fmt: skip
    listed = len(whole.parts)
    if len(counts) != 1 or counts[0] is whole.total or not 2 <= listed <= _MOST_THINGS:
        return
    count = counts[0]
    listed += _unspent(text, whole.terms[-1].number.end)
    if count.value == listed or abs(count.value - listed) > 2 or count.value < 2:
        return
    total = whole.total
    message = f"这里写{count.text}{count.unit}，后面列出{listed}项，加起来正好是{total.text}{total.unit}；核对数目，或补上漏写的"
    spot = total.normal.span(count.number.start, count.number.end)
    yield case.question("COUNT", spot, message, f"{listed}{count.unit}")


_UNSPENT = re.compile(
    "(?:(?<=[；，。])|(?<=元、))(?P<names>[^；，。]+?)(?:项目)?(?:均|都)?(?:(?:本年|当年|全年|年内)?(?:均|都)?(?:无|没有|未发生)(?:资金)?支出|(?:尚|暂)?(?:未|没有)(?:实施|执行|启动|开工))"
)


def _unspent(text: str, at: int) -> int:
    """Return how many things the sentence names behind a list that cost nothing: 路灯更换本年无支出."""
    found = _UNSPENT.finditer(text, at, text.find("。", at) + 1 or len(text))
    return sum(len(re.split("、|和|及", match["names"])) for match in found)


CHECKS = (parts_come_to_their_whole,)
