"""Paper, margins, lines, characters, page numbers and the mark of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.page_checks import head_fault, signature_fault
from pingkou_gui.document.page_geometry import CHARACTERS, LINES, LONG, SHORT, SIZE, Geometry
from pingkou_gui.document.page_styles import DRAFT
from pingkou_gui.document.proof.items import ProofItem, judged
from pingkou_gui.document.proof.opened import NS, number, text_of, value
from pingkou_gui.document.word.markup import tag

if TYPE_CHECKING:
    from lxml.etree import _Element

    from pingkou_gui.document.proof.opened import Opened

_SIDES = ("top", "bottom", "left", "right")


def paper(file: Opened) -> ProofItem:
    """Every section is A4, upright or lying, and is marked as it lies."""
    faults = [n for n, section in enumerate(file.sections, 1) if not _is_a4(section)]
    fault = f"第{_listed(faults)}节不是A4纸" if faults else ""
    fault = fault if file.sections else "没有页面设置"
    return judged("paper", "A4", fault, "210×297毫米")


def _is_a4(section: _Element) -> bool:
    size = section.find(tag("pgSz"))
    lying = value(size, "orient") == "landscape"
    wanted = (LONG, SHORT) if lying else (SHORT, LONG)
    return (number(size, "w"), number(size, "h")) == wanted


def margins(file: Opened) -> ProofItem:
    """Every section has the county's margins, turned with the sheet."""
    faults = [n for n, section in enumerate(file.sections, 1) if not _has_margins(file, section)]
    fault = f"第{_listed(faults)}节的页边距不对" if faults else ""
    detail = "上{:g}、下{:g}、左{:g}、右{:g}毫米".format(*file.habits.margins)
    return judged("margins", "页边距", fault, detail)


def _has_margins(file: Opened, section: _Element) -> bool:
    page = _page(file, section)
    found = section.find(tag("pgMar"))
    return all(number(found, side) == getattr(page, side) for side in _SIDES)


def _page(file: Opened, section: _Element) -> Geometry:
    upright = Geometry.of(file.habits)
    lying = value(section.find(tag("pgSz")), "orient") == "landscape"
    return upright.turned() if lying else upright


def lines(file: Opened) -> ProofItem:
    """The grid and the body's exact line give 22 lines on an upright page."""
    exact = file.styles.find("w:style[@w:styleId='Normal']/w:pPr/w:spacing", NS)
    height = number(exact, "line") or 1
    room = Geometry.of(file.habits).height
    grids = {number(s.find(tag("docGrid")), "linePitch") for s in file.sections}
    kinds = {value(s.find(tag("docGrid")), "type") for s in file.sections}
    fault = ""
    if value(exact, "lineRule") != "exact" or room // height != LINES:
        fault = f"正文行距不合每页{LINES}行"
    elif grids != {height} or kinds != {"lines"}:
        fault = "文档网格与正文行距不一致"
    return judged("lines", f"{LINES}行", fault, f"行距{height / 20:g}磅")


def characters(file: Opened) -> ProofItem:
    """Size and spacing of the body give 28 characters a line."""
    run = file.styles.find("w:style[@w:styleId='Normal']/w:rPr", NS)
    size = number(run.find(tag("sz")) if run is not None else None) or 0
    spacing = number(run.find(tag("spacing")) if run is not None else None)
    wide = size * 10 + (spacing or 0)
    fits = Geometry.of(file.habits).width // wide if wide > 0 else 0
    right = size * 10 == SIZE and fits == CHARACTERS
    fault = "" if right else f"正文字号和字间距每行排{fits}字"
    return judged("characters", f"{CHARACTERS}字", fault, "三号字")


def page_numbers(file: Opened) -> ProofItem:
    """Odd pages carry — 1 — on the right, even ones on the left, 7 mm under the type area."""
    fault = ""
    if file.settings.find(tag("evenAndOddHeaders")) is None:
        fault = "奇偶页的页码没有分开"
    faults = [n for n, s in enumerate(file.sections, 1) if not _is_numbered(file, s)]
    fault = fault or (f"第{_listed(faults)}节的页码不对" if faults else "")
    return judged("page_numbers", "页码", fault, "奇数页在右，偶数页在左")


def _is_numbered(file: Opened, section: _Element) -> bool:
    page = _page(file, section)
    aside = page.landscape and file.habits.rotate_landscape_numbers
    found = file.edges_of(section, "header" if aside else "footer")
    if number(section.find(tag("pgMar")), "footer") != page.footer:
        return False
    return all(
        _shows_number(found.get(pages), side)
        for pages, side in (("default", "right"), ("even", "left"))
    )


def _shows_number(edge: _Element | None, side: str) -> bool:
    if edge is None:
        return False
    for paragraph in edge.iter(tag("p")):
        field = paragraph.find("w:r/w:instrText", NS)
        if field is not None and (field.text or "").strip() == "PAGE":
            placed = value(paragraph.find("w:pPr/w:jc", NS)) == side
            return placed and text_of(paragraph) == "— 1 —"
    return False


def signature(file: Opened) -> ProofItem:
    """Unit and day stand together, on a page that holds text of the report as well."""
    fault = next(filter(None, map(signature_fault, file.layouts())), "")
    return judged("signature", "落款", fault, "单位和日期在同一页，与正文同页")


def repeated_heads(file: Opened) -> ProofItem:
    """附件1 stands on one page, or shows its head on each."""
    fault = next(filter(None, map(head_fault, file.layouts())), "")
    return judged("repeated_heads", "附件1版面", fault, "一页排完，或每页有表头")


def draft_mark(file: Opened) -> ProofItem:
    """Every page of a draft says so, and no page of a final report does."""
    marked = [DRAFT in text_of(edge) for s in file.sections for edge in _headers(file, s)]
    if file.document.draft:
        whole = all(marked) and len(marked) == 2 * len(file.sections)
        return judged("draft", "草稿标记", "" if whole else "有的页上没有草稿标记", "每页均已标明")
    return judged("draft", "定稿", "定稿上还有草稿标记" if any(marked) else "", "没有草稿标记")


def _headers(file: Opened, section: _Element) -> list[_Element]:
    return list(file.edges_of(section, "header").values())


def _listed(numbers: list[int]) -> str:
    return "、".join(map(str, numbers))
