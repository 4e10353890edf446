"""Any report at all, for what must hold whatever was typed."""

from __future__ import annotations

from hypothesis import strategies as st

from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import AmountKind, ChoiceKind, CountKind
from pingkou_gui.report.report import Draft, Report

AMOUNTS = st.sampled_from(["", "无", "0", "0.001", "2.8", "5.65", "1287.78", "1e5", "二"])
WORDS = st.sampled_from(["", "修路", "用于修路。", "一行\n\n二行；", "原因是雨多", "😀"])


def _texts(field):
    if isinstance(field.kind, ChoiceKind):
        return st.sampled_from(["", *(label for _, label in field.kind.options)])
    return AMOUNTS if isinstance(field.kind, AmountKind | CountKind) else WORDS


@st.composite
def reports(draw):
    """Return a report with anything in any field, lists of up to two rows."""
    draft = Draft(Report())
    for section in FORM.sections.values():
        if section.parent:
            continue
        rows = [draft.add(section) for _ in range(draw(st.integers(0, 2)))] if section.noun else [0]
        for row in rows:
            for field in section.fields:
                draft.type_in(field, draw(_texts(field)), row)
    return Report().apply(draft.change)
