"""What a check of a text is and what it finds, with the edits that mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import wraps
from itertools import takewhile
from operator import attrgetter, eq
from typing import TYPE_CHECKING

from pingkou_gui.cancellation import check_cancelled

if TYPE_CHECKING:
    from pingkou_gui.text.lines.source import Normal, Span
    from pingkou_gui.text.reading.ledger import Ledger
    from pingkou_gui.text.reading.reader import Reading
    from pingkou_gui.text.reasoning.balance import Verdict
    from pingkou_gui.text.reasoning.constraint_kinds import Constraint


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "必改"
    REMINDER = "提醒"
    HINT = "提示"


PROVED = "proved"
LIKELY = "likely"
WORDING = "wording"

CLASSES = {
    "SUM": ("合计", "和各项相加的数不一样"),
    "PCT": ("百分比", "的百分比和金额对不上"),
    "DIRECTION": ("增减方向", "写的增减方向和数字相反"),
    "CONTRADICTION": ("前后不一", "前后写的不一样"),
    "DIGIT_DROP": ("数字漏位", "像是漏了或多了数字"),
    "UNIT": ("单位", "的单位像是写错了"),
    "COUNT": ("个数", "的个数和列出的对不上"),
    "ZERO_BASE": ("基数为0", "没有可比的数，不写百分比"),
    "POINTS": ("得分", "的得分和各项得分对不上"),
    "SCOPE": ("口径", "的范围和别处不一样"),
    "JUMP": ("大起大落", "变动很大"),
    "REASON": ("缺原因", "要写明原因"),
    "OVER_EXECUTION": ("超预算", "超过了预算"),
    "STALE_YEAR": ("年份", "的年份像是上年留下的"),
    "NAME": ("名称", "的名称和别处不一样"),
    "NUMBERING": ("序号", "的序号不连贯"),
    "CITATION": ("引用", "的文件名称或文号要核对"),
    "TYPO": ("错字", "有错字"),
    "WORDING": ("用词", "的用词要改"),
    "FORMAT": ("格式", "的标点或写法要改"),
    "TEMPLATE_LEFTOVER": ("填写说明", "是模板里没有删掉的字"),
    "MISSING": ("缺内容", "没有写全"),
    "UNREAD": ("没有读", "没有读到，对照原文"),
}
"""Of each class of findings: what it is called, and what is said of the words it is about."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Words to be put where others stand: `text` in place of what is printed at `span`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class TextFinding:
    """One finding.

    Attributes:
        class_: code of its class, such as `PCT`.
        severity: 必改, 提醒 or 提示.
        where: the place for people: 二（一） 段38.
        quote: the printed words.
        message: what is wrong, with both numbers, and how to mend it.
        expected: what should stand there, often in words of advice; empty where nothing can
            be said.
        certainty: `proved`, `likely` or `wording`.
        spot: the place for machines.
        edits: what mends it, letter by letter; none where it takes a person to do so.
        deed: what the edits do, in words for a button.
        others: further places that it is about: what is printed there contradicts the first.
    """

    class_: str
    severity: Severity
    where: str
    quote: str
    message: str
    expected: str
    certainty: str
    spot: Span
    edits: tuple[Edit, ...] = ()
    deed: str = ""
    others: tuple[Span, ...] = ()

    @property
    def title(self) -> str:
        """What is wrong in one sentence of at most 35 characters.

        The message where that is short enough, else the first part of it, without what stands in
        brackets; where that is long too, what is said of all findings of its class.
        """
        first = _ANNOUNCED.sub("", self.message.partition("；")[0])
        bare = _without_brackets(first)
        parts = bare.split("，") if self.class_ in _OF_WHOLE_TEXT else ()
        shorter = ("，".join(parts[:number]) for number in range(len(parts) - 1, 0, -1))
        for words in (self.message, first, bare, *shorter):
            if len(words) <= LONGEST_TITLE:
                return words
        subject = _QUOTED.match(self.message)
        name = subject[1] if subject else self.quote.partition(" / ")[0]
        said = CLASSES.get(self.class_, ("", "要核对"))[1]
        return f"“{_short(name)}”{said}"

    @property
    def is_certain(self) -> bool:
        """Whether it is proved, and nothing else may be meant than what it proposes.

        That figures disagree may be proved while any of them may be the wrong one: then a person
        has to choose, and it is certain only that something is wrong.
        """
        return self.certainty == PROVED and not self.is_open

    @property
    def is_open(self) -> bool:
        """Whether another number than the one it proposes to change may be the wrong one."""
        either = (self.class_ in _EITHER and not self.edits) or self.names_several
        return either or _CHOICE.search(self.message) is not None

    @property
    def names_several(self) -> bool:
        """Whether it proposes figures to choose from: 990.00或250.00."""
        return _SEVERAL.fullmatch(self.expected) is not None


