"""Every field of the form is well described."""

from decimal import Decimal

import pytest

from pingkou_gui.form.field import Layout, is_blank
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import AmountKind
from pingkou_gui.form.pages.basic_spending import Basic, Conferences, Control
from pingkou_gui.form.pages.funds import General
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import ProjectIndicator
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.form.values import NIL, Place, Unread
from pingkou_gui.report.figure_index import FIGURES
from pingkou_gui.scheme.scheme_reader import default_scheme

ATTACHMENTS = {"title", "signature", "attachment1", "attachment2", "attachment3"}


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
    assert value == Unread("二点八", "会议费本年决算写成数字，或写明单位，例如 三十六万元")
    assert field.load(field.dump(value)) == value


def test_no_two_fields_share_an_address():
    keys = [f.key for f in FORM.fields]
    assert len(keys) == len(set(keys))


def test_no_figure_shares_its_key_with_another():
    assert all(key == figure.key for key, figure in FIGURES.items())
    assert all(figure.label and figure.unit and figure.source for figure in FIGURES.values())


def test_an_address_is_written_as_one_word():
    assert str(Place("basic", 0, "wages")) == "basic.wages"
    assert str(Place("project", 1, "name")) == "project[1].name"


def test_an_address_of_another_version_has_no_field():
    assert FORM.field_at(Place("unit", 0, "nickname")) is None
    assert FORM.field_at(Place("unit", 7, "name")) is Unit.name


def test_rows_below_a_row_are_known_by_their_section():
    assert [section.key for section in FORM.children("project")] == ["project_indicator"]
    assert FORM.children("unit") == ()


def test_a_section_is_on_one_page_and_a_hidden_one_on_none():
    assert FORM.page_of("conferences").title == "基本支出"
    assert FORM.page_of("closed_finding") is None


def test_a_quantity_has_its_fields_in_the_order_of_its_row():
    names = [field.name for field in Conferences.training.fields]
    assert names == ["training", "training_last", "training_budget", "training_reason"]
    assert [field.name for field in Basic.wages.fields] == ["wages", "wages_last", "wages_reason"]
    assert [f.name for f in Control.office.fields] == ["office", "office_last", "office_budget"]


def test_words_that_could_not_be_read_are_shown_and_stored_as_typed():
    field, unread = Conferences.meetings.this, Unread("见附表", "x")
    assert (field.show(unread), field.dump(unread)) == ("见附表", "见附表")
    assert field.load("见附表") == Unread("见附表", "会议费本年决算写成数字，例如 2.80")


def test_the_control_characters_taken_off_are_said_of_a_number_too():
    read = Conferences.meetings.this.read("2.\x008")
    assert (read.value, read.note) == (Decimal("2.80"), "已去掉看不见的控制字符")
    unread = Conferences.meetings.this.read("二\x00点")
    assert unread.note == "已去掉看不见的控制字符"


def test_a_blank_and_an_unread_text_are_blank_and_none_is_not():
    assert [is_blank(value) for value in (None, Unread("x", "y"), NIL, Decimal(0), "")] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_the_head_of_a_column_is_the_short_label_where_there_is_one():
    assert General.initial.head == "年初预算"
    assert General.initial.label == "一般公共预算年初预算"
    assert Unit.name.head == "单位名称"


@pytest.mark.parametrize("section", [Indicator, ProjectIndicator])
def test_an_indicator_needs_all_but_what_is_worked_out_or_explained(section):
    needed = {field.name for field in section.fields if field.required}
    assert {field.name for field in section.fields} - needed == {"score", "reason"}
