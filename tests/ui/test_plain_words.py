"""What the window says: one word for one thing, no blame, no English but names the clerk knows."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from pingkou_gui.paths import asset

PACKAGE = Path(__file__).resolve().parents[2] / "pingkou_gui"
ROOMS = ("ui", "form", "county", "report", "store", "scheme", "importers", "document")
CHINESE = re.compile("[一-鿿]")
BLAME = re.compile(
    "(?<!申)请(?!核对|恢复|管理员|在桌面|改好再打包)|您|你|！|抱歉|非法|无效|失败(?!的)|出错了|异常"
)
OTHER_WORDS = {
    "报送包": "上报包",
    "U 盘": "U盘",
    "高对比度": "高对比",
    "窗格(?!里看不到)": "旁栏",
    "撤消": "撤销",
    "(?:全部|Ctrl\\+Z )退回": "撤销",
    "序号由程序": "编号由程序加",
    "登录|登陆": "打开",
    "缺失值|字段": "栏目",
    "弹窗|对话框": "窗口",
}
"""Words that are not used, and what is said instead."""
KNOWN = {
    "Word", "WPS", "Excel", "Office", "Windows", "PDF", "LibreOffice", "Microsoft", "Times", "New",
    "Roman", "docx", "doc", "txt", "xlsx", "xls", "xlsb", "json", "jxbg", "jxfa", "ttf", "ttc",
    "Ctrl", "Alt", "Shift", "Enter", "Esc", "Tab", "GB", "MB", "OneDrive", "Dropbox", "UTF",
    "XML", "OFD", "ODT", "RTF", "Python", "Qt", "MIT", "PSF", "docs", "python", "org", "license",
    "PgDn", "PgUp", "Delete", "Home", "End", "UOS", "AppStream",
}  # fmt: skip
"""Names of programs, keys and endings of files."""
FOR_OTHERS = {
    "diagnostics.py", "machine_diagnosis.py", "about.py", "collection.py", "scheme_reader.py",
    "scheme_editing.py", "scheme_slots.py", "scheme_source.py", "scheme_editor.py", "scheme.py",
    "economic_tables.py",
}  # fmt: skip
"""What is read out over the telephone, licences, SQL, and faults of a scheme file by its keys."""


class Said(ast.NodeVisitor):
    """Collects the Chinese strings of a source, without its docstrings."""

    def __init__(self, tree):
        self.found = []
        self._docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        self.visit(tree)

    def visit_JoinedStr(self, node):
        parts = [v.value if isinstance(v, ast.Constant) else "…" for v in node.values]
        self._take(node.lineno, "".join(map(str, parts)))
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                self.visit(value.value)

    def visit_Constant(self, node):
        if isinstance(node.value, str) and id(node) not in self._docs:
            self._take(node.lineno, node.value)

    def _take(self, line, words):
        pattern = re.search(r"\\[sd]|\(\?|\[\^|\]\{|\|", words)  # what is looked for in texts
        if CHINESE.search(words) and not pattern:
            self.found.append((line, words))


@cache
def said_in(room):
    sources = sorted((PACKAGE / room).rglob("*.py"))
    read = ((path, Said(ast.parse(path.read_text("utf-8"))).found) for path in sources)
    return [(path, line, words) for path, found in read for line, words in found]


@cache
def said_in_the_manual():
    pages = sorted(asset("manual").glob("*.md"))
    lines = ((path, enumerate(path.read_text("utf-8").splitlines(), 1)) for path in pages)
    return [(path, line, words) for path, numbered in lines for line, words in numbered]


def said(*rooms):
    for room in rooms:
        yield from said_in(room)
    yield from said_in_the_manual()


def test_the_pages_of_the_manual_are_among_what_is_said():
    assert len({path.name for path, _, _ in said()}) > 10


def test_nobody_is_blamed_or_begged():
    found = [(p.name, line, w) for p, line, w in said(*ROOMS) if BLAME.search(w)]
    assert found == []


@pytest.mark.parametrize("word", OTHER_WORDS)
def test_one_thing_has_one_word(word):
    wrong = re.compile(word)
    assert [(p.name, line, w) for p, line, w in said("ui", "form") if wrong.search(w)] == []


def test_no_english_is_said_but_names_of_programs_keys_and_files():
    found = []
    for path, line, words in said("ui", "form", "county", "report"):
        if path.name in FOR_OTHERS:
            continue
        shown = re.sub(
            r"\{[^}]*\}|`[^`]*`|\(pictures/[^)]*\)|\([a-z]+\.md\)|F\d+|\.\w+", " ", words
        )
        strange = set(re.findall("[A-Za-z]{2,}", shown)) - KNOWN
        if strange:
            found.append((path.name, line, sorted(strange), words[:60]))
    assert found == []
