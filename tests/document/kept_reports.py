"""Reports made here, and all that becomes of each, written out line by line.

What came of a report when it was looked at is kept in `kept/`, a file each.
"""

import io
import sys
import zipfile
from bisect import bisect_left
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent))

from lxml import etree
from sample_report import SIGNED, amount, cell, head, report, text
from test_charts import BARS, LINES, NOW
from test_word_golden import DRAFT, FILES, LONG, PAIR, REPORT, STRANGE, WRITTEN
from test_word_golden import told as markup
from township import INDICATORS, PROJECTS, facts, many, township
from word_xml import changed

from pingkou_gui.document.charts import charts_word
from pingkou_gui.document.compose import compose, sentences
from pingkou_gui.document.line_breaking import (
    NEVER_FIRST,
    NEVER_FIRST_IN_WORD,
    OfficialWidths,
    Typesetter,
    broken,
    is_asian,
    may_break,
)
from pingkou_gui.document.page_checks import written_flow
from pingkou_gui.document.page_flow import FlowTable, closing_lines, fitted_to_page, flow_parts
from pingkou_gui.document.page_geometry import Geometry
from pingkou_gui.document.page_layout import printed_places, refs_at
from pingkou_gui.document.phrases import Span, SpanKind
from pingkou_gui.document.publish import build_word, write_word
from pingkou_gui.document.review import review
from pingkou_gui.document.status import report_status
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
    missing_fonts,
    replacement,
    required_fonts,
    same_font,
    substitute,
)
from pingkou_gui.document.typesetting import Typesetting
from pingkou_gui.document.verify import verify
from pingkou_gui.document.written_file import opened
from pingkou_gui.form.form import FORM
from pingkou_gui.form.values import FigureRef, Place
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.findings import BLANK_CELLS
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme import OutlinePart, PageHabits
from pingkou_gui.scheme.scheme_reader import default_scheme, known_schemes

FOLDER = Path(__file__).parent / "kept"


# Pages: every line, rule and cell at its place.


TITLES = (
    "2024年度青石县槐荫乡人民政府农业综合服务中心村道整修及小型水利设施维修养护项目支出绩效自评表",
)
SIGNS = (
    "“修好路、引好水”——全年开工项目12个（其中水利3处），完成率98.57%……按财预〔2023〕12号文件，"
    "use of WPS Office 2019/Excel, 村级3,200.50元；“三公”经费[预算]A/B类—不变。"
)
TIGHT = Table(
    "表",
    (30, 20, 20, 7),
    (TableRow((head("项目", rows=2), head("金额", columns=2), head("备注", rows=2))),
     TableRow((head("预算"), head("决算")))),
    (
        TableRow((cell("甲" * 30, rows=2, indent=1.5), amount("1234.50"), amount("-3.20"), cell())),
        TableRow((amount("9"), amount(""), cell("第一行\n第二行 word\n第三行", rows=2))),
        TableRow((cell("乙", indent=2), cell("一、二；三。" * 8, columns=2)), keep=True),
        TableRow((cell("合计", columns=4 ),)),
    ),
    "单位：万元",
)  # fmt: skip
MIXED = Document(
    "槐荫乡2024年工作",
    (
        Heading(1, "概况", "一、"),
        Paragraph(text(SIGNS)),
        Paragraph((Span("会议费"), Span("【待填：会议费】", SpanKind.MISSING), Span("万元。\n" + "镇" * 27 + "，镇"))),
        Heading(3, "A" * 70 + "镇", "1.", runs_in=True),
        Paragraph(text("（括号）“引号”" * 12)),
        TIGHT,
        SIGNED,
        TIGHT,
        replace(TIGHT, caption="", unit="", line=240),
        Paragraph(text("末段。" * 70)),
    ),
    Signature("青石县槐荫乡人民政府", date(2025, 11, 8)),
    (
        Attachment(1, TITLES[0], (TIGHT, SignatureLine((text("填表人：甲"), text("电话："))))),
        Attachment(2, "附表", (replace(TIGHT, rows=TIGHT.rows * 9), SIGNED), landscape=True),
    ),
    cover=("县（市）：青石县", "单位（盖章）：槐荫乡"),
)  # fmt: skip
HIGH = TableRow((cell("甲" * 900), cell("乙" * 40, rows=2), amount("1.20")), keep=True)
TALL = Document(
    "高行",
    (Paragraph(text("镇。" * 300)),),
    None,
    (
        Attachment(1, "附表", (Table("", (8, 3, 2), (TableRow((head("一"), head("二"), head("三"))),),
            (HIGH, TableRow((cell("丙"), amount("2"))), HIGH, TableRow((cell("丁"), amount("3"))),
             *[TableRow((cell(f"{n}"), cell("戊"), amount("4"))) for n in range(30)])), SIGNED)),
        Attachment(2, "附表二", (replace(TIGHT, head=(), rows=(TableRow((head("己"), head("庚"), head("辛"), head("壬"))),
            *TIGHT.rows * 12)),)),
    ),
)  # fmt: skip
"""Rows higher than a page, and a table without a head of its own that goes on."""


