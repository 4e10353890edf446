"""Headings: outline levels, numbers in sequence; attachments against their list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.document.flow import Line, attachment_list, attachment_mark, one_line, printed
from pingkou_gui.document.proof.items import ProofItem, judged
from pingkou_gui.document.proof.opened import NS, number, paragraphs, style_of, text_of, value
from pingkou_gui.document.tree import Heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from pingkou_gui.document.proof.opened import Opened

_DIGITS = "零一二三四五六七八九"
_LABELS = {
    1: re.compile("([零一二三四五六七八九十]+)、"),
    2: re.compile("（([零一二三四五六七八九十]+)）"),
    3: re.compile(r"(\d+)[.．]"),
    4: re.compile(r"（(\d+)）"),
}
_HEADING = re.compile("Heading([1-4])(Char)?")


def headings(file: Opened) -> ProofItem:
    """The file's headings are the tree's, numbered 一、二、… without a gap, with outline levels."""
    found = [heading for p in paragraphs(file) if (heading := _heading(p))]
    wanted = [(heading.level, text) for heading, text in _wanted(file)]
    fault = _level_fault(file)
    if found != wanted:
        fault = "文件里的标题与报告不一致"
    fault = fault or next(_gaps(file), "")
    chapters = sum(level == 1 for level, _ in found)
    return judged("headings", "标题", fault, f"共{len(found)}个，其中一级{chapters}个")


def _wanted(file: Opened) -> Iterator[tuple[Heading, str]]:
    blocks = [file.document.blocks, *(a.blocks for a in file.document.attachments)]
    for block in (block for part in blocks for block in printed(part)):
        if isinstance(block, Heading):
            yield block, one_line(block.label + block.text)
        elif isinstance(block, Line) and block.heading:
            yield block.heading, block.text


def _heading(paragraph: _Element) -> tuple[int, str] | None:
    """Return level and words of a heading, alone on its line or opening a paragraph."""
    alone = _HEADING.fullmatch(style_of(paragraph))
    if alone:
        return int(alone[1]), text_of(paragraph)
    styles = (value(style) for style in paragraph.findall("w:r/w:rPr/w:rStyle", NS))
    opening = next(filter(None, map(_HEADING.fullmatch, styles)), None)
    return (int(opening[1]), text_of(paragraph)) if opening else None


def _level_fault(file: Opened) -> str:
    for level in range(1, 5):
        style = f"w:style[@w:styleId='Heading{level}']"
        outline = number(file.styles.find(f"{style}/w:pPr/w:outlineLvl", NS))
        if outline != level - 1:
            return f"{level}级标题没有大纲级别，导航窗格里看不到"
    return ""


def _gaps(file: Opened) -> Iterator[str]:
    """Yield what is wrong with the numbers; each attachment counts anew.

    A level also begins anew under every heading above it. Numbered text without a heading counts
    along: a heading 3. may follow paragraphs that begin with 1. and 2.
    """
    bare = {text for heading, text in _wanted(file) if not heading.label}
    last: dict[int, int] = {}
    beside: set[tuple[int, int]] = set()
    for paragraph in paragraphs(file):
        if style_of(paragraph) == "AttachmentMark":
            last, beside = {}, set()
        heading = _heading(paragraph)
        if heading is None:
            beside |= _labels(text_of(paragraph))
            continue
        level, text = heading
        last = {upper: n for upper, n in last.items() if upper <= level}
        beside = {(upper, n) for upper, n in beside if upper <= level}
        if text in bare:
            continue
        label = _LABELS[level].match(text)
        if label is None:
            yield f"标题“{text[:20]}”没有序号"
            continue
        expected, last[level] = last.get(level, 0) + 1, _value(label[1])
        if last[level] != expected and (level, last[level] - 1) not in beside:
            yield f"标题“{text[:20]}”的序号不连贯，应当是第{expected}个"


def _labels(text: str) -> set[tuple[int, int]]:
    found = ((level, label.match(text)) for level, label in _LABELS.items())
    return {(level, _value(match[1])) for level, match in found if match}


def _value(label: str) -> int:
    """Return the number a label shows, 一 to 九十九 or in figures."""
    if label.isdecimal():
        return int(label)
    tens, ten, ones = label.rpartition("十")
    return 10 * (_DIGITS.find(tens) if tens else 1) * bool(ten) + (
        _DIGITS.find(ones) if ones else 0
    )


def attachments(file: Opened) -> ProofItem:
    """Marks and titles of the attachments agree with the list under the body."""
    document = file.document
    found = {
        style: [text_of(p) for p in paragraphs(file) if style_of(p) == style]
        for style in ("AttachmentList", "AttachmentMark", "AttachmentTitle")
    }
    wanted = {
        "AttachmentList": attachment_list(document) if document.attachments else [],
        "AttachmentMark": [attachment_mark(document, a) for a in document.attachments],
        "AttachmentTitle": [one_line(a.title) for a in document.attachments],
    }
    fault = "" if found == wanted else "附件的序号或名称与附件说明不一致"
    numbers = [a.number for a in document.attachments]
    if numbers != list(range(1, len(numbers) + 1)):
        fault = fault or "附件的序号不连贯"
    return judged("attachments", "附件", fault, f"共{len(numbers)}个")
