"""Adding papers to an atlas, and removing some. Either gives, byte for byte, what a build of the same records gives.

Only papers that are new are extracted. Everything after that is made again from all papers, since one paper may change what
a concept is called, or who is linked to whom.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

from kg import plugins
from kg.atlas import Atlas, open_atlas
from kg.building import BuildReport, make_atlas
from kg.errors import NotInAtlas
from kg.intake import Intake, merge_records
from kg.manifest import FILE_NAME
from kg.own_names import placed
from kg.ports import Progress
from kg.readers.encoding import decoding
from kg.records import drop_papers, join_records, read_records, records_of
from kg.settings import Settings, to_settings


def add(
    atlas: Path,
    inputs: Sequence[Path],
    *,
    settings: Settings | None = None,
    input_format: str | None = None,
    encoding: str | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> BuildReport:
    """Make the atlas of the papers that `atlas` has and of those of `inputs`, and tell what was done.

    The result is that of a build of all inputs together. An input that the atlas has already, the same bytes under the same
    name, is read again in its place. `settings` are those of the atlas unless given; all else is as for `build`, errors too.
    """

    def gather() -> Intake:
        with decoding(encoding):
            return merge_records(join_records(records_of(Atlas(atlas)), read_records(inputs, plugins.readers(), input_format)))

    return make_atlas(gather, atlas, settings or settings_of(atlas), jobs=jobs, progress=progress)


def remove(
    atlas: Path,
    paper_ids: Collection[str],
    *,
    settings: Settings | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> BuildReport:
    """Make the atlas of the papers that `atlas` has without those named, and tell what was done.

    Raises `NotInAtlas` where a paper is not in it, or none would be left, and `KGError` as `build` does.
    """

    def gather() -> Intake:
        opened = Atlas(atlas)
        known = set(opened.table("papers")["paper_id"].to_pylist())
        for paper in paper_ids:
            if paper not in known:
                raise NotInAtlas(f"{atlas} has no paper {paper!r}; `kg show {atlas} WORDS` finds its id")
        if known <= set(paper_ids):
            raise NotInAtlas(f"{atlas} would have no paper left; to be rid of all of it, delete the folder")
        return merge_records(drop_papers(records_of(opened), paper_ids))

    return make_atlas(gather, atlas, settings or settings_of(atlas), jobs=jobs, progress=progress)


def settings_of(atlas: Path) -> Settings:
    """Return the settings that an atlas was built with."""
    return placed(to_settings(open_atlas(atlas).manifest["settings"], origin=str(atlas / FILE_NAME)), atlas)
