"""Corrections as tracked changes: taken together they give the text wanted, refused the old file."""

import io
import zipfile
from copy import deepcopy
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pingkou_gui.importers.docx_package import W
from pingkou_gui.importers.docx_text import read_docx
from pingkou_gui.importers.tracked_changes import (
    GENERATED,
    IN_NUMBER,
    NOT_FOUND,
    OVERLAPS,
    corrected_copy,
)
from pingkou_gui.text.lines.source import Span
from pingkou_gui.text.reasoning.finding import Edit

NAMESPACE = W.strip("{}")
NOW = datetime(2026, 3, 5, 9, 30)  # noqa: DTZ001 - as a clock on the wall shows it
BOLD = "<w:rPr><w:b/></w:rPr>"


def run(words, look=""):
    return f'<w:r w:rsidR="00AB">{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*runs, properties=""):
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def word_file(path, *blocks, numbering=""):
    body = "".join(blocks)
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}<w:sectPr/></w:body></w:document>',
        "word/media/photo.png": "no picture, but bytes",
    }
    if numbering:
        parts["word/numbering.xml"] = numbering
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, words in parts.items():
            file.writestr(name, words)
    return path


def markup(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return etree.fromstring(file.read("word/document.xml"))


def settled(root, *, accepted):
    """The text as it stands once all changes are accepted, or refused."""
    root = deepcopy(root)
    gone, kept = ("del", "ins") if accepted else ("ins", "del")
    for name in (f"{W}{gone}", f"{W}{kept}"):
        for mark in list(root.iter(name)):
            parent = mark.getparent()
            at = parent.index(mark)
            parent.remove(mark)
            if name == f"{W}{kept}":
                parent[at:at] = list(mark)
    for words in root.iter(f"{W}delText"):
        words.tag = f"{W}t"
    return root


def lines(root):
    return [
        "".join(each.text or "" for each in one.iter(f"{W}t", f"{W}delText"))
        for one in root.iter(f"{W}p")
    ]


def looks(root):
    """Every letter with its look: what a reader sees, however it is parted into runs."""
    return [
        (
            letter,
            etree.tostring(look) if (look := each.getparent().find(f"{W}rPr")) is not None else b"",
        )
        for each in root.iter(f"{W}t")
        for letter in each.text or ""
    ]


def corrected(path, *edits):
    return corrected_copy(path, [Edit(Span(*place), words) for place, words in edits], NOW)


def test_a_figure_is_struck_and_the_right_one_stands_behind_it(tmp_path):
    path = word_file(tmp_path / "甲.docx", paragraph(run("支出71.50万元。")))
    copy = markup(corrected(path, ((0, 2, 7), "70.50")).data)
    assert lines(settled(copy, accepted=True)) == ["支出70.50万元。"]
    assert lines(settled(copy, accepted=False)) == ["支出71.50万元。"]
    (gone,), (new,) = copy.iter(f"{W}del"), copy.iter(f"{W}ins")
    assert gone.get(f"{W}date") == new.get(f"{W}date") == "2026-03-05T09:30:00Z"
    assert gone.get(f"{W}author") == new.get(f"{W}author") == "绩效自评报告体检"
    assert gone.get(f"{W}id") != new.get(f"{W}id")


def test_only_the_run_that_is_touched_is_parted(tmp_path):
    path = word_file(tmp_path / "甲.docx", paragraph(run("一，"), run("较少", BOLD), run("二")))
    copy = markup(corrected(path, ((0, 2, 3), "减")).data)
    runs = [etree.tostring(each) for each in copy.iter(f"{W}r")]
    before = [etree.tostring(each) for each in markup(path.read_bytes()).iter(f"{W}r")]
    assert (runs[0], runs[-1]) == (before[0], before[-1])
    assert len(runs) == 5
    assert [each.get(f"{W}rsidR") for each in copy.iter(f"{W}r")] == ["00AB"] * 5


def test_words_over_several_runs_keep_each_its_look_and_the_new_ones_that_of_the_first(tmp_path):
    path = word_file(tmp_path / "甲.docx", paragraph(run("支出7", BOLD), run("1.5"), run("0万元")))
    copy = markup(corrected(path, ((0, 2, 7), "70.50")).data)
    accepted = looks(settled(copy, accepted=True))
    assert "".join(letter for letter, _ in accepted) == "支出70.50万元"
    assert [bool(look) for _, look in accepted] == [True] * 7 + [False] * 2
    assert looks(settled(copy, accepted=False)) == looks(markup(path.read_bytes()))


def test_what_is_only_put_in_or_only_struck_out(tmp_path):
    path = word_file(tmp_path / "甲.docx", paragraph(run("村里的的路5.6，好")))
    made = corrected(path, ((0, 3, 4), ""), ((0, 8, 8), "万元"), ((0, 10, 10), "。"))
    assert lines(settled(markup(made.data), accepted=True)) == ["村里的路5.6万元，好。"]
    assert len(made.made) == 3


def test_two_changes_that_touch_are_both_written(tmp_path):
    path = word_file(tmp_path / "甲.docx", paragraph(run("共5.62元")))
    copy = markup(corrected(path, ((0, 1, 5), "5.26"), ((0, 5, 5), "万")).data)
    assert lines(settled(copy, accepted=True)) == ["共5.26万元"]
    assert lines(settled(copy, accepted=False)) == ["共5.62元"]


def test_a_cell_of_a_table_is_corrected_and_its_neighbours_stay(tmp_path):
    cells = "".join(f"<w:tc><w:tcPr/>{paragraph(run(words))}</w:tc>" for words in ("合计", "87.30"))
    path = word_file(
        tmp_path / "甲.docx", paragraph(run("表")), f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    )
    assert read_docx(path)[2].text == "87.30"
    copy = markup(corrected(path, ((2, 0, 5), "78.30")).data)
    assert lines(settled(copy, accepted=True)) == ["表", "合计", "78.30"]
    assert lines(settled(copy, accepted=False)) == ["表", "合计", "87.30"]


def test_tabs_breaks_and_notes_among_the_letters_stay_where_they_are(tmp_path):
    note = '<w:footnoteReference w:id="7"/>'
    inside = f"<w:r>{BOLD}<w:t>收入</w:t><w:tab/><w:t>12</w:t>{note}<w:t>3万元</w:t></w:r>"
    path = word_file(tmp_path / "甲.docx", paragraph(inside))
    assert read_docx(path)[0].text == "收入 123万元"
    copy = markup(corrected(path, ((0, 3, 6), "132")).data)
    (kept,) = copy.iter(f"{W}footnoteReference")
    assert kept.getparent().getparent().tag == f"{W}p"
    assert len(list(copy.iter(f"{W}tab"))) == 1
    assert lines(settled(copy, accepted=True)) == ["收入132万元"]
    assert looks(settled(copy, accepted=False)) == looks(markup(path.read_bytes()))


def test_blanks_that_word_does_not_print_are_not_made_visible(tmp_path):
    path = word_file(tmp_path / "甲.docx", "<w:p><w:r><w:t>  共5元 </w:t></w:r></w:p>")
    copy = markup(corrected(path, ((0, 3, 4), "6")).data)
    assert lines(settled(copy, accepted=True)) == ["共6元"]


def test_what_somebody_else_inserted_can_be_corrected(tmp_path):
    theirs = (
        f'<w:ins w:id="4" w:author="甲" w:date="2026-01-01T00:00:00Z">{run("增加5万元")}</w:ins>'
    )
    path = word_file(tmp_path / "甲.docx", paragraph(run("比上年"), theirs))
    copy = markup(corrected(path, ((0, 3, 5), "减少")).data)
    assert lines(settled(copy, accepted=True)) == ["比上年减少5万元"]
    assert not [each for each in copy.iter(f"{W}ins") if each.getparent().tag == f"{W}ins"]
    numbers = [
        each.get(f"{W}id")
        for each in copy.iter(f"{W}ins", f"{W}del")
        if each.get(f"{W}author") != "甲"
    ]
    assert len(set(numbers)) == len(numbers)
    assert min(map(int, numbers)) > 4


def test_marks_of_other_programs_with_odd_numbers_stay_and_the_new_ones_count_from_the_others(
    tmp_path,
):
    marks = "".join(f'<w:bookmarkStart w:id="{n}" w:name="n"/>' for n in ("甲1", "7", "9" * 9, ""))
    path = word_file(tmp_path / "甲.docx", paragraph(marks, run("共5元")))
    copy = markup(corrected(path, ((0, 1, 2), "6")).data)
    assert lines(settled(copy, accepted=True)) == ["共6元"]
    numbers = [int(each.get(f"{W}id")) for each in copy.iter(f"{W}ins", f"{W}del")]
    assert sorted(numbers) == [8, 9]


LISTS = f"""<w:numbering xmlns:w="{NAMESPACE}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">
<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def test_an_automatic_number_is_left_and_said_and_the_letters_after_it_are_found(tmp_path):
    listed = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    path = word_file(
        tmp_path / "甲.docx", paragraph(run("共5元"), properties=listed), numbering=LISTS
    )
    assert read_docx(path)[0].text == "1.共5元"
    made = corrected(path, ((0, 0, 1), "2"), ((0, 3, 4), "6"))
    assert [why for _, why in made.left] == [IN_NUMBER]
    assert lines(settled(markup(made.data), accepted=True)) == ["共6元"]


def test_what_stands_behind_a_field_is_corrected_like_any_other_words(tmp_path):
    path = word_file(tmp_path / "甲.docx", paragraph(field("第5页"), run("共5元")))
    made = corrected(path, ((0, 4, 5), "6"))
    assert not made.left
    assert lines(settled(markup(made.data), accepted=True)) == ["第5页共6元"]


def field(words):
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(words)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize("place", [(0, 2, 3), (0, 3, 4), (0, 5, 6), (0, 8, 9)])
def test_each_of_several_fields_is_left_to_word_and_the_words_between_are_not(tmp_path, place):
    runs = (run("有"), field("共3"), run("项"), field("计4"), run("，共5元"))
    made = corrected(word_file(tmp_path / "甲.docx", paragraph(*runs)), (place, "6"))
    text = "有共3项计4，共5元"
    free = text[place[1]] in "项5"
    assert [why for _, why in made.left] == ([] if free else [GENERATED])
    (line,) = lines(settled(markup(made.data), accepted=True))
    assert line == (text[: place[1]] + "6" + text[place[2] :] if free else text)


@pytest.mark.parametrize(
    "inside",
    [
        field("目录5"),
        f'<w:fldSimple w:instr="REF">{run("目录5")}</w:fldSimple>',
        f"<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent>{run('目录5')}</w:sdtContent></w:sdt>",
    ],
)
def test_what_word_makes_anew_is_left_and_said(tmp_path, inside):
    path = word_file(tmp_path / "甲.docx", paragraph(inside))
    made = corrected(path, ((0, 2, 3), "6"))
    assert [why for _, why in made.left] == [GENERATED]
    assert not made.made
    assert lines(markup(made.data)) == ["目录5"]


def test_of_two_changes_of_the_same_letters_the_one_given_first_is_written(tmp_path):
    path = word_file(tmp_path / "甲.docx", paragraph(run("完成29.1元")))
    made = corrected(path, ((0, 2, 7), "29.10万元"), ((0, 2, 6), "29.09"))
    assert lines(settled(markup(made.data), accepted=True)) == ["完成29.10万元"]
    made = corrected(path, ((0, 2, 6), "29.09"), ((0, 2, 7), "29.10万元"))
    assert lines(settled(markup(made.data), accepted=True)) == ["完成29.09元"]


def test_of_two_changes_of_the_same_letters_one_is_written_and_the_other_said(tmp_path):
    path = word_file(tmp_path / "甲.docx", paragraph(run("共71.50万元")))
    made = corrected(
        path,
        ((0, 1, 6), "70.50"),
        ((0, 2, 4), "9"),
        ((0, 7, 9), "x"),
        ((0, 40, 41), "x"),
        ((9, 0, 1), "x"),
    )
    assert [why for _, why in made.left] == [OVERLAPS, NOT_FOUND, NOT_FOUND, NOT_FOUND]
    assert lines(settled(markup(made.data), accepted=True)) == ["共70.50万元"]


def test_every_other_part_is_carried_over_byte_for_byte(tmp_path):
    path = word_file(tmp_path / "甲.docx", paragraph(run("共5元")))
    with (
        zipfile.ZipFile(io.BytesIO(corrected(path, ((0, 1, 2), "6")).data)) as new,
        zipfile.ZipFile(path) as old,
    ):
        assert new.namelist() == old.namelist()
        for name in old.namelist():
            if name != "word/document.xml":
                assert new.read(name) == old.read(name)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_is_changed_accepted_gives_the_new_text_and_refused_the_old_looks(
    tmp_path_factory, data
):
    letters = st.text("甲乙丙12.5，", min_size=1, max_size=5)
    parts = data.draw(st.lists(st.tuples(letters, st.booleans()), min_size=1, max_size=5))
    text = "".join(words for words, _ in parts)
    folder = tmp_path_factory.mktemp("any")
    path = word_file(folder / "甲.docx", paragraph(*(run(w, BOLD if b else "") for w, b in parts)))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = [pair for pair in zip(cuts[::2], cuts[1::2], strict=False) if pair[0] < pair[1]]
    edits = [((0, *span), data.draw(st.text("庚辛9", max_size=3))) for span in spans]
    made = corrected(path, *edits)
    wanted = text
    for (_, start, end), words in reversed(edits):
        wanted = wanted[:start] + words + wanted[end:]
    copy = markup(made.data)
    assert not made.left
    assert lines(settled(copy, accepted=True)) == [wanted]
    assert looks(settled(copy, accepted=False)) == looks(markup(path.read_bytes()))
