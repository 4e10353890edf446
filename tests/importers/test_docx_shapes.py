"""Cells, frames, boxes, breaks and contents of a Word file; what is not read is told with its place."""

import re

import pytest
from plain_report import (
    BASIC,
    BODY,
    PROJECTS,
    TEXT,
    TITLE,
    changed,
    findings,
    notes,
    refusal,
    values,
)
from word_files import par, pars, run, table, word

from pingkou_gui.importers.source_text import read_source
from pingkou_gui.text.lines.source import UnreadKind


def cells(path):
    return [(p.row, p.column, p.text) for p in read_source(path).paragraphs if p.is_cell]


def test_the_paragraphs_of_a_cell_are_one_text(tmp_path):
    heads = [
        "项目",
        par("上年") + par("决算数"),
        "<w:p><w:r><w:t>本年</w:t><w:br/><w:t>决算数</w:t></w:r></w:p>",
    ]
    path = word(tmp_path / "a.docx", table(heads, ["办公费", "4.00", "3.60"]))
    assert cells(path)[1:3] == [(1, 2, "上年\n决算数"), (1, 3, "本年\n决算数")]


TABLE_TITLE = par("附件1") + par("部门整体支出绩效评价基础数据表") + par("单位：万元")


@pytest.mark.parametrize(
    "heads",
    [
        ["经费控制情况", par("上年") + par("决算数"), par("本年") + par("预算数"), par("本年") + par("决算数")],
        ["经费控制情况", par("2022年") + par("决算数"), par("2023年") + par("预算数"), par("2023年") + par("决算数")],
        ["经费控制情况", *(f"<w:p><w:r><w:t>{a}</w:t><w:br/><w:t>{b}</w:t></w:r></w:p>" for a, b in (("上年", "决算数"), ("本年", "预算数"), ("本年", "决算数")))],
    ],
    ids=["enter", "years", "soft break"],
)  # fmt: skip
def test_heads_typed_over_two_lines_keep_their_columns(tmp_path, heads):
    rows = [
        ["公用经费", "200.00", "195.00", "190.00"],
        ["其中：办公经费", "40.00", "38.00", "36.00"],
    ]
    source = read_source(word(tmp_path / "a.docx", pars(TEXT) + TABLE_TITLE + table(heads, *rows)))
    found = {k: v for k, (v, doubt) in values(source).items() if not doubt and "operating" in k}
    assert {k: str(v) for k, v in found.items()} == {
        "basic.0.operating": "190.00", "basic.0.operating_last": "200.00", "basic.0.operating_budget": "195.00",
    }  # fmt: skip


@pytest.mark.parametrize(
    "cell", [par("48") + par("16"), "<w:p><w:r><w:t>48</w:t><w:br/><w:t>16</w:t></w:r></w:p>"]
)
def test_two_figures_in_one_cell_never_become_one(tmp_path, cell):
    path = word(tmp_path / "a.docx", table(["办公费", cell]))
    assert cells(path)[1][2] == "48 16"
    source = read_source(
        word(tmp_path / "b.docx", pars(TEXT) + table(["项目", "本年决算数"], ["公务接待费", cell]))
    )
    assert "4816" not in str(values(source))


def test_a_number_broken_within_itself_is_one(tmp_path):
    assert (
        cells(word(tmp_path / "a.docx", table(["甲", par("180.") + par("00")])))[1][2] == "180.\n00"
    )


CHAPTERS = re.split("\n(?=[一二三四五六七八九十]+、)", TEXT.strip())


def soft(text):
    lines = "<w:br/>".join(f"<w:t>{line}</w:t>" for line in text.splitlines())
    return f"<w:p><w:r>{lines}</w:r></w:p>"


