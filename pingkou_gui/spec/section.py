"""Sections, pages and the form, read from class bodies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar

from pingkou_gui.spec.amounts import Amounts
from pingkou_gui.spec.field import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.spec.place import Place


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
    ) -> None:
        """Collect the lines in the order in which they are written."""
        cls.key, cls.heading, cls.layout = key, title, layout
        cls.noun, cls.counter, cls.hint, cls.parent = noun, counter, hint, parent
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
    """Return the fields of one line of the form."""
    return iter(entry.fields) if isinstance(entry, Amounts) else iter((entry,))


@dataclass(frozen=True, slots=True)
class Page:
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
