"""
Makes unet-512/model.onnx: a U-Net of widths 16, 32, 64, 128, 192 for 512×512 pixels. Its weights are one small block repeated, so that the file is
small; the runtime unfolds them when it loads it. For timing alone: it outlines what is bright.
"""
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

WIDTHS = (16, 32, 64, 128, 192)
SIDE = 512
rng = np.random.RandomState(3)
nodes, constants = [], []


def constant(name, value):
    constants.append(numpy_helper.from_array(value, name))
    return name


def conv(x, name, channels_in, channels_out, kernel=3):
    side = min(channels_in, 8)
    block = np.float32(rng.randn(8, side, kernel, kernel) * np.sqrt(2 / (channels_in * kernel * kernel)))
    if channels_out < 8:
        weights = constant(name + ".w", np.tile(block[:channels_out], (1, channels_in // side, 1, 1)))
    else:
        times = constant(name + ".times", np.int64([channels_out // 8, channels_in // side, 1, 1]))
        nodes.append(helper.make_node("Tile", [constant(name + ".block", block), times], [name + ".w"]))
        weights = name + ".w"
    nodes.append(helper.make_node("Conv", [x, weights], [name], pads=[kernel // 2] * 4))
    return name


def relu(x):
    nodes.append(helper.make_node("Relu", [x], [x + ".relu"]))
    return x + ".relu"


def double(x, name, channels_in, channels_out):
    x = relu(conv(x, name + ".1", channels_in, channels_out))
    return relu(conv(x, name + ".2", channels_out, channels_out))


x, kept, at = "image", [], 1
for i, width in enumerate(WIDTHS):
    if i:
        nodes.append(helper.make_node("MaxPool", [x], [f"pool{i}"], kernel_shape=[2, 2], strides=[2, 2]))
        x = f"pool{i}"
    x = double(x, f"down{i}", at, width)
    kept.append(x)
    at = width
scales = constant("scales", np.float32([1, 1, 2, 2]))
for i in (3, 2, 1, 0):
    nodes.append(helper.make_node("Resize", [x, "", scales], [f"up{i}"], mode="nearest", coordinate_transformation_mode="asymmetric", nearest_mode="floor"))
    nodes.append(helper.make_node("Concat", [f"up{i}", kept[i]], [f"joined{i}"], axis=1))
    x = double(f"joined{i}", f"side{i}", at + WIDTHS[i], WIDTHS[i])
    at = WIDTHS[i]
# Its random logits, made small, beside the picture's own brightness in cells of eight pixels: there is something to outline and to measure.
conv(x, "random", at, 1, 1)
nodes += [
    helper.make_node("Mul", ["random", constant("small", np.float32([1e-6]))], ["faint"]),
    helper.make_node("AveragePool", ["image"], ["cells"], kernel_shape=[8, 8], strides=[8, 8]),
    helper.make_node("Resize", ["cells", "", constant("eight", np.float32([1, 1, 8, 8]))], ["smooth"], mode="linear",
                     coordinate_transformation_mode="half_pixel"),
    helper.make_node("Sub", ["smooth", constant("level", np.float32([0.25]))], ["brighter"]),
    helper.make_node("Mul", ["brighter", constant("steep", np.float32([40]))], ["outline"]),
    helper.make_node("Add", ["faint", "outline"], ["logits"])]
graph = helper.make_graph(
    nodes, "unet", [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["batch", 1, SIDE, SIDE])],
    [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", 1, SIDE, SIDE])], constants)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
model.ir_version = 7
onnx.checker.check_model(model)
folder = Path(__file__).parent / "unet-512"
folder.mkdir(exist_ok=True)
(folder / "model.onnx").write_bytes(model.SerializeToString())
manifest = {
    "schema": 1, "id": "unet-512", "version": "1.0.0", "title": "U-Net for timing", "licence": "Apache-2.0", "intendedUse": "Benchmarks.",
    "members": [{"file": "model.onnx", "sha256": hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()}],
    "input": {"name": "image", "width": SIDE, "height": SIDE, "channels": 1, "layout": "NCHW", "resize": "letterbox", "crop": "ultrasound-region",
              "scaling": "unit"},
    "output": {"name": "logits", "activation": "sigmoid", "classes": ["stated"]}, "threshold": 0.5,
    "postProcessing": {"chain": "marzola-2021", "parameters": {}}, "structures": ["rectus-femoris", "vastus-lateralis"], "views": ["transverse"],
    "requiredCalibration": "area"}
(folder / "model.json").write_text(json.dumps(manifest, indent=2) + "\n")
print((folder / "model.onnx").stat().st_size, "bytes")
