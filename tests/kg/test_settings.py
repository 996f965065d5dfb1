"""Settings: defaults, kg.toml, the command line, and what is wrong with them."""

from pathlib import Path

import pytest

from kg.errors import SettingsError
from kg.settings import Settings, read_settings, settings_text


def test_commented_file_gives_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "kg.toml"
    file.write_text(settings_text())
    assert read_settings(file) == Settings()


def test_every_setting_has_a_comment() -> None:
    lines = settings_text().splitlines()
    assert all(
        lines[number - 1].startswith("# ") for number, line in enumerate(lines) if "=" in line and not line.startswith("#")
    )


def test_command_line_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "kg.toml"
    file.write_text("[links]\ntop = 3\nleast = 0.2\n")
    assert read_settings(file, changes={"links": {"top": 7}}).links.model_dump() == {"top": 7, "least": 0.2}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[links]\ntop = 0", "setting links.top: input should be greater than or equal to 1"),
        ("[links]\ntopp = 1", "setting links.topp: extra inputs are not permitted"),
        ("[lnks]\n", "setting lnks"),
        ('[rdf]\nbase = "file:///tmp/"', "setting rdf.base"),
        ("links = [", "is not valid TOML"),
        ('[extraction]\nmap = { GENE = "Gene" }', "setting extraction.map.GENE"),
    ],
)
def test_wrong_settings_are_named(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "kg.toml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=message):
        read_settings(file)


def test_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings(tmp_path / "none.toml")
