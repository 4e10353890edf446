"""Word files for tests, written part by part: whatever markup a test wants to see read."""

import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"


def run(text, properties=""):
    """A run; `properties` is what stands in its rPr."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{text}</w:t></w:r>'


def par(content="", properties=""):
    """A paragraph; text without markup becomes a run."""
    content = content if content.startswith("<") or not content else run(content)
    inside = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inside}{content}</w:p>"


def pars(text):
    """A paragraph for each line."""
    return "".join(map(par, text.strip().splitlines()))


def table(*rows):
    """A table; a cell is its text or, beginning with `<`, its markup."""
    cell = "<w:tc>{}</w:tc>".format
    lines = ("".join(cell(c if c.startswith("<w:") else par(c)) for c in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


def in_list(content, list_id=1, level=0):
    """A paragraph with an automatic number."""
    return par(content, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(depth=0, style="decimal", text="%1.", more="", start=1):
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(abstract, *numbers):
    """The content of numbering.xml: levels by abstract list, and `(id, abstract, overrides)`."""
    found = "".join(
        f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>'
        for key, levels in abstract.items()
    )
    found += "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'
        for key, of, more in numbers
    )
    return f"<w:numbering {NAMES}>{found}</w:numbering>"


def style(name, content, kind="paragraph", shown=None):
    """A style with what stands in it after its name."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{shown or name}"/>'
        f"{content}</w:style>"
    )


def document(body):
    """The main part with this body."""
    return f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"


def relations(*pairs, kinds=R):
    """A part of relationships, each a kind and a target."""
    found = "".join(
        f'<Relationship Id="r{n}" Type="{kinds}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(pairs)
    )
    return f'<Relationships xmlns="{_RELATED}">{found}</Relationships>'


def package(path, parts):
    """Write parts by their names."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return path


def word(path, body, *, numbering="", styles="", **parts):
    """Write a Word file with this body; `styles` are style elements, `numbering` a whole part."""
    related = []
    parts = {name.replace("__", "/"): content for name, content in parts.items()}
    if numbering:
        parts["word/numbering.xml"] = numbering
        related.append(("numbering", "numbering.xml"))
    if styles:
        parts["word/styles.xml"] = f"<w:styles {NAMES}>{styles}</w:styles>"
        related.append(("styles", "styles.xml"))
    return package(
        path,
        {
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": relations(*related),
            "word/document.xml": document(body),
        }
        | parts,
    )
