"""The written file opened again and proved, item by item."""

from pingkou_gui.document.proof.items import Proof, ProofItem
from pingkou_gui.document.proof.prove import prove

__all__ = ["Proof", "ProofItem", "prove"]