SHAPES = {
    "a paragraph for each chapter": "".join(map(soft, CHAPTERS)),
    "one paragraph": soft(TEXT),
    "one frame": table([pars(TEXT)]),
    "a frame row for each chapter": table(*[[pars(each)] for each in CHAPTERS]),
    "a frame row for each line": table(*[[line] for line in TEXT.strip().splitlines()]),
    "a frame in a frame": table([table([pars(TEXT)])]),
    "soft breaks in a frame": table(["".join(map(soft, CHAPTERS))]),
    "controls around all": f"<w:sdt><w:sdtContent>{pars(TEXT)}</w:sdtContent></w:sdt>",
    "custom markup around all": f'<w:customXml w:element="x">{pars(TEXT)}</w:customXml>',
    "inserted with tracking": f'<w:ins w:id="1" w:author="a">{pars(TEXT)}</w:ins>',
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_report_is_the_same_in_every_shape(tmp_path, shape):
    source = read_source(word(tmp_path / "a.docx", SHAPES[shape]))
    assert changed(source) == {}
    assert findings(source) == []


def test_chapters_beside_their_numbers_in_a_table_are_read(tmp_path):
    rows = [[f"第{n}项", pars(each)] for n, each in enumerate(CHAPTERS, 1)]
    source = read_source(word(tmp_path / "a.docx", table(*rows)))
    lost = {k.split(".")[0] for k in changed(source)}
    assert lost <= {"closing", "duty", "fund_texts", "state_capital"}
    assert findings(source) == []


def test_a_break_inside_a_sentence_parts_nothing(tmp_path):
    source = read_source(word(tmp_path / "a.docx", soft("2023年公务接待费支出\n9.00万元。")))
    assert [p.text for p in source.paragraphs] == ["2023年公务接待费支出\n9.00万元。"]


def test_a_wrong_number_inside_a_frame_is_found(tmp_path):
    wrong = TEXT.replace("2、跟踪不及时", "3、跟踪不及时")
    found = findings(read_source(word(tmp_path / "a.docx", table([pars(wrong)]))))
    assert [f[0] for f in found] == ["NUMBERING"]


def test_a_table_inside_a_cell_is_a_table_of_its_own(tmp_path):
    inner = table(["甲", "1"], ["乙", "2"])
    source = read_source(word(tmp_path / "a.docx", table(["说明", inner + par("见上")])))
    assert [(p.table, p.text) for p in source.paragraphs] == [
        (1, "说明"), (1, "见上"), (2, "甲"), (2, "1"), (2, "乙"), (2, "2"),
    ]  # fmt: skip


def test_rows_and_cells_that_are_not_printed_are_left_out(tmp_path):
    row = "<w:tr>{}<w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>".format
    rows = (
        row("", par("甲"), par("1"))
        + row('<w:trPr><w:del w:id="1" w:author="a"/></w:trPr>', par("删"), par("2"))
        + row("<w:trPr><w:hidden/></w:trPr>", par("藏"), par("3"))
        + row('<w:trPr><w:ins w:id="2" w:author="a"/></w:trPr>', par("乙"), par("4"))
    )
    path = word(tmp_path / "a.docx", f"<w:tbl>{rows}</w:tbl>")
    assert [text for _, _, text in cells(path)] == ["甲", "1", "乙", "4"]
    assert [u.kind for u in read_source(path).unread] == [UnreadKind.HIDDEN]


def test_merged_cells_keep_their_columns(tmp_path):
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>".format
    wide, high = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    lines = (
        cell(wide, par("宽")) + cell("", par("右")),
        cell(high, par("高")) + cell("", par("一")) + cell("", par("二")),
        cell("<w:vMerge/>", par("")) + cell("", par("三")) + cell("", par("四")),
    )
    rows = "".join(f"<w:tr>{line}</w:tr>" for line in lines)
    assert cells(word(tmp_path / "a.docx", f"<w:tbl>{rows}</w:tbl>")) == [
        (1, 1, "宽"), (1, 3, "右"), (2, 1, "高"), (2, 2, "一"), (2, 3, "二"), (3, 2, "三"), (3, 3, "四"),
    ]  # fmt: skip


def test_words_in_a_cell_that_a_merged_one_covers_are_told_and_blanks_are_not(tmp_path):
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>".format
    for covered, told in (
        (par(run(" ")), []),
        (par(run(" ") + run("盖住的字")), [UnreadKind.HIDDEN]),
        (par(run("盖住的字")) + par(run(" ")), [UnreadKind.HIDDEN]),
    ):
        lines = (
            cell('<w:vMerge w:val="restart"/>', par("高")) + cell("", par("一")),
            cell("<w:vMerge/>", covered) + cell("", par("二")),
        )
        rows = "".join(f"<w:tr>{line}</w:tr>" for line in lines)
        path = word(tmp_path / "a.docx", f"<w:tbl>{rows}</w:tbl>")
        assert [text for _, _, text in cells(path)] == ["高", "一", "二"]
        assert [unread.kind for unread in read_source(path).unread] == told


PICTURE = "<w:r><w:drawing><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></w:drawing></w:r>"
OLD_PICTURE = "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>"
CHART = "<w:r><w:drawing><a:graphic><a:graphicData><c:chart/></a:graphicData></a:graphic></w:drawing></w:r>"


def embedded(program):
    return f'<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID="{program}"/></w:object></w:r>'


def boxed(content, fallback=True):
    new = f"<w:drawing><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></w:drawing>"
    old = f"<w:pict><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></w:pict>"
    if not fallback:
        return f"<w:r>{old}</w:r>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_of_two_ways_to_show_something_the_newer_is_read_and_the_older_where_it_is_alone(tmp_path):
    def shown(*ways):
        return par(f"<w:r><mc:AlternateContent>{''.join(ways)}</mc:AlternateContent></w:r>")

    choice = '<mc:Choice Requires="wps"><w:t>新的</w:t></mc:Choice>'
    older = "<mc:Fallback><w:t>旧的</w:t></mc:Fallback>"
    for ways, text in (((choice, older), "新的"), ((older,), "旧的")):
        source = read_source(word(tmp_path / "a.docx", shown(*ways)))
        assert [p.text for p in source.paragraphs] == [text]


ACTIVE = '<w:r><w:object><v:shape><v:imagedata/></v:shape><w:control r:id="x" w:name="框"/></w:object></w:r>'
NOT_READ = [
    (par(PICTURE), UnreadKind.PICTURE),
    (par(OLD_PICTURE), UnreadKind.PICTURE),
    (par(CHART), UnreadKind.CHART),
    (par(embedded("Excel.Sheet.12")), UnreadKind.WORKBOOK),
    (par(embedded("ET.Sheet.12")), UnreadKind.WORKBOOK),
    (par(embedded("Package")), UnreadKind.OBJECT),
    (par(embedded("Equation.DSMT4")), UnreadKind.EQUATION),
    (par(ACTIVE), UnreadKind.CONTROL),
    (par(ACTIVE.replace("w:object", "w:pict").replace("<v:imagedata/>", "")), UnreadKind.CONTROL),
    (
        par(run("见") + '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'),
        UnreadKind.SYMBOL,
    ),
    ('<w:altChunk r:id="x"/>', UnreadKind.REFERENCE),
    ('<w:subDoc r:id="x"/>', UnreadKind.REFERENCE),
    (par(run("见注") + '<w:r><w:footnoteReference w:id="1"/></w:r>'), UnreadKind.NOTE),
    (
        par('<w:r><w:pict><v:shape><v:textpath string="样张"/></v:shape></w:pict></w:r>'),
        UnreadKind.WORD_ART,
    ),
    (table(["甲", par(PICTURE)]), UnreadKind.PICTURE),
]


@pytest.mark.parametrize(("more", "kind"), NOT_READ)
def test_what_is_not_read_is_told_with_its_place_in_import_and_check(tmp_path, more, kind):
    head = par("（二）项目支出情况")
    body = pars(TEXT).replace(head, head + more)
    source = read_source(word(tmp_path / "a.docx", body))
    assert [u.kind for u in source.unread] == [kind]
    told = [n for n in notes(source) if kind.value in n]
    assert len(told) == 1
    assert re.search("[段表]\\d+", told[0])
    assert [f for f in findings(source) if f[0] == "UNREAD" and kind.value in f[2]]
    assert source.paragraphs[source.unread[0].paragraph - 1].text != ""


def test_each_kind_is_told_where_several_stand_together(tmp_path):
    head = par("（二）项目支出情况")
    more = par(PICTURE) + par(embedded("Excel.Sheet.12")) + par(CHART) + '<w:altChunk r:id="x"/>'
    source = read_source(word(tmp_path / "a.docx", pars(TEXT).replace(head, head + more)))
    told = "\n".join(f[2] for f in findings(source) if f[0] == "UNREAD")
    assert [kind for kind in ("图片", "嵌入的表格", "图表", "引用的文件") if kind not in told] == []


@pytest.mark.parametrize(
    "picture", [PICTURE, OLD_PICTURE, PICTURE.replace("<pic:", "<!-- 图 --><pic:")]
)
@pytest.mark.parametrize("fallback", [True, False])
def test_a_picture_in_a_text_box_is_told_once_however_often_the_box_is_stored(
    tmp_path, picture, fallback
):
    box = boxed(par(picture), fallback=fallback)
    path = word(tmp_path / "a.docx", pars(TEXT) + par(box) + par(boxed(par(run("样张")))))
    kinds = [u.kind for u in read_source(path).unread]
    assert kinds == [UnreadKind.PICTURE, UnreadKind.BOX]


def test_many_pictures_are_one_note(tmp_path):
    source = read_source(word(tmp_path / "a.docx", pars(TEXT) + par(PICTURE) * 5))
    assert [n for n in notes(source) if "5张图片" in n and "等" in n]


@pytest.mark.parametrize("fallback", [True, False], ids=["of today", "of old"])
def test_the_text_of_a_box_is_read_once_and_its_order_told(tmp_path, fallback):
    head = par("（二）项目支出情况")
    box = par(boxed(par("2023年培训费支出1.00万元。"), fallback))
    source = read_source(word(tmp_path / "a.docx", pars(TEXT).replace(head, head + box)))
    assert {k: str(v[0]) for k, v in changed(source).items()} == {"conferences.0.training": "1.00"}
    assert [u.kind for u in source.unread] == [UnreadKind.BOX]
    assert any("文本框" in note for note in notes(source))


def test_an_empty_box_is_not_worth_a_word(tmp_path):
    source = read_source(word(tmp_path / "a.docx", pars(TEXT) + par(boxed(par("")))))
    assert source.unread == ()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (par(PICTURE), "只有图片"),
        (par(embedded("Excel.Sheet.12")), "只有嵌入的表格"),
        ('<w:altChunk r:id="x"/>', "引用的另一个文件"),
        (par(""), "没有文字"),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + par("单击此处。") + "</w:sdtContent></w:sdt>", "还没有填"),
    ],
)  # fmt: skip
def test_a_file_without_text_is_refused_for_what_it_holds(tmp_path, body, said):
    assert said in refusal(read_source, word(tmp_path / "a.docx", body))


