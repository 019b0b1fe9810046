"""Makes the model packages beside this file, and what they must give (reference.json, computed with numpy and PyTorch).

Needs python3-onnx, python3-numpy, python3-scipy, python3-pil and python3-torch. reference.py has the way from image to probabilities.
"""
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from PIL import Image
from scipy import ndimage

from reference import probabilities, restored, scaled

HERE = Path(__file__).parent
REFERENCE = {}


# ---- packages

def package(name, models, manifest, forward, cases):
    """models: {file: onnx model}; forward: input values [h, w, c] → logits [class, h, w], one per member; cases: (image, left, top, right, bottom)"""
    folder = HERE / name
    folder.mkdir(exist_ok=True)
    members = []
    for file, model in models.items():
        if isinstance(model, onnx.ModelProto):
            model.ir_version = 7
            onnx.checker.check_model(model)
            (folder / file).write_bytes(model.SerializeToString())
        members.append({"file": file, "sha256": hashlib.sha256((folder / file).read_bytes()).hexdigest()})
    full = {
        "$schema": "../../../../models/model.schema.json",
        "schema": 1, "id": name, "version": "1.0.0", "title": f"Test package {name}", "licence": "Apache-2.0",
        "intendedUse": "Tests of Acsa.Segmentation.", "members": members,
        "postProcessing": {"chain": "largest-filled", "parameters": {}},
        "views": ["transverse"], "requiredCalibration": "area", **manifest}

    REFERENCE[name] = []
    for image, box in cases:
        grey = np.asarray(Image.open(HERE / image))
        left, top, right, bottom = box or (0, 0, grey.shape[1] - 1, grey.shape[0] - 1)
        crop = grey[top:bottom + 1, left:right + 1] if full["input"]["crop"] != "none" else grey
        p = probabilities(scaled(crop, full), full, forward).astype(np.float32)
        for structure in full["structures"]:
            plane = restored(p[full["output"]["classes"].index(structure)], crop.shape[1], crop.shape[0], full)
            if full["input"]["crop"] == "none":  # seen whole, reported inside the area
                plane = plane[top:bottom + 1, left:right + 1]
            raw = plane >= np.float32(full["threshold"])
            if full["output"].get("decision") == "largest-class":
                every = np.stack([restored(q, crop.shape[1], crop.shape[0], full) for q in p])
                raw = every.argmax(0) == full["output"]["classes"].index(structure)
            nth = sum(c["image"] == image and c["structure"] == structure for c in REFERENCE[name])
            file = f"{Path(image).stem}-{structure}-raw{f'-{nth + 1}' if nth else ''}.png"
            mask = np.zeros(grey.shape, np.uint8)
            mask[top:bottom + 1, left:right + 1] = raw * 255
            REFERENCE[name].append({
                "image": image, "area": [left, top, right, bottom], "structure": structure,
                "thresholdedPixels": int(raw.sum()), "expectedPixels": float(plane.astype(np.float64).sum()),
                "fromQuarter": int((plane >= 0.25).sum()), "fromThreeQuarters": int((plane >= 0.75).sum()), "mask": f"{name}/{file}"})
            Image.fromarray(mask).save(folder / file, optimize=True)
    if "golden" in full:
        Image.open(HERE / cases[0][0]).save(folder / full["golden"]["image"])
        Image.open(folder / f"{Path(cases[0][0]).stem}-{full['golden']['structure']}-raw.png").save(folder / full["golden"]["mask"])
    (folder / "model.json").write_text(json.dumps(full, indent=2) + "\n")