HIGHEST = TableRow(
    (
        TableCell((Span("甲乙" * 700, refs=(Place("overview_texts", 0, "overall"),)),)),
        TableCell((Span("第一行\n第二行", refs=(Place("unit", 0, "name"),)),), columns=2),
        amount("1.20"),
    )
)
HIGHEST_OF_ALL = Document(
    "更高的行",
    (
        Paragraph(text("镇。" * 60)),
        Table("表", (6, 3, 2, 2), (TableRow((head("一"), head("二", columns=2), head("三"))),), (
            TableRow((cell("子"), cell("丑", rows=2), cell("寅"), amount("1"))),
            TableRow((cell("卯" * 1200), cell("辰"), cell("巳" * 300))),
            HIGHEST,
            TableRow((cell("末"), cell("午"), cell("未"), amount("2")), keep=True),
            TableRow((cell("申" * 900), cell(), cell(), amount("3"))),
        )),
        Paragraph(text("后。")),
    ),
    None,
    (Attachment(1, "附表", (Table("", (6, 3, 2, 2), (), (HIGHEST, HIGHEST), line=400), SIGNED), landscape=True),),
)  # fmt: skip
"""Rows that no page holds: below a head, without one, beside what began in the row above."""


def signed(lines):
    """Return a report of so many lines: its signature may not fit, or fit with closer lines."""
    return replace(
        DRAFT,
        blocks=(Paragraph(text("略。\n" * lines)),),
        signature=Signature("青石县槐荫乡人民政府", date(2025, 11, 8)),
        attachments=(),
        draft=False,
    )


LAID = {
    "一份报告": (report(), PageHabits(), Typesetter.WORD),
    "各种符号": (MIXED, PageHabits(), Typesetter.WORD),
    "各种符号，另一排版": (MIXED, STRANGE, Typesetter.LIBREOFFICE),
    "草稿": (DRAFT, STRANGE, Typesetter.WORD),
    "小报告": (REPORT, replace(PageHabits(), sealed=True), Typesetter.LIBREOFFICE),
    "十四个附件": (LONG, PageHabits(), Typesetter.WORD),
    "两个附件": (PAIR, replace(PageHabits(), sealed=True), Typesetter.WORD),
    "高行": (TALL, PageHabits(), Typesetter.WORD),
    "高行，另一排版": (TALL, STRANGE, Typesetter.LIBREOFFICE),
    "更高的行": (HIGHEST_OF_ALL, PageHabits(), Typesetter.WORD),
    "更高的行，另一排版": (HIGHEST_OF_ALL, STRANGE, Typesetter.LIBREOFFICE),
    "落款恰好": (signed(16), PageHabits(), Typesetter.WORD),
    "落款收紧行距": (signed(17), PageHabits(), Typesetter.WORD),
    "落款到下页": (signed(39), PageHabits(), Typesetter.WORD),
}


def pages(document, habits, rules):
    """Yield the pages of a report: lines with their words, rules, cells and what is in the margin."""
    metrics = OfficialWidths()
    typesetting = Typesetting(habits, metrics, rules)
    for page in typesetting.lay_out(document).pages:
        yield f"== page {page.number} of part {page.part} {page.page} {page.headless}"
        for line in page.lines:
            places = [x for _, found in line.characters() for x in found]
            where = " ".join(f"{x:.0f}" for x in (*places[:1], *places[-1:], sum(places)))
            style = line.paragraph.style.name
            yield (
                f"{line.top:.0f}+{line.height} {line.baseline(metrics):.0f} {style} [{where}]"
                f" {line.text}"
            )
        xs = sorted({round(rule.x) for rule in page.rules})
        ys = sorted({round(rule.y) for rule in page.rules})
        ends = round(sum(rule.to_x + rule.to_y for rule in page.rules))
        yield f"rules {len(page.rules)} {xs} {ys} {ends}"
        for area in page.areas:
            yield f"area {area.x:.0f} {area.y:.0f} {area.to_x:.0f} {area.to_y:.0f} {refs(area.refs)}"
        for edge in page.edges:
            yield f"edge {edge.x:.1f} {edge.y:.1f} {edge.turned} {edge.warning} {edge.content.text}"


# Composed reports: every block with its words and what is behind them.