LONGEST_TITLE = 35
"""Characters of the sentence that a finding is listed with."""
_CHOICE = re.compile(
    "(?:若不错，|也)可能是|哪一个数写错|核对是[^；。]{1,16}还是|，或补[全上列]|金额无误时|对[：，][^；。]{0,40}，或“"
)
"""Words of a finding that names another number that may be the slip, or another way to mend it."""
_SEVERAL = re.compile(r"[-\d.,]+[^\d或]{0,3}(?:或[-\d.,]+[^\d或]{0,3})+")
BETWEEN = "，、；：。！？ ”）"
"""Marks that no quotation begins with: they belong to the words that were cut off before it."""
_IN_NUMBER = re.compile("[\\d.,][\\d.,]")
_EITHER = frozenset({"PCT"})
"""What is proved is that figures disagree; the amounts may be wrong as well as the rate."""
_BRACKETS = re.compile(r"（[^（）]*）")
_QUOTED = re.compile("“([^“”]+)”")
_ANNOUNCED = re.compile("^“[^“”]+”：(?=“)")
"""Words that are named before the sentence that is about them."""
_OF_WHOLE_TEXT = frozenset({"FORMAT", "MISSING", "UNREAD"})
"""Classes whose findings begin with what is the matter, not with the words they are about."""


def _without_brackets(words: str) -> str:
    """Return words without what stands in brackets, brackets within them included."""
    while (shorter := _BRACKETS.sub("", words)) != words:
        words = shorter
    return words


def as_json(findings: tuple[TextFinding, ...]) -> list[dict[str, object]]:
    """Return the findings as plain data, for `check --json`."""
    return [
        {
            "class": finding.class_,
            "severity": str(finding.severity),
            "where": finding.where,
            "quote": finding.quote,
            "expected": finding.expected,
            "message": finding.message,
            "certainty": finding.certainty,
            "paragraph": finding.spot.paragraph,
            "start": finding.spot.start,
            "end": finding.spot.end,
        }
        for finding in findings
    ]


@dataclass(frozen=True, slots=True)
class Case:
    """A report under examination: what was read, and its figures as a ledger."""

    reading: Reading
    ledger: Ledger
    constraints: tuple[Constraint, ...]
    verdict: Verdict

    def finding(  # noqa: PLR0913 - one place where a finding is put together
        self,
        class_: str,
        spot: Span,
        message: str,
        expected: str = "",
        *,
        severity: Severity = Severity.ERROR,
        certainty: str = PROVED,
        quote: str = "",
        edits: tuple[Edit, ...] = (),
        deed: str = "",
        others: tuple[Span, ...] = (),
    ) -> TextFinding:
        """Return a finding at `spot`, quoting what is printed there."""
        spot = self._with_opening_quote(spot)
        printed = (quote or self.reading.quote(spot)).strip()
        where = self.reading.where(spot.paragraph)
        return TextFinding(
            class_,
            severity,
            where,
            printed,
            message,
            expected,
            certainty,
            spot,
            edits,
            deed,
            others,
        )

    def question(  # noqa: PLR0913 - as `finding`
        self,
        class_: str,
        spot: Span,
        message: str,
        expected: str = "",
        *,
        certainty: str = LIKELY,
        quote: str = "",
        edits: tuple[Edit, ...] = (),
        deed: str = "",
        others: tuple[Span, ...] = (),
    ) -> TextFinding:
        """Return a finding that asks: a reminder of what is likely, but may be meant otherwise."""
        return self.finding(
            class_, spot, message, expected, severity=Severity.REMINDER, certainty=certainty,
            quote=quote, edits=edits, deed=deed, others=others,
        )  # fmt: skip

    def _with_opening_quote(self, spot: Span) -> Span:
        """Take in the “ before “三公”: quotes are dropped while reading."""
        text = self.reading.source.paragraphs[spot.paragraph].text
        opens = spot.start > 0 and text[spot.start - 1] in '“"‘'
        return replace(spot, start=spot.start - 1) if opens else spot


