"""Candidate sums of a text: totals with the numbers that may be their parts.

A total before its list (其中…), a total behind it (合计…), income less spending, neighbours in a
paragraph: each is a `Whole`, with how strong the evidence is. Which of them add up, and which of their
numbers is wrong, `checks/amounts/check_sums` judges.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY, PERCENT, POINTS, RATIOS
from pingkou_gui.text.lexing.slips import digits_of, is_slip
from pingkou_gui.text.lexing.tokens import added_up
from pingkou_gui.text.lines.outline import chinese_number
from pingkou_gui.text.reading.terms import Term
from pingkou_gui.text.reading.wholes import AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.reading.terms import Term

_OPENS = re.compile(
    "(?P<loose>其中|[一-鿿]{2}(?:中(?![心学小央级期药医队介转])|里头?|内)(?=[，：]?[一-鿿])|^(?:当|之)?(?:中|里)(?=[，：]?(?:[一-鿿]|$)))"
    "|(?P<strict>包括|包含|分别|依次|：|[又可]分|分为|分成|具体|(?<=[，（])[为系](?=[一-鿿])|来源|来自|投向|用于|构成|组成|[，、]即|[，、（]含|由|前者|一[是笔](?=[一-鿿])|^(?:一、|1[、.]|①|（[1一]）|首先)|[按从][一-鿿]{1,6}分|按(?:照)?[一-鿿]{2,8}(?:[看，：])|分[一-鿿]{1,3}看)"
)
_TOTAL = re.compile(
    "(?:^计|合计|共计|总计|小计|累计|总分|总共|一共|总数|共)(?:为|是|得|有|计|支出|投入|安排|资金|达|扣|完成|发放|支付|拨付|兑付|使用|召开|实施|举办|开展)*(?:会议|项目|活动)?：?$"
)
_TOTAL_OF = re.compile(
    "(?:以上|全年|年内)?(?:合计|共计|总计|一共|总共|共)(?!同|有|收|发)[一-鿿]{2,10}"
)
_CHANGE_WORDS = "(?<![稳促保])(?:增加|增长|减少|下降|上升|提高|降低|增|减|升|降|超|超出|超过|节约|[多少])[了支额幅]*(?:为|是|达)?$"
_CHANGE = re.compile(_CHANGE_WORDS)
NO_PART = re.compile(
    "[比较至每]|到(?!位)|由$|从|(?<!加)上年|去年|同期|20\\d\\d年?$|均|单价|(?<!高)标准(?!化)|目标(?!类)|计划|满分|分值|剩余|结余|结转(?!项目)|合计|共计|总计|小计|累计|以[上下]$"
    f"|{_CHANGE_WORDS}"
)
NO_WHOLE = re.compile(
    f"(?:[比较至每]|到(?!位))[一-鿿]{{0,6}}$|均|单价|标准$|目标(?!类)|(?<!加)上年|去年|满意度$|差|{_CHANGE_WORDS}"
)
_ENDS = re.compile(
    "另|此外|不含|不包括|除外|同比|[比较](?:上|去|20)|(?<!加)上年(?!结)|去年|与上|遗属|尚|空编|缺编|。"
)
CAME_IN = "考录|招录|录用|调入|转入|新增|新进|引进|安置|选调|接收|招聘|遴选|划入|增加"
WENT_OUT = "调出|退休|辞职|辞退|离职|去世|病故|开除|转出|调离|解聘|划出|减少|离岗"
"""Words, to be part of a pattern, of persons who came and of persons who went."""
_OTHER_STAFF = re.compile("退休|离休|聘|编外|控制数|临时")
"""Staff who may be named behind a list without being counted in it."""
_REST = re.compile("^(?:其余|其他|其它|剩余|余下|另)|(?:等|其他)[一-鿿]{0,6}$")
_INSIDE = re.compile("其中|包括")
_NUMBERED = re.compile("一[是笔]|一、|1[、.]|①|（[1一]）|首先")
_ET_CETERA = re.compile("(?:左右|）)?等")
_CARRIED = re.compile("上年(?:结转|结余)[一-鿿]{0,4}$")
_SUMMED = re.compile("合计|共计|总计|小计|共")
_BARE = re.compile(r"(?<![\d.年月第〔])\d{1,12}(?:\.\d{1,6})?万?(?=[，、；。（）]|$)")
MOST_PARTS = 16
_MOST_WHOLES = 6
_WHOLE_FAR = 40
_HALF = Decimal("0.5")


class Told(IntEnum):
    """How strong the evidence is that some numbers are the parts of another, weakest first."""

    BESIDE = 0
    """Position alone."""
    AROUND = 1
    """A list that may belong to another number before it."""
    SOME = 2
    """Words that introduce some of the parts: 其中."""
    ALL = 3
    """Words that introduce or sum up all parts: 包括, 合计."""


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """A candidate sum: a total and its operands.

    Attributes:
        total: the number that may be the sum.
        parts: the operands, each with its sign (1 or -1).
        told: the evidence for it.
        strict: whether the words say that no part is left out.
        listed: whether the total stands near its parts.
    """

    total: Term
    parts: tuple[tuple[int, Term], ...]
    told: Told
    strict: bool = False
    listed: bool = True

    @property
    def terms(self) -> tuple[Term, ...]:
        """The operands without their signs."""
        return tuple(term for _, term in self.parts)

    @property
    def members(self) -> tuple[Term, ...]:
        """The total and its operands."""
        return (self.total, *self.terms)

    @property
    def is_signed(self) -> bool:
        """Whether any operand is subtracted."""
        return any(sign < 0 for sign, _ in self.parts)

    @property
    def added(self) -> Decimal:
        """The computed sum of the operands, in the total's unit (money: 万元)."""
        return sum((sign * term.value for sign, term in self.parts), Decimal(0))

    @property
    def off(self) -> Decimal:
        """The printed total minus the computed sum."""
        return self.total.value - self.added

    @property
    def slack(self) -> Decimal:
        """The tolerance for rounding: 0 for whole counts, and for scores (分) printed with equal places."""
        steps = [term.step for term in self.members]
        if self.total.kind == "分":
            own, others = steps[0], [step for step in steps[1:] if step]
            whole = own in others  # no rounding: 98.71 of 9.71, 50, 30 and 9
            coarse = sum((step for step in others if step > own and not whole), Decimal(0))
            return (coarse + own * (own > min(others, default=own))) * _HALF
        if self.told is Told.BESIDE:
            return sum(steps, Decimal(0)) * _HALF
        return min(steps) * len(steps) * _HALF

    @property
    def holds(self) -> bool:
        """Whether the computed sum is the total, within the tolerance."""
        return abs(self.off) <= self.slack

    def rights(self) -> Iterator[tuple[Term, str]]:
        """Yield each number with the text it would print if all others were right."""
        yield self.total, self.total.printed(self.added)
        for sign, term in self.parts:
            yield term, term.printed(term.value + sign * self.off)

    def slips(self) -> list[tuple[Term, str]]:
        """Return the pairs of `rights` that a single typing slip explains."""
        return [
            (term, right)
            for term, right in self.rights()
            if not right.startswith("-") and is_slip(term.text, right) and Decimal(right)
        ]

    def worked(self) -> str:
        """Return the addition as text, in printed digits: 1.35 + 2.08."""
        if not self.is_signed:
            return added_up(term.text for term in self.terms)
        words = "".join(
            f" {'+' if sign > 0 else '−'} {added_up((term.text,))}" for sign, term in self.parts
        )
        return words.removeprefix(" + ")


