"""Make base.docx, the empty Word file every report is written into.

Run `python resources/make_base.py`; the same script gives the same bytes on the same zlib.
Measures are those of GB/T 9704-2012 (type area 156 x 225 mm, 22 lines of 28 characters);
what a county varies is put over them when a report is written.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

LATIN = "Times New Roman"
BODY, TITLE, HEADING, SUBHEADING, NUMBER = (
    "仿宋_GB2312",
    "方正小标宋简体",
    "黑体",
    "楷体_GB2312",
    "宋体",
)

# name, replacement, PANOSE, family, pitch
FONTS = (
    (LATIN, "", "02020603050405020304", "roman", "variable"),
    (BODY, "仿宋", "02010609030101010101", "modern", "fixed"),
    (SUBHEADING, "楷体", "02010609030101010101", "modern", "fixed"),
    (HEADING, "SimHei", "02010609060101010101", "modern", "fixed"),
    (NUMBER, "SimSun", "02010600030101010101", "auto", "variable"),
    (TITLE, "华文中宋", "03000509000000000000", "script", "fixed"),
)

FLOW = (
    '<w:widowControl w:val="0"/><w:kinsoku/><w:wordWrap/><w:overflowPunct w:val="0"/>'
    '<w:topLinePunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    '<w:adjustRightInd w:val="0"/>'
)
FLUSH = '<w:ind w:left="0" w:firstLineChars="0" w:firstLine="0"/>'
LOOSE = '<w:spacing w:val="0"/>'


def fonts(east_asian: str, latin: str = LATIN) -> str:
    """Return the fonts of a style; hAnsi is Chinese so that “ ” — … stay Chinese."""
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{latin}" w:eastAsia="{east_asian}" '
        f'w:hAnsi="{east_asian}" w:cs="{LATIN}"/>'
    )


def size(half_points: int) -> str:
    """Return the size of a run."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def bold(on: bool) -> str:  # noqa: FBT001
    """Return a run's weight, always stated: built-in headings are bold by habit."""
    return "<w:b/><w:bCs/>" if on else '<w:b w:val="0"/><w:bCs w:val="0"/>'


def line(height: int, before: str = 'w:before="0"', after: str = 'w:after="0"') -> str:
    """Return exact line spacing in twips."""
    return f'<w:spacing {before} {after} w:line="{height}" w:lineRule="exact"/>'


def paragraph_style(  # noqa: PLR0913
    identity: str,
    name: str,
    paragraph: str,
    run: str = "",
    *,
    base: str = "Normal",
    follow: str = "",
    link: str = "",
    priority: int = 14,
    builtin: bool = False,
) -> str:
    """Return a paragraph style."""
    custom = "" if builtin else ' w:customStyle="1"'
    following = f'<w:next w:val="{follow}"/>' if follow else ""
    linked = f'<w:link w:val="{link}"/>' if link else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{identity}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base}"/>{following}{linked}<w:uiPriority w:val="{priority}"/>'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def heading(level: int, font: str, *, heavy: bool = False) -> str:
    """Return a heading's paragraph style and the character style for one that runs in."""
    run = fonts(font) + bold(heavy)
    return (
        paragraph_style(
            f"Heading{level}",
            f"heading {level}",
            f'<w:keepNext/><w:outlineLvl w:val="{level - 1}"/>',
            run,
            follow="Normal",
            link=f"Heading{level}Char",
            priority=9,
            builtin=True,
        )
        + f'<w:style w:type="character" w:customStyle="1" w:styleId="Heading{level}Char">'
        f'<w:name w:val="标题 {level} 字符"/><w:basedOn w:val="DefaultParagraphFont"/>'
        f'<w:link w:val="Heading{level}"/><w:uiPriority w:val="9"/><w:rPr>{run}</w:rPr></w:style>'
    )