def pointwise(weights, bias, nhwc=False, name="image", shape=None):
    """1×1 convolution from 1 channel: logits = weight × value + bias per class."""
    k = len(weights)
    nodes = [helper.make_node("Conv", ["nchw" if nhwc else name, "w", "b"], ["conv" if nhwc else "logits"])]
    if nhwc:
        nodes = [helper.make_node("Transpose", [name], ["nchw"], perm=[0, 3, 1, 2])] + nodes + \
                [helper.make_node("Transpose", ["conv"], ["logits"], perm=[0, 2, 3, 1])]
    h, w = shape or ("height", "width")
    dims = ([1, h, w, 1], [1, h, w, k]) if nhwc else ([1, 1, h, w], [1, k, h, w])
    graph = helper.make_graph(
        nodes, "pointwise",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, dims[0])], [helper.make_tensor_value_info("logits", TensorProto.FLOAT, dims[1])],
        [numpy_helper.from_array(np.float32(weights).reshape(k, 1, 1, 1), "w"), numpy_helper.from_array(np.float32(bias), "b")])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])


def pointwise_forward(weights, bias):
    return lambda x: np.float32(weights)[:, None, None] * x[None, :, :, 0] + np.float32(bias)[:, None, None]


class UNet(torch.nn.Module):
    def __init__(self):
        super().__init__()

        def block(i, o):
            return torch.nn.Sequential(torch.nn.Conv2d(i, o, 3, padding=1), torch.nn.ReLU(), torch.nn.Conv2d(o, o, 3, padding=1), torch.nn.ReLU())

        self.down1, self.down2, self.bottom = block(3, 4), block(4, 8), block(8, 16)
        self.up2, self.up1 = torch.nn.ConvTranspose2d(16, 8, 2, stride=2), torch.nn.ConvTranspose2d(8, 4, 2, stride=2)
        self.side2, self.side1, self.head = block(16, 8), block(8, 4), torch.nn.Conv2d(4, 3, 1)
        self.pool = torch.nn.MaxPool2d(2)

    def forward(self, x):
        a = self.down1(x)
        b = self.down2(self.pool(a))
        c = self.bottom(self.pool(b))
        d = self.side2(torch.cat([self.up2(c), b], 1))
        return self.head(self.side1(torch.cat([self.up1(d), a], 1)))


# Smooth blobs and a few specks, of sizes that no model has: odd, small, tall.
def blobs(w, h, seed):
    r = np.random.RandomState(seed)
    y, x = np.mgrid[0:h, 0:w]
    out = np.full((h, w), 20.0)
    for _ in range(6):
        cx, cy, sx, sy = r.uniform(0, w), r.uniform(0, h), r.uniform(w / 12, w / 4), r.uniform(h / 12, h / 4)
        out += r.uniform(60, 200) * np.exp(-((x - cx) / sx) ** 2 - ((y - cy) / sy) ** 2)
    return np.clip(out + r.normal(0, 4, (h, w)), 0, 255).astype(np.uint8)


for name, w, h, seed in (("odd.png", 133, 97, 1), ("tall.png", 61, 181, 2), ("wide.png", 301, 88, 3)):
    Image.fromarray(blobs(w, h, seed)).save(HERE / name, optimize=True)

ALL = [("odd.png", None), ("tall.png", (3, 11, 58, 160)), ("wide.png", (7, 0, 280, 80))]

# Background 0, rectus 60 (v − 0.5), vastus 20 (v − 0.3): vastus between grey 0.3 and 0.6, rectus above.
THIGH = ([0, 60, 20], [0, -30, -6])
package("pointwise", {"model.onnx": pointwise(*THIGH, shape=(48, 64))}, {
    "input": {"name": "image", "width": 64, "height": 48, "channels": 1, "layout": "NCHW", "resize": "letterbox", "crop": "ultrasound-region", "scaling": "unit"},
    "output": {"name": "logits", "activation": "softmax", "classes": ["background", "rectus-femoris", "vastus-lateralis"]},
    "threshold": 0.5, "structures": ["rectus-femoris", "vastus-lateralis"]}, [pointwise_forward(*THIGH)], ALL)

package("nhwc", {"model.onnx": pointwise([8], [-1], nhwc=True, name="pixels", shape=(50, 70))}, {
    "input": {"name": "pixels", "width": 70, "height": 50, "channels": 1, "layout": "NHWC", "resize": "stretch", "crop": "none", "scaling": "symmetric"},
    "output": {"name": "logits", "activation": "sigmoid", "classes": ["rectus-femoris"]},
    "threshold": 0.4, "postProcessing": {"chain": "none"}, "structures": ["rectus-femoris"], "requiredCalibration": "none"},
    [pointwise_forward([8], [-1])], ALL[:1] + ALL[2:3])

