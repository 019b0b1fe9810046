"""
Makes what ModelImportTests import: for each source that training/import knows a narrow network of that architecture with seeded weights, its
output in PyTorch on one input, and the mask of golden.png by PyTorch, numpy and OpenCV.

    /usr/bin/python3 make_imports.py [FOLDER] [--full] [--only NAME …]      (python3-torch, -onnx, -scipy, -pil, -opencv, -skimage)

--full: the real widths and sizes, hundreds of megabytes, for ACSA_FULL_IMPORTS=FOLDER of the tests. --only: these, and the ensemble
where all of its members are among them.
"""
import argparse
import json
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import torch
from PIL import Image
from scipy import ndimage
from skimage import measure, morphology

ROOT = Path(__file__).resolve().parents[3]
sys.path += [str(ROOT / "training/import"), str(ROOT / "tests/Acsa.Segmentation.Tests/packages")]
import networks  # noqa: E402
from reference import probabilities, restored, scaled  # noqa: E402

parser = argparse.ArgumentParser()
parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent)
parser.add_argument("--full", action="store_true")
parser.add_argument("--only", nargs="+")
asked = parser.parse_args()
FULL, TARGET = asked.full, asked.folder
SIDE = 64
W, H = 230, 170


def picture():
    rng = np.random.default_rng(8)
    y, x = np.mgrid[0:H, 0:W]
    grey = 30 + 130 * np.exp(-((x - 120) / 60) ** 2 - ((y - 90) / 34) ** 2) + 40 * ndimage.gaussian_filter(rng.standard_normal((H, W)), 3) * 6
    return np.clip(grey, 0, 255).astype(np.uint8)


def deepacsa(mask):
    mask = largest(cv2.erode(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (4, 4))))
    mask = morphology.remove_small_holes(mask > 0, 5000, connectivity=100).astype(np.uint8)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))
    return cv2.erode(cv2.dilate(mask, kernel, iterations=3), kernel, iterations=2)


def largest(mask):
    labels = measure.label(mask, connectivity=2)
    return (labels == max(measure.regionprops(labels), key=lambda r: r.area).label).astype(np.uint8)


def filled(mask):
    return ndimage.binary_fill_holes(largest(mask)).astype(np.uint8)


COMMON = {"licence": "Apache-2.0", "intendedUse": "Tests of the import.", "views": "transverse", "input.crop": "ultrasound-region",
          "structures": "rectus-femoris"}
BINARY = {"output.classes": "rectus-femoris", "threshold": "0.5"}
SMP = {**BINARY, "input.resize": "letterbox", "input.scaling": "imagenet", "output.activation": "sigmoid", "postProcessing.chain": "largest-filled"}
CASES = {
    "deepacsa-unet-vgg16": ("deepacsa-unet-vgg16", {**BINARY}, deepacsa),
    "deepacsa-unet3plus": ("deepacsa-unet3plus", {**BINARY}, deepacsa),
    "smp-unet": ("smp", SMP, filled),
    "smp-fpn": ("smp", SMP, filled),
    "smp-unetplusplus": ("smp", SMP, filled),
    "attention-unet": ("attention-unet", SMP, filled),
    "nnunet-2d": ("nnunet-2d", {"postProcessing.chain": "nnunet", "output.classes": "background,rectus-femoris"}, largest),
    "segformer": ("segformer", {"postProcessing.chain": "largest-filled", "output.classes": "background,rectus-femoris"}, filled),
}
KIND = {
    "deepacsa-unet-vgg16": dict(resize="stretch", scaling="unit"), "deepacsa-unet3plus": dict(resize="stretch", scaling="unit"),
    "nnunet-2d": dict(resize="sliding-window", scaling="zscore", flips=["horizontal", "vertical", "both"],
                      window={"step": 0.5, "weights": "gaussian"}),
    "segformer": dict(resize="stretch", scaling="imagenet"),
}


def forward(network, last):
    def run(x):
        given = torch.from_numpy(np.ascontiguousarray(x if last else x.transpose(2, 0, 1))[None])
        with torch.no_grad():
            y = network(given)
        y = (y[0] if isinstance(y, tuple) else y)[0].numpy()
        return y.transpose(2, 0, 1) if last else y
    return run


def build(name):
    make, settings, shape = networks.ALL[name]
    settings = dict(settings, narrow=1 if FULL else 16, **({"stages": 5} if name == "nnunet-2d" and not FULL else {}))
    last = shape[-1] == 3 and shape[0] != 3
    height, width, channels = shape if last else shape[1:] + shape[:1]
    if not FULL:
        height = width = SIDE
    network = networks.seeded(make(**settings), 1)
    return network, settings, last, height, width, channels


def main():
    TARGET.mkdir(exist_ok=True, parents=True)
    grey = picture()
    Image.fromarray(grey).save(TARGET / "golden.png", optimize=True)
    members = {}
    for name, (kind, statements, clean) in CASES.items():
        if asked.only and name not in asked.only:
            continue
        folder = TARGET / name
        folder.mkdir(exist_ok=True)
        network, settings, last, height, width, channels = build(name)
        spec = dict(width=width, height=height, channels=channels, **KIND.get(name, dict(resize="letterbox", scaling="imagenet")))
        x = scaled(grey, {"input": spec})[:height, :width]
        x = np.ascontiguousarray(x if last else x.transpose(2, 0, 1)).astype("<f4")
        x.tofile(folder / f"{name}.input.f32")
        subprocess.run(
            [sys.executable, str(ROOT / "training/import/convert.py"), name, str(folder / f"{name}.onnx"), "--size", str(height), str(width),
             "--narrow", str(settings["narrow"]), "--input", str(folder / f"{name}.input.f32")]
            + (["--stages", "5"] if "stages" in settings else []), check=True)
        networks.spread(network, torch.from_numpy(x[None]))  # as convert.py did
        output = {"classes": statements["output.classes"].split(",")}
        inside = name.startswith("deepacsa")
        output["activation"] = "none" if inside else "softmax" if len(output["classes"]) > 1 else "sigmoid"
        if name == "nnunet-2d":
            output["average"] = "logits"
        manifest = {"input": spec, "output": output}
        run = forward(network, last)
        p = probabilities(scaled(grey, manifest), manifest, [run])
        plane = restored(p[-1].astype(np.float32), W, H, manifest)
        Image.fromarray(clean((plane >= 0.5).astype(np.uint8)) * 255).save(folder / "golden-mask.png", optimize=True)
        if kind in ("smp", "attention-unet"):
            members[name] = plane
        (folder / "import.json").write_text(json.dumps({**COMMON, **statements, "title": f"Seeded {name}"}, indent=2) + "\n")
        if name == "nnunet-2d":
            plans = {"configurations": {"2d": {"patch_size": [height, width], "spacing": [1.0, 1.0],
                     "normalization_schemes": ["ZScoreNormalization"], "use_mask_for_norm": [False]}}}
            (folder / "plans.json").write_text(json.dumps(plans, indent=1) + "\n")
            (folder / "dataset.json").write_text(json.dumps({"labels": {"background": 0, "muscle": 1}}, indent=1) + "\n")
    if len(members) < 4:
        return
    together = np.mean(list(members.values()), 0)
    Image.fromarray(filled((together >= 0.5).astype(np.uint8)) * 255).save(TARGET / "ensemble-mask.png", optimize=True)


main()