def defaults() -> str:
    """Return the document defaults and the four default styles."""
    body = fonts(BODY)
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{body}<w:kern w:val="0"/>{size(32)}'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr>{FLOW}<w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault>'
        '</w:docDefaults><w:latentStyles w:defLockedState="0" w:defUIPriority="99" '
        'w:defSemiHidden="1" w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f'<w:uiPriority w:val="0"/><w:qFormat/><w:pPr>{FLOW}{line(579)}'
        '<w:ind w:firstLineChars="200" w:firstLine="630"/><w:jc w:val="both"/></w:pPr>'
        f'<w:rPr>{body}<w:spacing w:val="-5"/>{size(32)}</w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
        "<w:unhideWhenUsed/></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="28" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>'
        '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )


def front_and_back() -> str:
    """Return the styles of the title, the attachments and the signature."""
    spaced = 'w:beforeLines="100" w:before="579"'
    return (
        paragraph_style(
            "ReportTitle",
            "报告标题",
            '<w:keepNext/><w:keepLines/><w:snapToGrid w:val="0"/>'
            + line(579, after='w:afterLines="100" w:after="579"')
            + FLUSH
            + '<w:jc w:val="center"/>',
            fonts(TITLE) + LOOSE + size(44),
            follow="Normal",
            priority=10,
        )
        + paragraph_style(
            "AttachmentMark",
            "附件标记",
            f'<w:keepNext/><w:pageBreakBefore/>{FLUSH}<w:jc w:val="left"/>',
            fonts(HEADING, HEADING) + LOOSE,
            follow="AttachmentTitle",
            priority=11,
        )
        + paragraph_style(
            "AttachmentTitle",
            "附件标题",
            line(579, before=spaced, after='w:afterLines="0" w:after="0"')
            + '<w:outlineLvl w:val="0"/>',
            base="ReportTitle",
            follow="Normal",
            priority=11,
        )
        + paragraph_style(
            "AttachmentList",
            "附件说明",
            f'<w:keepNext/>{FLUSH}<w:jc w:val="left"/>',
            priority=12,
        )
        + paragraph_style(
            "SignatureBlock",
            "落款",
            f'<w:keepNext/><w:keepLines/>{FLUSH}<w:jc w:val="left"/>',
            priority=13,
        )
    )


def table_styles() -> str:
    """Return the styles of everything in and around a table: off the grid, not condensed."""
    text = '<w:snapToGrid w:val="0"/>' + line(290) + FLUSH + '<w:jc w:val="left"/>'
    note = line(320, before='w:before="100"')
    return (
        paragraph_style("TableText", "表格文字", text, LOOSE + size(21))
        + paragraph_style("TableCenter", "表格居中", '<w:jc w:val="center"/>', base="TableText")
        + paragraph_style("TableNumber", "表格数字", '<w:jc w:val="right"/>', base="TableText")
        + paragraph_style(
            "TableHead", "表头文字", '<w:jc w:val="center"/>', fonts(HEADING), base="TableText"
        )
        + paragraph_style(
            "TableCaption",
            "表格标题",
            f'<w:keepNext/>{line(400)}<w:jc w:val="center"/>',
            fonts(HEADING) + size(24),
            base="TableText",
        )
        + paragraph_style(
            "TableUnit",
            "表格单位",
            f'<w:keepNext/>{line(400)}<w:jc w:val="right"/>',
            size(24),
            base="TableText",
        )
        + paragraph_style("TableNote", "表格落款", note, base="TableText")
        + paragraph_style("TableGap", "表格间隔", line(100), size(2), base="TableText")
        + '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="39"/><w:tblPr><w:tblBorders>'
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + "</w:tblBorders></w:tblPr></w:style>"
    )


