"""Checks of a count or a rate told twice: one thing, one number, in two places or taken up again by its own words."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY, PERCENT, POINTS, is_swap
from pingkou_gui.text.lexing.slips import is_slip
from pingkou_gui.text.reasoning.finding import Case, Findings, check
from pingkou_gui.text.reasoning.systems import is_left, is_turned, spoken_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lexing.printed_numbers import PrintedNumber
    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.terms import Term
    from pingkou_gui.text.reasoning.finding import TextFinding

_FILLER = re.compile(
    "^(?:年[末底度]|[本我全]?[年县镇乡局院校]|20\\d\\d年度?|截至|其中|由于|因|目前|现|共|服务|本单位|本部门)+|(?:为|是|共|有|达到?|约|计|仅|实际|：|、)+$"
)
_ANOTHER = re.compile(
    "上年|去年|年初|计划|目标|任务|预算|应|拟|比|较|由|从|增|减|新|每|均|其中|第|满分|(?<!高)标准|项目|超|不|合同|占|下年|其他|[一二三四]季度|月|(?<!农)村(?![组级民容道])|(?<!村)组(?!织)"
)
_LEAST, _LONGEST = 4, 14
_MOST = 400


@check("同一个数量、同一个率前后一致", "CONTRADICTION", ground="前后一致")
def a_count_is_printed_once(case: Case) -> Findings:
    """年末在职人员86人, and further down 年末在职人员68人; 预算执行率98.50%, and 95.80%."""
    found: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
    planned = _planned_paragraphs(case)
    for normal in case.reading.running:
        terms = case.reading.terms.get(normal.paragraph, [])
        for at, term in enumerate(terms[:_MOST]):
            name = _name(terms, at)
            if name and normal.paragraph not in planned:
                found[name, term.kind].append(term)
    alike: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
    for (name, kind), terms in found.items():
        told = _two(case, name, terms)
        if told is not None:
            yield told
        elif len({t.value for t in terms}) == 1:
            alike[_thing(name), kind].append(terms[0])
    for terms in alike.values():
        told = _two(case, terms[-1].words, terms, by_other_words=True)
        if told is not None:
            yield told


_PLAN = re.compile("计划|目标|任务|打算|安排")
_REACHED = re.compile("完成|落实|执行|实现")


def _planned_paragraphs(case: Case) -> set[int]:
    """Return the paragraphs under headings of what was planned: what was reached may be another."""
    found: set[int] = set()
    ends = (*(h.paragraph for h in case.reading.headings[1:]), len(case.reading.normals))
    for heading, end in zip(case.reading.headings, ends, strict=False):
        if _PLAN.search(heading.title) and not _REACHED.search(heading.title):
            found.update(range(heading.paragraph, end))
    return found


_DOING = re.compile("完成|实施|开展|组织|[新修建]{1,2}[建成修设]|了")
_STAFF = re.compile(
    "(?:年末|年底)?(?:实有|在[职编岗])+(?:[在职编岗干部工人员数总教]|财政供养)*(?:人数|人员|职工|总数)?"
)


def _thing(name: str) -> str:
    """Return what a name is about, whatever the order of its words: 硬化村组道路 and 村组道路硬化."""
    if _STAFF.fullmatch(name.rpartition("按")[2]):
        return "在职"
    rest = "".join(sorted(_DOING.sub("", name)))
    return rest if len(rest) >= _LEAST else name


def _name(terms: Sequence[Term], at: int) -> str:
    """Return what a count is called; '' where that is too little, or another year's or a plan's."""
    term = terms[at]
    if term.kind in {MONEY, POINTS, "分", "个", "项"} or term.number.is_hedged or term.depth:
        return ""
    if is_turned(term) or is_left(term) or _is_of_another(term):
        return ""
    before = terms[at - 1] if at else None
    if (
        before is not None
        and before.kind in {"批次", "批"}
        and before.number.end == term.number.start
    ):
        return f"接待{before.text}{before.kind}" if "接待" in before.lead[-14:] else ""
    name = _FILLER.sub("", _FILLER.sub("", term.words))
    other = _ANOTHER.search(_DOING.sub("", name).removeprefix("预算执行"))
    least = _LEAST - (len(term.text) > _LEAST)
    return name if least <= len(name) <= _LONGEST and not other else ""


def _is_of_another(term: Term) -> bool:
    clause = re.split("[，。；]", term.lead)[-1]
    return (
        re.search("上年|去年|年初|计划|目标|预算(?!执行率)|比|较|由(?!于)|从", clause) is not None
    )


def _two(
    case: Case, name: str, terms: Sequence[Term], *, by_other_words: bool = False
) -> TextFinding | None:
    """Return a question where two places print numbers that are a slip apart, many digits of them if in other words."""
    values = {t.value for t in terms}
    first, last = terms[0], terms[-1]
    if len(values) != 2 or first.value == last.value or first.normal is last.normal:
        return None
    swap, whole = is_swap(first.text, last.text), first.kind != PERCENT
    if not (swap or (whole and len(first.text) > 1 and is_slip(first.text, last.text))):
        return None
    own = [case.reading.terms.get(t.normal.paragraph, []) for t in (first, last)]
    beside = any(values <= {t.value for t in each} for each in own)
    if by_other_words and (beside or not (swap or len(first.text) > _TWO_DIGITS or whole)):
        return None
    if spoken_for(last, own[1]) and not spoken_for(first, own[0]):
        first, last = last, first
    where = case.reading.named(first.normal.paragraph)
    printed = f"{first.text}{first.unit}"
    message = f"“{name}”在{where}是{printed}，这里是{last.text}{last.unit}；核对哪一处写错"
    spot = last.normal.span(last.number.start - len(last.words), last.number.end)
    there = first.normal.span(first.number.start - len(first.words), first.number.end)
    return case.question("CONTRADICTION", spot, message, printed, others=(there,))


_TWO_DIGITS = 2

# ---- a part of a person --------------------------------------------------------------------------

_WHOLE_ONLY = frozenset("人名户辆座")


@check("人、户、车是整数", "UNIT", ground="单位")
def persons_are_whole(case: Case) -> Findings:
    """全镇总人口2.35人: 万人."""
    for normal in case.reading.running:
        for term in case.reading.terms.get(normal.paragraph, []):
            if term.number.kind not in _WHOLE_ONLY or not term.number.amount.places:
                continue
            if (
                term.number.start == 0  # 2.3 人员经费: the number of a heading
                or re.search("均|每|率|比|折合|约|平", term.words)
                or term.number.is_hedged
                or term.value >= _MANY
            ):
                continue
            right = f"{term.text}万{term.number.kind}"
            message = f"“{term.words}{term.text}{term.number.kind}”不是整数，像是漏了“万”；应为{right}，核对"
            spot = term.normal.span(term.number.start - len(term.words), term.number.end)
            yield case.question("UNIT", spot, message, right)


_MANY = 1000

# ---- a number that its own words take up again ----------------------------------------------------


_MEAN = re.compile("(?:[人户车亩次批]均|平均每[人户辆亩次批])[一-鿿]{0,8}$")
_TEN_THOUSAND = 10_000


@check("人均数不会比总数大", "UNIT", ground="单位")
def a_mean_is_no_more_than_the_total(case: Case) -> Findings:
    """公务接待费1.50万元…240人次，人均62.50万元: 62.50 元."""
    told = case.reading.numbers
    for normal in case.reading.running:
        numbers = told.get(normal.paragraph, [])
        for at, mean in enumerate(numbers):
            named = mean.kind == MONEY and mean.amount.unit == "万元" and "均" in mean.words
            if not named or _MEAN.search(mean.words) is None:
                continue
            lines = range(max(0, normal.paragraph - _LINES), normal.paragraph)
            totals = [n for line in lines for n in told.get(line, ())] + numbers[:at]
            around = (*numbers[max(0, at - _NEAR) : at], *numbers[at + 1 : at + 1 + _NEAR])
            if not any(
                _is_total_of(*pair, mean) for pair in _pairs(totals[-_MOST_TOTALS:], around)
            ):
                continue
            right = f"{mean.amount.text}元"
            message = f"“{mean.words}{mean.amount.text}万元”比总数还大，按总数和人数算正好是{right}；改单位"
            spot = normal.span(mean.start - len(mean.words), mean.end)
            yield case.finding("UNIT", spot, message, right)


_NEAR, _LINES, _MOST_TOTALS = 6, 3, 30


def _pairs(
    before: Sequence[PrintedNumber], around: Sequence[PrintedNumber]
) -> Iterator[tuple[PrintedNumber, PrintedNumber]]:
    totals = [n for n in before if n.kind == MONEY and n.value > 0 and n.amount.unit != "元"]
    counts = [
        n for n in around if n.kind != MONEY and n.kind[-1] in "人次户辆亩批名" and n.value > 1
    ]
    return ((total, count) for total in totals for count in counts)


def _is_total_of(total: PrintedNumber, count: PrintedNumber, mean: PrintedNumber) -> bool:
    """Whether a total over a count is the mean in 元, as far as its places tell."""
    right = total.value * _TEN_THOUSAND / count.value
    exact = abs(right - Decimal(mean.amount.text)) <= Decimal(1).scaleb(-mean.amount.places)
    return exact and mean.value > total.value


# ---- all of them, and how many there are ----------------------------------------------------------

_ALL_OF = re.compile(
    "(?<![\\d.])(?P<count>\\d{2,6})(?P<measure>[座所条处户家名台辆盏眼口件个])(?P<noun>[一-鿿]{2,8}?)(?=全部|均|都)"
)
_FAR_NOUN = 30
_NOT_ALL = re.compile("其中|余|以上|新|每|第|上年|去年|计划|目标|比|较|超")


@check("说全部几座，就是前面的几座", "CONTRADICTION", ground="前后一致")
def all_of_them_are_as_many_as_told(case: Case) -> Findings:
    """对63座小型水库开展养护, and further down 65座小型水库全部落实管护."""
    said = ((n, m) for n in case.reading.running for m in _ALL_OF.finditer(n.text))
    for normal, match in islice(said, _MOST_OF_ALL):
        least = _LEAST - 1 if match["measure"] == "个" else _TWO_DIGITS
        part = _NOT_ALL.search(normal.text, max(0, match.start() - _LEAST), match.start())
        others = [] if part or len(match["noun"]) < least else _told_of(case, normal, match)
        told = {number.amount.text for _, number in others}
        if len(told) == 1 and is_slip(others[0][1].amount.text, match["count"]):
            there, other = others[0]
            right = f"{other.amount.text}{match['measure']}"
            message = f"“{match['noun']}”在{case.reading.named(there.paragraph)}是{right}，这里说全部是{match['count']}{match['measure']}；核对哪一处写错"
            yield case.question(
                "CONTRADICTION", normal.span(*match.span()), message, right, others=(there.span(other.start, other.end),),
            )  # fmt: skip


def _told_of(
    case: Case, normal: Normal, match: re.Match[str]
) -> list[tuple[Normal, PrintedNumber]]:
    """Return the other numbers of a thing: of its measure, with its name before or behind."""
    found = []
    for there in case.reading.running:
        for number in case.reading.numbers.get(there.paragraph, ()):
            near = there.text[max(0, number.start - _FAR_NOUN) : number.end + _FAR_NOUN]
            own = there is normal and number.start == match.start()
            many = len(number.amount.text) > 1 and number.kind == match["measure"]
            if many and not own and match["noun"] in near:
                found.append((there, number))
    return found


_MOST_OF_ALL = 40


CHECKS = (a_mean_is_no_more_than_the_total,)
LAST_CHECKS = (a_count_is_printed_once, persons_are_whole, all_of_them_are_as_many_as_told)
