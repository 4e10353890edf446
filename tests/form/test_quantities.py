"""What other tables and texts call the amount rows stands on their declarations."""

import tomllib
from pathlib import Path

import pytest

from pingkou_gui.form.pages.basic_spending import Basic, Conferences, ThreePublic
from pingkou_gui.form.quantities import (
    AMOUNTS,
    BY_CLASS,
    BY_ITEM,
    BY_TERM,
    names_of,
    vocabulary_rows,
)

LEXICON = Path(__file__).parents[2] / "resources" / "lexicon" / "quantities.toml"


def test_rows_are_found_by_class_by_item_and_by_term():
    assert BY_CLASS["302"] is Basic.goods
    assert BY_ITEM["30216"] is Conferences.training
    assert BY_TERM["vehicle_running"] is ThreePublic.running
    assert list(BY_CLASS) == sorted(BY_CLASS)


@pytest.mark.parametrize("trait", ["code", "item", "term"])
def test_no_two_rows_share_a_code_or_a_term(trait):
    found = [getattr(row, trait) for row in AMOUNTS if getattr(row, trait)]
    assert len(found) == len(set(found))


def test_no_name_belongs_to_two_rows():
    owners = {}
    for row in AMOUNTS:
        for name in names_of(row):
            assert owners.setdefault(name, row) is row


def test_names_begin_with_the_label_and_have_no_quotation_marks_in_texts():
    rows = {row["key"]: row for row in vocabulary_rows()}
    assert rows["three_public"]["label"] == "“三公”经费"
    assert rows["three_public"]["names"][0] == "三公经费"
    assert rows["training"]["names"][:2] == ["培训费", "培训经费"]


def test_the_lexicon_calls_a_row_of_the_form_nothing_that_its_declaration_does_not():
    names = {row["key"]: set(row["names"]) for row in vocabulary_rows()}
    lexicon = tomllib.loads(LEXICON.read_text(encoding="utf-8"))["quantity"]
    own = [row for row in lexicon if row["key"] in names and "scope" not in row]
    assert {row["key"]: set(row["names"]) - names[row["key"]] for row in own} == {
        row["key"]: set() for row in own
    }