def typed(report, values):
    draft = Draft(report)
    for key, words in values.items():
        section, name = key.split(".")
        draft.type_in(FORM.field_at(Place(section, 0, name)), words)
    return report.apply(draft.change)


def rows(report, section, *lines):
    """Return a report with more rows, each a mapping of field names to words."""
    draft = Draft(report)
    for line in lines:
        row = draft.add(FORM.sections[section])
        for name, words in line.items():
            draft.type_in(FORM.field_at(Place(section, 0, name)), words, row)
    return report.apply(draft.change)


UNSORTED = (
    ("甲路", "", "", "1.20", "", "1.05"), ("乙桥", "other", "special", "", "2", "3"),
    ("丙渠", "special_account", "maintenance", "4", "0", "0"),
)  # fmt: skip


def filled():
    """Return a report with rows in every list."""
    told = rows(
        township(), "problem",
        {"name": "指标粗", "detail": "没有数量指标。", "cause": "不熟悉", "measure": "逐条审核"},
        {"name": "跟踪少"}, {"measure": "加强检查", "measure_detail": "每季一次。\n列入考核。"},
    )  # fmt: skip
    told = rows(
        told, "organisation", {"name": "党政办", "kind": "party_government"},
        {"name": "财政所", "kind": "party_government"}, {"name": "农服中心", "kind": "public_institution"},
        {"name": "执法队", "kind": "other"}, {"name": "站"},
    )  # fmt: skip
    told = rows(told, "duty", {"text": "拟订规划。"}, {"text": "管好资产"})
    told = rows(
        told, "key_work", {"level": "1", "title": "防汛", "text": "值守120天。"},
        {"level": "2", "title": "巡查", "text": "每周。"}, {"level": "2", "title": "值班"},
        {"level": "1", "title": "路灯"},
    )  # fmt: skip
    return rows(
        told, "economic_item", {"category": "301", "name": "基本工资", "this": "300", "last": "280"},
        {"category": "302", "name": "办公费", "this": "49.09"}, {"category": "302", "name": "水费", "this": "3"},
        {"category": "302", "name": "电费", "this": "4"}, {"category": "302", "name": "差旅费", "this": "无"},
    )  # fmt: skip


OF_PROJECTS = {
    "use": (
        "用于修路12公里。",
        "资金主要用于平台运行",
        "发放补贴，改善民生。",
        "资金于3月到位；铺管9公里",
    ),
    "management": ("资金专款专用。", "按制度报账", "实行公示制", "专账核算。\n定期审计。"),
    "arrangement": ("已纳入预算", "由县级下达。", "", "资金全部到位"),
    "implementation": ("采用招标", "已完工。", "村民自建，监督到位。", ""),
    "unspent_reason": ("质保期未到", "", "工程未完工。", ""),
    "full_year": ("400", "201.60", "395", "33.25"),
}


def with_texts(report):
    """Return a report in which each project has words of its own."""
    draft = Draft(report)
    for name, words in OF_PROJECTS.items():
        for row, each in zip(report.rows("project"), words, strict=True):
            draft.type_in(FORM.field_at(Place("project", 0, name)), each, row)
    return report.apply(draft.change)


def composed_reports():
    """Return facts by name: reports full, half and empty, of every scheme."""
    scheme, told = default_scheme(), filled()
    yield "全部填写", Facts(told, scheme)
    yield "项目有话", Facts(with_texts(township()), scheme)
    yield (
        "一个项目有话",
        Facts(typed(township(projects=PROJECTS[:1]), {"project_texts.use": "按进度拨付"}), scheme),
    )
    yield "没有上年", facts(unit__last_year="上年没有可比数", projects=PROJECTS[:1])
    yield (
        "项目未归类",
        facts(projects=UNSORTED, general__full_year="", government_funds__outturn="2"),
    )
    yield "项目很多", facts(projects=many(14), evaluated=2, indicators=())
    yield "没有项目", facts(projects=(), evaluated=0, project_totals__total="0")
    many_goals = (*INDICATORS[:9] * 2, *((*r[:7], "因为雨多。" * 9) for r in INDICATORS[9:11]))
    yield "指标很多", facts(indicators=many_goals, evaluated=0, projects=PROJECTS[:2])
    outline = (
        OutlinePart("own.opening", "开头"),
        OutlinePart(
            "x",
            "支出",
            parts=(
                OutlinePart("general_budget.basic", "基本支出"),
                OutlinePart("state_capital", "国资"),
                OutlinePart(
                    "general_budget.projects",
                    "项目",
                    parts=(
                        OutlinePart("general_budget.projects.use", "使用"),
                        OutlinePart("general_budget.projects.management", "管理"),
                    ),
                ),
            ),
        ),
        OutlinePart("y", "效果", parts=(OutlinePart("performance", "绩效"),)),
        OutlinePart("application", "应用"),
        OutlinePart("own.assets", "资产"),
    )
    yield "自定提纲", Facts(told, replace(scheme, outline=outline))
    yield (
        "自定提纲，没有项目",
        Facts(township(projects=PROJECTS[3:]), replace(scheme, outline=outline)),
    )
    yield "空白", Facts(Report(), scheme)
    for other in known_schemes(Path("/nonexistent")):
        if other.name != scheme.name:
            yield f"方案 {other.name}", Facts(told, other)


