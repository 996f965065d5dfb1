"""The atlas as an Oxigraph store: a folder that answers SPARQL without being loaded."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from outputs.publication import Publication
from outputs.rdf import ntriples_file
from outputs.sparql import STORE_FOLDER
from outputs.writing import replacing_folder

if TYPE_CHECKING:
    from kg.atlas import Atlas
    from kg.ports import Output


@dataclass(frozen=True, slots=True)
class OxigraphStore:
    """The triples of graph.nt. Its files differ from one time to the next; what it answers does not."""

    file_name: str = STORE_FOLDER

    def write(self, atlas: "Atlas", path: Path) -> None:
        """Write the folder `path`."""
        with replacing_folder(path) as draft, ntriples_file(atlas, draft.parent, Publication.of(atlas)) as ntriples:
            store = pyoxigraph.Store(draft)
            store.bulk_load(path=ntriples, format=pyoxigraph.RdfFormat.N_TRIPLES)
            store.flush()
            del store  # closes it, so that the folder may be moved


STORE: "Output" = OxigraphStore()
