"""The prompts that a word processor shows in empty controls."""

from __future__ import annotations

import re

_PROMPT = re.compile(
    "[\\[〔［]?(?:"
    "(?:请)?(?:在此处?)?(?:单击|点击)[^。]{0,12}(?:输入|键入|选择|添加|填写)[^。]{0,12}"
    "|请?在(?:此|这里|这)处?(?:输入|键入|填写|录入)(?:文字|内容|文本)?"
    "|请(?:输入|键入|填写|录入)(?:文字|内容|文本|正文|日期|具体内容)?"
    "|请?选择(?:一项|日期|年份)|请选择"
    ")[\\]〕］]?[。.…]{0,2}"
    "|(?:Click|Choose|Select|Enter)[^.]{0,60}(?:text|date|item|here)\\.?"
)


def is_prompt_text(text: str) -> bool:
    """Whether a text is the prompt of an empty control."""
    return len(text) <= _LONGEST and _PROMPT.fullmatch(text.strip()) is not None


_LONGEST = 80