VARIANTS = {
    "没有年度": {"unit.year": ""},
    "没有自称": {"unit.short_name": ""},
    "超编": {"staff.headcount_last": "50", "staff.civil_posts": "20", "staff.institution_posts": "26"},
    "减人": {"staff.headcount_last": "53", "staff.headcount_reason": "退休3人", "staff.retired": "21"},
    "增人": {"staff.headcount_last": "48", "staff.contract_staff": "6", "staff.rank": "正科级"},
    "编制没有填": {"staff.establishment": "", "staff.headcount": ""},
    "基本支出有上年": {"basic.wages": "600", "basic.wages_last": "590", "basic.transfers": "107.05",
        "basic.transfers_last": "无", "basic.goods": "190.42", "basic.goods_last": "118.31",
        "basic.capital": "3", "basic.capital_last": "无"},
    "基本支出只有总数": {"basic.personnel": "", "basic.operating": "", "basic.total": "900.47", "basic.total_last": "900.47"},
    "公用经费持平": {"basic.operating_last": "193.42"},
    "公用经费减少": {"basic.operating_last": "200", "basic.operating_reason": "压减办公费。"},
    "三公为零": {"three_public.running": "0", "three_public.reception": "0", "three_public.purchase": "0"},
    "三公都没有": {f"three_public.{n}": "无" for n in ("running", "reception", "purchase", "overseas")},
    "三公超预算": {"three_public.reception_budget": "10", "three_public.running": "6.50"},
    "三公没有预算": {"three_public.reception_budget": "", "three_public.running_budget": ""},
    "三公零预算": {"three_public.overseas": "1.20", "three_public.overseas_last": "0", "three_public.overseas_budget": "0"},
    "三公没有上年": {"three_public.reception_last": "", "three_public.running_last": ""},
    "三公有原因": {"three_public.reception_reason": "原因是批次减少。", "three_public.running_reason": "维修少，油价降",
        "three_public.total_reason": "厉行节约"},
    "三公有数量": {"three_public_counts.reception_batches": "41", "three_public_counts.reception_people": "320",
        "three_public_counts.vehicles_kept": "1", "three_public_counts.vehicles_bought": "0",
        "three_public_counts.overseas_groups": "0"},
    "会议费增减几分": {"conferences.meetings": "2.925", "conferences.training": "无", "conferences.training_last": "无"},
    "会议费有原因": {"conferences.meetings_reason": "会议增多；人数增加", "conferences.training": ""},
    "采购为零": {"control.procurement": "0", "control.office": "", "control.utilities": "无"},
    "项目总数另填": {"project_totals.total": "1030.20", "project_totals.total_last": "900", "project_totals.total_reason": "项目增加"},
    "项目有文字": {"project_texts.arrangement": "年初预算和追加都已到位。", "project_texts.use": "用于修路。\n用于架桥",
        "project_texts.management": "专款专用", "project_texts.implementation": "村民代表监督；招标2次。"},
    "基金没有": {"government_funds.full_year": "无", "government_funds.outturn": "无"},
    "基金有结转": {"government_funds.carried_in": "3", "government_funds.carried_out": "2.75", "government_funds.full_year": "36",
        "fund_texts.government_funds": "修渠和清淤"},
    "基金有初": {"government_funds.initial": "30", "government_funds.full_year": "30", "government_funds.carried_in": "无"},
    "一般预算没花完": {"general.full_year": "2100", "general.carried_out": "103.13"},
    "基金花超一点": {"government_funds.full_year": "32.95"},
    "基金花超又有结转": {"government_funds.full_year": "32.95", "government_funds.carried_out": "0.30"},
    "基金花超又说没有结转": {"government_funds.full_year": "32.95", "government_funds.carried_out": "无"},
    "基金全年预算为零": {"government_funds.full_year": "0"},
    "基金全年预算没有填": {"government_funds.full_year": ""},
    "基金全年预算为零也没有支出": {"government_funds.full_year": "0", "government_funds.outturn": "0"},
    "规格": {"staff.rank": "以上机构均为正股级。\n其中党政办为副科级"},
    "规格为": {"staff.rank": "规格为正股级"},
    "一般预算花超": {"general.full_year": "1900", "general.carried_in": "50"},
    "国有资本有数": {"state_capital.initial": "5", "state_capital.full_year": "6", "state_capital.outturn": "6",
        "fund_texts.state_capital": "补贴"},
    "国有资本有说明": {"fund_texts.state_capital": "本乡没有国有企业。"},
    "社保有数": {"social_insurance.full_year": "12", "social_insurance.outturn": "0"},
    "专户和其他": {"special_account.outturn": "20", "special_account.full_year": "20", "other_funds.outturn": "5.5"},
    "总数不填": {"general.outturn": "", "general.full_year": ""},
    "有分析": {"analysis.economy": "支出控制在预算内。", "analysis.efficiency": "无", "analysis.effectiveness": "满意\n好",
        "analysis.sustainability": "制度健全"},
    "用途": {"spending_texts.basic_use": "用于人员工资和日常办公。", "overview_texts.overall": "各项工作完成较好",
        "overview_texts.spending_scope": "涉及全乡12个村。"},
    "公开": {"closing.application": "作为编制下年预算的依据。", "closing.disclosure": "在县政府网站公开", "closing.remarks": "无"},
    "说明": {"closing.remarks": "移民资金由县统筹。"},
    "照填的印": {"unit.punctuation": "照填的印出", "closing.remarks": "共3项,其中1项未完;"},
}  # fmt: skip
"""What is filled in otherwise than in the whole report."""


