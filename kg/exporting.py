"""Exports: one more output of an atlas, written where the user wants it, or into the atlas through the switch."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import cast

from kg import plugins, switch
from kg.atlas import Atlas
from kg.errors import AtlasError, SettingsError
from kg.manifest import EXPORTS, FILE_NAME, check_files, described, read_manifest, write_manifest
from kg.ports import ConfigurableOutput, Output
from kg.site import check_outside

NO_OPTIONS: Mapping[str, str] = MappingProxyType({})


def export(atlas: Atlas, name: str, path: Path | None = None, *, options: Mapping[str, str] = NO_OPTIONS) -> Path:
    """Write the output `name` to `path`, or into the atlas's folder `exports/`, and return where it is.

    An export inside the atlas stands in its manifest and is made again by each build, so it takes no `options`. Raises
    `PluginNotFound` where there is no such output, `SettingsError` where it has no such option, `AtlasError` where it cannot
    be written.
    """
    output = configured(plugins.output(name), name, atlas, options)
    check_files(atlas.path, atlas.manifest, [file for file in atlas.manifest.get("files", ()) if file.endswith(".parquet")])
    if options and path is None:
        raise SettingsError("an export with options is written where -o says; inside the atlas each build makes it again without")
    if path is not None:
        check_outside(path)
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


def configured(output: Output, name: str, atlas: Atlas, options: Mapping[str, str]) -> Output:
    """Return `output` with its options set; raises `SettingsError` for one that it does not declare."""
    known: Mapping[str, str] = getattr(output, "options", NO_OPTIONS)
    for option in options:
        if option not in known:
            declared = ", ".join(f"--{each}" for each in known) or "none"
            raise SettingsError(f"the output {name!r} has no option --{option}; it has {declared}")
    return cast("ConfigurableOutput", output).configured(atlas, options) if options else output


def _copy(atlas: Path, folder: Path) -> None:
    """Fill `folder` with hard links to the files of the atlas; a folder in it (store, tables) is copied, never linked."""
    for source in sorted(atlas.iterdir()):
        if source.is_dir():
            shutil.copytree(source, folder / source.name)
        else:
            os.link(source, folder / source.name)
