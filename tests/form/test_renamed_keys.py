"""Keys that were renamed: what data of an older version name is found under its present key."""

import pytest

from pingkou_gui.form import renamed_keys
from pingkou_gui.form.renamed_keys import present_finding_key, present_place
from pingkou_gui.form.values import Place


@pytest.fixture(autouse=True)
def _renamed(monkeypatch):
    fields = {"unit.title": "unit.name", "project.cost": "project.outturn", "works.a": "project.b"}
    monkeypatch.setattr(renamed_keys, "RENAMED_FIELDS", fields)
    monkeypatch.setattr(renamed_keys, "RENAMED_CHECKS", {"adds_up": "sums"})
    monkeypatch.setattr(renamed_keys, "RENAMED_FIGURES", {"share": "execution_rate"})


@pytest.mark.parametrize(
    ("old", "now"),
    [
        (Place("unit", 0, "title"), Place("unit", 0, "name")),
        (Place("project", 3, "cost"), Place("project", 3, "outturn")),
        (Place("works", 2, "a"), Place("project", 2, "b")),
        (Place("project", 3, "name"), Place("project", 3, "name")),
    ],
)
def test_a_value_is_found_where_its_field_is_now(old, now):
    assert present_place(old) == now


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("adds_up@unit.title", "sums@unit.name"),
        ("adds_up@project[12].cost,unit.name", "sums@project[12].outturn,unit.name"),
        ("adds_up@works[2].a", "sums@project[2].b"),
        ("other@share[3]", "other@execution_rate[3]"),
        ("other@share[12],project[1].cost", "other@execution_rate[12],project[1].outturn"),
        ("other@rate[4]", "other@rate[4]"),
        ("other@", "other@"),
        ("adds_up", "adds_up"),
    ],
)
def test_a_reason_given_for_a_finding_stays_with_it(old, now):
    assert present_finding_key(old) == now
