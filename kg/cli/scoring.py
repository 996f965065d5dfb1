"""`kg eval`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import kg
from kg import plugins
from kg.cli.building import extraction_changes, read_label_map
from kg.cli.options import AsJson, Config, Pipeline
from kg.cli.printing import print_json, print_renderable
from kg.errors import SettingsError
from kg.settings import Settings, read_settings

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.evaluate import Gold


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Annotated papers, JSON lines.", show_default=False)],
    *,
    atlas: Annotated[
        Path | None, typer.Option("--atlas", help="Score this atlas instead of extracting the gold's papers anew.")
    ] = None,
    oracle: Annotated[bool, typer.Option("--oracle", help="Give resolution the gold's mentions, to judge it alone.")] = False,
    label_map: Annotated[
        list[str] | None, typer.Option("--map", metavar="LABEL=Type", help="Type of a label of the gold; again for each.")
    ] = None,
    pipeline: Pipeline = None,
    worst: Annotated[int, typer.Option("--worst", min=0, help="Mistakes shown of each kind.")] = 10,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Score what is found against annotated papers: concepts a paper, mentions, merging, and the worst mistakes.

    Example: kg eval gold.jsonl
    """
    from kg.evaluate import evaluate as score
    from kg.evaluate import read_gold, to_json, to_rich

    if atlas and (oracle or pipeline):
        raise SettingsError("--atlas is scored as it stands; leave --oracle and --pipeline out")
    annotated = read_gold(gold, read_label_map(label_map or []))
    settings = read_settings(config, changes=extraction_changes(pipeline, None))
    tables = _from_atlas(atlas) if atlas else _from_trial(annotated, settings, oracle=oracle)
    report = score(annotated, tables, worst=worst)
    if as_json:
        print_json(to_json(report))
    else:
        print_renderable(to_rich(report))


def _from_atlas(path: Path) -> "dict[str, pa.Table]":
    from kg.evaluate import SCORED

    atlas = kg.open(path)
    return {name: atlas.table(name) for name in SCORED}


def _from_trial(gold: "Gold", settings: Settings, *, oracle: bool) -> "dict[str, pa.Table]":
    from kg.evaluate import oracle_extractor
    from kg.own_names import names_of, said_types
    from kg.trial import try_papers

    wish = settings.extraction
    extractor = plugins.extractor_factory()(wish.pipeline, label_map=wish.map, batch_size=wish.batch_size, names=wish.names)
    papers = [annotated.paper for annotated in gold.papers]
    chosen = oracle_extractor(gold, extractor) if oracle else extractor
    return try_papers(papers, chosen, settings.resolution, said_types(names_of(settings)))
