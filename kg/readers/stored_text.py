"""Stored text: a title or abstract as an atlas keeps it, so that offsets into it are the same through any reader.

It is the source's text in NFC with its ends trimmed. Characters that XML 1.0 cannot carry are replaced one for one:
control characters (but not tab and line feed), U+FFFE and U+FFFF by a space, lone surrogates by U+FFFD. Nothing else
changes: LaTeX stays, and so do the C1 controls (U+0080 to U+009F), which XML carries.
"""

import re
import unicodedata
from dataclasses import dataclass

_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_REPLACED = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class StoredText:
    """A text ready to be stored, and the code points that were replaced in it, as `U+0000`, in order."""

    text: str
    replaced: tuple[str, ...] = ()


def to_stored_text(text: str) -> StoredText:
    r"""Return `text` as it is stored, with what was replaced; storing it again changes nothing.

    >>> to_stored_text(" Cafe\u0301\x00au lait ")
    StoredText(text='Café au lait', replaced=('U+0000',))
    """
    odd = _REPLACED.findall(text)
    clean = _CONTROLS.sub(" ", _SURROGATES.sub("\ufffd", text)) if odd else text
    return StoredText(unicodedata.normalize("NFC", clean).strip(), tuple(f"U+{ord(char):04X}" for char in odd))
