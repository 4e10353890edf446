"""Every command with its help; `actions` has the function behind each."""

from __future__ import annotations

from pingkou_gui.commands.command import Command

_REPORT = ("REPORT", "编号")
_JSON = ("--json", "以 json 列出")

COMMANDS: tuple[Command, ...] = (
    Command("sample", "载入示例报告，显示它的编号"),
    Command("list", "列出报告", flags=(_JSON,)),
    Command(
        "export",
        "写出 Word 文件，或者 PDF 文件",
        (_REPORT, ("FILE", "docx 或 pdf 文件")),
        (("--part", "〈report或附件号〉PDF 只要正文（report）或一个附件（1、2、3…）"),),
    ),
    Command("dump", "把报告的全部数据写成 json", (_REPORT, ("FILE", "json 文件"))),
    Command(
        "load",
        "载入 json、本程序写出的 Word 或上报包，显示新报告的编号",
        (("FILE", "json、docx 或 jxbg 文件"),),
    ),
    Command(
        "check",
        "检查报告（编号），或体检一份 docx、txt",
        (("REPORT", "编号或文件"),),
        (_JSON,),
    ),
    Command(
        "import",
        "列出文件里读到的内容；加 --apply 采用没有冲突的",
        (("FILE…", "上年报告、决算表、目标申报表"),),
        (
            ("--into", "〈编号〉读入这份报告，不写就新建"),
            _JSON,
            ("--apply", "采用没有冲突的；由本程序写出的 Word 原样恢复"),
        ),
    ),
    Command("new-year", "由上年报告新建下一年的报告，显示编号", (_REPORT,)),
    Command(
        "package",
        "打成上报包：Word、数据、检查结果在一个文件里",
        (_REPORT, ("FILE", "上报包文件")),
        (("--reason", "〈原因〉还有必须改的时，写明为什么现在就要上报"),),
    ),
    Command(
        "collect",
        "把各单位的上报包和 Word 汇总成一个工作簿",
        (("FOLDER…", "文件夹"),),
        (
            ("--to", "〈xlsx 文件〉汇总表写到这里"),
            ("--sqlite", "〈db 文件〉同时写一个 SQLite 文件"),
            ("--scheme", "〈方案文件〉按其中的单位名单和截止日核对"),
            ("--year", "〈年度〉不写就按收到最多的年度"),
            ("--thorough", "逐份重新核对检查结果和包里的 Word，较慢"),
            _JSON,
        ),
    ),
)
"""Every command, in the order of the help."""