Alternatives = list[Whole]
"""One list with each candidate for its total; the list is right if any of them holds."""


def whole_of(total: Term, parts: Sequence[Term], told: Told, *, strict: bool = False) -> Whole:
    """Return a `Whole` all of whose parts are added."""
    return Whole(total, tuple((1, part) for part in parts), told, strict)


def text_between(text: str, one: Term, other: Term) -> str:
    """Return the text between two numbers of a paragraph."""
    return text[one.number.end : other.number.start]


# ---- the total before its parts ------------------------------------------------------------------


def lists_in(text: str, terms: Sequence[Term]) -> Iterator[Alternatives]:
    """Yield the lists of a paragraph that follow or precede a total; 38批次290人次 gives one for each unit."""
    for at in range(len(terms) if len(terms) > 2 else 0):
        opened = _list_after(text, terms, at)
        for kind in dict.fromkeys(whole.total.kind for whole in opened):
            yield [whole for whole in opened if whole.total.kind == kind]
        yield _list_before(text, terms, at)
        yield _items_before(text, terms, at)


def _list_after(text: str, terms: Sequence[Term], at: int) -> Alternatives:
    """Return the list behind the number at `at` with each candidate total; empty where none begins there."""
    if at + 2 >= len(terms):
        return []
    before, first = terms[at], terms[at + 1]
    between = text_between(text, before, first)
    said = between.rpartition("。")[2]
    opens = _OPENS.search(said)
    inside = re.match("[一-鿿]{0,4}（", between) is not None and first.depth > before.depth
    bare = opens is None and not inside
    if len(between) > _WHOLE_FAR or (bare and not _is_bare_series(text, terms, at)):
        return []
    listed = _ListStart(text, terms, at, opens, said, between, inside, bare)
    depth = before.depth + 1 if inside else first.depth
    second, third = terms[at + 2], terms[at + 3 : at + 4]
    joined = not re.search("[，、；。（]", text_between(text, first, second))
    paired = bool(third) and third[0].kind == first.kind and second.kind != PERCENT
    if second.kind != first.kind and (
        joined or (paired and MONEY not in {first.kind, second.kind})
    ):
        return [whole for skip in (1, 2) for whole in listed.wholes(skip, depth)]
    if first.depth > before.depth and not inside and first.kind == "分":
        return [*listed.wholes(2, before.depth), *listed.wholes(1, depth)]
    return listed.wholes(1, depth)


