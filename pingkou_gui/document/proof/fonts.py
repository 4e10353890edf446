"""Chinese fonts: in every style, by hint in every run, and none by theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.page_styles import east_asian_font
from pingkou_gui.document.proof.items import ProofItem, judged
from pingkou_gui.document.proof.opened import NS, value
from pingkou_gui.document.word.markup import tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from pingkou_gui.document.proof.opened import Opened


def fonts(file: Opened) -> ProofItem:
    """Styles name the county's fonts, runs say they are Chinese, and no theme interferes."""
    fault = next(_faults(file), "")
    habits = file.habits
    detail = f"正文{habits.body_font}，标题{habits.title_font}，数字{habits.latin_font}"
    return judged("fonts", "字体", fault, detail)


def _faults(file: Opened) -> Iterator[str]:
    for place in file.styles.iter(tag("rFonts")):
        if any("Theme" in str(name) for name in place.attrib):
            yield "样式里用了主题字体"
        yield from _style_faults(file, place)
    if any("Theme" in str(a) for f in file.body.iter(tag("rFonts")) for a in f.attrib):
        yield "正文里用了主题字体"
    unhinted = sum(not _is_hinted(run) for run in _runs(file))
    if unhinted:
        yield f"有{unhinted}处文字没有注明按中文字体排"
    if not _names_body_font(file):
        yield "正文样式没有指定中文字体"


def _style_faults(file: Opened, place: _Element) -> Iterator[str]:
    style = next(place.iterancestors(tag("style")), None)
    name = "" if style is None else value(style.find(tag("name")))
    wanted = east_asian_font(value(style, "styleId"), file.habits)
    if value(place, "eastAsia") != wanted or value(place, "hAnsi") != wanted:
        yield f"样式“{name or '默认'}”的中文字体不是{wanted}"
    if value(place, "hint") != "eastAsia":
        yield f"样式“{name or '默认'}”没有注明按中文字体排"


def _runs(file: Opened) -> Iterator[_Element]:
    yield from file.body.iter(tag("r"))
    for edge in file.edges.values():
        yield from edge.iter(tag("r"))


def _is_hinted(run: _Element) -> bool:
    return value(run.find("w:rPr/w:rFonts", NS), "hint") == "eastAsia"


def _names_body_font(file: Opened) -> bool:
    places = (
        "w:docDefaults/w:rPrDefault/w:rPr/w:rFonts",
        "w:style[@w:styleId='Normal']/w:rPr/w:rFonts",
    )
    return all(
        value(file.styles.find(place, NS), "eastAsia") == file.habits.body_font for place in places
    )