def variants():
    """Yield the sentences that each variant of the whole report prints otherwise."""
    whole = dict(composed_reports())["全部填写"]
    base = dict(_sentences(whole))
    for name, values in VARIANTS.items():
        yield f"== {name}"
        other = dict(_sentences(Facts(typed(whole.report, values), whole.scheme)))
        for key in {**base, **other}:
            if base.get(key) != other.get(key):
                yield f"{key}: {other.get(key)}"


def _sentences(f):
    for key, row, found in sentences(f):
        yield f"{key}[{row}]", spans(found)


def composed(f):
    """Yield the blocks of a report, its signature and attachments."""
    document = compose(f, draft=True)
    yield f"{document.title} / {document.author} / {document.cover} / {document.signature}"
    yield from blocks(document.blocks)
    for each in document.attachments:
        yield f"== {each.number}-{each.sheet} {each.title} / {each.listed} / {each.landscape}"
        yield from blocks(each.blocks)


def blocks(found):
    for block in found:
        if isinstance(block, Heading):
            runs_in = " >" if block.runs_in else ""
            yield f"# {block.level} {block.label}{block.text}{runs_in} {refs(block.refs)}"
        elif isinstance(block, Paragraph):
            yield f"p {spans(block.spans)}"
        elif isinstance(block, SignatureLine):
            yield "sign " + " | ".join(spans(entry) for entry in block.entries)
        else:
            yield f"table {block.caption} {block.widths} {block.unit} {block.narrowest} {block.line}"
            yield from (f" head {row_told(row)}" for row in block.head)
            yield from (f" row {row_told(row)}" for row in block.rows)


def row_told(row):
    return " | ".join(map(cell_told, row.cells)) + (" &" if row.keep else "")


def cell_told(found):
    size = f"{found.columns}x{found.rows}" if (found.columns, found.rows) != (1, 1) else ""
    marks = found.align.value[0] + ("!" if found.head else "")
    indent = f">{found.indent:g}" if found.indent else ""
    return f"{marks}{size}{indent} {spans(found.spans)}"


def spans(found):
    """Return spans in one line: their words, what they are, what is behind them."""
    kinds = {SpanKind.PLAIN: "", SpanKind.MISSING: "?"}
    return "".join(
        f"{kinds.get(s.kind, s.kind.name[0])}{{{s.text}}}{refs(s.refs)}"
        if s.refs or s.kind is not SpanKind.PLAIN
        else s.text
        for s in found
    ).replace("\n", "\\n")


def refs(found):
    return f"<{','.join(map(ref, found))}>" if found else ""


def ref(one):
    return f"={one.figure}{one.row or ''}" if isinstance(one, FigureRef) else str(one)


# How a report stands: what is missing, and where the clerk's own words slip.