Findings = Iterator[TextFinding]
Body = Callable[[Case], Findings]


@dataclass(frozen=True, slots=True)
class Check:
    """A check with its description.

    Attributes:
        title: the statement that should hold, for people.
        classes: the codes of the findings it can give.
        ground: why: arithmetic, or the rule behind it.
    """

    body: Body
    title: str
    classes: tuple[str, ...]
    ground: str

    def __call__(self, case: Case) -> Findings:
        """Return what the check finds in a report; long work may be broken off before it."""
        check_cancelled()
        return self.body(case)


def check(title: str, *classes: str, ground: str = "算术") -> Callable[[Body], Check]:
    """Describe a function as a check; a tuple at the end of its module registers it."""

    def describe(body: Body) -> Check:
        return Check(body, title, classes, ground)

    return describe


Told = TextFinding | None
Match = re.Match[str]
EachBody = Callable[[Case, "Normal", Match], Told]
Among = Callable[[Case], "Iterable[Normal]"]
COUNTING, WRITTEN, RUNNING = map(
    attrgetter, ("reading.counting", "reading.written", "reading.running")
)
"""The paragraphs that a pattern is looked for in: those with numbers, with words, outside of tables."""


def check_each(
    pattern: re.Pattern[str],
    title: str,
    *classes: str,
    ground: str = "算术",
    among: Among = COUNTING,
) -> Callable[[EachBody], Check]:
    """Describe a function as a check of each place that a pattern matches, one finding a place."""

    def describe(body: EachBody) -> Check:
        @wraps(body)
        def each(case: Case) -> Findings:
            for normal in among(case):
                for match in pattern.finditer(normal.text):
                    found = body(case, normal, match)
                    if found is not None:
                        yield found

        return Check(each, title, classes, ground)

    return describe


_LONGEST = 12
"""Characters of a quotation on a button."""


def edit_of(normal: Normal, start: int, end: int, right: str) -> Edit | None:
    """Return the smallest edit that turns `text[start:end]` into `right`.

    None where quotes or blanks stand between the letters: they were dropped while reading,
    and nobody has said what is to become of them.
    """
    wrong = normal.text[start:end]
    head = _shared(wrong, right)
    tail = _shared(wrong[head:][::-1], right[head:][::-1])
    first, last = start + head, end - tail
    span = normal.span(first, last)
    if first >= last or span.end - span.start != last - first:
        return None
    return Edit(span, right[head : len(right) - tail])


def _shared(one: str, other: str) -> int:
    """Return how many letters both begin with."""
    return sum(takewhile(bool, map(eq, one, other)))


def deed_of(wrong: str, right: str) -> str:
    """Return what putting `right` for `wrong` does: “较少”改为“减少”, 删去“变动”."""
    if not right:
        return f"删去“{_short(wrong)}”"
    return f"“{_short(wrong)}”改为“{_short(right)}”"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def left_whole(text: str, start: int, least: int = 0) -> int:
    """Return a place, or one before it, at which a text may be cut: no number is cut in two."""
    start = max(start, least)
    while start > least and _IN_NUMBER.fullmatch(text[start - 1 : start + 1]):
        start -= 1
    return start


def right_whole(text: str, end: int) -> int:
    """Return a place, or one behind it, at which a text may be cut: no number is parted from its unit."""
    behind = _REST_OF_NUMBER.match(text, end) if text[end - 1 : end].isdigit() else None
    return end if behind is None else behind.end()


_REST_OF_NUMBER = re.compile("[\\d.,]*(?:万?元|[年月日个人名辆项%])?")
