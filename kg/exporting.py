"""Exports: one more output of an atlas, written where the user wants it, or into the atlas through the switch."""

import os
import shutil
from pathlib import Path

from kg import plugins, switch
from kg.atlas import Atlas
from kg.build import EXPORTS
from kg.errors import AtlasError
from kg.manifest import FILE_NAME, described, read_manifest, write_manifest


def export(atlas: Atlas, name: str, path: Path | None = None) -> Path:
    """Write the output `name` to `path`, or into the atlas's folder `exports/`, and return where it is.

    An export inside the atlas stands in its manifest and is made again by each build. Raises `PluginNotFound` where there is no
    such output, `AtlasError` where it cannot be written.
    """
    output = plugins.output(name)
    if path is not None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            output.write(atlas, path)
        except OSError as error:
            raise AtlasError(f"cannot write {path}: {error.strerror}") from None
        return path
    with switch.writing(atlas.path) as folder:
        _copy(atlas.path, folder)
        file = Path(EXPORTS) / output.file_name
        (folder / EXPORTS).mkdir(exist_ok=True)
        output.write(Atlas(folder), folder / file)
        manifest = read_manifest(folder)
        (folder / FILE_NAME).unlink()  # it is linked to the one in the old atlas
        write_manifest(folder, {**manifest, "exports": {**manifest["exports"], name: described(folder, str(file))}})
    return atlas.path / file


def _copy(atlas: Path, folder: Path) -> None:
    """Fill `folder` with hard links to the files of the atlas; a folder in it (store, tables) is copied, never linked."""
    for source in sorted(atlas.iterdir()):
        if source.is_dir():
            shutil.copytree(source, folder / source.name)
        else:
            os.link(source, folder / source.name)
