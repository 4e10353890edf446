"""Titles, cover and fixed words of a scheme, with what may stand in braces in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.scheme.scheme import SLOTS, TITLES

if TYPE_CHECKING:
    from pingkou_gui.scheme.scheme_reader import TomlTable

TEXT_MOST = 2000
"""Characters of a text of the county's own."""
COVER_MOST = 8
"""Lines of a cover, so that it stays one page."""
_SLOT = re.compile(r"\{([^{}]*)\}")


def read_titles(file: TomlTable) -> dict[str, str]:
    """Return the titles, each with the words in braces that it needs."""
    table = file.table("titles")
    titles = {}
    for key, needed in TITLES.items():
        title = titles[key] = table.text(key)
        slots = check_slots(table, key, title, "标题", project=key == "attachment3")
        for slot in needed:
            if title and slot not in slots:
                table.fault(key, f"标题里缺少 {{{slot}}}", f"在该出现的地方写 {{{slot}}}")
    table.close()
    return titles


def check_slots(
    table: TomlTable, key: str, text: str, what: str, *, project: bool = False
) -> list[str]:
    """Return the slots of a text; one that would be printed raw is a fault of its line."""
    known = [slot for slot in SLOTS if project or slot != "project"]
    slots = _SLOT.findall(text)
    for slot in slots:
        if slot not in known:
            usable = "、".join(f"{{{name}}}" for name in known)
            table.fault(key, f"{what}里的 {{{slot[:40]}}} 程序不认识", f"只能用 {usable}")
    if re.search("[{}]", _SLOT.sub("", text)):
        table.fault(key, f"{what}里的花括号不成对", "写成 {year} 这样")
    return slots


def read_cover(file: TomlTable) -> tuple[str, ...]:
    """Return the lines below the title on the cover; without any the report has no cover."""
    table = file.table("cover", required=False)
    lines = table.texts("lines")
    for line in lines:
        check_slots(table, "lines", line, "封面")
    if len(lines) > COVER_MOST:
        table.fault("lines", f"封面有 {len(lines)} 行", f"减到 {COVER_MOST} 行以内")
    table.close()
    return lines[:COVER_MOST]


def read_attachments(file: TomlTable) -> tuple[str, bool]:
    """Return the fixed words in 说明 of 附件1, and whether each project is an attachment."""
    table = file.table("attachments", required=False)
    note = table.text("note", required=False, most=TEXT_MOST)
    check_slots(table, "note", note, "说明")
    apart = table.flag("one_per_project", default=False)
    table.close()
    return note, apart