PAIR = ([6], [-4]), ([14], [-5])
package("ensemble", {f"member-{i}.onnx": pointwise(*pair) for i, pair in enumerate(PAIR)}, {
    "input": {"name": "image", "width": 16, "height": 8, "channels": 1, "layout": "NCHW", "resize": "pad-to-multiple", "crop": "ultrasound-region", "scaling": "unit"},
    "output": {"name": "logits", "activation": "sigmoid", "classes": ["vastus-lateralis"]},
    "threshold": 0.5, "structures": ["vastus-lateralis"]}, [pointwise_forward(*pair) for pair in PAIR], ALL)

package("zscore", {"model.onnx": pointwise([3], [-1])}, {
    "input": {"name": "image", "width": 96, "height": 96, "channels": 1, "layout": "NCHW", "resize": "letterbox", "crop": "ultrasound-region", "scaling": "zscore"},
    "output": {"name": "logits", "activation": "sigmoid", "classes": ["vastus-lateralis"]},
    "threshold": 0.5, "structures": ["vastus-lateralis"]}, [pointwise_forward([3], [-1])], ALL)

torch.manual_seed(11)
unet = UNet().eval()
with torch.no_grad():
    # Logits of mean 0 and SD 3 on the first image, so that all three classes occur.
    probe = torch.from_numpy(scaled(np.asarray(Image.open(HERE / "odd.png")), {
        "input": {"resize": "letterbox", "width": 96, "height": 64, "scaling": "imagenet", "channels": 3}}).transpose(2, 0, 1)[None])
    unet.head.weight *= (3 / unet(probe).std((0, 2, 3)))[:, None, None, None]
    unet.head.bias -= unet(probe).mean((0, 2, 3))
(HERE / "unet").mkdir(exist_ok=True)
torch.onnx.export(unet, torch.zeros(1, 3, 64, 96), str(HERE / "unet" / "unet.onnx"), input_names=["image"], output_names=["logits"], opset_version=13)


def unet_forward(x):
    with torch.no_grad():
        return unet(torch.from_numpy(x.transpose(2, 0, 1)[None].copy()))[0].numpy()


package("unet", {"unet.onnx": None}, {
    "input": {"name": "image", "width": 96, "height": 64, "channels": 3, "layout": "NCHW", "resize": "letterbox", "crop": "ultrasound-region", "scaling": "imagenet"},
    "output": {"name": "logits", "activation": "softmax", "classes": ["background", "rectus-femoris", "vastus-lateralis"]},
    "threshold": 0.5, "postProcessing": {"chain": "none"}, "structures": ["rectus-femoris", "vastus-lateralis"],
    "golden": {"image": "golden.png", "mask": "golden-mask.png", "structure": "rectus-femoris", "minimumDice": 0.99}}, [unet_forward], ALL)

# A convolution that is no mirror image of itself, and a free batch axis: windows, reflections and their means show.
def convolution(kernels, bias, h="height", w="width"):
    k = len(kernels)
    graph = helper.make_graph(
        [helper.make_node("Conv", ["image", "w", "b"], ["logits"], pads=[2, 2, 2, 2])], "convolution",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["batch", 1, h, w])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", k, h, w])],
        [numpy_helper.from_array(np.float32(kernels)[:, None], "w"), numpy_helper.from_array(np.float32(bias), "b")])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])


def convolution_forward(kernels, bias):
    return lambda x: np.stack([
        ndimage.correlate(x[:, :, 0].astype(np.float64), np.float64(kernel), mode="constant") + b for kernel, b in zip(kernels, bias)])


rng = np.random.RandomState(5)
KERNELS = np.float32(rng.uniform(-0.2, 0.4, (3, 5, 5)))
KERNELS[0] = 0
FOLDS = [(np.float32(KERNELS * scale), np.float32(bias)) for scale, bias in ((0.6, [0.9, 0, -0.2]), (0.9, [1.2, 0.1, 0]))]
THREE = {"name": "logits", "activation": "softmax", "classes": ["background", "rectus-femoris", "vastus-lateralis"]}