@dataclass(frozen=True, slots=True)
class _ListStart:
    """The place where a list begins.

    Attributes:
        text, terms: the paragraph and its numbers.
        at: the index of the last number before the list.
        opens: the match of the words that introduce it (其中, 包括); None without such words.
        said: the text between that number and the next, from its last 。 on.
        between: all of that text.
        inside: whether the list stands in a bracket of its own.
        row: whether nothing introduces it but its shape, see `_is_bare_series`.
    """

    text: str
    terms: Sequence[Term]
    at: int
    opens: re.Match[str] | None
    said: str
    between: str
    inside: bool
    row: bool

    def wholes(self, skip: int, depth: int) -> Alternatives:
        """Return the list that begins `skip` numbers behind `at`, in `depth` brackets, with each candidate total."""
        before, first = self.terms[self.at], self.terms[self.at + skip]
        parts = parts_of(self.text, self.terms[self.at + skip :], depth, before.words)
        loose = self.opens is not None and self.opens["loose"] is not None
        if loose and "：" not in self.said:
            parts = _until_semicolon(self.text, parts)
        if loose and parts and parts[0].kind == "人":
            own = [part for part in parts if not _OTHER_STAFF.search(part.words)]
            parts = own if len(own) > 1 else parts
        if len(parts) < 2 or _ET_CETERA.match(self.text, parts[-1].number.end):
            return []
        strict = self.opens is not None and self.opens["strict"] is not None
        strict = (self.inside or strict) and "主要" not in self.said
        strict = strict or self.inside or _REST.search(parts[-1].words) is not None
        if self.row and "。" in self.between and not _nearly_adds_up(before, parts):
            return []
        wholes = [
            t
            for t in self.terms[max(0, self.at - _MOST_WHOLES) : self.at + 1]
            if t.kind == parts[0].kind
            and (t.words or self.inside or skip > 1 or _AMONG.match(self.said))
            and not NO_WHOLE.search(t.words)
            and not t.number.is_hedged
        ]
        changed = self._changed_total(before, wholes, parts)
        likeliest = (
            _total_named_in(self.said, wholes)
            or changed
            or self._total_beside(before, wholes, first)
        )
        level = Told.ALL if strict else Told.SOME
        enumerated = to_another_mark(self.text, parts)
        return [
            whole_of(t, some, level if t is likeliest else Told.AROUND, strict=strict)
            for t in reversed(wholes)
            for some in ([parts, enumerated] if enumerated and t is likeliest else [parts])
        ]

    def _changed_total(
        self, change: Term, wholes: Sequence[Term], parts: Sequence[Term]
    ) -> Term | None:
        """Return the total before a change, if the parts exceed the change: 在职127人，比编制少7人，其中…: 127."""
        more = sum((part.value for part in parts), Decimal(0)) > change.value
        turned = change not in wholes and change.kind == parts[0].kind and more
        here = [t for t in wholes if t.sentence == change.sentence]
        return here[-1] if turned and here and _CHANGE.search(change.words) else None

    def _total_beside(self, before: Term, wholes: Sequence[Term], first: Term) -> Term | None:
        """Return the total that stands right before the list or alone in its sentence, or None."""
        next_to = "。" not in self.between or self.row
        opened = any(each.match(self.said) for each in (_INSIDE, _NUMBERED, _AMONG))
        last = next((t for t in reversed(self.terms[: self.at + 1]) if t.kind == first.kind), None)
        if not (next_to or opened):
            return _only_total_in_sentence(self.text, wholes, first)
        if before.kind == first.kind and (before in wholes or next_to):
            return before
        alone = [t for t in wholes if last is not None and t.sentence == last.sentence]
        return (
            alone[0]
            if opened and len(alone) == 1
            else _only_total_in_sentence(self.text, wholes, first)
        )