HEADS = [line for line in BODY.splitlines() if re.match("[一二三四五六七八九十]+、", line)]
CONTENTS = {
    "heads alone": HEADS,
    "dots": [f"{h}{'…' * 8}{n}" for n, h in enumerate(HEADS, 2)],
    "points": [f"{h}{'.' * 20}{n}" for n, h in enumerate(HEADS, 2)],
    "tabs": [f"{h}\t{n}" for n, h in enumerate(HEADS, 2)],
    "blanks": [f"{h}   {n}" for n, h in enumerate(HEADS, 2)],
    "with sections": [
        x for n, h in enumerate(HEADS, 2) for x in (f"{h}……{n}", f"（一）基本情况……{n}")
    ],
}


@pytest.mark.parametrize("title", ["目录", "目　　录", "目次"])
@pytest.mark.parametrize("shape", CONTENTS)
def test_a_typed_page_of_contents_is_no_text(tmp_path, shape, title):
    text = "\n".join((TITLE, title, *CONTENTS[shape], BODY))
    typed = tmp_path / "a.txt"
    typed.write_text(text, "utf-8")
    for path in (typed, word(tmp_path / "a.docx", pars(text))):
        source = read_source(path)
        assert changed(source) == {}
        assert findings(source) == []


def toc(kind, content):
    if kind == "control":
        gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        return f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{pars(content)}</w:sdtContent></w:sdt>"
    first, *middle, last = content.splitlines()
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return par(begin + run(first)) + pars("\n".join(middle)) + par(run(last) + end)


