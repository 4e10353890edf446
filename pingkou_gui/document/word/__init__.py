"""The report as a Word file: written from the tree, proved, and its data read back."""

from pingkou_gui.document.word.payload import read_payload, read_written
from pingkou_gui.document.word.writer import build_word, write_word

__all__ = ["build_word", "read_payload", "read_written", "write_word"]
