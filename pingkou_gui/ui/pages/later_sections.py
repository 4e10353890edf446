"""Who builds a section that no first page begins with, by its layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.form.field import Layout
from pingkou_gui.ui.pages.amount_sections import AmountsGroup, texts_section
from pingkou_gui.ui.pages.funds_section import FundsSection
from pingkou_gui.ui.pages.outline_section import OutlineSection
from pingkou_gui.ui.pages.rows_section import RowsSection
from pingkou_gui.ui.pages.scores_section import ScoresSection

if TYPE_CHECKING:
    from pingkou_gui.ui.pages.form_page import Builder

LATER: dict[Layout, Builder] = {
    Layout.AMOUNTS: AmountsGroup,
    Layout.TEXTS: texts_section,
    Layout.TABLE: RowsSection,
    Layout.DETAIL: RowsSection,
    Layout.OUTLINE: OutlineSection,
    Layout.FUNDS: lambda _first_budget, context: FundsSection(context),
    Layout.SCORES: ScoresSection,
}
