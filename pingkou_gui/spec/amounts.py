"""Amount rows: one quantity over the years, and the totals of such rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pingkou_gui.spec.field import Field, amount, line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal


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