@pytest.mark.parametrize("kind", ["control", "field"])
def test_contents_made_by_word_are_no_text(tmp_path, kind):
    body = par(TITLE) + toc(kind, "\n".join(HEADS)) + pars(BODY)
    source = read_source(word(tmp_path / "a.docx", body))
    assert changed(source) == {}
    assert findings(source) == []


def test_contents_are_known_by_their_styles(tmp_path):
    from word_files import style

    styles = style("a", "", shown="toc 1") + style("b", "", shown="TOC Heading")
    made = par("要目", '<w:pStyle w:val="b"/>') + "".join(
        par(h, '<w:pStyle w:val="a"/>') for h in HEADS
    )
    source = read_source(word(tmp_path / "a.docx", par(TITLE) + made + pars(BODY), styles=styles))
    assert [p.text for p in source.paragraphs] == TEXT.strip().splitlines()


def test_heads_under_the_word_contents_stay_where_no_text_repeats_them(tmp_path):
    text = "\n".join((TITLE, "目录", *HEADS))
    assert len(read_source(word(tmp_path / "a.docx", pars(text))).paragraphs) == 2 + len(HEADS)


@pytest.mark.parametrize(
    ("end", "last"),
    [(PROJECTS, "二、一般公共预算支出情况"), (BASIC, "一、部门概况"), ("七、存在", "六、部门整体支出绩效情况"), ("八、下一步", "七、存在的问题及原因分析")],
)  # fmt: skip
def test_a_report_that_breaks_off_is_told_as_one(tmp_path, end, last):
    cut = TEXT.split(end)[0]
    cut = cut[:-8] if end == "八、下一步" else cut  # in the middle of a sentence
    source = read_source(word(tmp_path / "a.docx", pars(cut)))
    found = [f for f in findings(source) if f[0] == "MISSING" and "没有复制全" in f[2]]
    assert len(found) == 1
    assert f"只到“{last}”" in found[0][2]
    assert any("没有复制全" in note for note in notes(source))


