"""The return package: one file with the report, its data, its findings and a manifest."""

from pingkou_gui.county.returns.manifest import Manifest, SchemeMark
from pingkou_gui.county.returns.reading import ReturnPackage, read_package
from pingkou_gui.county.returns.stated import StatedFinding
from pingkou_gui.county.returns.writing import Contents, pack

__all__ = [
    "Contents",
    "Manifest",
    "ReturnPackage",
    "SchemeMark",
    "StatedFinding",
    "pack",
    "read_package",
]
