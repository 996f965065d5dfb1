"""The id of a record that a reader found."""

from kg.identifiers import paper_id, title_key


def to_paper_id(given: str, title: str) -> str:
    """Return the id made of what the source gives, or else of the title; a title without any word stands for itself.

    >>> to_paper_id("", "Pointer Networks"), to_paper_id("", "???")
    ('title-pointer-networks', 'id-ha03b221c6c')
    """
    return paper_id(given or (None if title_key(title) else title), title)
