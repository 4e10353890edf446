"""The program's own report, however it comes as text, gives no cause to complain of its form."""

from datetime import UTC, datetime
from functools import cache

import pytest

from pingkou_gui.document.compose import compose
from pingkou_gui.document.publish import write_word
from pingkou_gui.document.tree import plain_text
from pingkou_gui.form.pages.funds import OtherFunds, SpecialAccount
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.importers.source_text import read_source
from pingkou_gui.paths import asset
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import from_json
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme_reader import read_scheme_file, scheme_of
from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread

CELL_ENDS = {
    "tabs": "\t",
    "blanks": "  ",
    "wide blanks": "　",
    "lines": "\n",
    "bars": " | ",
    "nothing": "",
}


@cache
def document():
    record = from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))
    return compose(Facts(record.report, scheme_of(record.scheme)), draft=False)


@pytest.fixture(scope="module")
def word(tmp_path_factory):
    """The report as Word, read again."""
    path = tmp_path_factory.mktemp("own") / "自评报告.docx"
    record = from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))
    write_word(document(), scheme_of(record.scheme).page, path, written=datetime.now(UTC))
    return read_source(path)


@cache
def agreed():
    """The same report with its budgets in agreement and some of every source left over."""
    record = from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))
    draft = Draft(record.report)
    f = Facts(record.report, scheme_of(record.scheme))
    rows = [row for row in f.rows(Project) if f[Project.budget, row] is None]
    for row, budget in zip(rows, ("专户非税收入", "其他资金"), strict=True):
        draft.type_in(Project.budget, budget, row)
    for field, text in (
        (SpecialAccount.full_year, "110"), (SpecialAccount.outturn, "108.5"),
        (OtherFunds.full_year, "60"), (OtherFunds.outturn, "53.93"),
    ):  # fmt: skip
        draft.type_in(field, text)
    report = record.report.apply(draft.change)
    return compose(Facts(report, scheme_of(record.scheme)), draft=False)


@pytest.mark.parametrize("ends", CELL_ENDS.values(), ids=CELL_ENDS)
def test_sums_beside_the_heads_that_divide_them_begin_a_table_of_their_own(ends):
    text = plain_text(agreed())
    assert "按收入性质分（全年执行数）：1855.32\t按支出性质分（全年执行数）：1855.32" in text
    assert proofread(SourceText.from_string(text.replace("\t", ends))) == ()


@pytest.mark.parametrize("ends", CELL_ENDS.values(), ids=CELL_ENDS)
def test_titles_that_begin_with_a_year_are_counted_on(ends):
    record = from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))
    scheme = read_scheme_file(asset("schemes/guangdong.toml"))
    text = plain_text(compose(Facts(record.report, scheme), draft=False)).replace("\t", ends)
    assert "附件：1. 2023年度" in text
    found = proofread(SourceText.from_string(text))
    assert [f.message for f in found if f.class_ == "NUMBERING"] == []


def test_a_sum_beside_such_a_head_is_held_against_its_parts():
    text = plain_text(agreed())
    wrong = text.replace("收入拨款\t108.50", "收入拨款\t105.80")
    assert wrong != text
    assert "SUM" in {f.class_ for f in proofread(SourceText.from_string(wrong))}


def copied(source, *, trimmed):
    """The lines of a Word file as they are copied: cells merged downwards blank, across once."""
    lines, place = [], None
    for paragraph in source.paragraphs:
        here = (paragraph.table, paragraph.row)
        if paragraph.is_cell and here == place:
            lines[-1] += "\t" + paragraph.text
        else:
            before = "" if trimmed or paragraph.column < 2 else "\t" * (paragraph.column - 1)
            lines.append(before + paragraph.text)
        place = here if paragraph.is_cell else None
    return SourceText.from_string("\n".join(lines))


@pytest.mark.parametrize("ends", CELL_ENDS.values(), ids=CELL_ENDS)
def test_text_is_left_alone_whatever_parts_its_cells(ends):
    text = plain_text(document()).replace("\t", ends)
    assert proofread(SourceText.from_string(text)) == ()


@pytest.mark.parametrize("trimmed", [False, True])
def test_a_copy_out_of_word_is_left_alone(word, trimmed):
    assert proofread(copied(word, trimmed=trimmed)) == ()


def test_of_the_word_file_only_the_reason_not_yet_written_is_told(word):
    assert [(f.class_, f.quote) for f in proofread(word)] == [("REASON", "9.68")]


@pytest.mark.parametrize(
    ("right", "wrong", "class_", "expected"),
    [
        ("130.70\t130.70\t10\t100.00%", "130.70\t130.70\t10\t98.00%", "PCT", "100.00%"),
        ("100.00%\t10.00", "100.00%\t9.00", "POINTS", "10.00"),
        ("96\t91\t94.79%", "96\t91\t97.49%", "PCT", "94.79%"),
        ("\n3. 2023年度项目", "\n4. 2023年度项目", "NUMBERING", "3、"),
    ],
)
def test_a_slip_in_the_attachments_is_found_all_the_same(right, wrong, class_, expected):
    text = plain_text(document())
    found = proofread(SourceText.from_string(text.replace(right, wrong, 1)))
    assert right in text
    assert (class_, expected) in {(f.class_, f.expected) for f in found}
