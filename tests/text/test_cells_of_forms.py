"""Cells of forms: the same words in many of them, and words that nobody wrote."""

from dataclasses import replace

from pingkou_gui.text.lines.source import Paragraph, SourceText, normalise
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reading.reader import read

SLIP = "与上年相比，接待人次较少3人次。"


def table(*words, preprinted=()):
    cells = (
        Paragraph(text, f"表1行{row}列1", 1, row, 1, preprinted=row in preprinted)
        for row, text in enumerate(words, 1)
    )
    return SourceText((Paragraph("2023年度部门整体支出绩效自评报告", "段1"), *cells))


def test_the_same_words_in_several_cells_are_told_of_each():
    spots = [f.spot for f in proofread(table(SLIP, "道路", SLIP)) if f.class_ == "TYPO"]
    assert [spot.paragraph for spot in spots] == [1, 3]
    assert len({(spot.start, spot.end) for spot in spots}) == 1


def test_equal_cells_are_evened_out_alike_and_each_knows_its_own_place():
    source = table("５ 月 １ 日", "道路", "５ 月 １ 日")
    for at, normal in enumerate(read(source).normals):
        assert normal == normalise(source.paragraphs[at].text, at)


def test_blank_cells_figures_and_words_of_the_empty_form_are_no_words_that_somebody_wrote():
    reading = read(table(SLIP, " ", "12.50", "≥95%", "—", "12.50+3=15.5", SLIP, preprinted={7}))
    assert [normal.paragraph for normal in reading.written] == [0, 1, 6]


def test_the_running_text_has_no_cells_and_numbers_among_words_are_known_by_their_paragraph():
    reading = read(table("拨付96.00万元，占50%", "道路", "98%"))
    assert [normal.paragraph for normal in reading.running] == [0]
    printed = {at: [n.amount.text for n in found] for at, found in reading.numbers.items()}
    assert printed == {1: ["96.00", "50"]}


def test_nothing_is_said_of_the_words_of_an_empty_form():
    text = table(SLIP, preprinted={1})
    assert not [f for f in proofread(text) if f.class_ == "TYPO"]
    typed = SourceText(tuple(replace(p, preprinted=False) for p in text.paragraphs))
    assert [f for f in proofread(typed) if f.class_ == "TYPO"]
