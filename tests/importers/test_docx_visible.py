"""What is printed is read, and nothing else: hidden, struck-out, deleted text, fields and controls."""

import pytest
from plain_report import TEXT, changed, findings, notes, values
from word_files import in_list, par, pars, run, style, word

from pingkou_gui.importers.source_text import read_source
from pingkou_gui.text.lines.source import UnreadKind
from pingkou_gui.text.proofread import examine

FIGURE = "9.00万元"


def with_runs(runs, figure=FIGURE, **parts):
    """The report with other runs in the place of a figure."""
    line = next(line for line in TEXT.splitlines() if figure in line)
    before, after = line.split(figure)
    made = par(run(before) + runs + run(after))
    return pars(TEXT).replace(par(line), made)


def text_of(path):
    return "\n".join(p.text for p in read_source(path).paragraphs)


HIDDEN = [
    (run("3.50", "<w:vanish/>"), ""),
    (run("3.50", '<w:rStyle w:val="H"/>'), style("H", "<w:rPr><w:vanish/></w:rPr>", "character")),
    (run("3.50", "<w:specVanish/>"), ""),
    (run("3.50", "<w:strike/>"), ""),
    (run("3.50", "<w:dstrike/>"), ""),
    (run("3.50", '<w:rStyle w:val="S"/>'), style("S", "<w:rPr><w:strike/></w:rPr>", "character")),
]


@pytest.mark.parametrize(("runs", "styles"), HIDDEN)
def test_hidden_and_struck_out_figures_are_left_out_and_told(tmp_path, runs, styles):
    source = read_source(word(tmp_path / "a.docx", with_runs(runs + run(FIGURE)), styles=styles))
    assert changed(source) == {}
    assert len(notes(source)) == 1 + len(findings(source)) - 1
    assert "3.50" in notes(source)[0]
    assert "3.50" in findings(source)[0][2]


@pytest.mark.parametrize(
    "gone",
    [
        '<w:del w:id="1" w:author="a"><w:r><w:delText>3.50</w:delText></w:r></w:del>',
        '<w:moveFrom w:id="1" w:author="a"><w:r><w:t>3.50</w:t></w:r></w:moveFrom>',
        '<w:ins w:id="1" w:author="a"><w:del w:id="2" w:author="b"><w:r><w:delText>3.50</w:delText></w:r></w:del></w:ins>',
    ],
)
def test_changes_not_yet_accepted_are_read_as_accepted_and_told(tmp_path, gone):
    put_in = f'<w:ins w:id="3" w:author="a">{run(FIGURE)}</w:ins>'
    source = read_source(word(tmp_path / "a.docx", with_runs(gone + put_in)))
    assert changed(source) == {}
    assert any("修订" in note for note in notes(source))
    assert "定稿前在Word里接受或拒绝" in [f.expected for f in examine(source)]