SLIPS = {
    "duty": "拟订规划,落实政策。。管好资产",
    "problem": "预算编制不细。\n支出较少5万元, 比上年变动减少3次。",
    "spending_texts.thrift": "公务接待一律凭函(先审批);会议费按季度公布",
    "spending_texts.note": "按安财预[2023]12号文件执行.",
    "fund_texts.government_funds": "一是修渠;二是清淤，",
    "goal.expected": "机关正常运转，完成3.  5公里道路",
    "analysis.economy": "“三公”经费支出24.97万元，比上年下降17.85%。",
    "project_texts.use": "资金全部用于村道养护!工程合格率达100% ",
    "closing.remarks": "无",
}


def slipped():
    """Return facts of a report with slips in the clerk's own words."""
    singles = {key: words for key, words in SLIPS.items() if "." in key}
    found = typed(township(), singles)
    found = rows(found, "duty", {"text": SLIPS["duty"]}, {"text": "管好资产"})
    found = rows(found, "problem", {"name": "指标粗,", "detail": SLIPS["problem"]})
    return Facts(
        rows(found, "key_work", {"title": "防汛(一)", "text": "值守120天，巡查4座，。"}),
        default_scheme(),
    )


LASTING = {"TYPO", "FORMAT", "PUNCTUATION", "BLANK_CELLS"}
"""Checks of a text that a new way of reading does not change."""


def standing(f):
    """Yield what is missing page by page, then the findings with their places and ways to mend."""
    status = report_status(f)
    yield f"draft {status.draft}, must {len(status.must)}, missing {status.missing}"
    for page in status.pages:
        yield f"== {page.page.key} {page.filled} unread {len(page.unread)}"
        for gap in page.gaps:
            rest = ",".join(map(str, gap.all_of))
            yield f"gap {gap.place} {gap.label} {gap.verb} {rest}".rstrip()
    document = compose(f, draft=True)
    blank = [each for each in status.findings if each.check == BLANK_CELLS]
    for each in (*review(document, f.report), *blank):
        if each.check.rpartition(".")[2] not in LASTING:
            continue
        own = f" {each.numbers} {each.expected}" if "PUNCTUATION" in each.check else ""
        yield f"{each.severity.name} {each.check} {refs(each.places)}{own}".replace("\n", "\\n")
        yield from (f"  fix {fix}" for fix in each.fixes)


# Files proved, places on pages, titles broken.


def proofs():
    """Yield what is proved of each written file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "报告.docx"
        for name, (document, habits) in (*FILES.items(), ("整份", (report(), PageHabits()))):
            proof = write_word(document, habits, path, written=WRITTEN)
            yield f"== {name} {proof.missing} {proof}"
            yield from (f"{item.name} {item.holds} {item.detail}" for item in proof.items)


SPOILT = (
    ('<w:trHeight w:val="374" w:hRule="atLeast"/>', ""),
    ('<w:trHeight w:val="374"', '<w:trHeight w:val="9740"'),
    ('<w:gridSpan w:val="2"/>', ""),
    ('<w:vMerge w:val="restart"/>', "<w:vMerge/>"),
    ("<w:tblHeader/>", ""),
    ('<w:tcW w:w="', '<w:tcW w:x="'),
    ('<w:gridCol w:w="', '<w:gridCol w:x="'),
    ('<w:tblLayout w:type="fixed"/>', ""),
    ("<w:vMerge/>", ""),
    ("<w:cantSplit/>", ""),
    ('<w:keepNext w:val="0"/>', ""),
    ("<w:keepNext/>", '<w:keepNext w:val="0"/>'),
    ("<w:tab/>", ""),
    ('<w:rStyle w:val="Missing"/>', ""),
    ('<w:rFonts w:hint="eastAsia"/>', "<w:rFonts/>"),
    ('<w:rFonts w:hint="eastAsia"/>', '<w:rFonts w:hint="eastAsia" w:asciiTheme="minorHAnsi"/>'),
    ('<w:pStyle w:val="SignatureBlock"/>', '<w:pageBreakBefore/><w:pStyle w:val="SignatureBlock"/>'),
    ('<w:pStyle w:val="AttachmentTitle"/>', '<w:pStyle w:val="ReportTitle"/>'),
    ('<w:pStyle w:val="Heading2"/>', '<w:pStyle w:val="Heading1"/>'),
    (">一、", ">二、"),
    (">（2）", ">（4）"),
    (">2.", ">"),
    ("附件2<", "附件<"),
    ("2. 部门整体", "3. 部门整体"),
    ("8.05", "8.50"),
    ("青石县槐荫乡人民政府<", "青石县<"),
    ('w:orient="landscape"', ""),
    ('<w:outlineLvl w:val="3"/>', ""),
)  # fmt: skip
"""What is put otherwise in the markup of a written file."""


def spoilt():
    """Yield what the proof of a file says otherwise, once something in its markup is spoilt."""
    document, habits = report(missing=True), PageHabits()
    data = build_word(document, habits, written=WRITTEN)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "报告.docx"
        path.write_bytes(data)
        whole = verify(path, document, habits).items
        for old, new in SPOILT:
            path.write_bytes(changed(data, "word/document.xml", old, new))
            yield f"== {old} => {new}"
            found = verify(path, document, habits).items
            yield from (
                f"{item.name} {item.holds} {item.detail}" for item in found if item not in whole
            )


def read_back():
    """Yield what stands in written files, as it is laid out again for the proof."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "报告.docx"
        for name in ("报告", "草稿", "长附件"):
            document, habits = FILES[name]
            path.write_bytes(build_word(document, habits, written=WRITTEN))
            file = opened(path, document, habits)
            yield f"== {name} {file.placeholders} {file.marked} {file.unhinted} {file.themed}"
            for section in written_flow(file):
                yield f"section {section.page}"
                for part in section.parts:
                    yield f"part {part.number}"
                    yield from map(_item_told, part.items)


