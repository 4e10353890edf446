"""What other tables and texts call the amount rows stands on their declarations.

The lexicon of texts, which know nothing of the form, is written from them. After an amount row was
declared or named otherwise: python tests/form/test_quantities.py
"""

import json
from pathlib import Path

import pytest

from pingkou_gui.form.form import (
    AMOUNTS,
    BY_CLASS,
    BY_ITEM,
    BY_TERM,
    names_of,
    vocabulary_rows,
)
from pingkou_gui.form.pages.basic_spending import Basic, Conferences, ThreePublic
from pingkou_gui.text.lines.vocabulary import vocabulary

LEXICON = Path(__file__).parents[2] / "resources" / "lexicon" / "form_quantities.toml"
HEAD = """\
# The amount rows of the form as texts name them, written from their declarations by
# tests/form/test_quantities.py. What the words of a row mean stands in quantities.toml.
"""


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


def test_parts_follow_from_the_form_and_only_sums_without_classes_are_whole():
    rows = {row["key"]: row for row in vocabulary_rows()}
    assert rows["official_vehicles"]["parts"] == ["vehicle_purchase", "vehicle_running"]
    assert rows["official_vehicles"]["whole"]
    assert {"meetings", "training", "goods_and_services"} <= set(
        rows["operating_spending"]["parts"]
    )
    assert "whole" not in rows["operating_spending"]
    assert "parts" not in rows["training"]


def lexicon():
    """Return the file as the declarations have it."""
    rows = (
        "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in row.items())
        for row in vocabulary_rows()
    )
    return HEAD + "".join(f"\n[[quantity]]\n{row}" for row in rows)


def test_the_lexicon_is_what_the_declarations_say():
    assert LEXICON.read_text(encoding="utf-8") == lexicon()


def test_texts_are_read_by_the_names_on_the_declarations():
    words = vocabulary()
    for term, row in BY_TERM.items():
        for name in names_of(row):
            found = words.quantity(name.replace("“", "").replace("”", ""))
            assert (found.key, found.label) == (term, row.label)


if __name__ == "__main__":
    LEXICON.write_text(lexicon(), encoding="utf-8")
