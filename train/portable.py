"""A tagger as an int8 ONNX file: dynamic quantisation of the matrix products, one window a run.

Activations are scaled by what stands in a run, so a run holds one window: then the result cannot depend on its neighbours.
The products that take the wide layer back stay exact: a few of their inputs are so large that 8 bits lose the others
(MPNet on dev: 76.2 untyped F1 exact, 75.7 so, 67.4 with all products in 8 bits).
"""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tagger import Tagger
from torch import Tensor, nn


class _OneWindow(nn.Module):
    """Probabilities of the tags of each piece of one window, from its ids and shapes."""

    def __init__(self, tagger: Tagger, temperature: float) -> None:
        super().__init__()
        self.tagger = tagger
        self.temperature = temperature

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        logits = self.tagger(ids[None], shapes[None], torch.ones_like(ids)[None])
        return (logits[0] / self.temperature).softmax(-1)


def write_int8(tagger: Tagger, path: Path, kinds: Sequence[str] = ("MatMul",), temperature: float = 1.0) -> None:
    """Write the tagger with the operators of `kinds` in 8 bits ("Gather" are the embeddings).

    Inputs are `ids` and `shapes` (pieces), the output is `probabilities` (pieces, 11).
    """
    with tempfile.TemporaryDirectory() as folder:
        exact, shaped = Path(folder) / "exact.onnx", Path(folder) / "shaped.onnx"
        _write_exact(tagger, exact, temperature)
        quant_pre_process(exact, shaped, skip_symbolic_shape=True)
        quantize_dynamic(
            shaped,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=list(kinds),
            nodes_to_exclude=list(_narrowing(shaped)),
        )
        _halve(path)


def _halve(path: Path) -> None:
    """Store the matrices that stayed exact in half precision, to be widened as the file is read: 7 MB less."""
    model = onnx.load(path)
    wide = [each for each in model.graph.initializer if each.data_type == onnx.TensorProto.FLOAT and len(each.dims) == 2]
    for weights in wide:
        name = weights.name
        half = numpy_helper.from_array(numpy_helper.to_array(weights).astype(np.float16), f"{name}.half")
        model.graph.initializer.remove(weights)
        model.graph.initializer.append(half)
        model.graph.node.insert(0, onnx.helper.make_node("Cast", [half.name], [name], to=onnx.TensorProto.FLOAT))
    onnx.save(model, path)


def _narrowing(path: Path) -> Iterator[str]:
    """Yield the names of the products whose weights have more rows than columns, and of the last one, to the tags."""
    graph = onnx.load(path).graph
    shapes = {weights.name: list(weights.dims) for weights in graph.initializer}
    for node in graph.node:
        rows, columns = shapes.get(node.input[1], (0, 0)) if node.op_type == "MatMul" else (0, 0)
        if rows > columns:
            yield node.name


def _write_exact(tagger: Tagger, path: Path, temperature: float) -> None:
    sample = torch.arange(4, 36)
    model = _OneWindow(tagger.eval(), temperature).eval()
    pieces = torch.export.Dim("pieces", min=3, max=512)
    torch.onnx.export(
        model,
        (sample, torch.ones_like(sample)),
        path,
        input_names=["ids", "shapes"],
        output_names=["probabilities"],
        dynamic_shapes={"ids": {0: pieces}, "shapes": {0: pieces}},
        dynamo=True,
        external_data=False,
        verbose=False,
    )