def _item_told(item):
    if not isinstance(item, FlowTable):
        words = "".join(span.text for run in item.runs for span in run.spans)
        styles = ",".join(run.style for run in item.runs)
        return f"p {item._replace(runs=())[1:]} [{styles}] {words[:30]}".replace("\n", "\\n")
    lines = (
        f"{'h' if row.head else ''}{'&' if row.keep else ''} "
        + " ".join(f"{c.column}+{c.columns}x{c.rows}:{len(c.paragraphs)}" for c in row.cells)
        for row in item.rows
    )
    return f"table {item.name} {item.widths} {item.row_height} / " + " / ".join(lines)


def signatures():
    """Yield where unit and day stand, for short and long names, with a seal and without."""
    for unit in (
        "乡",
        "槐荫乡",
        "青石县槐荫乡人民政府",
        "青石县槐荫乡人民政府农业综合服务中心（本级）",
        "一" * 27,
        "一" * 30,
    ):
        for day in (date(2025, 3, 8), date(2025, 11, 18), None):
            for sealed in (False, True):
                document = replace(PAIR, signature=Signature(unit, day))
                lines = closing_lines(document, Geometry.of(PageHabits()), sealed=sealed)
                yield f"{unit} {day} {sealed}: " + " | ".join(
                    f"{line.left} {line.first_line} {line.keep_next} {line.empty_line}"
                    for line in lines
                )


def fitted():
    """Yield how close the lines of a table stand that is to keep to one page."""
    for title in ("附表", "2024年度青石县槐荫乡人民政府部门整体支出绩效评价基础数据表"):
        for count in (10, 20, 26, 27, 28, 30, 32, 34, 36, 38):
            lines = {long: _line_fitted(title, count, long) for long in range(1, 60)}
            for line, same in groupby(lines, key=lines.get):
                alike = list(same)
                yield f"{len(title)} {count} {alike[0]}-{alike[-1]}: {line}"


def _line_fitted(title, count, long):
    line = TableRow((cell("甲" * long, indent=1), amount("1.20"), cell("")))
    table = Table(title, (3, 3, 3), (), (line,) * count, "单位：万元")
    found = fitted_to_page(table, Geometry.of(PageHabits()))
    return found.line if found else "no"


def kept_ends():
    """Yield how long the last paragraph may be to stay with what stands under it, and how much that is."""
    page = Geometry.of(PageHabits())
    for count in (0, 1, 2, 6, 7, 8, 12, 14):
        for name in ("附表", "甲" * 19, "甲" * 20, "甲" * 21, "甲" * 44):
            for unit in ("青石县槐荫乡人民政府", "甲" * 27):
                sheets = tuple(Attachment(n, name, ()) for n in range(1, count + 1))
                document = replace(PAIR, signature=Signature(unit, None), attachments=sheets)
                lines = closing_lines(document, page, sealed=False)
                free = sum(line.keep_next is False for line in lines[:-1])
                longest = bisect_left(range(1, 600), 1, key=partial(_parts, document, page))
                yield f"{count} {name} {len(unit)}: {free} free, up to {longest}"


def _parts(document, page, long):
    text = replace(document, blocks=(Paragraph((Span("镇" * long),)),), cover=())
    _, part = next(flow_parts(text, page, sealed=False))
    return not next(item for item in part.items if not item.style).keep_next


