"""The composed report, read as a stranger would read it."""

from collections import Counter

import pytest

from pingkou_gui.assets import asset
from pingkou_gui.document.compose import compose
from pingkou_gui.document.review import _pieces, review
from pingkou_gui.domain.draft import Draft
from pingkou_gui.domain.facts import Facts
from pingkou_gui.domain.record import from_json
from pingkou_gui.scheme.reader import default_scheme
from pingkou_gui.spec.pages.problems import Problem


@pytest.fixture(scope="module")
def report():
    return from_json(asset("sample/pingkou-2023.json").read_text()).report


def composed(report):
    return compose(Facts(report, default_scheme()), draft=True)


def test_every_cell_of_all_attachments_has_a_place_of_its_own(report):
    places = Counter(
        (piece.paragraph.table, piece.paragraph.row, piece.paragraph.column)
        for piece in _pieces(composed(report))
        if piece.paragraph.table
    )
    assert len(places) > 100
    assert max(places.values()) == 1


def test_the_sample_as_it_is_written_by_the_program_has_nothing_wrong(report):
    assert review(composed(report), report) == ()


def test_a_slip_in_the_clerks_own_words_leads_to_its_field(report):
    draft = Draft(report)
    row = draft.add(Problem)
    draft.type_in(Problem.name, "预算编制不细", row)
    draft.type_in(Problem.cause, "支出较少5万元。", row)
    changed = report.apply(draft.change)
    assert Problem.cause.at(row) in {f.places[0] for f in review(composed(changed), changed)}