def test_a_report_with_another_outline_does_not_break_off(tmp_path):
    other = TEXT.replace("七、存在的问题及原因分析", "七、主要问题和改进建议").split("八、下一步")[
        0
    ]
    source = read_source(word(tmp_path / "a.docx", pars(other)))
    assert not [f for f in findings(source) if "没有复制全" in f[2]]


def beside(lines, title_of, *, columns=1):
    """A report as a table: titles of chapters on the left, their paragraphs on the right."""
    rows, before = [], []
    for line in lines:
        if re.match("[一二三四五六七八九十]+、", line):
            rows.append((line, []))
        elif rows:
            rows[-1][1].append(line)
        else:
            before.append(line)
    cells = [
        [title_of(title), *["附"] * (columns - 1), "".join(map(par, text)) or par()]
        for title, text in rows
    ]
    return "".join(map(par, before)) + table(*cells)


@pytest.mark.parametrize(
    "title_of",
    [
        lambda title: title,
        lambda title: title.split("、", 1)[1],
        lambda title: par(title.split("、", 1)[0] + "、") + par(title.split("、", 1)[1]),
    ],
)
def test_a_report_with_its_titles_in_a_column_of_their_own_is_read_whole(tmp_path, title_of):
    path = word(tmp_path / "a.docx", beside(TEXT.strip().splitlines(), title_of))
    assert changed(read_source(path)) == {}


def test_a_table_whose_left_column_names_chapters_beside_figures_stays_a_table(tmp_path):
    rows = (
        ["一般公共预算支出情况", "900.00"],
        ["政府性基金预算支出情况", "45.00"],
        ["备注", "已核对。"],
    )
    found = read_source(word(tmp_path / "a.docx", table(*rows))).paragraphs
    assert {paragraph.table for paragraph in found} == {1}
    half = (
        ["部门概况", "全乡编制46人。"],
        ["一般公共预算支出情况", "全年支出900万元。"],
        ["备注", "已核对。"],
        ["填表人", "张三"],
    )
    found = read_source(word(tmp_path / "c.docx", table(*half))).paragraphs
    assert {paragraph.table for paragraph in found} == {1}
    found = read_source(word(tmp_path / "d.docx", table(*half[:3]))).paragraphs
    assert {paragraph.table for paragraph in found} == {0}
    three = beside(TEXT.strip().splitlines(), lambda title: title, columns=2)
    assert {p.table for p in read_source(word(tmp_path / "b.docx", three)).paragraphs} == {0, 1}
