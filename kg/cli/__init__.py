"""The command `kg`: the composition root, where names become objects and errors become one line."""

import sys

from kg.cli.stopping import stop_in_time
from kg.errors import KGError


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 with --strict and skipped records, 2 the user can mend it, 130 interrupted."""
    stop_in_time()
    try:
        from kg.cli.commands import app  # here, so that a Ctrl-C while it is imported is heard

        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except KGError as error:
        sys.stderr.write(f"kg: {printable(str(error))}\n")
        sys.exit(2)
    except BrokenPipeError:  # whoever read our output has seen enough
        sys.stderr.close()
        sys.exit(0)


def printable(text: str) -> str:
    """Return `text` on one line, with control characters shown instead of sent to the terminal."""
    return "".join(char if char.isprintable() else " " if char == "\n" else repr(char)[1:-1] for char in text)
