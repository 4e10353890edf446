"""Pages: 22 lines, what stays together, tables row by row, numbers in the margin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from any_report import reports
from hypothesis import given, settings
from sample_report import report

from pingkou_gui.document.compose import compose
from pingkou_gui.document.line_breaking import OfficialWidths, Typesetter
from pingkou_gui.document.page_geometry import NUMBER_DROP, NUMBER_SIZE, Geometry
from pingkou_gui.document.page_layout import CELL_EDGE, ON_LINE, RULE
from pingkou_gui.document.phrases import Span, SpanKind
from pingkou_gui.document.tree import (
    Attachment,
    Document,
    Heading,
    Paragraph,
    Signature,
    SignatureLine,
    Table,
    TableCell,
    TableRow,
    plain_text,
)
from pingkou_gui.document.typesetting import Typesetting
from pingkou_gui.form.values import Place
from pingkou_gui.report.facts import Facts
from pingkou_gui.scheme.scheme import PageHabits
from pingkou_gui.scheme.scheme_reader import default_scheme

HABITS = PageHabits()
PAGE = Geometry.of(HABITS)
PITCH = PAGE.pitch
SIGNED = Signature("青石县槐荫乡人民政府", date(2024, 3, 15))


def paragraph(text):
    return Paragraph((Span(text),))


def body(*blocks, title="报告", **rest):
    return Document(title, blocks, rest.pop("signature", None), **rest)


def table(*rows, head=(), keep=False, widths=(1, 1)):
    made = tuple(
        row
        if isinstance(row, TableRow)
        else TableRow(tuple(TableCell((Span(t),)) for t in row), keep)
        for row in rows
    )
    return Table("表", widths, head, made)


def sheet(*blocks, landscape=False, **rest):
    made = Attachment(1, "附表", blocks, landscape)
    return body(paragraph("见附件"), attachments=(made,), **rest)


def pages(document, rules=Typesetter.WORD, habits=HABITS):
    return Typesetting(habits, OfficialWidths(), rules).lay_out(document).pages


def lines(page):
    return page.texts


def top_of(page, text):
    return next(line.top for line in page.lines if line.text == text)


def test_a_page_of_text_holds_22_lines():
    whole = pages(body(*[paragraph("乡")] * 60))
    assert [len(lines(page)) for page in whole] == [21, 22, 18]  # an empty line under the title


def test_the_type_area_is_cut_to_whole_lines_and_centred():
    (page,) = pages(body(paragraph("乡")))
    assert page.lines[0].top == PAGE.top + (PAGE.height % PITCH) // 2


def test_text_begins_on_the_third_line_under_an_empty_one():
    (page,) = pages(body(paragraph("乡")))
    assert top_of(page, "乡") - top_of(page, "报告") == 2 * PITCH


def test_a_paragraph_goes_on_over_the_page_line_by_line():
    first, second = pages(body(*[paragraph("乡")] * 18, paragraph("镇" * 26 + "村" * 100)))
    assert lines(first)[-2:] == ["镇" * 26, "村" * 28]
    assert lines(second) == ["村" * 28, "村" * 28, "村" * 16]


def test_a_heading_moves_with_its_text():
    first, second = pages(
        body(*[paragraph("乡")] * 19, Heading(1, "概况", "一、"), paragraph("镇"))
    )
    assert lines(second) == ["一、概况", "镇"]
    assert lines(first)[-1] == "乡"


def test_headings_of_three_levels_move_together():
    headings = (Heading(1, "概况", "一、"), Heading(2, "机构", "（一）"), Heading(3, "设置", "1."))
    _, second = pages(body(*[paragraph("乡")] * 17, *headings, paragraph("镇")))
    assert lines(second) == ["一、概况", "（一）机构", "1.设置", "镇"]


def test_the_signature_takes_the_list_and_the_last_paragraph_along():
    attachments = (Attachment(1, "数据表", (paragraph("表"),)), Attachment(2, "自评表", ()))
    document = body(
        *[paragraph("乡")] * 14, paragraph("末段"), signature=SIGNED, attachments=attachments
    )
    second = pages(document)[1]
    assert lines(second) == [
        "末段",
        "附件：1. 数据表",
        "2. 自评表",
        "青石县槐荫乡人民政府",
        "2024年3月15日",
    ]


def test_what_is_longer_than_a_page_is_placed_piece_by_piece():
    tall = TableRow((TableCell((Span("乡" * 400),)), TableCell()), keep=True)
    whole = pages(sheet(table(*[tall] * 12)))
    assert sum(line.text.count("乡") for page in whole for line in page.lines) == 12 * 400


@pytest.mark.parametrize("more", range(1, 12))
def test_a_row_of_a_few_lines_more_than_a_page_holds_never_reaches_beyond_it(more):
    high = TableRow((TableCell((Span("乡\n" * (PAGE.height // 290 + more)),)), TableCell()))
    for page in pages(sheet(table(high))):
        assert all(line.top + line.height <= PAGE.top + PAGE.height for line in page.lines)


def test_a_row_is_as_high_as_its_tallest_cell():
    (_, page) = pages(sheet(table(("甲", "乙"), ("丙" * 30, "丁"), ("戊", "己"))))
    assert top_of(page, "戊") - top_of(page, "甲") == 374 + 2 * 290 + 66


def test_the_text_of_a_cell_stands_in_its_middle():
    (_, page) = pages(sheet(table(("丙" * 50, "丁"))))
    tops = [line.top for line in page.lines if "丙" in line.text]
    assert top_of(page, "丁") == (tops[0] + tops[-1]) / 2


def test_a_row_in_all_columns_is_as_wide_as_the_page():
    (_, page) = pages(sheet(table(("甲", "乙"))))
    assert min(rule.x for rule in page.rules) == PAGE.left
    assert max(rule.to_x for rule in page.rules) == PAGE.left + PAGE.width


def test_a_merged_cell_makes_its_last_row_as_high_as_it_needs():
    merged = TableCell((Span("丙\n" * 6),), rows=2)
    rows = (
        TableRow((merged, TableCell((Span("甲"),)))),
        TableRow((TableCell((Span("乙"),)),)),
        TableRow((TableCell(), TableCell())),
    )
    (_, page) = pages(sheet(table(*rows)))
    heights = sorted({rule.y for rule in page.rules if rule.y == rule.to_y})
    assert heights[1] - heights[0] == 374
    assert heights[2] - heights[0] == 7 * 290 + 66


def test_a_merged_cell_that_fits_leaves_its_rows_as_they_are():
    merged = TableCell((Span("丙"),), rows=2)
    rows = (
        TableRow((merged, TableCell((Span("甲"),)))),
        TableRow((TableCell((Span("乙"),)),)),
    )
    (_, page) = pages(sheet(table(*rows)))
    heights = sorted({rule.y for rule in page.rules if rule.y == rule.to_y})
    assert [below - above for above, below in pairwise(heights)] == [374, 374]


def test_the_head_of_a_table_repeats_on_every_page():
    head = (TableRow((TableCell((Span("项目"),)), TableCell((Span("金额"),)))),)
    whole = pages(sheet(table(*[("甲", "1.00")] * 70, head=head)))[1:]
    assert len(whole) == 3
    assert all("项目" in lines(page) for page in whole)
    assert sum(lines(page).count("甲") for page in whole) == 70
    assert not any(page.headless for page in whole)


def test_a_table_without_a_head_that_goes_on_is_told():
    whole = pages(sheet(table(*[("甲", "1.00")] * 40)))[1:]
    assert [page.headless for page in whole] == [False, True]


def test_a_group_of_rows_is_never_parted():
    head = (TableRow((TableCell((Span("项目"),)), TableCell((Span("金额"),)))),)
    group = [TableRow((TableCell((Span("甲"),)), TableCell()), keep=True)] * 3 + [
        TableRow((TableCell((Span("末"),)), TableCell()))
    ]
    whole = pages(sheet(table(*group * 12, head=head)))[1:]
    assert all(lines(page).count("甲") == 3 * lines(page).count("末") for page in whole)


def test_a_row_higher_than_a_page_goes_on_over_the_pages():
    whole = pages(sheet(table(("丙" * 2000, "丁"))))[1:]
    assert len(whole) > 2
    assert sum(line.text.count("丙") for page in whole for line in page.lines) == 2000
    bottom = PAGE.paper[1] - PAGE.bottom
    assert all(line.top + line.height <= bottom for page in whole for line in page.lines)


def test_the_words_of_a_row_higher_than_a_page_keep_their_columns():
    def columns(text):
        placed = [line for page in pages(sheet(table((text, "丁")))) for line in page.lines]
        return {(line.text[0], line.x) for line in placed if line.text and line.text[0] in "丙丁"}

    assert columns("丙" * 2000) == columns("丙")


def test_a_row_higher_than_a_page_leads_to_its_fields_on_every_page():
    place = Place("unit", 0, "name")
    row = TableRow((TableCell((Span("丙" * 2000, refs=(place,)),)), TableCell()))
    whole = pages(sheet(table(row)))[1:]
    held = [[line for line in page.lines if "丙" in line.text] for page in whole]
    assert sum(map(bool, held)) > 2
    for page, words in zip(whole, held, strict=True):
        if not words:
            continue
        (area,) = page.areas
        assert area.refs == (place,)
        assert area.y < words[0].top
        assert area.to_y >= words[-1].top + words[-1].height


@pytest.mark.parametrize("rows_of_head", range(1, 20))
def test_the_frame_of_a_row_higher_than_a_page_ends_with_the_type_area(rows_of_head):
    head = (TableRow((TableCell((Span("项"),)), TableCell((Span("目"),)))),) * rows_of_head
    bottom = PAGE.paper[1] - PAGE.bottom
    *full, last = pages(sheet(table(("丙" * 2400, "丁"), head=head)))[1:]
    left = [bottom - max(rule.to_y for rule in page.rules) for page in (*full, last)]
    assert min(left) >= 0
    assert max(left[1:-1]) < 290 + RULE  # no room for one more line


def test_the_last_row_stays_with_the_line_under_it():
    signed = SignatureLine(((Span("填表人："),), (Span("填报日期："),)))
    for count in range(24, 30):
        whole = pages(sheet(table(*[("甲", "1.00")] * count), signed))[1:]
        below = next(page for page in whole if any("填表人" in text for text in lines(page)))
        assert "甲" in lines(below)


def test_an_attachment_begins_a_page_with_its_title_on_the_third_line():
    first, second = pages(sheet(paragraph("乡")))
    assert (first.part, second.part) == (0, 1)
    assert top_of(second, "附表") - top_of(second, "附件") == 2 * PITCH


def test_a_landscape_attachment_lies_and_its_number_keeps_its_place_on_the_sheet():
    _, page = pages(sheet(paragraph("乡"), landscape=True))
    (number,) = page.edges
    assert page.page.landscape
    assert number.turned
    assert number.x < page.page.left
    assert page.lines[0].top == page.page.top + 80


def test_a_county_may_set_landscape_numbers_at_the_foot():
    habits = replace(HABITS, rotate_landscape_numbers=False)
    _, page = pages(sheet(paragraph("乡"), landscape=True), habits=habits)
    assert not page.edges[0].turned


def test_odd_numbers_stand_right_and_even_ones_left():
    first, second = pages(body(*[paragraph("乡")] * 30))
    assert first.edges[0].content.text == "— 1 —"
    assert first.edges[0].x > PAGE.paper[0] / 2 > second.edges[0].x


def test_a_number_stands_one_character_inside_the_type_area_on_the_outer_side():
    first, second = pages(body(*[paragraph("乡")] * 30))
    (odd,), (even,) = first.edges, second.edges
    width = odd.content.width(0, len(odd.content.text))
    assert odd.x + width == pytest.approx(PAGE.left + PAGE.width - NUMBER_SIZE)
    assert even.x == PAGE.left + NUMBER_SIZE


def test_a_number_stands_on_the_foot_of_its_sheet():
    (page,) = pages(body(paragraph("乡")))
    (number,) = page.edges
    foot = PAGE.paper[1] - PAGE.footer
    assert foot - NUMBER_SIZE < number.y < foot


def test_a_turned_number_stands_where_it_would_on_the_upright_sheet():
    lying = tuple(Attachment(n, "附表", (paragraph("乡"),), landscape=True) for n in (1, 2))
    _, even, odd = pages(body(paragraph("见附件"), attachments=lying))
    ((upper,), (lower,)) = (even.edges, odd.edges)
    width = lower.content.width(0, len(lower.content.text))
    sheet_ = odd.page
    assert (upper.content.text, lower.content.text) == ("— 2 —", "— 3 —")
    assert upper.y == sheet_.top + NUMBER_SIZE
    assert lower.y + width == pytest.approx(sheet_.paper[1] - sheet_.bottom - NUMBER_SIZE)


def test_a_turned_number_stands_a_character_wide_across_the_line_below_the_text():
    _, page = pages(sheet(paragraph("乡"), landscape=True))
    (number,) = page.edges
    left, right = number.x - NUMBER_SIZE * (1 - ON_LINE), number.x + NUMBER_SIZE * ON_LINE
    assert (left + right) / 2 == pytest.approx(page.page.left - NUMBER_DROP, abs=1)


def test_a_merged_cell_that_is_parted_begins_at_the_top_of_its_rows():
    merged = TableCell((Span("丙"),), rows=40)
    rows = [TableRow((merged, TableCell((Span("甲"),))))]
    rows += [TableRow((TableCell((Span("乙"),)),))] * 39
    first, second = pages(sheet(table(*rows)))[1:]
    top = min(rule.y for rule in first.rules)
    assert top_of(first, "丙") == top + RULE + CELL_EDGE
    assert "丙" not in lines(second)


def test_every_page_of_a_draft_says_so():
    for page in pages(sheet(paragraph("乡"), draft=True)):
        assert [edge.content.text for edge in page.edges if edge.warning] == ["草稿"]
    assert not any(edge.warning for page in pages(sheet(paragraph("乡"))) for edge in page.edges)


def test_placeholders_are_marked():
    (page,) = pages(body(Paragraph((Span("乡"), Span("【待填：镇】", SpanKind.MISSING)))))
    content = page.lines[-1].paragraph.content
    assert [portion.look.missing for portion in content.portions] == [False, True]


def test_a_seal_moves_the_date():
    sealed = replace(HABITS, sealed=True)
    (plain,), (stamped,) = (
        pages(body(paragraph("乡"), signature=SIGNED), habits=habits) for habits in (HABITS, sealed)
    )
    left = [
        next(line for line in p.lines if "3月15日" in line.text).line.indent
        for p in (plain, stamped)
    ]
    assert left[0] > left[1]


def test_a_page_that_did_not_change_is_the_very_same():
    typesetting = Typesetting(HABITS, OfficialWidths())
    before = typesetting.lay_out(report()).pages
    changed = replace(report(), blocks=(*report().blocks, paragraph("乡" * 2000)))
    again, after = typesetting.lay_out(report()).pages, typesetting.lay_out(changed).pages
    assert len(after) > len(before)
    assert [p.number for p in after] == list(range(1, len(after) + 1))
    assert [p.texts for p in again] == [p.texts for p in before]


def test_unchanged_attachments_are_not_laid_out_again():
    typesetting, document = Typesetting(HABITS, OfficialWidths()), report()
    before = [p for p in typesetting.lay_out(document).pages if p.part]
    after = [p for p in typesetting.lay_out(replace(document, title="新题")).pages if p.part]
    assert all(ours is theirs for ours, theirs in zip(before, after, strict=True))


@pytest.mark.parametrize("rules", Typesetter)
def test_no_word_of_the_report_is_lost_and_nothing_leaves_the_type_area(rules):
    whole = pages(report(missing=True), rules)
    shown = "".join(line.text for page in whole for line in page.lines if not page.part)
    wanted = plain_text(replace(report(missing=True), attachments=()))
    assert "".join(wanted.split())[:300] == "".join(shown.split())[:300]
    for page in whole:
        sheet_bottom = page.page.paper[1] - page.page.bottom
        assert all(line.top + line.height <= sheet_bottom for line in page.lines)
        rules_below = [rule.to_y for rule in page.rules]
        assert max(rules_below, default=0) + RULE <= sheet_bottom + RULE


@settings(max_examples=25)
@given(reports())
def test_whatever_was_typed_can_be_laid_out_word_for_word(typed):
    scheme = default_scheme()
    document = compose(Facts(typed, scheme), draft=True)
    whole = pages(document)
    shown = sorted("".join(line.text for page in whole for line in page.lines))
    repeated = set(shown) - set(plain_text(document))
    assert not {c for c in repeated if not c.isspace()}
    missing = set(plain_text(document)) - set(shown)
    assert not {c for c in missing if not c.isspace()}


def test_what_comes_to_the_top_of_a_page_leaves_no_room_above_it():
    long = paragraph("乡" * 27 * 18)
    listed = tuple(Attachment(n, f"第{n}项目自评表", ()) for n in range(1, 9))
    whole = pages(body(paragraph("镇"), long, signature=SIGNED, attachments=listed))
    listing = next(page for page in whole if page.texts[0].startswith("附件："))
    assert listing.lines[0].top == whole[0].lines[0].top


def test_a_layout_without_time_goes_on_where_it_stopped():
    many = tuple(Attachment(n, f"第{n}项目自评表", (paragraph("乡"),)) for n in range(1, 20))
    document = body(paragraph("镇"), attachments=many)
    typesetting = Typesetting(HABITS, OfficialWidths())
    layout = typesetting.lay_out(document, seconds=0)
    assert (layout.complete, {page.part for page in layout.pages}) == (False, {0})
    whole = Typesetting(HABITS, OfficialWidths()).lay_out(document)
    assert whole.complete
    while not layout.complete:
        before = len(layout.pages)
        layout = typesetting.lay_out(document, seconds=0)
        assert len(layout.pages) > before
    assert [page.texts for page in layout.pages] == [page.texts for page in whole.pages]