def edges() -> str:
    """Return the styles of header, page number, draft mark and unfilled placeholder."""
    free = '<w:snapToGrid w:val="0"/>'
    return (
        paragraph_style(
            "Header",
            "header",
            free + line(240) + FLUSH + '<w:jc w:val="left"/>',
            LOOSE + size(18),
            priority=99,
            builtin=True,
        )
        + paragraph_style(
            "Footer",
            "footer",
            free + line(280) + FLUSH + '<w:jc w:val="left"/>',
            fonts(NUMBER, NUMBER) + LOOSE + size(28),
            priority=99,
            builtin=True,
        )
        + paragraph_style(
            "DraftMark",
            "草稿标记",
            line(400) + '<w:jc w:val="center"/>',
            fonts(HEADING) + '<w:color w:val="C00000"/><w:spacing w:val="200"/>' + size(32),
            base="Header",
        )
        + '<w:style w:type="character" w:customStyle="1" w:styleId="Missing">'
        '<w:name w:val="待填"/><w:basedOn w:val="DefaultParagraphFont"/>'
        '<w:uiPriority w:val="15"/><w:qFormat/><w:rPr><w:color w:val="C00000"/>'
        '<w:shd w:val="clear" w:color="auto" w:fill="FFE699"/></w:rPr></w:style>'
    )


def styles() -> str:
    """Return word/styles.xml."""
    return (
        f'<w:styles xmlns:w="{W}">'
        + defaults()
        + heading(1, HEADING)
        + heading(2, SUBHEADING)
        + heading(3, BODY, heavy=True)
        + heading(4, BODY)
        + front_and_back()
        + table_styles()
        + edges()
        + "</w:styles>"
    )


def settings() -> str:
    """Return word/settings.xml; compatibility mode 15 keeps 兼容模式 out of the window title."""
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>'
        "<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>"
        '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:drawingGridVerticalSpacing w:val="579"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat><w:doNotExpandShiftReturn/>{compat}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def font_table() -> str:
    """Return word/fontTable.xml with a replacement for each face that is often missing."""
    entries = "".join(
        f'<w:font w:name="{name}">'
        + (f'<w:altName w:val="{other}"/>' if other else "")
        + f'<w:panose1 w:val="{panose}"/><w:charset w:val="{"86" if other else "00"}"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, other, panose, family, pitch in FONTS
    )
    return f'<w:fonts xmlns:w="{W}">{entries}</w:fonts>'


def document() -> str:
    """Return word/document.xml: an empty page of A4."""
    return (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body><w:sectPr>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" '
        'w:left="1587" w:header="851" w:footer="1447" w:gutter="0"/>'
        '<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr></w:body></w:document>'
    )


def core_properties() -> str:
    """Return docProps/core.xml, filled in when a report is written."""
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def relationships(*targets: tuple[str, str]) -> str:
    """Return a relationships part."""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def content_types() -> str:
    """Return [Content_Types].xml."""
    kinds = {
        "/word/document.xml": f"{WORDML}.document.main+xml",
        "/word/styles.xml": f"{WORDML}.styles+xml",
        "/word/settings.xml": f"{WORDML}.settings+xml",
        "/word/fontTable.xml": f"{WORDML}.fontTable+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": (
            "application/vnd.openxmlformats-officedocument.extended-properties+xml"
        ),
    }
    overrides = "".join(f'<Override PartName="{p}" ContentType="{k}"/>' for p, k in kinds.items())
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def parts() -> dict[str, str]:
    """Return every part by its name, the content types first."""
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(
            (f"{R}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{R}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/app.xml": f'<Properties xmlns="{EXTENDED}"><DocSecurity>0</DocSecurity>'
        "</Properties>",
        "docProps/core.xml": core_properties(),
        "word/_rels/document.xml.rels": relationships(
            (f"{R}/styles", "styles.xml"),
            (f"{R}/settings", "settings.xml"),
            (f"{R}/fontTable", "fontTable.xml"),
        ),
        "word/document.xml": document(),
        "word/fontTable.xml": font_table(),
        "word/settings.xml": settings(),
        "word/styles.xml": styles(),
    }


def write(target: Path) -> None:
    """Write the file; a part that is not well-formed stops it."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in parts().items():
            data = (HEAD + text).encode()
            etree.fromstring(data)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)


if __name__ == "__main__":
    write(Path(__file__).with_name("base.docx"))
