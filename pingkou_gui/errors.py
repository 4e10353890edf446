"""What is wrong with the world: one sentence of what happened, one of what to do."""

from __future__ import annotations


class KnownError(Exception):
    """A fault outside the program, told to the clerk in two plain sentences."""

    def __init__(self, happened: str, remedy: str) -> None:
        """Keep both sentences apart, so that a screen can set them differently."""
        super().__init__(f"{happened}。{remedy}")
        self.happened = happened
        self.remedy = remedy


class UnusableFileError(KnownError):
    """A file that was given cannot be used as what it was given for."""


class StorageError(KnownError):
    """The data folder or its database cannot be read or written."""


class TargetError(KnownError):
    """A file cannot be written where it was asked for."""
