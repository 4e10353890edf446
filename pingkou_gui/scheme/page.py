"""The page habits of a county."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageHabits:
    """How the printed page looks; the defaults are GB/T 9704-2012 with the usual fonts.

    Margins are in mm, in the order top, bottom, left, right (GB/T 9704-2012, 5.2).
    """

    margins: tuple[float, float, float, float] = (37, 35, 28, 26)
    body_font: str = "仿宋_GB2312"
    title_font: str = "方正小标宋简体"
    heading_font: str = "黑体"
    subheading_font: str = "楷体_GB2312"
    table_font: str = "仿宋_GB2312"
    latin_font: str = "Times New Roman"
    number_font: str = "宋体"
    bold_third_level: bool = True
    sealed: bool = False
    """With a seal the date stands four characters in and the unit is centred over it."""
    rotate_landscape_numbers: bool = True
    """Off: the page number of a landscape page stands at its foot, read sideways."""
