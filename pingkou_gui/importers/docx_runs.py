"""The text of one Word paragraph as it is printed: runs, fields, controls, equations, pictures.

What is printed and what is not is decided here and nowhere else: hidden, deleted, moved away and
struck-out text is left out, of a field its result stands, of a drop-down list its choice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pingkou_gui.importers.docx_package import OFF, StyleSheet, W, number_of
from pingkou_gui.text.lines.prompts import is_prompt_text
from pingkou_gui.text.lines.source import UnreadKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml import etree


# Printed letters, and the elements of a Word file that print them.


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters `start` to `end` of a text.

    Attributes:
        element: what prints them, None where nobody can edit them.
        skipped: how many letters of the element stand before them.
    """

    element: etree._Element | None
    start: int
    end: int
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Letters:
    """A text with its pieces in their order.

    Attributes:
        text: as printed.
        pieces: who prints which letters; letters that no element holds have none.
        number: how many letters at the head are an automatic number.
    """

    text: str = ""
    pieces: tuple[Piece, ...] = field(default=(), repr=False)
    number: int = 0

    @classmethod
    def of(cls, parts: Iterable[tuple[str, etree._Element | None]]) -> Letters:
        """Return the letters of parts in their order."""
        text, pieces, at = [], [], 0
        for words, element in parts:
            if words:
                text.append(words)
                pieces.append(Piece(element, at, at + len(words)))
                at += len(words)
        return cls("".join(text), tuple(pieces))

    def __add__(self, other: Letters | str) -> Letters:
        if isinstance(other, str):
            return replace(self, text=self.text + other)
        at = len(self.text)
        moved = (replace(p, start=p.start + at, end=p.end + at) for p in other.pieces)
        return Letters(self.text + other.text, (*self.pieces, *moved), self.number)

    def behind(self, number: str) -> Letters:
        """Return the letters behind an automatic number."""
        if not number:
            return self
        return replace(Letters(number) + self, number=len(number))

    def cut(self, start: int, end: int) -> Letters:
        """Return the letters from `start` to `end`."""
        pieces = tuple(
            Piece(
                p.element,
                max(p.start, start) - start,
                min(p.end, end) - start,
                p.skipped + max(start - p.start, 0),
            )
            for p in self.pieces
            if p.start < end and start < p.end
        )
        return Letters(self.text[start:end], pieces, max(self.number - start, 0))

    def stripped(self) -> Letters:
        """Return the letters without blanks at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(len(self.text.rstrip()), start))


_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BOX = f"{W}txbxContent"
_GONE = frozenset(f"{W}{name}" for name in ("del", "moveFrom"))
_CAME = frozenset(f"{W}{name}" for name in ("ins", "moveTo"))
_SKIPPED = frozenset(
    f"{W}{name}"
    for name in (
        "pPr", "rPr", "delText", "delInstrText", "annotationRef", "sdtPr", "sdtEndPr", "rt", "rubyPr",
        "footnoteRef", "endnoteRef", "fldData",
    )
)  # fmt: skip
_PLAIN = {
    f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-",
}  # fmt: skip
_AS_BLANKS = str.maketrans("\n\r\t", "   ")
_TICKED, _OPEN = "☑", "□"
_SYMBOLS = {
    "F0FE": _TICKED, "F052": _TICKED, "F053": _TICKED, "F0A8": _OPEN, "F06F": _OPEN, "F0A3": _OPEN,
    "F0B7": "·", "F0FC": "√",
}  # fmt: skip
"""What is printed for a letter of the fonts that have pictures for letters."""
_PRIVATE = re.compile("[\\uf020-\\uf0ff]")
_SYMBOL_FONT = re.compile("symbol(?: mt)?", re.IGNORECASE)
_OF_THE_SYMBOL_FONT = {
    0xA3: "≤", 0xA5: "∞", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "·", 0xB8: "÷",
    0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD6: "√", 0xD7: "·", 0x2D: "−", 0x6D: "μ", 0x44: "Δ", 0x53: "Σ", 0xE5: "∑",
    **{code: chr(code) for code in b"0123456789%()+,./:;<=>[]{} "},
}  # fmt: skip
"""The signs of that font which stand in figures, by its own numbering."""
_CONTENTS = re.compile("\\s*TOC\\b")
_CONTENTS_GALLERY = frozenset({"Table of Contents", "Table of Figures"})


@dataclass(slots=True)
class _Field:
    """A field that is open: of its two parts the second is printed."""

    instruction: str = ""
    in_result: bool = False
    is_chosen: bool = False
    """Whether its choice has been written already."""

    @property
    def is_printed(self) -> bool:
        """Whether what stands in it now is text of the page."""
        return self.in_result and not self.is_chosen and not _CONTENTS.match(self.instruction)


@dataclass(slots=True)
class Content:
    """What a paragraph holds.

    Attributes:
        letters: its text as printed, soft line breaks as line feeds.
        unread: what in it was not read, with its words where they are known.
        boxes: its text boxes.
    """

    letters: Letters = field(default_factory=Letters)
    unread: list[tuple[UnreadKind, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


class RunReader:
    """Reads the paragraphs of a document one after the other; fields may go over several."""

    def __init__(self, styles: StyleSheet, *, fields: bool = True) -> None:
        """Start with no field open; where `fields` are damaged all of their text is taken."""
        self._styles = styles
        self._has_fields = fields
        self._fields: list[_Field] = []
        self._style = ""
        self._shown: list[tuple[str, etree._Element | None]] = []
        self._hidden: list[tuple[str, etree._Element | None]] = []
        self._struck: list[tuple[str, etree._Element | None]] = []
        self._into = self._shown
        self._properties: etree._Element | None = None
        self._content = Content()
        self._readers: dict[str, Callable[[etree._Element], None]] = {
            f"{W}r": self._run,
            f"{W}fldChar": self._field_mark,
            f"{W}instrText": self._instruction,
            f"{W}fldSimple": self._simple_field,
            f"{W}sdt": self._control,
            f"{W}sym": self._symbol,
            f"{W}footnoteReference": self._note,
            f"{W}endnoteReference": self._note,
            f"{W}drawing": self._shape,
            f"{W}pict": self._shape,
            f"{W}object": self._shape,
            f"{_MC}AlternateContent": self._alternative,
            f"{_M}oMath": self._equation,
            f"{_M}oMathPara": self._equation,
        }
        self.revised = False
        """Whether changes were met that nobody has accepted yet."""

    def read(self, paragraph: etree._Element, style: str) -> Content:
        """Return what a paragraph of that style holds."""
        self._style = style
        self._shown, self._hidden, self._struck = [], [], []
        self._into, self._content = self._shown, Content()
        self._inside(paragraph)
        content = self._content
        content.letters = Letters.of(self._shown)
        for kind, words in (
            (UnreadKind.HIDDEN, self._hidden), (UnreadKind.STRUCK, self._struck),
        ):  # fmt: skip
            text = "".join(part for part, _ in words).strip()
            if text:
                content.unread.append((kind, text))
        return content

    def is_left_out(self, control: etree._Element) -> bool:
        """Whether the content of a control is no text: a prompt still standing, or contents."""
        properties = control.find(f"{W}sdtPr")
        if properties is None:
            return False
        gallery = properties.find(f"{W}docPartObj/{W}docPartGallery")
        if gallery is not None and gallery.get(f"{W}val") in _CONTENTS_GALLERY:
            return True
        return _is_prompt(control, properties)

    def is_prompt(self, control: etree._Element) -> bool:
        """Whether a control shows its prompt, because nothing has been filled in."""
        properties = control.find(f"{W}sdtPr")
        return properties is not None and _is_prompt(control, properties)

    def _inside(self, node: etree._Element) -> None:
        for child in node:
            self._node(child)

    def _node(self, node: etree._Element) -> None:
        tag = node.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            return
        if tag == f"{W}t":
            self._say(self._with_symbols((node.text or "").translate(_AS_BLANKS)), node)
        elif tag in _PLAIN:
            self._say(_PLAIN[tag], node)
        elif tag in _GONE or tag in _CAME:
            self._change(node, gone=tag in _GONE)
        else:
            self._readers.get(tag, self._inside)(node)

    def _instruction(self, node: etree._Element) -> None:
        if self._fields:
            self._fields[-1].instruction += node.text or ""

    def _simple_field(self, node: etree._Element) -> None:
        self._fields.append(_Field(node.get(f"{W}instr") or "", in_result=True))
        self._inside(node)
        self._fields.pop()

    def _equation(self, node: etree._Element) -> None:
        self._say("".join(_math(node)))

    def _control(self, node: etree._Element) -> None:
        if not self.is_left_out(node):
            self._inside(node)
        elif self.is_prompt(node):
            self._content.unread.append((UnreadKind.PROMPT, ""))

    def _alternative(self, node: etree._Element) -> None:
        shown = node.find(f"{_MC}Choice")
        shown = node.find(f"{_MC}Fallback") if shown is None else shown
        if shown is not None:
            self._inside(shown)

    def _symbol(self, node: etree._Element) -> None:
        printed = _symbol(node.get(f"{W}char") or "", node.get(f"{W}font") or "")
        self._say(printed)
        if not printed:
            self._note_symbol()

    def _with_symbols(self, text: str) -> str:
        """Return text in which letters of a font of symbols are what they print, one for one."""
        if not _PRIVATE.search(text):
            return text
        fonts = None if self._properties is None else self._properties.find(f"{W}rFonts")
        font = "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
        text = _PRIVATE.sub(lambda found: _symbol(f"{ord(found[0]):X}", font) or found[0], text)
        if _PRIVATE.search(text):
            self._note_symbol()
        return text

    def _note_symbol(self) -> None:
        if self._into is self._shown and all(each.is_printed for each in self._fields):
            self._content.unread.append((UnreadKind.SYMBOL, ""))

    def _note(self, _: etree._Element) -> None:
        self._content.unread.append((UnreadKind.NOTE, ""))

    def _run(self, run: etree._Element) -> None:
        properties = run.find(f"{W}rPr")
        before = self._into
        if self._styles.hides(properties, self._style):
            self._into = self._hidden
        elif self._styles.strikes(properties, self._style):
            self._into = self._struck
        outer, self._properties = self._properties, properties
        self._inside(run)
        self._into, self._properties = before, outer

    def _change(self, node: etree._Element, *, gone: bool) -> None:
        self.revised = True
        if not gone:
            self._inside(node)
            return
        for mark in node.iter(f"{W}fldChar"):  # a field deleted in part would stay open
            self._field_mark(mark)

    def _say(self, text: str, element: etree._Element | None = None) -> None:
        if all(each.is_printed for each in self._fields):
            self._into.append((text, element))

    def _field_mark(self, mark: etree._Element) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            chosen = _form_choice(mark.find(f"{W}ffData"))
            if chosen is not None:
                self._say(chosen)
            if self._has_fields:
                self._fields.append(_Field(is_chosen=chosen is not None))
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _shape(self, node: etree._Element) -> None:
        """Note what a drawing or an embedded object is; keep its text boxes."""
        if not all(each.is_printed for each in self._fields) or self._into is self._hidden:
            return
        boxes = [box for box in node.iter(_BOX) if not _is_beside(box, node)]
        self._content.boxes.extend(boxes)
        for kind, words in _in_shape(node):
            self._content.unread.append((kind, words))


def _is_prompt(control: etree._Element, properties: etree._Element) -> bool:
    shows = properties.find(f"{W}showingPlcHdr")
    if shows is not None and shows.get(f"{W}val") not in OFF:
        return True
    content = control.find(f"{W}sdtContent")
    words = "".join(t.text or "" for t in content.iter(f"{W}t")) if content is not None else ""
    return is_prompt_text(words)


def _form_choice(data: etree._Element | None) -> str | None:
    """Return what a form field of old shows: the entry chosen from its list, or its tick."""
    if data is None:
        return None
    listed = data.find(f"{W}ddList")
    if listed is not None:
        entries = [entry.get(f"{W}val") or "" for entry in listed.iterchildren(f"{W}listEntry")]
        at = number_of(listed, "result")
        at = number_of(listed, "default") if at is None else at
        return entries[at or 0] if (at or 0) < len(entries) else ""
    box = data.find(f"{W}checkBox")
    if box is None:
        return None
    state = box.find(f"{W}checked")
    state = box.find(f"{W}default") if state is None else state
    return _TICKED if state is not None and state.get(f"{W}val") not in OFF else _OPEN


def _symbol(code: str, font: str) -> str:
    """Return what is printed for a letter of a font of symbols, empty where that is not known."""
    try:
        letter = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    if _SYMBOL_FONT.fullmatch(font.strip()):
        return _OF_THE_SYMBOL_FONT.get(ord(letter) & 0xFF, "")
    known = _SYMBOLS.get(code.upper())
    if known is not None:
        return known
    return letter if letter.isprintable() and not "\ue000" <= letter <= "\uf8ff" else ""


def _is_beside(box: etree._Element, shape: etree._Element) -> bool:
    """Whether a text box stands within another one, or is the second form of one."""
    for above in box.iterancestors():
        if above is shape:
            return False
        if above.tag in {_BOX, f"{_MC}Fallback"}:
            return True
    return False


_WORKBOOK = re.compile("excel|sheet|\\bet\\.|ket", re.IGNORECASE)
_EQUATION = re.compile("equation", re.IGNORECASE)


def _in_shape(node: etree._Element) -> Iterator[tuple[UnreadKind, str]]:
    """Yield what a shape holds besides text."""
    embedded = False
    for item in node.iter():
        if not isinstance(item.tag, str) or _is_beside(item, node):
            continue
        space, _, name = item.tag[1:].rpartition("}")
        if name == "OLEObject":
            embedded = True
            yield _embedded(item.get("ProgID") or ""), ""
        elif name == "control" and item.tag.startswith(W):
            embedded = True
            yield UnreadKind.CONTROL, ""
        elif (name == "pic" and "picture" in space) or (
            name == "imagedata" and not embedded and node.tag != f"{W}object"
        ):
            yield UnreadKind.PICTURE, ""
        elif name == "chart":
            yield UnreadKind.CHART, ""
        elif name == "relIds" and "diagram" in space:
            yield UnreadKind.DIAGRAM, ""
        elif name == "textpath" and (item.get("string") or "").strip():
            yield UnreadKind.WORD_ART, (item.get("string") or "").strip()


def _embedded(program: str) -> UnreadKind:
    if _WORKBOOK.search(program):
        return UnreadKind.WORKBOOK
    return UnreadKind.EQUATION if _EQUATION.match(program) else UnreadKind.OBJECT


_HIGH = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_RAISED = re.compile("[0-9+n-]*")
_SIMPLE = re.compile("[\\w.,%‰]*")


def _math(node: etree._Element) -> Iterator[str]:
    """Yield the text of an equation on one line: 21/24×100%."""
    for child in node:
        tag = child.tag
        if not isinstance(tag, str) or tag.endswith("Pr") or tag in _GONE:
            continue
        if tag == f"{_M}t":
            yield child.text or ""
        elif tag == f"{_M}f":
            yield f"{_part(child, 'num')}/{_part(child, 'den')}"
        elif tag == f"{_M}sSup":
            high = _joined(child.find(f"{_M}sup"))
            known = _RAISED.fullmatch(high)
            yield _joined(child.find(f"{_M}e")) + (high.translate(_HIGH) if known else f"^{high}")
        elif tag == f"{_M}rad":
            yield f"√{_part(child, 'e')}"
        elif tag == f"{_M}d":
            yield _delimited(child)
        else:
            yield from _math(child)


def _delimited(node: etree._Element) -> str:
    properties = node.find(f"{_M}dPr")
    marks = {}
    for name, usual in (("begChr", "("), ("sepChr", "|"), ("endChr", ")")):
        found = properties.find(f"{_M}{name}") if properties is not None else None
        value = found.get(f"{_M}val") if found is not None else usual
        marks[name] = value or ""
    inside = marks["sepChr"].join(_joined(each) for each in node.iterchildren(f"{_M}e"))
    return marks["begChr"] + inside + marks["endChr"]


def _part(node: etree._Element, name: str) -> str:
    """Return a part of a fraction or root, in brackets where it is a calculation of its own."""
    text = _joined(node.find(f"{_M}{name}"))
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def _joined(node: etree._Element | None) -> str:
    return "".join(_math(node)) if node is not None else ""
