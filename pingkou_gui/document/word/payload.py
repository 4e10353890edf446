"""The data of the report inside the Word file: a custom XML part, written and read back."""

from __future__ import annotations

import base64
import binascii
import hashlib
import html
import re
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from pingkou_gui.document.legible import is_exact
from pingkou_gui.document.word.reading import WordFile
from pingkou_gui.errors import UnusableFileError

if TYPE_CHECKING:
    from pathlib import Path

NAMESPACE = "urn:pingkou-gui:report-data:1"
_ROOT = f"{{{NAMESPACE}}}report"
_ITEM = re.compile(r"customXml/item\d+\.xml")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BOUND = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_CORE = "docProps/core.xml"
_TERMS = "{http://purl.org/dc/terms/}"
ITEM_ID = f"{{{str(uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)).upper()}}}"


def payload_item(payload: str) -> bytes:
    """Return the part that carries the payload with its SHA-256.

    Text that XML cannot carry through unchanged goes as base64.
    """
    plain = is_exact(payload)
    data = payload.encode("utf-8", "surrogatepass")
    text = html.escape(payload, quote=False) if plain else base64.b64encode(data).decode("ascii")
    encoding = "text" if plain else "base64"
    digest = hashlib.sha256(data).hexdigest()
    return (
        f'{_HEAD}<report xmlns="{NAMESPACE}" encoding="{encoding}" sha256="{digest}">{text}</report>'
    ).encode()


def payload_properties() -> bytes:
    """Return the properties part that Word wants beside a custom XML part."""
    return (
        f'{_HEAD}<ds:datastoreItem xmlns:ds="{_BOUND}" ds:itemID="{ITEM_ID}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()


def read_payload(path: Path) -> str | None:
    """Return the data of the report a Word file carries, or None where it carries none.

    Raises:
        UnusableFileError: The file is no usable Word file, or its data are damaged or there
            twice with different content.
    """
    with WordFile(path) as file:
        names = sorted(name for name in file.names if _ITEM.fullmatch(name))
        found = {payload for name in names if (payload := _payload(file.read(name))) is not None}
    if len(found) > 1:
        raise UnusableFileError(
            "这个文件里有两份不同的报告数据", "打开由本程序写出的原文件，或从备份恢复"
        )
    return next(iter(found), None)


def read_written(path: Path) -> datetime | None:
    """Return when a Word file says it was last written, None where it does not say.

    Raises:
        UnusableFileError: The file is no usable Word file.
    """
    with WordFile(path) as file:
        if _CORE not in file.names:
            return None
        root = file.xml(_CORE)
    for name in ("modified", "created"):
        try:
            moment = datetime.fromisoformat((root.findtext(f"{_TERMS}{name}") or "").strip())
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            continue
    return None


class _Foreign(Exception):  # noqa: N818 - a way out of the parser, not an error
    """The part belongs to another program."""


class _Target:
    """Takes one element of ours without building a tree, so that no nesting can grow."""

    def __init__(self) -> None:
        self.attributes: dict[str, str] = {}
        self.words: list[str] = []
        self.open = False

    def doctype(self, *_: str | None) -> None:
        raise _Foreign

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.open or name != _ROOT:
            raise _Foreign
        self.open, self.attributes = True, dict(attributes)

    def end(self, _name: str) -> None:
        pass

    def data(self, text: str) -> None:
        self.words.append(text)

    def close(self) -> str:
        return "".join(self.words)


def _payload(part: bytes) -> str | None:
    target = _Target()
    # The size is bounded by the reader; a text node may exceed libxml2's own ten megabytes.
    parser = etree.XMLParser(target=cast("Any", target), resolve_entities=False, huge_tree=True)
    try:
        text = etree.fromstring(part, parser)
    except _Foreign:
        return None
    except etree.XMLSyntaxError as error:
        if NAMESPACE.encode() not in part[:4096]:
            return None
        raise _damaged() from error
    return _checked(str(text), target.attributes)


def _checked(text: str, attributes: dict[str, str]) -> str:
    try:
        data = (
            base64.b64decode(text, validate=True)
            if attributes.get("encoding") == "base64"
            else text.encode()
        )
        payload = data.decode("utf-8", "surrogatepass")
    except (binascii.Error, ValueError) as error:
        raise _damaged() from error
    if hashlib.sha256(data).hexdigest() != attributes.get("sha256"):
        raise _damaged()
    return payload


def _damaged() -> UnusableFileError:
    return UnusableFileError(
        "这个 Word 文件里随带的报告数据已经损坏", "打开另一份副本，或从备份恢复"
    )