def _nearly_adds_up(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether the parts miss the total by less than an eighth, so that they are meant as its parts."""
    off = whole.value - sum((part.value for part in parts), Decimal(0))
    return abs(off) * _NEARLY < whole.value and "其中" not in whole.words


_NEARLY = 8


def _is_bare_series(text: str, terms: Sequence[Term], at: int) -> bool:
    """Whether three or more named numbers of one unit follow a total, without words like 其中.

    会议费2.75万元，人代会1.30万元、工作会0.85万元、防汛会0.60万元; 总额200万元，中央120万元，省50万元，县30万元.
    """
    whole = terms[at]
    total, behind = _TOTAL_WORD.search(whole.words) is not None, False
    row: list[Term] = []
    for term in terms[at + 1 :]:
        between = text_between(text, row[-1] if row else whole, term)
        name = between.lstrip("，、")
        mark = between[: len(between) - len(name)]
        fits = mark == ("，" if not row else "、") or ((total or behind) and mark in {"，", "、"})
        if not row and (behind := _NEXT_SENTENCE_NAME.fullmatch(between) is not None):
            name, fits = between.rpartition("。")[2], not whole.depth
        alike = term.kind == whole.kind and term.depth == whole.depth
        if not alike or not fits or not 1 < len(name) <= _NAME:
            break
        if re.search("[，、。；：]", name) or NO_PART.search(term.words):
            break
        row.append(term)
    ends = not behind or (row and _SENTENCE_END.match(text, row[-1].number.end) is not None)
    return len(row) > 2 and bool(ends)


def to_another_mark(text: str, parts: Sequence[Term]) -> list[Term]:
    """Return the leading parts joined by 、, empty if all or none are: 县级22个、乡镇14个，发现问题41个 gives two."""
    marks = [text_between(text, *pair).startswith("、") for pair in pairwise(parts)]
    last = marks.index(False) if False in marks else 0
    return list(parts[: last + 1]) if last else []


_TOTAL_WORD = re.compile("总|合计|共")
_NEXT_SENTENCE_NAME = re.compile("(?:，[^，。；：\\d]{2,10})?。[^，、。；：（）\\d]{2,14}")
"""得分95.4分，等级优。预算执行9.9分，…: the list is the sentence after the total."""
_NAME = 14


def _total_named_in(said: str, wholes: Sequence[Term]) -> Term | None:
    """Return the candidate whose name is repeated before the list: 在编71人。在编人员中行政28人."""
    named = _OF_THESE.match(said)
    if named is None:
        return None
    found = [t for t in wholes if t.words.endswith(named["name"])]
    found = found or [t for t in wholes if named["name"] in t.words]
    return found[-1] if found else None


_AMONG = re.compile("[一-鿿]{2,6}中[，：]?[一-鿿]")
_OF_THESE = re.compile("(?P<name>[一-鿿]{2,6}?)(?:人员|资金|支出|经费)?(?:中|里)")


def _only_total_in_sentence(text: str, wholes: Sequence[Term], first: Term) -> Term | None:
    """Return the only candidate in the sentence of the list, or None: 72批次、560人次，其中县里35批次."""
    begin = max(text.rfind(mark, 0, first.number.start) for mark in "。；")
    begin = max(begin, first.number.start - _WHOLE_FAR)
    inside = [t for t in wholes if t.number.start > begin]
    return inside[0] if len(inside) == 1 else None


_LEFT_OVER = ("剩余", "结余", "结转")
"""Words that an indicator may be called by: 结转结余率失1分."""
_OWN_SENTENCE = re.compile("。[^，、。；：（）\\d]{2,14}")
"""中央资金286万元。省级资金215万元。: each part a sentence of its own."""
_SENTENCE_END = re.compile("。|$")


def parts_of(text: str, rest: Sequence[Term], depth: int, of: str = "") -> list[Term]:
    """Return the numbers of one unit that form the list; empty if it has more than `MOST_PARTS` or is unclear.

    Args:
        text: the paragraph.
        rest: its numbers from the first part on.
        depth: how many brackets the parts stand in.
        of: the words before the total, which may allow a word barred otherwise: 结余1.15万元，其中接待结余0.63万元.
    """
    parts: list[Term] = []
    before: Term | None = None
    for term in rest:
        between = text_between(text, before, term) if before is not None else ""
        apart = _OWN_SENTENCE.fullmatch(between) and _SENTENCE_END.match(text, term.number.end)
        if term.depth < depth or (parts and not apart and _ENDS.search(between)):
            break
        if (
            "；" in between
            and len(parts) > 1
            and "；" not in text_between(text, parts[0], parts[1])
        ):
            break
        if parts and "其中" in between:
            parts = parts[:-1]  # it heads a list of its own
            break
        if parts and _BARE.search(text, before.number.end if before else 0, term.number.start):
            return []  # a number without a unit may be one of them
        before = term
        other = bool(parts) and term.kind != parts[0].kind
        if term.depth > depth or other or term.kind in {PERCENT, POINTS}:
            continue
        term = _multiplied_out(term)  # noqa: PLW2901
        named = NO_PART.search(term.words)
        own = named is not None and (
            named[0] in of or (term.kind == "分" and named[0] in _LEFT_OVER)
        )
        if named and not own and not _CARRIED.search(term.words):
            continue
        parts.append(term)
        if len(parts) > MOST_PARTS:
            return []
    return _earned_scores(parts)


def _multiplied_out(term: Term) -> Term:
    """Return a number printed once for several things as their product: 两个教学点各5人 as 10."""
    if term.times == 1:
        return term
    times = Decimal(term.times)
    amount = term.number.amount
    amount = replace(amount, value=amount.value * times, step=amount.step * times)
    number = replace(term.number, amount=amount)
    return replace(term, number=number, value=term.value * times, step=term.step * times, times=1)


def _until_semicolon(text: str, parts: Sequence[Term]) -> list[Term]:
    """Return the parts before the first ；, which ends a list that 其中 begins without a ：."""
    found = list(parts[:1])
    for before, part in pairwise(parts):
        if "；" in text_between(text, before, part):
            break
        found.append(part)
    return found


def _earned_scores(parts: list[Term]) -> list[Term]:
    """Return the scores without the points they are out of: 投入10分得10分，过程30分得28.1分 gives 10 and 28.1."""
    earned = [part for part in parts if part.words.endswith("得")]
    paired = 0 < len(earned) < len(parts) <= 2 * len(earned)
    return earned if parts and parts[0].kind == "分" and paired else parts


# ---- the total behind its parts ------------------------------------------------------------------


def _list_before(text: str, terms: Sequence[Term], at: int) -> Alternatives:
    """Return the list before a total: 会议费1.35万元，培训费2.08万元，两项合计3.43万元."""
    total = terms[at]
    named = total.kind != MONEY and _TOTAL_OF.fullmatch(total.words)
    if at < 2 or not (named or _TOTAL.search(total.words)):
        return []
    parts: list[Term] = []
    behind = total
    for term in reversed(terms[:at]):
        between = text_between(text, term, behind).removeprefix("，另有").removeprefix("，另")
        if _ENDS.search(between) or (parts and "；" in between) or term.depth < total.depth:
            break
        if len(parts) > 1 and "分别" in between:
            break  # the series before is of something else: 满分分别为50分、50分，得分分别为48分、47分
        behind = term
        if term.depth > total.depth or term.kind != total.kind:
            continue
        if NO_PART.search(term.words.removesuffix("由")) or len(parts) >= MOST_PARTS:
            break
        parts.append(term)
    parts = _earned_scores(parts[::-1])
    return [whole_of(total, parts, Told.ALL, strict=True)] if len(parts) > 1 else []


_HOW_MANY = re.compile(
    "(?P<number>[两二三四五六七八九]|\\d)[一-鿿]{1,2}(?:合计|共计|总计|共)(?:为|是|支出|投入|资金|金额)*$"
)


def _items_before(text: str, terms: Sequence[Term], at: int) -> Alternatives:
    """Return items separated by ；, the last amount of each: 1500人，每月100元，全年180万元；…。三档合计208万元."""
    total = terms[at]
    said = _HOW_MANY.search(total.words)
    if at < 2 or said is None:
        return []
    many = chinese_number(said["number"])
    parts: list[Term] = []
    behind = total
    for term in reversed(terms[:at]):
        between = text_between(text, term, behind)
        if not parts or "；" in between:
            if term.kind != total.kind or NO_PART.search(term.words):
                return []
            parts.append(term)
        elif "。" in between:
            return []
        if len(parts) > many:
            return []
        behind = term
    if not len(parts) == many > 1:
        return []
    return [whole_of(total, parts[::-1], Told.ALL, strict=True)]


# ---- other explanations ------------------------------------------------------------------------


def is_explained(text: str, whole: Whole, terms: Sequence[Term]) -> bool:
    """Whether the parts add up, or the text explains why they do not: another total, a subset, a nested list."""
    if whole.holds or whole.is_signed:
        return whole.holds
    total, added = whole.total, whole.added
    at_once = all(AT_ONCE.match(_OPENER.sub("", part.words)) for part in whole.terms)
    if at_once or _mixes_arrivals_and_departures(whole.terms) or _some_parts_add_up(text, whole):
        return True
    kin = [t for t in terms if t.kind == total.kind and t is not total]
    if any(t.value == added and _SUMMED.search(t.words) for t in kin):
        return True  # a number behind the list is their whole
    if whole.told <= Told.AROUND:
        return any(t.value == added for t in kin)
    inside = total in terms and not whole.strict
    most = total.value + _enumerated_before(text, total, terms) if inside else total.value
    if total.value < added <= most:
        return True  # 村12个、社区3个，其中脱贫村5个、示范村4个: of all 15, or of the 12
    few = [t.value for t in whole.terms[:MOST_PARTS] if t.value]
    pairs = (one + other for at, one in enumerate(few) for other in few[at + 1 :])
    return not _exact_only(whole) and any(abs(pair - total.value) <= whole.slack for pair in pairs)


def _enumerated_before(text: str, total: Term, terms: Sequence[Term]) -> Decimal:
    """Return the sum of the numbers enumerated before the total: 村12个、社区3个 gives 12 for 3."""
    found = Decimal(0)
    for one, other in pairwise(terms[terms.index(total) :: -1]):
        between = text_between(text, other, one)
        if (
            other.kind != total.kind
            or not one.words
            or _POSTS.search(other.words)
            or not re.fullmatch("[、和及][^，、。；：（）\\d]*", between)
        ):
            break
        found += other.value
    return found


_POSTS = re.compile("编制|核定|计划|预算|目标")
"""Limits, which are not added to actual numbers: 编制59名、实有57名."""


def _exact_only(whole: Whole) -> bool:
    """Whether some of the parts could add up by chance: a count, or a total of a single digit."""
    near, counted = whole.told > Told.AROUND, whole.total.kind not in {MONEY, PERCENT, "分"}
    return near and (counted or digits_of(whole.total.text) < 2)


def _some_parts_add_up(text: str, whole: Whole) -> bool:
    """Whether neighbouring parts add up to the total, or all parts without nested ones or other staff do."""
    parts, right = whole.terms, whole.total.value
    values = [part.value for part in parts]
    exact, short = _exact_only(whole), digits_of(whole.total.text) < 2
    for first in range(1 if exact else len(values)):
        for last, added in enumerate(accumulate(values[first:]), first):
            if last > first and abs(added - right) <= whole.slack:
                if not exact or last + 1 == len(values):
                    return True
                if _NEW_SUBJECT.search(parts[last + 1].words):
                    return True
                marks = ["、" in text_between(text, *pair) for pair in pairwise(parts[: last + 2])]
                if not short and not marks[-1] and all(marks[:-1]):
                    return True  # 行政24人、事业32人，…: another mark ends the list
    own = [part.value for part in parts if not _OTHER_STAFF.search(part.words)]
    if 0 < len(own) < len(values) and (sum(own) == right or "编制" in whole.total.words):
        return True
    nested = (value for at, value in enumerate(values) if _is_subtotal(value, values[at + 1 :]))
    return any(sum(values) - value == right for value in nested)


_NEW_SUBJECT = re.compile("年末|实有|在[职编岗]|总|共|合计|另")
"""Words that begin a new subject behind a list of parts."""


def _is_subtotal(value: Decimal, behind: Sequence[Decimal]) -> bool:
    """Whether a part is the sum of two or more that follow it: 事业45人（专技30人、工勤15人）."""
    return value in list(accumulate(behind))[1:]


def _mixes_arrivals_and_departures(parts: Sequence[Term]) -> bool:
    """Whether the parts are persons of whom some came and some left, which are not added up."""
    return all(any(way.search(part.words) for part in parts) for way in (_CAME, _WENT))


_CAME, _WENT = re.compile(CAME_IN), re.compile(WENT_OUT)
_OPENER = re.compile("^(?:[一-鿿]{2,6}中|其中|包括|包含|分别[是为]?|即|分为|有|为|系)+")


# ---- numbers beside each other, whatever their words ---------------------------------------------

CHANGE = "增[加长收支]|减[少收支]|多支|少支|压减|下降|上升|提高|超[出支过]|[多少]"
ASIDE = re.compile(
    r"[比较与](?!重|例|大|多|少|好|高|快)|(?:(?<!加)上年|去年|前年|年末|年初)(?!结[转余])|同期|同比|"
    rf"(?:{CHANGE})[了额数为]*$|预算(?:数|额|安排|批复|下达|金额|为|是)*$|人均|平均|每|标准"
)
"""Words before a base of comparison or a change, neither of which is part of a list."""
_RUN_OPENS = re.compile("其中|分别|包括|包含|组成|构成|由|按|分为|：|含|用于|主要是|即")
_RUN_CLOSES = re.compile(
    r"[合总共累]计|总[量额数计]|一共|共有?|加(?:起来|上|总)|总收入|总支出|之和|汇总"
)
_LONGEST_RUN, _NEAR = 12, 8


def runs_of(
    every: Sequence[Term], before: list[Term], totals: Sequence[Term] = ()
) -> Iterator[Whole]:
    """Yield every run of neighbouring numbers with a number of its unit that may be its sum.

    Args:
        every: the numbers of a paragraph.
        before: the last numbers of the paragraphs before it, to which those of this one are added.
        totals: totals printed anywhere in the text.
    """
    terms = [t for t in every if t.kind not in RATIOS and t.value > 0 and not ASIDE.search(t.words)]
    for at, total in enumerate(terms):
        yield from _runs_beside(total, [t for t in terms[at + 1 :] if t.kind == total.kind])
    for at, total in enumerate(terms):
        yield from _runs_beside(total, [t for t in terms[:at] if t.kind == total.kind][::-1])
    for parts in _sentence_lists(terms, every):
        own = [t for t in terms if t.number.start < parts[0].number.start]
        for total in (*before, *own):
            if total.kind == parts[0].kind and not _has_unitless_number_between(total, parts[-1]):
                yield whole_of(total, parts, Told.AROUND, strict=True)
        far = [t for t in totals if t not in {*before, *own, *parts} and t.kind == parts[0].kind]
        for total in far:
            yield Whole(total, tuple((1, p) for p in parts), Told.AROUND, listed=False)
    before[:] = [*before, *terms][-_NEAR:]


def _runs_beside(total: Term, kin: Sequence[Term]) -> Iterator[Whole]:
    """Yield a total with its 2, 3, … nearest neighbours on one side; `kin` holds them nearest first."""
    kin = [_multiplied_out(term) for term in kin]
    for size in range(2, min(len(kin), _LONGEST_RUN) + 1):
        parts = sorted(kin[:size], key=lambda t: t.number.start)
        outer = kin[size - 1]
        if _has_unitless_number_between(*sorted((total, outer), key=lambda t: t.number.start)):
            return
        ends = size == len(kin) or outer.sentence != kin[size].sentence
        yield Whole(
            total,
            tuple((1, p) for p in parts),
            Told.BESIDE,
            strict=ends and _is_worded_as_list(total, parts),
        )


def _is_worded_as_list(total: Term, parts: Sequence[Term]) -> bool:
    """Whether the text has words that introduce a list (其中) or sum it up (合计)."""
    if parts[0].number.start > total.number.start:
        opens = _RUN_OPENS.search(total.normal.text, total.number.end, parts[0].number.start)
        return total.sentence == parts[-1].sentence and opens is not None
    near = total.sentence - parts[0].sentence <= 1
    return near and _RUN_CLOSES.search(total.words) is not None


def _sentence_lists(terms: Sequence[Term], every: Sequence[Term]) -> Iterator[tuple[Term, ...]]:
    """Yield the numbers of each sentence that consists of three or more named numbers of one unit."""
    for sentence in sorted({t.sentence for t in terms}):
        parts = tuple(t for t in terms if t.sentence == sentence)
        others = [t for t in every if t.sentence == sentence and t.kind not in RATIOS]
        if (
            2 < len(parts) == len(others) <= _LONGEST_RUN
            and len({(p.kind, p.step) for p in parts}) == 1
            and all(len(p.words) > 1 for p in parts)
        ):
            yield parts


def _has_unitless_number_between(one: Term, other: Term) -> bool:
    """Whether a number without a unit stands between two: it may be a part that was not read."""
    first = one.number.end if one.normal is other.normal else 0
    return _BARE.search(other.normal.text, first, other.number.start) is not None


# ---- income, spending and what is left -----------------------------------------------------------

_WHOSE = "(?:20\\d\\d年度?|全年|本年度?|年度|当年|我?[镇乡局院校]|本?单位|部门|实现|实际|财务|决算|其中)*"
_INCOME = re.compile(f"{_WHOSE}(?:总收入|收入(?:合计|总计|总额|共计|决算数?)?)(?:为|是|共|：)?")
_SPENT = re.compile(f"{_WHOSE}(?:总支出|支出(?:合计|总计|总额|共计|决算数?)?)(?:为|是|共|：)?")
_LEFT = re.compile(
    f"(?:收支(?:相抵)?后?(?:略有|有)?|收支相抵，?(?:略有|有)?|^{_WHOSE})(?:结余|节余|盈余|结转|差额)(?:资金)?(?:为|是|共)?$"
)
BALANCES = re.compile("结转|结余|分配|弥补|上缴|补助|净结余|调整|提取|返还|收回|余额")
_MARK = re.compile("^[^一-鿿]+")
"""The mark of an item before its words."""
_MOST_BEFORE = 24


def balance_of(target: Term, before: Sequence[Term]) -> Whole | None:
    """Return 结余 as income less spending, both printed before it.

    None where one is missing, or where another balance (上年结转, 上缴) may explain the difference.
    """
    if target.kind != MONEY or target.number.is_hedged or not _LEFT.search(target.words):
        return None
    near = [t for t in before if t.kind == MONEY and not t.depth][-_MOST_BEFORE:]
    income = [t for t in near if _INCOME.fullmatch(_MARK.sub("", t.words))]
    spent = [t for t in near if _SPENT.fullmatch(_MARK.sub("", t.words))]
    others = [t for t in near if BALANCES.search(t.words)]
    if not income or not spent or others:
        return None
    whole = Whole(target, ((1, income[-1]), (-1, spent[-1])), Told.ALL, strict=True)
    twin = target.value in {income[-1].value, spent[-1].value}
    deficit = abs(whole.added + target.value) <= target.step
    loose = income[-1].normal is not spent[-1].normal and not whole.slips()
    return None if twin or deficit or loose or whole.added <= 0 else whole


_FIRST = re.compile("(?:年初|部门)(?:批复|下达|安排|的)*预算|批复预算|预算批复")
_ADDED = re.compile("追加|调增|增加|增拨")
_TAKEN = re.compile("调减|核减|减少|收回|压减")
_FULL = re.compile(
    "(?:调整后?的?|全年|最终|追加后的?)(?:全年|部门)?预算(?:总?[额数])?(?:为|是|达|共|：)*$"
)


def full_budget_of(target: Term, before: Sequence[Term]) -> Whole | None:
    """Return 全年预算 as 年初预算 plus all that was added and less what was cut; None where that is unclear."""
    if target.kind != MONEY or target.number.is_hedged or not _FULL.search(target.words):
        return None
    money = [t for t in before if t.kind == MONEY and not t.depth and t.normal is target.normal]
    firsts = [t for t in money if _FIRST.search(t.words)]
    if len(firsts) != 1:
        return None
    changes = money[money.index(firsts[0]) + 1 :]
    signs = [1 if _ADDED.search(t.words) else -1 if _TAKEN.search(t.words) else 0 for t in changes]
    if not changes or 0 in signs or any(t.number.is_hedged for t in changes):
        return None
    parts = ((1, firsts[0]), *zip(signs, changes, strict=True))
    whole = Whole(target, parts, Told.ALL, strict=True)
    return whole if whole.slips() or whole.holds else None


def is_left_or_full(term: Term) -> bool:
    """Whether the words before an amount call it 结余 or 全年预算."""
    return term.kind == MONEY and bool(_LEFT.search(term.words) or _FULL.search(term.words))
