"""Intake notes, as every reader writes them: short, printable, with the file's base name and the line."""

from pathlib import Path

from kg.model import IntakeAction, IntakeNote

_LONGEST_SHOWN = 80


def shown(text: str, longest: int = _LONGEST_SHOWN) -> str:
    r"""Return `text` fit for a terminal and for UTF-8: what cannot be printed is escaped, and at most `longest` characters stay.

    >>> shown("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    return cut if cut.isprintable() else "".join(char if char.isprintable() else _escaped(char) for char in cut)


def show_path(path: Path) -> str:
    """Return `path` as messages name it."""
    return shown(str(path), longest=4096)


def write_note(path: Path, line: int, action: IntakeAction, what: str, why: str, *, number: int = 0) -> IntakeNote:
    """Return the note on the record that begins on `line` of `path`; `what` is shortened, `why` is one sentence.

    `number` is the place of the file among the inputs; readers leave it to the intake.
    """
    return IntakeNote(file=shown(path.name, 255), line=line, action=action, what=shown(what), why=why, input=number)


def replaced_characters(field: str, replaced: tuple[str, ...]) -> str:
    """Return the sentence that says which characters of `field` were replaced when it was stored."""
    names = ", ".join(sorted(set(replaced)))
    return f"characters of its {field} that XML cannot carry were replaced one for one: {len(replaced)} ({names})"


def converted_markup(field: str, number: int) -> str:
    """Return the sentence that says that `field` had so many tags and character references, and was stored without."""
    return f"markup of its {field} was turned into the text that it shows: tags and character references: {number}"


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
