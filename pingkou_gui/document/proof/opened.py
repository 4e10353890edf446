"""The parts of a written file that the proof looks at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pingkou_gui.document.page_checks import written_layouts
from pingkou_gui.document.word.markup import R, W, tag
from pingkou_gui.document.word.reading import WordFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

    from pingkou_gui.document.page_layout import Layout
    from pingkou_gui.document.tree import Document
    from pingkou_gui.scheme.page import PageHabits

NS = {"w": W}


@dataclass(frozen=True, slots=True)
class Opened:
    """A written file beside what it was written from."""

    path: Path
    document: Document
    habits: PageHabits
    body: _Element
    styles: _Element
    settings: _Element
    edges: dict[str, _Element]
    """Headers and footers by relationship id."""
    lines: list[str] = field(default_factory=list)
    """The words of the file line by line, once they have been read."""

    pages: list[Layout] = field(default_factory=list)
    """The pages by the rules of Word and of LibreOffice, once they have been laid out."""

    def layouts(self) -> list[Layout]:
        """Return the pages by the rules of Word and of LibreOffice."""
        if not self.pages:
            self.pages.extend(written_layouts(self.body, self.styles, self.habits))
        return self.pages

    @property
    def sections(self) -> list[_Element]:
        """Every `w:sectPr`, in order."""
        return list(self.body.iter(tag("sectPr")))

    @property
    def tables(self) -> list[_Element]:
        """The tables of the body."""
        return self.body.findall(tag("tbl"))

    def edges_of(self, section: _Element, kind: str) -> dict[str, _Element]:
        """Return the headers or footers of a section by `default` and `even`."""
        found = section.findall(tag(f"{kind}Reference"))
        identity = f"{{{R}}}id"
        return {
            value(reference, "type"): self.edges[str(reference.get(identity))]
            for reference in found
            if reference.get(identity) in self.edges
        }


def opened(path: Path, document: Document, habits: PageHabits) -> Opened:
    """Open a written file for its proof; UnusableFileError where it is none."""
    with WordFile(path) as file:
        related = {
            str(link.get("Id")): f"word/{link.get('Target')}"
            for link in file.xml("word/_rels/document.xml.rels")
            if str(link.get("Type")).endswith(("/header", "/footer"))
        }
        body = file.xml("word/document.xml").find(tag("body"))
        return Opened(
            path=path,
            document=document,
            habits=habits,
            body=body if body is not None else file.xml("word/document.xml"),
            styles=file.xml("word/styles.xml"),
            settings=file.xml("word/settings.xml"),
            edges={key: file.xml(name) for key, name in related.items() if name in file.names},
        )


def value(element: _Element | None, name: str = "val") -> str:
    """Return an attribute of the `w:` namespace, or an empty text."""
    return "" if element is None else str(element.get(tag(name)) or "")


def number(element: _Element | None, name: str = "val") -> int | None:
    """Return an attribute as a whole number, or None where it is none."""
    text = value(element, name)
    return int(text) if text.removeprefix("-").isdecimal() else None


def text_of(element: _Element, broken: str = "") -> str:
    """Return the words of a paragraph as they were typed; `broken` stands for a line break."""
    shown = {tag("t"): None, tag("tab"): "\t", tag("br"): broken}
    return "".join(
        shown[str(part.tag)] or part.text or "" for part in element.iter(*shown) if _is_in_run(part)
    )


def _is_in_run(part: _Element) -> bool:
    # A tab stop is called w:tab too, but stands in the properties of the paragraph.
    parent = part.getparent()
    return parent is not None and parent.tag == tag("r")


def style_of(paragraph: _Element) -> str:
    """Return the style id of a paragraph; body text has none of its own."""
    return value(paragraph.find("w:pPr/w:pStyle", NS)) or "Normal"


def paragraphs(opened_file: Opened) -> Iterator[_Element]:
    """Yield the paragraphs outside tables."""
    yield from opened_file.body.findall(tag("p"))
