"""What is made of the source: the ontology, the shapes, the context and the reference page, as an output of four files."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from outputs.ontology import ONTOLOGY
from outputs.ontology.context import to_context, to_context_document
from outputs.ontology.page import to_page
from outputs.ontology.shapes import to_shapes_turtle
from outputs.ontology.turtle import to_ontology_turtle
from outputs.writing import replacing_folder

if TYPE_CHECKING:
    from kg.atlas import Atlas
    from kg.ports import Output


@dataclass(frozen=True, slots=True)
class OntologyFiles:
    """A folder with the ontology and shapes as Turtle, the JSON-LD context, and the page; the same for every atlas."""

    file_name: str = "ontology"

    def write(self, atlas: "Atlas", path: Path) -> None:  # noqa: ARG002 -- every output takes an atlas
        """Write the folder `path`."""
        with replacing_folder(path) as draft:
            for name, text in ontology_files().items():
                (draft / name).write_text(text, encoding="utf-8", newline="\n")


ONTOLOGY_FILES: "Output" = OntologyFiles()


def ontology_files() -> dict[str, str]:
    """Return the text of each file by its name."""
    return {
        "context.jsonld": to_context_document(to_context(ONTOLOGY)),
        "index.md": to_page(ONTOLOGY),
        "ontology.ttl": to_ontology_turtle(ONTOLOGY),
        "shapes.ttl": to_shapes_turtle(ONTOLOGY),
    }
