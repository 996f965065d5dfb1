"""The atlas as a schema.org Dataset (https://schema.org/Dataset), by which search engines for data find a page."""

import json
from typing import TYPE_CHECKING

from outputs.description import description_of, issued_on, title_of
from outputs.publication import Publication

if TYPE_CHECKING:
    from kg.atlas import Atlas


def to_dataset_jsonld(atlas: "Atlas") -> str:
    """Return the JSON-LD for the head of a page; it holds no "<", so that it cannot end the element that it stands in."""
    publication = Publication.of(atlas)
    said = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{publication.base}void",
        "name": title_of(atlas, publication),
        "description": description_of(atlas),
        "license": publication.licence,
        "url": publication.address,
        "publisher": {"@type": "Organization", "name": publication.publisher} if publication.publisher else "",
        "datePublished": issued_on(atlas),
    }
    return json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False).replace("<", "\\u003c")
