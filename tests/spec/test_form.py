"""Every field of the form is well described, and no address ever changes."""

from pathlib import Path

import pytest

from pingkou_gui.domain.figures import FIGURES
from pingkou_gui.scheme.reader import default_scheme
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.number_kinds import AmountKind
from pingkou_gui.spec.section import Layout
from pingkou_gui.spec.values import Unread

ATTACHMENTS = {"title", "signature", "attachment1", "attachment2", "attachment3"}
GOLDEN = Path(__file__).with_name("keys.txt")


@pytest.mark.parametrize("field", FORM.fields, ids=lambda f: f.key)
def test_a_field_has_a_label_an_address_and_reads_a_blank_as_nothing(field):
    assert field.label == field.label.strip() != ""
    assert field.section and field.name
    assert field.read("").value is None
    assert field.show(None) == ""


@pytest.mark.parametrize(
    "field", [f for f in FORM.fields if isinstance(f.kind, AmountKind)], ids=lambda f: f.key
)
def test_an_amount_has_its_unit(field):
    assert field.unit == "万元"


def test_where_a_field_prints_is_a_part_of_the_outline_or_an_attachment():
    keys = {part.key for top in default_scheme().outline for part in top.walk()}
    unknown = {p for f in FORM.fields for p in f.prints} - keys - ATTACHMENTS
    assert not unknown


def test_phrases_that_are_offered_are_in_the_scheme():
    offered = {f.phrases for f in FORM.fields if f.phrases}
    assert offered <= set(default_scheme().phrases)


def test_every_section_that_is_repeated_names_its_rows():
    for section in FORM.sections.values():
        tables = (Layout.TABLE, Layout.DETAIL, Layout.OUTLINE, Layout.SCORES)
        assert section.repeated() == (section.layout in tables or section.layout is Layout.HIDDEN)


def test_there_are_six_pages():
    assert [page.title for page in FORM.pages] == [
        "概况",
        "基本支出",
        "项目",
        "资金",
        "评分",
        "问题",
    ]


def test_words_that_cannot_be_read_are_kept_with_the_reason():
    field = next(f for f in FORM.fields if f.key == "conferences.meetings")
    value = field.read("二点八").value
    assert value == Unread("二点八", "会议费本年决算写成数字，例如 2.80")
    assert field.load(field.dump(value)) == value


def test_addresses_are_the_addresses_in_everybodys_database():
    keys = [f.key for f in FORM.fields]
    assert len(keys) == len(set(keys))
    assert keys == GOLDEN.read_text("utf-8").split(), (
        "an address changed: write a migration, then this file"
    )


def test_no_figure_shares_its_key_with_another():
    assert all(key == figure.key for key, figure in FIGURES.items())
    assert all(figure.label and figure.unit and figure.source for figure in FIGURES.values())