def test_a_style_that_hides_is_undone_by_the_run(tmp_path):
    styles = style("H", "<w:rPr><w:vanish/></w:rPr>")
    body = par(run("看不见") + run("看得见", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="H"/>')
    assert text_of(word(tmp_path / "a.docx", par("头") + body, styles=styles)) == "头\n看得见"


def test_two_styles_that_hide_show_again(tmp_path):
    styles = style("P", "<w:rPr><w:vanish/></w:rPr>") + style(
        "C", "<w:rPr><w:vanish/></w:rPr>", "character"
    )
    body = par(run("看得见", '<w:rStyle w:val="C"/>'), '<w:pStyle w:val="P"/>')
    assert text_of(word(tmp_path / "a.docx", body, styles=styles)) == "看得见"


MARKS = [
    '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>',
    '<w:rPr><w:moveFrom w:id="1" w:author="a"/></w:rPr>',
    "<w:rPr><w:vanish/></w:rPr>",
]


@pytest.mark.parametrize("mark", MARKS, ids=["deleted", "moved", "hidden"])
def test_paragraphs_whose_mark_is_gone_run_on(tmp_path, mark):
    line = next(line for line in TEXT.splitlines() if FIGURE in line)
    at = line.index(FIGURE) + 1
    body = pars(TEXT).replace(par(line), par(line[:at], mark) + par(line[at:]))
    assert changed(read_source(word(tmp_path / "a.docx", body))) == {}


def test_a_paragraph_before_a_table_ends_there_whatever_its_mark(tmp_path):
    body = (
        par("表前", MARKS[0])
        + "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
        + par("表后")
    )
    assert text_of(word(tmp_path / "a.docx", body)) == "表前\n表后"


def test_the_last_paragraph_is_read_whatever_its_mark(tmp_path):
    assert text_of(word(tmp_path / "a.docx", par("头") + par("尾", MARKS[0]))) == "头\n尾"


EQUATIONS = [
    f"<m:oMath><m:r><m:t>9.00</m:t></m:r></m:oMath>{run('万元')}",
    "<m:oMathPara><m:oMath><m:r><m:t>9.00万元</m:t></m:r></m:oMath></m:oMathPara>",
    f"<w:sdt><w:sdtContent>{run('9.00')}</w:sdtContent></w:sdt>{run('万元')}",
    f"<w:smartTag>{run('9')}<w:smartTag>{run('.00万元')}</w:smartTag></w:smartTag>",
    f'<w:fldSimple w:instr=" = 4.5*2 ">{run("9.00")}</w:fldSimple>{run("万元")}',
    f"<w:ruby><w:rt>{run('jiǔ')}</w:rt><w:rubyBase>{run('9.00万元')}</w:rubyBase></w:ruby>",
]


@pytest.mark.parametrize("runs", EQUATIONS)
def test_figures_in_equations_controls_and_fields_are_text(tmp_path, runs):
    source = read_source(word(tmp_path / "a.docx", with_runs(runs)))
    assert changed(source) == {}
    assert findings(source) == []


def mark(kind, data=""):
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{data}</w:fldChar></w:r>'


def field(instruction, result, data=""):
    words = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark("begin", data) + words + mark("separate") + result + mark("end")


def choices(result="", default=""):
    said = f'<w:result w:val="{result}"/>' if result else ""
    said += f'<w:default w:val="{default}"/>' if default else ""
    return f'<w:ffData><w:ddList>{said}<w:listEntry w:val="良"/><w:listEntry w:val="优"/></w:ddList></w:ffData>'


def symbol(code, font):
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


@pytest.mark.parametrize(
    ("made", "shown"),
    [
        (mark("begin", choices("1")) + mark("end"), "优"),
        (mark("begin", choices(default="1")) + mark("end"), "优"),
        (field("FORMDROPDOWN", "", choices()), "良"),
        (field("FORMDROPDOWN", run("旧的结果"), choices("1")), "优"),
        (field("FORMTEXT", run("优")), "优"),
        (field("FORMCHECKBOX", "", "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"), "☑"),
        (field("FORMCHECKBOX", "", '<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>'), "□"),
        (field(f"IF {'1'} = ", run("外层")), "外层"),
        (mark("begin") + field("MERGEFIELD 甲", run("看不见")) + mark("separate") + run("看得见") + mark("end"), "看得见"),
        (field("PAGEREF _Toc1", run("12")), "12"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        (symbol("F0A3", "Wingdings 2"), "□"),
        (symbol("F0B3", "Symbol") + run("95%"), "≥95%"),
        (symbol("F0A3", "Symbol") + run("3") + symbol("F0B4", "Symbol MT") + run("2"), "≤3×2"),
        (symbol("2103", "宋体"), "℃"),
        (run("\uf0b3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>') + run("95%"), "≥95%"),
        (run("\uf0fe", '<w:rFonts w:hAnsi="Wingdings"/>') + run("优"), "☑优"),
        ("<w:r><w:t>前</w:t><w:noBreakHyphen/><w:t>后</w:t><w:softHyphen/></w:r>", "前-后"),
        ("<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>" + run("优") + "</w:sdtContent></w:sdt>", "优"),
    ],
)  # fmt: skip
def test_fields_and_lists_show_what_is_chosen(tmp_path, made, shown):
    assert text_of(word(tmp_path / "a.docx", par(run("等级") + made))) == f"等级{shown}"


@pytest.mark.parametrize(
    "made",
    [
        symbol("F0E0", "Wingdings"),
        symbol("F0E0", "Symbol"),
        symbol("", "Symbol"),
        symbol("110000", "Wingdings"),
        run("\uf0e0", '<w:rFonts w:ascii="Wingdings"/>'),
        run("\uf0e0"),
    ],
)
def test_a_sign_that_is_not_known_is_told_with_its_place(tmp_path, made):
    source = read_source(
        word(tmp_path / "a.docx", pars("甲") + par(run("完成") + made + run("95%")))
    )
    assert [(each.kind, each.locator) for each in source.unread] == [(UnreadKind.SYMBOL, "段2")]
    assert source.paragraphs[-1].text.startswith("完成")
    assert source.paragraphs[-1].text.endswith("95%")


def test_a_hidden_sign_and_one_in_a_field_that_is_not_shown_are_nothing(tmp_path):
    unknown = '<w:sym w:font="Wingdings" w:char="F0E0"/>'
    body = par(run("甲") + f"<w:r><w:rPr><w:vanish/></w:rPr>{unknown}</w:r>")
    body += par(
        run("乙") + mark("begin") + f"<w:r>{unknown}</w:r>" + mark("separate") + mark("end")
    )
    assert read_source(word(tmp_path / "a.docx", body)).unread == ()


@pytest.mark.parametrize("kinds", [("begin",), ("begin", "separate", "begin"), ("end",)])
def test_a_field_that_never_ends_hides_nothing(tmp_path, kinds):
    body = par("".join(map(mark, kinds))) + pars(TEXT)
    assert changed(read_source(word(tmp_path / "a.docx", body))) == {}


def fraction(above, below):
    one = "<m:r><m:t>{}</m:t></m:r>".format
    return f"<m:f><m:num>{one(above)}</m:num><m:den>{one(below)}</m:den></m:f>"


@pytest.mark.parametrize(
    ("made", "shown"),
    [
        (fraction("21", "24"), "21/24"),
        (fraction("3+4", "24"), "(3+4)/24"),
        (
            "<m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>",
            "m²",
        ),
        ("<m:rad><m:e><m:r><m:t>9</m:t></m:r></m:e></m:rad>", "√9"),
        (
            "<m:d><m:e><m:r><m:t>1</m:t></m:r></m:e><m:e><m:r><m:t>2</m:t></m:r></m:e></m:d>",
            "(1|2)",
        ),
    ],
)
def test_an_equation_is_written_on_one_line(tmp_path, made, shown):
    assert text_of(word(tmp_path / "a.docx", par(f"<m:oMath>{made}</m:oMath>"))) == shown


APPLICATION = "自评结果作为下一年安排预算的依据。"


def control(content, properties="<w:showingPlcHdr/>"):
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    "made",
    [
        control(par("单击或点击此处输入文字。")),
        control(par("请在这里写清楚应用情况")),
        control(par("单击此处输入文字。"), ""),
        control(par("Click or tap here to enter text."), ""),
        par(control(run("选择一项。"), "")),
        par("单击此处输入文字。"),
        par("点击或单击此处输入日期。"),
        par(control(run("单击或点击以输入日期。"))),
        "<w:tbl><w:tr><w:tc>" + control(par("单击此处输入文字。")) + "</w:tc></w:tr></w:tbl>",
    ],
)  # fmt: skip
def test_the_prompt_of_an_empty_control_is_no_text_and_told(tmp_path, made):
    source = read_source(word(tmp_path / "a.docx", pars(TEXT).replace(par(APPLICATION), made)))
    assert changed(source) == {"closing.0.application": None}
    assert any("1处该填的地方" in note for note in notes(source))
    assert [f[0] for f in findings(source)].count("TEMPLATE_LEFTOVER") == 1


def test_a_control_that_was_filled_in_is_text(tmp_path):
    made = control(par(APPLICATION), "<w:text/>")
    source = read_source(word(tmp_path / "a.docx", pars(TEXT).replace(par(APPLICATION), made)))
    assert changed(source) == {}
    assert findings(source) == []


def test_a_first_letter_set_large_belongs_to_its_paragraph(tmp_path):
    body = par("白", '<w:framePr w:dropCap="drop"/>') + par("茅镇地处山区。")
    assert text_of(word(tmp_path / "a.docx", body)) == "白茅镇地处山区。"


def test_a_hidden_number_is_not_printed(tmp_path):
    from word_files import level, lists

    hidden = level(0, "decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>")
    path = word(tmp_path / "a.docx", in_list("甲"), numbering=lists({0: hidden}, (1, 0, "")))
    assert text_of(path) == "甲"


def test_the_plain_report_itself_is_read_without_a_word_on_it(tmp_path):
    source = read_source(word(tmp_path / "a.docx", pars(TEXT)))
    assert values(source)["three_public.0.reception"][1] == ""
    assert (changed(source), findings(source), notes(source)) == ({}, [], [])
