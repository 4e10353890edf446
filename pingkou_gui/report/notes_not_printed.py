"""Notes of the clerk that the report's own sentence leaves nothing to say with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.form.pages.funds import FundTexts
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.report.figures_funds import FUNDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.form.field import Field
    from pingkou_gui.report.facts import Facts

FUND_NOTES = {
    "government_funds": FundTexts.government_funds,
    "state_capital": FundTexts.state_capital,
    "social_insurance": FundTexts.social_insurance,
}
"""What the clerk may write about a budget, by the budget's code."""

USED_FOR = re.compile(
    r"^(?:[^，。；：\d]{0,12}?(?:资金|基金|支出|经费|预算|费用|款项|收入))?(?:主要|全部)?(?:用于|用在)"
)
"""How a purpose begins: 用于…, 资金主要用于…, 政府性基金主要用于…."""
_NOTHING = re.compile(
    r"(?:\d{4}年|本年|今年|当年|全年|我[镇乡办局街道单位]+|本[镇乡办局单位]+|，)*"
    r"(?:(?:均|也|亦)?(?:无|没有|未安排|未发生|不涉及)"
    r"(?:此项|该项|这项|相关|{name}|{short})?(?:资金|收入|收支|支出|情况|内容|预算|和|、)*|无此项[^，。；]{0,4})。?"
)


def unused_purposes(f: Facts) -> Iterator[tuple[Field[str], str]]:
    """Yield the notes on budgets that are not printed, each with the name of its budget.

    A bare 无 is in print as the sentence has it, and needs no word.
    """
    for code, field in FUND_NOTES.items():
        if is_left_out(f, code) and (f[field] or "").strip("。 ") != "无":
            yield field, FUNDS[code].label


def is_unused(f: Facts, row: int) -> bool:
    """Return whether what a project's money was used for is not printed, as none was spent."""
    use, spent = f[Project.use, row], f.column(Project.outturn, (row,))[0]
    return use is not None and spent == 0 and bool(USED_FOR.match(use.strip()))


def is_left_out(f: Facts, code: str) -> bool:
    """Return whether the note on a budget is not printed, as nothing was spent.

    The sentence says so: what it was used for would be untrue, and 无 or 不涉及 is told already.
    """
    note, spent = f[FUND_NOTES[code]], f[FUNDS[code].stages["outturn"]]
    if not note or spent != 0:
        return False
    return bool(USED_FOR.match(note.strip())) or _says_nothing(note.strip(), FUNDS[code].label)


def _says_nothing(note: str, name: str) -> bool:
    named = _NOTHING.pattern.replace("{name}", re.escape(name))
    named = named.replace("{short}", re.escape(name.removesuffix("预算")))
    return re.fullmatch(named, note) is not None
