"""Figures that a line states as 0 in words: 没买车，也没人出国; 因公出国（境）费预算、决算均为零，与上年一致.

A clause counts only where all of its words are understood: 未违规购置公务用车 says nothing of
money. A clause without a name is about the subjects of the one before; a measure or a year without
a name is that of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.text.reading.drafts import Draft
from pingkou_gui.text.reading.statements import BUDGET, LAST_YEAR, OUTTURN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lines.vocabulary import Vocabulary
    from pingkou_gui.text.reading.line_state import LineState

_PUBLIC = (
    "overseas_travel", "vehicle_purchase", "vehicle_running", "official_vehicles",
    "official_reception",
)  # fmt: skip
_PARTS = ("overseas_travel", "vehicle_purchase", "vehicle_running", "official_reception")
"""The parts of 三公."""
_KEYS = frozenset({*_PUBLIC, "three_public", "meetings", "training", "procurement"})
_BOUGHT, _ABROAD = "vehicle_purchase", "overseas_travel"
_VEHICLE = "(?:公务用车|公务车辆?|公车|小?汽车|轿车|车辆|新车|车)"
_BUY = "(?:购置|购买|更新购置|更新|更换|新购|新增|添置|采购|购|买|换)"
_ACTIVITIES = (
    (_BOUGHT, f"{_BUY}(?:新的?)?{_VEHICLE}|{_VEHICLE}(?:的)?(?:购置|更新)(?![及和与、运])|购车"),
    ("procurement", "(?:政府)?采购(?=预算|支出)"),
    (
        _ABROAD,
        "(?:人员?)?(?:因公)?出国(?:、出境|（境）|境|出境)?(?:（境）)?|因公出境|因公出访|出访",
    ),
)
"""Activities that stand for the expense that pays for them."""
_THIS, _LAST, _TWO = "this", "last", "two"
_YEARS = (
    (
        _TWO,
        "(?:这|近|连续)?两(?:个年度|个?年度?)|连续第?[一二三四五六七八九]年|连续多年|多年来|历年来?",
    ),
    (_LAST, "上一?年度?|去年度?"),
    (_THIS, "本年度?内?|今年|当年|全年|年内|年度内"),
)
_STAGES = (
    (
        BUDGET,
        "(?:支出|经费)?年初(?:安排|批复)?预算数?|年初|(?:全年|支出|经费)?预算(?:支出|安排)?数?",
    ),
    (
        OUTTURN,
        "(?:实际|支出)?决算(?:支出)?数?|实际(?:支出|发生|执行|使用)?数?|(?:年度|预算)?执行中|执行数?|支出|开支",
    ),
)
_STAGE = (
    "|".join(f"(?P<{name}>{body})" for name, body in (*_YEARS, *_STAGES))
    + "|(?P<year>20\\d\\d)年度?"
)
_BARE_STAGE = re.sub(r"\?P<\w+>", "?:", _STAGE)
_AND = "[、和与及或]|以及"
_FLAT = "一致|相同|持平|一样多?|相等|无变化|没有变化|无增减变?化?|没有增减变?化?|不变"
_DID = "发生|安排|产生|编列|列支|列|开支|支出|编制|编|组织|派出|派|涉及|存在|花|[作做予]安排|[作做]|使用|申报|举办|召开"
_FILL = (
    "其中|分项|具体|来看|看|另外|此外|同时|费用|费|经费|资金|财政拨款|一般公共预算|方面|情况|团组|任务|活动|人员|业务|事项|计划"
    "|我[镇乡局院校县办委馆所站会]|本(?:单位|部门|级|[镇乡局院校办委馆所站会])|[全镇乡]|街道|里"
    "|[均都也亦仍还皆又再才则]|同样|全部|继续|依然|[为是系计共的了有：]|[一二三四五六七八九]是"
    "|一分钱?|分文|既|故|预决算数?"
    "|[—–\\-·•●○■]{1,4}|[①-⑳]|\\d{1,2}[.．、](?!\\d)"
)
_TOKEN = (
    ("same", f"[与和跟同较比](?P<base>(?:{_BARE_STAGE})(?:(?:{_AND})*(?:{_BARE_STAGE}))*)(?:相比|比)?(?:均|都|也|保持)*(?:{_FLAT})"),
    ("alike", "(?:[也亦均都]|同样)+(?:是|为)?(?:如此|这样|一样|同样|同)(?=$|[，。；！？）\\n])"),
    ("subject", "{subjects}"),
    ("rest", "(?:其他|其余|剩下)的?(?P<left>各|几|[一二两三])?[项类块]?(?:三公经费|费用|经费)?(?:支出|开支)?(?=[均都全也没未无不为是零])"),
    ("thing", "(?:此|该|这|本)[一二两三]?[项块](?:费用|经费|支出|预算|开支)?|(?:上述|以上|这|前)?[两三四][项块](?:费用|经费|支出|开支)?"),
    ("short", "{short}"),
    ("none", f"(?:从?没有?|未曾?|并未|无|不再?)(?P<did>(?:再|予以)*(?:(?P<buy>{_BUY})|{_DID})?(?:人(?=(?:因公)?出国))?)(?:有|过|任何|新的?)*"),
    ("number", "(?P<digits>(?<![\\d.])\\d{1,15}(?:\\.\\d{1,8})?)(?P<unit>万元|亿元|千元|元|%)?(?![\\d.一-鿿])"),
    ("number2", "(?P<digits2>(?<![\\d.])\\d{1,15}(?:\\.\\d{1,8})?)(?P<unit2>万元|亿元|千元|元|%)"),
    ("zero", "空白|零(?:支出|预算|安排|开支|元|发生)?(?!增长)"),
    ("stage", _BARE_STAGE),
    ("vehicle", _VEHICLE),
    ("cause", "(?:受|因|由于)[^，。；、（）]{1,8}?(?=影响|没|未|无|不|原因)(?:影响|原因)?"),
    ("and", _AND),
    ("fill", _FILL),
    ("mark", "[，。；（）！？\\n]"),
    ("other", "[\\s\\S]"),
)  # fmt: skip
_CARRIED = re.compile(
    "(?P<one>年初|上年末?|上年底|年末|年底|年终)(?:[、和与及]?(?P<two>年初|年末|年底|年终))?(?:均|都|也|亦)?(?:(?:无|没有)(?:结转和结余|结转结余|结转|结余|余额)(?:资金)?|(?:结转和结余|结转结余|结转|结余)(?:资金)?[均都]?为(?:零|0(?:\\.0+)?(?:万元|元)?))(?=[，。；）]|$)"
)
_FUNDS = "government_funds"
_STOPS = frozenset("。！？\n")
_FEW_BACK = 24
"""How many earlier figures are searched for those of the paragraph."""
_SPENT = frozenset({"支出", "发生", "列支", "开支"})
_NUMBERS = {"一": 1, "两": 2, "二": 2, "三": 3}


class _Word(NamedTuple):
    kind: str
    text: str
    start: int
    end: int
    match: re.Match[str]


class _Subject(NamedTuple):
    """An expense by its key, and where it is named."""

    key: str
    start: int
    end: int


Figure = tuple[str, str]
"""A year (this, last) and a measure."""


@cache
def _pattern(words: Vocabulary) -> re.Pattern[str]:
    names = words.pattern_of(_KEYS)
    activities = "|".join(body for _, body in _ACTIVITIES)
    bodies = {"{subjects}": f"{names}|{activities}", "{short}": words.short_pattern_of(_PUBLIC)}
    return re.compile("|".join(f"(?P<{kind}>{bodies.get(body, body)})" for kind, body in _TOKEN))


_STAGE_WORD = re.compile(_STAGE)
_JOINED = re.compile(f"(?:{_AND})?")
_MAY_SAY = re.compile("[零没未无不]|0(?![\\d.])|0\\.0")


def state_zeros(parser: LineState) -> None:
    """State as none what the line just read says was not spent or not planned, unless it is stated already."""
    said = _MAY_SAY.search(parser.text, parser.line_start) is not None
    if said and parser.setting.year is not None:
        _ZeroReader(parser).read()


@dataclass(slots=True)
class _Clause:
    """The words between two marks."""

    words: list[_Word] = field(default_factory=list)

    def of(self, *kinds: str) -> list[_Word]:
        """Return its words of some kinds."""
        return [word for word in self.words if word.kind in kinds]

    @property
    def is_understood(self) -> bool:
        """Whether no word is of kind `other`."""
        return not self.of("other")


class _ZeroReader:
    """Reads one line clause by clause."""

    def __init__(self, parser: LineState) -> None:
        self.normal = parser.normal
        self.text = parser.text
        self.start = start = parser.line_start
        self.setting = setting = parser.setting
        self.memory = parser.memory
        own = self.memory.drafts[parser.first_draft :]
        self.known = {(d.key, *self.figure_of(d)) for d in own if d.amount or d.none}
        self.stated_at = {
            (d.key, self.normal.place(d.span.start))
            for d in own
            if d.amount and not d.amount.value and d.year not in {None, setting.year}
        }
        """Key and position of zeros stated for other years."""
        self.none_this_year = {
            d.key
            for d in own
            if self.figure_of(d)[0] == _THIS and (d.none or (d.amount and not d.amount.value))
        }
        """The keys with a figure of 0 for this year."""
        self.compared = {
            d.key
            for d in own
            if d.measure == OUTTURN
            and (d.amount or d.none)
            and any(c.base == LAST_YEAR and c.freeze() for c in d.comparisons)
        }
        topic = setting.topic.quantity
        key = topic.key if topic is not None else ""
        self.public = key in {*_PUBLIC, "three_public"} or "三公" in self.text[start:]
        self.subjects: list[_Subject] = [_Subject(key, -1, -1)] if key in _KEYS else []
        self.fresh = True
        self.said: list[_Subject] = []
        """The expenses that the clause before stated as none."""
        self.figures_said: set[Figure] = set()
        """The years and measures of these."""
        self.parted = False
        """Whether a sentence or ； ended since then."""
        self.has_amount = False
        """Whether a number stands behind the names of the expenses."""
        self.same: set[Figure] = set()
        """The bases that the clause before called equal without a figure."""

    def figure_of(self, draft: Draft) -> Figure:
        """Return year (this or last) and measure (budget or outturn) of a draft."""
        past = draft.measure == LAST_YEAR or (
            draft.year is not None and draft.year != self.setting.year
        )
        measure = BUDGET if "budget" in draft.measure and draft.measure != LAST_YEAR else OUTTURN
        return (_LAST if past else _THIS), measure

    def read(self) -> None:
        """Read the clauses in their order."""
        self.state_no_carry_over()
        clauses = list(self.clauses())
        for at, (clause, mark) in enumerate(clauses):
            if self.continues_names(clauses, at):
                self.state_all(self.named(clause), self.figures_said)
                continue
            self.read_clause(clause)
            if mark in _STOPS and not self.fresh:
                self.subjects, self.said = [], []
            if mark == "；" or mark in _STOPS:
                self.same, self.parted = set(), True

    def continues_names(self, clauses: Sequence[tuple[_Clause, str]], at: int) -> bool:
        """Whether a clause of names alone continues a list like 未发生公务接待费，…, up to the end of its sentence."""
        if not at or clauses[at - 1][1] != "，" or not self.said:
            return False
        while at < len(clauses):
            clause, mark = clauses[at]
            if not clause.words or any(w.kind not in {"subject", "and"} for w in clause.words):
                return False
            if mark != "，":
                return True
            at += 1
        return False

    def clauses(self) -> Iterator[tuple[_Clause, str]]:
        """Yield the clauses of the line, each with the mark behind it."""
        clause = _Clause()
        for match in _pattern(self.memory.words).finditer(self.text, self.start):
            kind = match.lastgroup or ""
            if kind == "subject" and _BARE_VEHICLE.fullmatch(match.group()):
                kind = "vehicle"
            if kind == "mark":
                yield clause, match.group()
                clause = _Clause()
            else:
                clause.words.append(_Word(kind, match.group(), *match.span(), match))
        yield clause, ""

    def read_clause(self, clause: _Clause) -> None:
        """Read a clause: note its subjects and state what it says is none."""
        if not clause.words:
            return
        named = self.named(clause)
        before = self.subjects
        if named:
            self.subjects, self.fresh, self.same, self.has_amount = named, True, set(), False
        if not clause.is_understood:
            self.fresh, self.said = False, []
            return
        bases = {f for w in clause.of("same") for f in self.figures(w.match["base"], base=True)}
        if clause.of("alike"):
            self.state_alike(clause, named)
            return
        if not self.is_none(clause):
            self.read_other_clause(clause, bases, bare=not named)
            return
        subjects = named or self.previous_subjects(clause, before)
        if subjects:
            self.state_none(clause, named, subjects, bases)

    def state_none(
        self,
        clause: _Clause,
        named: list[_Subject],
        subjects: list[_Subject],
        bases: set[Figure],
    ) -> None:
        """State the subjects of a clause as none, in the years and measures it names."""
        figures = self.figures_of(clause)
        if named and self.said and not clause.of("stage") and clause.words[0].text == "也":
            figures = self.figures_said
        self.figures_said = figures
        known = any((subject.key, *self.usual()) in self.known for subject in subjects)
        if not named and self.has_amount and figures == {self.usual()} and known:
            return  # 公务接待费3万元，没有支出: unclear of what
        for subject in subjects:
            if not clause.of("stage") and (subject.key, subject.start) in self.stated_at:
                continue  # 2021年度…，其中因公出国费0万元: its year is known
            spent = any(w.match["did"] in _SPENT for w in clause.of("none"))  # 没有预算，也没有支出
            usual = not clause.of("stage") and subject.key in self.none_this_year and not spent
            self.state_all([subject], (set() if usual else figures) | bases | self.same)
        self.said = [*self.said, *subjects] if named and not self.parted else subjects
        self.same, self.parted = set(), False

    def read_other_clause(self, clause: _Clause, bases: set[Figure], *, bare: bool) -> None:
        """Read a clause without 没有 or 0: 与上年一致, or an amount."""
        if bases and self.said and bare:
            self.state_all(self.said, bases)
        elif bases:
            self.same = bases
        elif clause.of("number", "number2"):
            self.said, self.has_amount = [], True

    def state_alike(self, clause: _Clause, named: list[_Subject]) -> None:
        """State as none what is said to be as before: 车辆购置亦同, 上年也是这样."""
        if named and self.figures_said:
            self.state_all(named, self.figures_said)
        elif self.said and clause.of("stage"):
            self.state_all(self.said, self.figures_of(clause))

    def previous_subjects(self, clause: _Clause, before: list[_Subject]) -> list[_Subject]:
        """Return the subjects of a clause without a name: those of the clause before."""
        if clause.of("thing"):
            return self.said or before
        return before if self.fresh else []

    def named(self, clause: _Clause) -> list[_Subject]:
        """Return the expenses that a clause names."""
        found: list[_Subject] = []
        for word in clause.words:
            key = ""
            if word.kind == "rest":
                left = self.other_public_expenses(word.match["left"])
                return [_Subject(key, word.start, word.end) for key in left]
            if word.kind == "subject":
                key = self.key_of(word.text)
                self.public = self.public or key in _PUBLIC
            elif word.kind == "short" and self.public:
                key = self.memory.words.short[word.text].key
                if key == "official_vehicles" and any(w.match["buy"] for w in clause.of("none")):
                    key = _BOUGHT  # 没有新购车辆 says nothing of what the old ones cost
            elif word.kind == "none" and word.match["buy"] and self.is_of_vehicles(clause):
                key = _BOUGHT
            if key:
                found.append(_Subject(key, word.start, word.end))
        heads = len(found) > 1 and self.text[found[0].end : found[0].end + 1] == "："
        if heads and self.memory.words.is_part(found[1].key, found[0].key):
            return found[1:]  # “三公”经费：无出国经费
        return found

    def other_public_expenses(self, counted: str | None) -> list[str]:
        """Return the public expenses that 其余各项 means: those without a figure in the paragraph.

        Empty where that is unclear: no other has a figure, or their number is not `counted`.
        """
        if not self.public:
            return []
        here = self.normal.paragraph
        stated = {
            d.key
            for d in self.memory.drafts[-_FEW_BACK:]
            if d.span.paragraph == here and (d.amount is not None or d.none)
        }
        stated |= {subject.key for subject in self.subjects}
        if "official_vehicles" in stated:
            stated |= {"vehicle_purchase", "vehicle_running"}
        rest = [key for key in _PARTS if key not in stated]
        number = _NUMBERS.get(counted or "")
        if len(rest) == len(_PARTS) or (number is not None and number != len(rest)):
            return []
        return rest

    def is_of_vehicles(self, clause: _Clause) -> bool:
        """Whether 没有购置 is of vehicles, which the clause or the one before names."""
        if clause.of("vehicle"):
            return True
        at = clause.words[0].start
        return (
            re.search(f"{_VEHICLE}[^，。；]{{0,12}}，$", self.text[max(0, at - 24) : at])
            is not None
        )

    def key_of(self, text: str) -> str:
        """Return the key of an expense or of the activity that it pays for: 因公出国."""
        quantity = self.memory.words.quantity(text)
        if quantity is not None and quantity.key in _KEYS:
            return quantity.key
        if text.endswith("采购"):
            return "procurement"
        return next(key for key, body in _ACTIVITIES if re.fullmatch(body, text))

    @staticmethod
    def is_none(clause: _Clause) -> bool:
        """Whether a clause says 没有 or 0, and has no other number."""
        numbers = clause.of("number", "number2")
        values = [w.match["digits"] or w.match["digits2"] for w in numbers]
        units = [w.match["unit"] or w.match["unit2"] or "" for w in numbers]
        if any(value.strip("0.") for value in values) or not {*units} <= {"", "元", "千元", "万元"}:
            return False
        if clause.of("vehicle") and not any(w.match["buy"] for w in clause.of("none")):
            return False
        if clause.of("short") and not clause.of("none", "zero", "number", "number2"):
            return False
        nots = clause.of("none")
        if any(not word.match["did"] and word.text in _NOT for word in nots):
            return False  # 未 without a verb
        return bool(numbers or nots or clause.of("zero"))

    def usual(self) -> Figure:
        """Return year and measure of a figure whose words name none."""
        measure = self.setting.topic.measure or self.setting.measure
        past = self.setting.topic.year not in {None, self.setting.year}
        return (_LAST if past else _THIS), (BUDGET if "budget" in measure else OUTTURN)

    def figures_of(self, clause: _Clause) -> set[Figure]:
        """Return the years and measures that a clause names, else the usual ones."""
        found: set[Figure] = set()
        at = 0
        words = clause.words
        while at < len(words):
            if words[at].kind != "stage":
                at += 1
                continue
            begin = words[at].start
            while at + 1 < len(words) and words[at + 1].kind in {"stage", "and"}:
                at += 1
            found |= self.figures(self.text[begin : words[at].end])
            at += 1
        spent = [w for w in clause.of("none") if w.match["did"] in _SPENT]
        if found and spent and len(clause.of("none")) > 1:
            found.add(self.usual())  # 无预算无支出
        if any("预决算" in word.text for word in clause.words):
            found |= {(_THIS, BUDGET), (_THIS, OUTTURN)}
        return found or {self.usual()}

    def figures(self, words: str, *, base: bool = False) -> set[Figure]:
        """Return the years and measures of a list of words: 预算、决算、上年决算; empty for an unknown year."""
        found: set[Figure] = set()
        year = ""
        bare = False
        end = -1
        plan = self.usual()[1] == BUDGET
        for match in _STAGE_WORD.finditer(words):
            which, this = self.which(match)
            if which in {BUDGET, OUTTURN}:
                apart = match.start() != end
                if bare and not apart:
                    found.discard((year, OUTTURN))
                neutral = match.group() in {"支出", "开支"} and (
                    plan or not (bare or apart or base)
                )
                if not neutral or not found:
                    found.add((year or _THIS, BUDGET if plan and neutral else which))
                bare = False
            elif this:
                years = (_THIS, _LAST) if which == _TWO else (which,)
                found |= {(each, OUTTURN) for each in years}
                year, bare = years[-1], True
                if which == _TWO:
                    bare = False
            else:
                return set()
            end = match.end()
        if plan:
            found = {(_THIS, BUDGET) for each, _ in found if each == _THIS}
        return found

    def which(self, match: re.Match[str]) -> tuple[str, bool]:
        """Return the year or measure of a word, and whether the form has it."""
        own = self.setting.year
        if match["year"] is not None and own is not None:
            year = int(match["year"])
            return (_THIS if year == own else _LAST), year in {own, own - 1}
        return match.lastgroup or "", True

    def state_all(self, subjects: Sequence[_Subject], figures: set[Figure]) -> None:
        """State all subjects as none for all years and measures that are not known yet."""
        for subject in subjects:
            for year, measure in sorted(figures):
                if (subject.key, year, measure) in self.known or (year, measure) == (_LAST, BUDGET):
                    continue
                if year == _LAST and subject.key in self.compared:
                    continue
                self.known.add((subject.key, year, measure))
                if year == _THIS:
                    self.none_this_year.add(subject.key)
                self.state(subject, LAST_YEAR if year == _LAST else measure)

    def state(self, subject: _Subject, measure: str) -> None:
        """State one figure as none."""
        start, end = subject.start, subject.end
        if start < 0:
            start, end = self.start, len(self.text)
        span = self.normal.span(start, end)
        quantity = next(
            (q for q in self.memory.words.quantities.values() if q.key == subject.key), None
        )
        label = quantity.label if quantity is not None else ""
        self.memory.keep(
            Draft(
                subject.key, label, self.setting.scope, scope_said=False, year=self.setting.year,
                year_said=False, measure=measure, measure_said=True, span=span, sentence=span,
                chapter=self.setting.chapter, none=True,
            )
        )  # fmt: skip

    def state_no_carry_over(self) -> None:
        """State as none what was carried in or out: 政府性基金预算…年初、年末均无结转."""
        for match in _CARRIED.finditer(self.text, self.start):
            sentence = self.text[self.text.rfind("。", 0, match.start()) + 1 : match.start()]
            if self.setting.chapter != _FUNDS and "政府性基金" not in sentence:
                continue
            for when in filter(None, (match["one"], match["two"])):
                key = "carried_in" if when == "年初" or "上年" in when else "carried_out"
                if (key, _THIS, OUTTURN) in self.known:
                    continue
                self.known.add((key, _THIS, OUTTURN))
                span = self.normal.span(*match.span())
                self.memory.keep(
                    Draft(
                        key, "", _FUNDS, scope_said=True, year=self.setting.year, year_said=False,
                        measure=OUTTURN, measure_said=False, span=span, sentence=span,
                        chapter=self.setting.chapter, none=True,
                    )
                )  # fmt: skip


_BARE_VEHICLE = re.compile(_VEHICLE)
_NOT = frozenset({"未", "不", "未曾", "并未", "不再"})
