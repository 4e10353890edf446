"""Keys that reach a user's data: declared, pinned, and read under their present names.

After a key was added, write the list anew: python tests/report/test_keys.py
A key that vanishes from the list was renamed: enter it in `form/renamed_keys.py`.
"""

import json
import tomllib
from pathlib import Path

import pytest

from pingkou_gui.county.collected_figures import BY_KEY
from pingkou_gui.form import renamed_keys
from pingkou_gui.form.form import FORM, ClosedFinding
from pingkou_gui.form.values import Place
from pingkou_gui.report.check_rules import check, row_check
from pingkou_gui.report.checks import CHECKS, DESCRIBED, class_of, findings
from pingkou_gui.report.facts import figure
from pingkou_gui.report.figure_index import FIGURES
from pingkou_gui.report.json_format import from_json

KEYS = Path(__file__).parent / "keys.txt"
CASES = Path(__file__).parent / "checks" / "cases"


def keys_in_use():
    """Return every key as a line: what it is the key of, and the key."""
    repeated = {key: "[]" if section.repeated() else "" for key, section in FORM.sections.items()}
    fields = (f"{f.section}{repeated[f.section]}.{f.name}" for f in FORM.fields)
    groups = {"field": fields, "check": DESCRIBED, "figure": FIGURES, "column": BY_KEY}
    return [f"{group} {key}" for group, keys in groups.items() for key in sorted(keys)]


def test_every_key_is_the_one_that_was_always_written():
    assert keys_in_use() == KEYS.read_text(encoding="utf-8").splitlines()


def test_a_key_is_declared_and_does_not_follow_the_name_of_its_rule():
    def renamed(f, row=0):
        return None

    assert check("sums_agree", "", "SUM")(renamed).key == "sums_agree"
    assert row_check("rows_agree", ClosedFinding, "", "SUM")(renamed).key == "rows_agree"
    assert figure("gap", "", unit="", words="", source="")(renamed).key == "gap"


def test_no_two_checks_and_no_check_and_field_share_a_key():
    keys = [check.key for check in CHECKS]
    assert len(set(keys)) == len(keys)


def test_a_renamed_key_is_never_in_use_again():
    fields = {field.key for field in FORM.fields}
    assert fields.isdisjoint(renamed_keys.RENAMED_FIELDS)
    assert fields.issuperset(renamed_keys.RENAMED_FIELDS.values())
    assert DESCRIBED.keys().isdisjoint(renamed_keys.RENAMED_CHECKS)
    assert DESCRIBED.keys() >= set(renamed_keys.RENAMED_CHECKS.values())
    assert FIGURES.keys().isdisjoint(renamed_keys.RENAMED_FIGURES)
    assert FIGURES.keys() >= set(renamed_keys.RENAMED_FIGURES.values())


def found_in(path, facts_of_case):
    for case in tomllib.loads(path.read_text("utf-8"))["例"]:
        yield from findings(facts_of_case(case))


@pytest.mark.parametrize("path", sorted(CASES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_finding_has_a_declared_key_and_the_class_of_its_check(path, facts_of_case):
    found = list(found_in(path, facts_of_case))
    assert found
    assert {finding.check for finding in found} <= DESCRIBED.keys()
    assert all(class_of(finding) == DESCRIBED[finding.check].class_ for finding in found)


def test_an_unreadable_value_and_sums_that_differ_keep_their_class(facts_of):
    (unread,) = findings(facts_of(staff__headcount="多"))
    assert (unread.check, class_of(unread)) == ("values_can_be_read", "UNREADABLE")
    (sums,) = findings(facts_of(basic__total="5", project_totals__total="无", general__outturn="4"))
    assert (sums.check, class_of(sums)) == ("fund_outturn", "SUM")


@pytest.fixture
def renamed(monkeypatch):
    """Rename a check, a figure and two fields."""
    monkeypatch.setattr(
        renamed_keys,
        "RENAMED_FIELDS",
        {"basic.pay": "basic.wages", "old_project.title": "project.name"},
    )
    monkeypatch.setattr(renamed_keys, "RENAMED_CHECKS", {"wan": "amounts_are_in_wan"})
    monkeypatch.setattr(renamed_keys, "RENAMED_FIGURES", {"gap:all": "reconciliation_gap"})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("wan@basic.pay", "amounts_are_in_wan@basic.wages"),
        ("wan@basic.goods,basic.pay", "amounts_are_in_wan@basic.goods,basic.wages"),
        ("sums@old_project[3].title", "sums@project[3].name"),
        ("sums@gap:all[0],gap[0]", "sums@reconciliation_gap[0],gap[0]"),
        ("wan@", "amounts_are_in_wan@"),
        ("wan", "wan"),
        ("", ""),
    ],
)
@pytest.mark.usefixtures("renamed")
def test_the_key_of_a_finding_is_read_under_the_present_names(old, new):
    assert ClosedFinding.finding.load(old) == new
    assert ClosedFinding.finding.load(new) == new


@pytest.mark.usefixtures("renamed")
def test_values_under_old_keys_come_to_their_present_places():
    rows = [["closed_finding", 0, [2]], ["project", 0, [7]]]
    entries = [
        ["basic", 0, "pay", "12.50"],
        ["old_project", 7, "title", "村道养护"],
        ["old_project", 8, "title", "已删的行"],
        ["closed_finding", 2, "finding", "wan@basic.pay"],
    ]
    data = {"format": "pingkou-report", "version": 1, "rows": rows, "entries": entries}
    report = from_json(json.dumps(data)).report
    assert {place: str(entry.value) for place, entry in report.entries.items()} == {
        Place("basic", 0, "wages"): "12.50",
        Place("project", 7, "name"): "村道养护",
        Place("closed_finding", 2, "finding"): "amounts_are_in_wan@basic.wages",
    }


if __name__ == "__main__":
    KEYS.write_text("".join(f"{line}\n" for line in keys_in_use()), encoding="utf-8")
