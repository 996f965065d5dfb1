"""The page: one self-contained file in which an atlas is looked at, searched and read, with no request to anywhere."""

from outputs.html.page import HTML

__all__ = ["HTML"]