package("window", {f"fold_{i}.onnx": convolution(*fold, h=48, w=40) for i, fold in enumerate(FOLDS)}, {
    "input": {"name": "image", "width": 40, "height": 48, "channels": 1, "layout": "NCHW", "resize": "sliding-window", "crop": "ultrasound-region",
              "scaling": "zscore", "flips": ["horizontal", "vertical", "both"], "window": {"step": 0.5, "weights": "gaussian"}},
    "output": {**THREE, "average": "logits", "decision": "largest-class"}, "postProcessing": {"chain": "nnunet"},
    "threshold": 0.5, "structures": ["rectus-femoris", "vastus-lateralis"]}, [convolution_forward(*fold) for fold in FOLDS],
    # Crops narrower, lower, and both narrower and lower than a window; one that it fits to the pixel.
    ALL + [("tall.png", (5, 3, 34, 178)), ("wide.png", (10, 20, 290, 60)), ("odd.png", (30, 20, 68, 66)), ("odd.png", (40, 30, 79, 77))])

package("flips", {"model.onnx": convolution(*FOLDS[1])}, {
    "input": {"name": "image", "width": 16, "height": 16, "channels": 1, "layout": "NCHW", "resize": "pad-to-multiple", "crop": "ultrasound-region",
              "scaling": "zscore", "flips": ["vertical"]},
    "output": THREE, "postProcessing": {"chain": "none"}, "certainty": {"mirror": True},
    "threshold": 0.5, "structures": ["rectus-femoris", "vastus-lateralis"]}, [convolution_forward(*FOLDS[1])], ALL)

# The sine of a large number is another on every device: a model that a GPU cannot agree on with the processor, except where the image is black.
def unstable():
    graph = helper.make_graph(
        [helper.make_node("Conv", ["image", "w"], ["large"]), helper.make_node("Sin", ["large"], ["sine"]), helper.make_node("Add", ["sine", "b"], ["logits"])],
        "unstable", [helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 1, "height", "width"])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, 1, "height", "width"])],
        [numpy_helper.from_array(np.float32(3e7).reshape(1, 1, 1, 1), "w"), numpy_helper.from_array(np.float32([0.01]), "b")])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])


Image.fromarray(np.zeros((40, 60), np.uint8)).save(HERE / "black.png")
package("unstable", {"model.onnx": unstable()}, {
    "input": {"name": "image", "width": 8, "height": 8, "channels": 1, "layout": "NCHW", "resize": "pad-to-multiple", "crop": "ultrasound-region", "scaling": "unit"},
    "output": {"name": "logits", "activation": "sigmoid", "classes": ["rectus-femoris"]}, "postProcessing": {"chain": "none"},
    "threshold": 0.5, "structures": ["rectus-femoris"],
    "golden": {"image": "golden.png", "mask": "golden-mask.png", "structure": "rectus-femoris", "minimumDice": 0.99}},
    [lambda x: np.full((1,) + x.shape[:2], 0.01)], [("black.png", None)])

# A model that judges its outline: by the mean grey value of the left half ("right"), and of the whole input ("whole").
def judging(factor):
    ints = lambda name, *values: numpy_helper.from_array(np.int64(values), name)
    graph = helper.make_graph(
        [helper.make_node("Conv", ["image", "w", "b"], ["logits"]),
         helper.make_node("Slice", ["image", "zero", "middle", "across"], ["half"]),
         helper.make_node("ReduceMean", ["half"], ["left"], axes=[2, 3], keepdims=0),
         helper.make_node("ReduceMean", ["image"], ["mean"], axes=[2, 3], keepdims=0),
         helper.make_node("Concat", ["left", "mean"], ["both"], axis=1),
         helper.make_node("Mul", ["both", "factor"], ["judgement"])],
        "judging", [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["batch", 1, 48, 64])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", 1, 48, 64]),
         helper.make_tensor_value_info("judgement", TensorProto.FLOAT, ["batch", 2])],
        [numpy_helper.from_array(np.float32(60).reshape(1, 1, 1, 1), "w"), numpy_helper.from_array(np.float32([-30]), "b"),
         numpy_helper.from_array(np.float32(factor), "factor"), ints("zero", 0), ints("middle", 32), ints("across", 3)])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])


