"""Declarations: fields, amounts, indicator fields and the sections that hold them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, TypeVar

from pingkou_gui.form.kinds import (
    AmountKind,
    ChoiceKind,
    CountKind,
    DateKind,
    DecimalKind,
    Kind,
    MeasureKind,
    Parsed,
    ParseError,
    TextKind,
    YearKind,
    leading_number,
    printable,
    without_number,
)
from pingkou_gui.form.values import SINGLE, Place, Unread, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal


# Fields, declared as class bodies and read as data.


T = TypeVar("T")


@dataclass(eq=False, slots=True)
class Field(Generic[T]):
    """One thing the clerk fills in, and everything anybody needs to know of it.

    `source` says where the clerk finds it; `phrases` is the list of the scheme that is offered.
    `prints` names the parts of the report where it stands, itself or in a number worked out from
    it: keys of the scheme's outline, `title`, `signature`, `attachment1` to `attachment3`. It is
    empty for what only checks, or next year's report, make use of.
    """

    label: str
    kind: Kind[T]
    unit: str = ""
    help: str = ""
    source: str = ""
    required: bool = False
    prints: tuple[str, ...] = ()
    phrases: str = ""
    short: str = ""
    """The label at the head of a column, where the whole one is too long."""
    names: tuple[str, ...] = ()
    """What the tables of finance offices call it at the head of a column, besides its label."""
    numbered: bool = False
    """The program numbers it where it is printed; a number of its own would stand there twice."""
    blank_is_none: bool = False
    """Blank counts as 无 in sums: a class of spending that townships rarely have."""
    section: str = field(default="", init=False)
    name: str = field(default="", init=False)

    def at(self, row: int = SINGLE) -> Place:
        """Return the address of the value in that row."""
        return Place(self.section, row, self.name)

    @property
    def key(self) -> str:
        """The field's own address, `basic.wages`."""
        return f"{self.section}.{self.name}"

    @property
    def head(self) -> str:
        """The label at the head of a column."""
        return self.short or self.label

    def read(self, text: str) -> Parsed[Any]:
        """Return what typed text means; what cannot be read comes back as `Unread`."""
        return _read_short(self, text) if len(text) <= _SHORT else self._read(text)

    def _read(self, text: str) -> Parsed[Any]:
        kept, note = printable(text)
        try:
            parsed = self.kind.parse(kept)
        except ParseError as error:
            return Parsed(Unread(kept, f"{self.label}{error}"), note)
        said = parsed.note or note or self._numbering(parsed.value)
        return Parsed(parsed.value, said, plain=parsed.plain and not note)

    def _numbering(self, value: object) -> str:
        number = leading_number(value).strip() if self.numbered and isinstance(value, str) else ""
        return f"编号由程序加，“{number}”不用写" if number else ""

    def bare(self, value: Any) -> Any:
        """Return a value without the number before it, where the program gives one."""
        return without_number(value) if self.numbered and isinstance(value, str) else value

    def load(self, text: str) -> Value:
        """Return the value of stored text; what cannot be read stays as `Unread`."""
        try:
            return self.kind.load(text)  # type: ignore[return-value]  # every T is a Value
        except ParseError as error:
            return Unread(text, f"{self.label}{error}")

    def dump(self, value: Value) -> str:
        """Return the stored text of a value."""
        return value.text if isinstance(value, Unread) else self.kind.dump(value)  # type: ignore[arg-type]

    def show(self, value: Value | None) -> str:
        """Return the text that stands in the editor."""
        return value.text if isinstance(value, Unread) else self.kind.show(value)  # type: ignore[arg-type]


_SHORT = 40
"""Cells of so many characters are kept as they were read: pasted rows are read at every step."""


@lru_cache(maxsize=1 << 15)
def _read_short(field: Field[Any], text: str) -> Parsed[Any]:
    return field._read(text)  # noqa: SLF001 - the field's own


def amount(label: str, *, negative: bool = False, **more: Any) -> Field[Decimal]:
    """Declare a field of an amount: a Decimal in 万元; `more` as for `Field`."""
    return Field(label, AmountKind(negative), unit="万元", **more)


