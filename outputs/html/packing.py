"""Packing data into a page: rows as columns, JSON, deflated, base64, so that no text of the data can be read as HTML."""

import json
import zlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any


def pack(data: object) -> str:
    """Return `data` as deflated JSON in base64; the scripts undo it with the browser's own DecompressionStream.

    >>> from base64 import b64decode
    >>> zlib.decompress(b64decode(pack({"a": "</script>"})))
    b'{"a":"</script>"}'
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return b64encode(zlib.compress(text.encode("utf-8"), level=9)).decode("ascii")


def to_columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Return the values of each name over all rows, None where a row has none.

    >>> to_columns([{"a": 1}, {"a": 2, "b": 3}])
    {'a': [1, 2], 'b': [None, 3]}
    """
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}
