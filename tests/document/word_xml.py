"""Looking into the XML of a written file."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}


def tree(part: bytes):
    return etree.fromstring(part)


def find(part: bytes, path: str) -> list:
    return tree(part).xpath(path, namespaces=NS)


def values(part: bytes, path: str) -> list[str]:
    return [str(found) for found in find(part, path)]


def style(part: bytes, identity: str):
    return find(part, f"//w:style[@w:styleId='{identity}']")[0]


def changed(data: bytes, part: str, old: str, new: str, times: int = -1) -> bytes:
    """Return the file with words of a part replaced; the words must be there."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old in content.decode(), f"{old} is not in {part}"
                content = content.decode().replace(old, new, times).encode()
            target.writestr(name, content)
    return result.getvalue()