def count(label: str, unit: str, most: int = 10_000_000, **more: Any) -> Field[int]:
    """Declare a whole number of people or things, at most so many."""
    return Field(label, CountKind(unit, most=most), unit=unit, **more)


def year(label: str, **more: Any) -> Field[int]:
    """Declare a field of a year, four digits from 2000 to 2099; `more` as for `Field`."""
    return Field(label, YearKind(), **more)


def number(label: str, unit: str, places: int = 2, **more: Any) -> Field[Decimal]:
    """Declare a plain number such as points or an area."""
    return Field(label, DecimalKind(places, unit), unit=unit, **more)


def line(label: str, **more: Any) -> Field[str]:
    """Declare a field of words on one line; `more` as for `Field`."""
    return Field(label, TextKind(), **more)


def measure(label: str, **more: Any) -> Field[str]:
    """Declare one line of words or a quantity, be it in words: 九十."""
    return Field(label, MeasureKind(), **more)


def text(label: str, lines: int = 3, **more: Any) -> Field[str]:
    """Declare paragraphs, shown at first in so many lines."""
    return Field(label, TextKind(lines), **more)


def choice(
    label: str,
    options: tuple[tuple[str, str], ...],
    others: Mapping[str, tuple[str, ...]] | None = None,
    **more: Any,
) -> Field[str]:
    """Declare a choice among (code, label) pairs; `others` are other names by code."""
    return Field(label, ChoiceKind(options, tuple((others or {}).items())), **more)


def day(label: str, **more: Any) -> Field[date]:
    """Declare a field of a calendar day; `more` as for `Field`."""
    return Field(label, DateKind(), **more)


def is_blank(value: Value | None) -> bool:
    """Return whether nothing usable stands there: blank, or words that could not be read."""
    return value is None or isinstance(value, Unread)


# Amount rows: one quantity over the years, and the totals of such rows.


@dataclass(eq=False, slots=True)
class Amounts:
    """A quantity: this year's final amount, last year's, this year's budget, a reason.

    `parts` are the quantities it is the sum of. Where every part is known the sum holds; where
    one is not, the total itself can be typed. `level` indents it under its total.
    """

    label: str
    source: str = ""
    help: str = ""
    budgeted: bool = False
    reasoned: bool = True
    level: int = 0
    rare: bool = False
    """Folded away while empty in both years; blank counts as 无."""
    required: bool = False
    prints: tuple[str, ...] = ()
    """Parts of the report where the amounts of both years stand."""
    prints_this: tuple[str, ...] = ()
    """Further parts, where this year's amount stands without last year's."""
    prints_budget: tuple[str, ...] | None = None
    """Parts where the budget stands; without it the attachments among `prints`."""
    prints_reason: tuple[str, ...] | None = None
    """Parts where the reason stands; without it the chapters among `prints`."""
    parts: tuple[Amounts, ...] = ()
    code: str = ""
    """The economic class (支出经济分类科目, Ministry of Finance) whose items it sums up."""
    short: str = ""
    item: str = ""
    """The item of the economic classes (款) whose whole spending it is, 30216."""
    term: str = ""
    """The key of the quantity in texts that are read: what `form/quantities.py` finds it by."""
    names: tuple[str, ...] = ()
    """What tables and texts call it besides its label."""
    names_after_whole: tuple[str, ...] = ()
    """What texts call it where its whole was just named: 接待 after “三公”经费."""
    name: str = field(default="", init=False)
    this: Field[Decimal] = field(init=False)
    last: Field[Decimal] = field(init=False)
    budget: Field[Decimal] | None = field(default=None, init=False)
    reason: Field[str] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        """Make the fields."""
        more: dict[str, Any] = {"help": self.help, "blank_is_none": self.rare}
        tables = tuple(part for part in self.prints if part.startswith("attachment"))
        chapters = tuple(part for part in self.prints if part not in tables)
        self.this = amount(
            f"{self.label}本年决算",
            source=self.source,
            required=self.required,
            prints=self.prints + self.prints_this,
            **more,
        )
        self.last = amount(
            f"{self.label}上年决算", source=f"上年度{self.source}", prints=self.prints, **more
        )
        if self.budgeted:
            self.budget = amount(
                f"{self.label}本年预算",
                source="本年部门预算批复",
                prints=tables if self.prints_budget is None else self.prints_budget,
                **more,
            )
        if self.reasoned:
            self.reason = line(
                f"{self.label}变动原因",
                help="写明为什么比上年增加或减少",
                prints=chapters if self.prints_reason is None else self.prints_reason,
                phrases="change_reasons",
            )

    def bind(self, section: str, name: str) -> None:
        """Take the addresses of the fields from the attribute the quantity is declared as."""
        self.name = name
        for suffix, item in (("", self.this), ("_last", self.last), ("_budget", self.budget)):
            if item is not None:
                item.section, item.name = section, name + suffix
        if self.reason is not None:
            self.reason.section, self.reason.name = section, f"{name}_reason"

    @property
    def key(self) -> str:
        """The address of this year's field."""
        return self.this.key

    @property
    def fields(self) -> Iterator[Field[Any]]:
        """The fields in the order of the row."""
        yield self.this
        yield self.last
        if self.budget is not None:
            yield self.budget
        if self.reason is not None:
            yield self.reason


