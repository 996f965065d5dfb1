"""What an atlas says of itself: DCAT for catalogues, VoID with true counts for federations, PROV for where it comes from.

The IRI of the dataset is behind all others of the atlas, so that its lines come last, when all others are counted.
https://www.w3.org/TR/vocab-dcat-3/, https://www.w3.org/TR/void/, https://www.w3.org/TR/prov-o/
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

import pyarrow as pa

from outputs.columns import Row, to_triples
from outputs.counting import Counts
from outputs.ntriples import date, integer, literal, web_iri
from outputs.ontology import ONTOLOGY, term
from outputs.publication import Publication

if TYPE_CHECKING:
    from kg.atlas import Atlas

_TYPE = term("rdf:type")
_FILES = {
    "graph.nt": "application/n-triples",
    "graph.ttl": "text/turtle",
}
_Facts = Iterator[tuple[str, str | None]]


def describe(atlas: "Atlas", publication: Publication, counts: Counts) -> pa.RecordBatch:
    """Return the triples that describe the whole, sorted; `counts` are those of all others.

    They count themselves too, so they are made again until the numbers stand.
    """
    triples = to_triples([])
    while (again := to_triples(sorted(set(_rows(atlas, publication, counts.with_triples(triples)))))) != triples:
        triples = again
    return triples


def title_of(atlas: "Atlas", publication: Publication) -> str:
    """Return the title of an atlas: that of its settings, or one that says how many papers it has."""
    return publication.title or f"Knowledge graph of {atlas.manifest['counts']['papers']} papers"


def description_of(atlas: "Atlas") -> str:
    """Return what is in an atlas, in one sentence."""
    counts = atlas.manifest["counts"]
    return (
        f"{counts['papers']} papers, the {counts['concepts'] - counts['concepts_hidden']} models, methods, tasks, datasets and"
        " metrics found in their titles and abstracts, and the links between them, made by paperkg."
    )


def issued_on(atlas: "Atlas") -> str | None:
    """Return the day that SOURCE_DATE_EPOCH gave when the atlas was built, as ISO 8601 writes it; None where it was not set."""
    epoch = atlas.manifest.get("source_date_epoch")
    return None if epoch is None else datetime.fromtimestamp(epoch, UTC).date().isoformat()


def iter_origin(atlas: "Atlas", base: str) -> Iterator[Row]:
    """Yield where the atlas comes from: the build, its program, its inputs and its pipeline."""
    manifest = atlas.manifest
    build, program = f"<{base}build>", f"<{base}program/paperkg-{manifest['paperkg']}>"
    yield build, _TYPE, term("prov:Activity")
    yield build, term("prov:wasAssociatedWith"), program
    facts = (
        (_TYPE, term("prov:SoftwareAgent")),
        (term("dcterms:title"), literal("paperkg")),
        (term("schema:softwareVersion"), literal(manifest["paperkg"])),
    )
    yield from _about(program, facts)
    pipeline = manifest["pipeline"]
    used = [(given["sha256"], given["name"]) for given in manifest["inputs"]] + [(pipeline["fingerprint"], pipeline["name"])]
    for digest, name in used:
        entity = f"<{base}input/{digest}>"
        yield build, term("prov:used"), entity
        yield entity, _TYPE, term("prov:Entity")
        yield entity, term("dcterms:identifier"), literal(digest)
        yield entity, term("dcterms:title"), literal(name)


def _rows(atlas: "Atlas", publication: Publication, counts: Counts) -> Iterator[Row]:
    dataset = f"<{publication.base}void>"
    yield from _about(dataset, _whole(atlas, publication, counts))
    yield from _partitions(dataset, "class", counts.classes.items())
    yield from _partitions(dataset, "property", counts.properties.items())
    if publication.publisher:
        facts = ((_TYPE, term("foaf:Agent")), (term("foaf:name"), literal(publication.publisher)))
        yield from _about(f"<{publication.base}void/publisher>", facts)
    if publication.address:
        yield from _distributions(atlas, publication, dataset)


def _whole(atlas: "Atlas", publication: Publication, counts: Counts) -> _Facts:
    base, said = publication.base, atlas.manifest["counts"]
    issued = issued_on(atlas)
    yield _TYPE, term("void:Dataset")
    yield _TYPE, term("dcat:Dataset")
    yield term("dcterms:title"), literal(title_of(atlas, publication))
    yield term("dcterms:description"), literal(description_of(atlas))
    yield term("dcterms:license"), web_iri(publication.licence) if publication.licence else None
    yield term("dcterms:publisher"), f"<{base}void/publisher>" if publication.publisher else None
    yield term("dcterms:issued"), date(issued) if issued else None
    yield term("dcat:landingPage"), web_iri(publication.address) if publication.address else None
    yield term("pkg:papers"), integer(said["papers"])
    yield term("pkg:concepts"), integer(counts.classes[term("skos:Concept")])
    yield term("void:triples"), integer(counts.properties.total())
    yield term("void:distinctSubjects"), integer(counts.subjects)
    yield term("void:classes"), integer(len(counts.classes))
    yield term("void:properties"), integer(len(counts.properties))
    yield term("void:uriSpace"), literal(base)
    yield term("prov:wasGeneratedBy"), f"<{base}build>"
    for (paper,) in islice(atlas.rows("papers", "paper_id"), 1):
        yield term("void:exampleResource"), f"<{base}paper/{paper}>"
    used = [*counts.properties, *counts.classes]
    for namespace in ONTOLOGY.prefixes.values():
        if any(iri.startswith(f"<{namespace}") for iri in used):
            yield term("void:vocabulary"), f"<{namespace}>"


def _partitions(dataset: str, kind: str, counted: Iterable[tuple[str, int]]) -> Iterator[Row]:
    size = "<http://rdfs.org/ns/void#entities>" if kind == "class" else "<http://rdfs.org/ns/void#triples>"
    for number, (iri, count) in enumerate(sorted(counted)):
        part = f"_:{kind}{number}"
        yield dataset, term(f"void:{kind}Partition"), part
        yield part, f"<http://rdfs.org/ns/void#{kind}>", iri
        yield part, size, integer(count)


def _distributions(atlas: "Atlas", publication: Publication, dataset: str) -> Iterator[Row]:
    """Yield the files that a build writes into the atlas and that hold all of it."""
    formats = atlas.manifest["settings"]["outputs"]["formats"]
    for name, media_type in _FILES.items():
        if name.removeprefix("graph.") in formats:
            file = f"<{publication.base}void/{name}>"
            yield dataset, term("dcat:distribution"), file
            facts = (
                (_TYPE, term("dcat:Distribution")),
                (term("dcterms:title"), literal(name)),
                (term("dcat:downloadURL"), web_iri(publication.address.rstrip("/") + "/" + name)),
                (term("dcat:mediaType"), f"<https://www.iana.org/assignments/media-types/{media_type}>"),
            )
            yield from _about(file, facts)


def _about(subject: str, facts: Iterable[tuple[str, str | None]]) -> Iterator[Row]:
    return ((subject, predicate, value) for predicate, value in facts if value is not None)