def kept_rows():
    """Yield which rows of indicators are tied to the next, for groups about as high as may be."""
    for count in (5, 11, 12, 13):
        for reasons in (0, 19, 20, 21):
            longest = "因为雨多。" * 2 * max(reasons - count + 1, 0)
            lines = [(*INDICATORS[0][:7], longest if n == 2 else "") for n in range(count)]
            lines[1:2] = [("产出指标", "质量指标", *lines[1][2:])]
            found = compose(facts(indicators=lines), draft=False).attachments[1].blocks
            tables = (block.rows for block in found if isinstance(block, Table))
            ties = ("&" if row.keep else "-" for row in max(tables, key=len))
            yield f"{count} {reasons}: " + "".join(ties)


def places():
    """Yield where everything behind the words is printed, and what lies under a net of points."""
    f = facts(project_texts__use="资金全部用于村道养护和饮水安全，" * 5)
    laid = Typesetting(PageHabits(), OfficialWidths()).lay_out(compose(f, draft=False)).pages
    known = dict.fromkeys(ref for page in laid for a in page.areas for ref in a.refs)
    known |= dict.fromkeys((Place("unit", 0, "short_name"), Place("project_texts", 0, "use")))
    for each in known:
        found = printed_places(laid, each)
        yield f"{ref(each)}: " + " ".join(
            f"{p.page}:{','.join(f'{v:.0f}' for v in p.box)}" for p in found
        )
    for page in laid[:6]:
        yield f"== page {page.number}"
        sheet = page.page.paper
        for y in range(2050, sheet[1], 450):
            hit = [refs(refs_at(page, x, y)) for x in range(1550, sheet[0], 440)]
            if any(hit):
                yield f"{y}: " + " ".join(f"{n}x{each}" for n, each in _counted(hit))


def _counted(found):
    for each, same in groupby(found):
        yield len(list(same)), each


NAMES = (
    "青石县槐荫乡人民政府", "青石县槐荫乡人民政府农业综合服务中心", "青石县水利局3号水库管理站（本级）",
    "ABC DEF 12.5%", "“两山”转化办", "一" * 40, "镇，村。" * 9, "关于村道、水渠的维修养护",
)  # fmt: skip


def titles():
    """Yield titles as they are broken for rooms of several widths."""
    for name in NAMES:
        for end in ("", "2024年度部门整体支出绩效自评报告", "项目支出绩效自评表\n附表"):
            for room in (9, 18, 20):
                yield f"{room} " + broken(name + end, room).replace("\n", " / ")


# Letters, fonts, charts.


LETTERS = "a1_ é\u1fff\u2000—“”（）【。，、·℃%+/([乡ー\u2e7f\u2e80\ua4cf\ua4d0\uf8ff\uf900\ufaff\ufb00\ufe2f\ufe30\ufe4f\ufe50\uff00\uffef\ufff0\U0001f600\U00020000"


def letters():
    """Yield what kind each letter is, and beside which others a line may end."""
    for one in LETTERS:
        word, office = (
            "".join("|" if may_break(one, other, never) else "." for other in LETTERS)
            for never in (NEVER_FIRST_IN_WORD, NEVER_FIRST)
        )
        yield f"{ord(one):05x} {is_asian(one)} {word} {office}"


def fonts():
    """Yield the fonts that a page needs, which are lacking and what stands in for them."""
    for installed in (
        (),
        ("SimSun", "仿宋"),
        ("FangSong_GB2312", "宋体", "Liberation Serif", "simhei"),
    ):
        for habits in (PageHabits(), STRANGE):
            yield f"== {installed} {required_fonts(habits)}"
            yield from map(str, missing_fonts(habits, installed))
            low = [name.casefold() for name in installed]
            for name in required_fonts(habits):
                yield f"{name}: {replacement(name)} {substitute(name, low)} {same_font(name, '仿宋')}"


def charts():
    """Yield the markup of a page of charts."""
    data = charts_word((BARS, LINES), "某镇2023年度图表", PageHabits(), written=NOW)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if "chart" in name or name == "word/document.xml" or "footer" in name:
                yield f"== {name}"
                yield from markup(etree.fromstring(archive.read(name)))


def kept():
    """Return what becomes of each report, by the name of its file."""
    found = {f"页 {name}": lambda of=of: pages(*of) for name, of in LAID.items()}
    for name, f in composed_reports():
        found[f"文 {name}"] = lambda f=f: composed(f)
    found |= {
        "句 各种情形": variants,
        "证 文件": proofs,
        "证 改坏": spoilt,
        "读 回": read_back,
        "位 各处": places,
        "题 折行": titles,
        "题 落款": signatures,
        "题 一页": fitted,
        "题 末段": kept_ends,
        "题 指标": kept_rows,
        "字 类别": letters,
        "字 字体": fonts,
        "图 图表": charts,
    }
    for name, f in (("空白", Facts(Report(), default_scheme())), ("错处", slipped())):
        found[f"况 {name}"] = lambda f=f: standing(f)
    return found