# Sections, pages and the form, read from class bodies.


class Layout(Enum):
    """How a section stands on its page."""

    FORM = "form"
    """Labels left of short fields."""
    AMOUNTS = "amounts"
    """Amount rows in fixed columns."""
    TABLE = "table"
    """A table of rows, all fields in columns."""
    DETAIL = "detail"
    """A table of rows with the chosen row's detail below."""
    OUTLINE = "outline"
    """A list of two levels, title and text at its right."""
    TEXTS = "texts"
    """Boxes of text under their labels."""
    FUNDS = "funds"
    """Budgets against stages of the year."""
    SCORES = "scores"
    """Indicators with their points and scores."""
    HIDDEN = "hidden"
    """Kept with the report, edited elsewhere than on a page of the form."""


Line = Field[Any] | Amounts


class Section:
    """A titled group of fields; subclasses are namespaces and are not instantiated.

    A section with a `noun` is repeated: it has rows, under a row of `parent` where given.
    """

    key: ClassVar[str]
    heading: ClassVar[str]
    layout: ClassVar[Layout]
    noun: ClassVar[str]
    counter: ClassVar[str]
    hint: ClassVar[str]
    parent: ClassVar[type[Section] | None]
    folded: ClassVar[bool]
    lines: ClassVar[tuple[Line, ...]]
    fields: ClassVar[tuple[Field[Any], ...]]

    def __init_subclass__(  # noqa: PLR0913 - a declaration, every word of it named
        cls,
        *,
        key: str,
        title: str,
        layout: Layout = Layout.FORM,
        noun: str = "",
        counter: str = "个",
        hint: str = "",
        parent: type[Section] | None = None,
        folded: bool = False,
    ) -> None:
        """Collect the lines in the order in which they are written.

        A `folded` section, which only some units need, shows its title alone while it is empty.
        """
        cls.key, cls.heading, cls.layout = key, title, layout
        cls.noun, cls.counter, cls.hint, cls.parent = noun, counter, hint, parent
        cls.folded = folded
        for name, value in vars(cls).items():
            if isinstance(value, Amounts):
                value.bind(key, name)
            elif isinstance(value, Field):
                value.section, value.name = key, name
        cls.lines = tuple(v for v in vars(cls).values() if isinstance(v, Field | Amounts))
        cls.fields = tuple(f for entry in cls.lines for f in fields_of(entry))

    @classmethod
    def repeated(cls) -> bool:
        """Return whether the section has rows."""
        return bool(cls.noun)


def fields_of(entry: Line) -> Iterator[Field[Any]]:
    """Return the fields of a line.

    Those of all its amounts and its reason, or the one field it is.
    """
    return iter(entry.fields) if isinstance(entry, Amounts) else iter((entry,))


class Page(NamedTuple):
    """One of the six pages."""

    key: str
    title: str
    sections: tuple[type[Section], ...]