FACTORS = (1.0, 0.5)
package("judging", {f"member-{i}.onnx": judging(factor) for i, factor in enumerate(FACTORS)}, {
    "input": {"name": "image", "width": 64, "height": 48, "channels": 1, "layout": "NCHW", "resize": "stretch", "crop": "ultrasound-region", "scaling": "unit"},
    "output": {"name": "logits", "activation": "sigmoid", "classes": ["stated"], "judgement": "judgement"}, "certainty": {"mirror": True},
    "threshold": 0.5, "structures": ["rectus-femoris"]}, [pointwise_forward([60], [-30]) for _ in FACTORS], [])

# A network that says it takes any batch and was exported for one input: its Reshape fails on more.
def one_at_a_time():
    graph = helper.make_graph(
        # The shape plus nothing of the image: of a constant ONNX Runtime would see, and say, that it takes one.
        [helper.make_node("ReduceMean", ["image"], ["mean"], keepdims=0), helper.make_node("Mul", ["mean", "zero"], ["nothing"]),
         helper.make_node("Add", ["numbers", "nothing"], ["sum"]), helper.make_node("Cast", ["sum"], ["shape"], to=TensorProto.INT64),
         helper.make_node("Reshape", ["image", "shape"], ["one"]),
         helper.make_node("Conv", ["one", "w", "b"], ["logits"])],
        "one-at-a-time", [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["batch", 1, 48, 64])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", 1, 48, 64])],
        [numpy_helper.from_array(np.float32([1, 1, 48, 64]), "numbers"), numpy_helper.from_array(np.float32(0), "zero"),
         numpy_helper.from_array(np.float32(60).reshape(1, 1, 1, 1), "w"), numpy_helper.from_array(np.float32([-30]), "b")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 7
    (HERE / "one-at-a-time.onnx").write_bytes(model.SerializeToString())


one_at_a_time()

# Files that leave weights to another one, in the graph itself and in a branch of an If: to be refused.
def elsewhere(model, file):
    onnx.external_data_helper.convert_model_to_external_data(model, location="weights.bin", size_threshold=0, convert_attribute=True)
    (HERE / file).write_bytes(model.SerializeToString())


def branch():
    def constant(value):
        return helper.make_graph(
            [helper.make_node("Constant", [], ["out"], value=numpy_helper.from_array(np.full((1, 1, 8, 8), value, np.float32), "inner"))],
            "branch", [], [helper.make_tensor_value_info("out", TensorProto.FLOAT, [1, 1, 8, 8])])
    graph = helper.make_graph(
        [helper.make_node("Constant", [], ["yes"], value=helper.make_tensor("yes", TensorProto.BOOL, [], [True])),
         helper.make_node("If", ["yes"], ["plane"], then_branch=constant(1), else_branch=constant(0)), helper.make_node("Add", ["image", "plane"], ["logits"])],
        "branches", [helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 1, 8, 8])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, 1, 8, 8])])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])


elsewhere(pointwise(*THIGH, shape=(48, 64)), "weights-elsewhere.onnx")
model = branch()
inner = model.graph.node[1].attribute[0].g.node[0].attribute[0].t
onnx.external_data_helper.set_external_data(inner, "weights.bin")
inner.ClearField("raw_data")
inner.data_location = TensorProto.EXTERNAL
(HERE / "weights-elsewhere-in-branch.onnx").write_bytes(model.SerializeToString())

(HERE / "reference.json").write_text(json.dumps(REFERENCE, indent=1) + "\n")
for name, cases in REFERENCE.items():
    print(name, [(c["image"], c["structure"], c["thresholdedPixels"]) for c in cases])