class Form:
    """The whole form: pages, their sections, and every field by its address."""

    def __init__(self, pages: tuple[Page, ...], hidden: tuple[type[Section], ...] = ()) -> None:
        self.pages = pages
        self.sections = {s.key: s for p in pages for s in p.sections} | {s.key: s for s in hidden}
        self._fields = {(f.section, f.name): f for s in self.sections.values() for f in s.fields}
        self._page_of = {s.key: p for p in pages for s in p.sections}

    @property
    def fields(self) -> tuple[Field[Any], ...]:
        """Every field in the order of the pages."""
        return tuple(self._fields.values())

    def field_at(self, place: Place) -> Field[Any] | None:
        """Return the field of an address, None where this version has no such field."""
        return self._fields.get((place.section, place.field))

    def page_of(self, section: str) -> Page | None:
        """Return the page that shows the section, None for one that is kept apart."""
        return self._page_of.get(section)

    def children(self, section: str) -> tuple[type[Section], ...]:
        """Return the sections whose rows stand under a row of `section`."""
        return tuple(s for s in self.sections.values() if s.parent and s.parent.key == section)


# The columns of an indicator, the same for the unit (附件2) and for a project (附件3).


REQUIREMENTS = (
    ("=", "="),
    ("≥", "≥"),
    ("≤", "≤"),
    (">", "＞"),
    ("<", "＜"),
    ("before", "之前"),
    ("quality", "定性"),
)
"""How the actual value must stand to the target; 定性 is scored by band."""
REQUIREMENT_NAMES = {
    "=": ("等于",),
    "≥": (">=", "≧", "⩾", "大于等于", "大于或等于", "不低于", "不少于"),
    "≤": ("<=", "≦", "⩽", "小于等于", "小于或等于", "不超过", "不高于"),
    ">": ("大于", "高于", "超过"),
    "<": ("小于", "低于", "少于"),
    "before": ("前", "以前"),
    "quality": ("定性指标",),
}


INDICATOR_NAMES: dict[str, tuple[str, ...]] = {
    "level1": ("一级",),
    "level2": ("二级",),
    "name": ("指标名称", "指标", "名称"),
    "requirement": ("指标性质", "指标方向", "符号", "运算符号", "计算符号", "比较符号"),
    "target": ("指标值", "目标值", "年初指标值", "预期值", "年度值", "指标值及单位"),
    "actual": ("完成值", "实际值", "完成情况", "实际完成情况", "全年完成值", "实际完成"),
    "points": ("权重", "分值权重", "指标分值", "指标权重", "满分"),
    "score": ("自评得分", "自评分"),
    "reason": (
        "偏差原因",
        "原因",
        "偏差原因分析",
        "未完成原因",
        "偏差原因分析及改进措施",
    ),
}
"""What the tables of finance offices call the columns of indicators."""


def indicator_fields(
    attachment: str,
) -> tuple[
    Field[str],
    Field[str],
    Field[str],
    Field[str],
    Field[str],
    Field[str],
    Field[Decimal],
    Field[Decimal],
    Field[str],
]:
    """Return level1, level2, name, requirement, target, actual, points, score and reason.

    A score is typed only where it cannot be computed: for a qualitative indicator.
    """
    p, n = (attachment,), INDICATOR_NAMES
    return (
        line("一级指标", required=True, prints=p, names=n["level1"], phrases="indicator_level1"),
        line("二级指标", required=True, prints=p, names=n["level2"], phrases="indicator_level2"),
        line("三级指标", required=True, prints=p, names=n["name"], source="绩效目标申报表"),
        choice(
            "要求",
            REQUIREMENTS,
            REQUIREMENT_NAMES,
            required=True,
            prints=p,
            names=n["requirement"],
            source="绩效目标申报表",
        ),
        measure(
            "年度指标值",
            required=True,
            prints=p,
            names=n["target"],
            source="绩效目标申报表",
            help="可连同要求一起写，例如 ≥95%、=8个、≤202.6万元、9月前、合规",
        ),
        measure(
            "实际完成值",
            required=True,
            prints=p,
            names=n["actual"],
            help="写法和年度指标值一样",
        ),
        number("分值", "分", required=True, prints=p, names=n["points"]),
        number("得分", "分", prints=p, names=n["score"], help="定量指标由程序算，定性指标在这里填"),
        line(
            "偏差原因及改进措施",
            prints=p,
            names=n["reason"],
            phrases="deviation_reasons",
            help="没有完成或远超目标时写明原因",
        ),
    )
