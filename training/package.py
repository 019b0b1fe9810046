"""
Makes the model package: ONNX file, golden picture and mask, model.json.

    python3 package.py CHECKPOINT VERSION GOLDEN.png rectus-femoris ../models/acsa-thigh-unet
"""
import hashlib
import json
import os
import sys

import numpy as np
from PIL import Image

import export
import inference
from inference import largest_filled, load, probability


def main(checkpoint, version, golden, structure, folder):
    os.makedirs(folder, exist_ok=True)
    onnx_file = os.path.join(folder, "thigh-unet.onnx")
    export.main(checkpoint, onnx_file)
    grey = np.asarray(Image.open(golden).convert("L"))
    Image.fromarray(grey).save(os.path.join(folder, "golden.png"), optimize=True)
    mask = largest_filled(probability(load(checkpoint), grey) >= 0.5)
    Image.fromarray((mask * 255).astype(np.uint8)).save(os.path.join(folder, "golden-mask.png"), optimize=True)
    with open(onnx_file, "rb") as stream:
        digest = hashlib.sha256(stream.read()).hexdigest()
    manifest = {
        "schema": 1,
        "id": "acsa-thigh-unet",
        "version": version,
        "title": "Thigh muscles in transverse B-mode ultrasound (trained on simulated images)",
        "licence": "Apache-2.0",
        "intendedUse": "Acceptance tests, demonstration and research. Trained on simulated images only: not validated on patients, "
                       "not a medical device.",
        "members": [{"file": "thigh-unet.onnx", "sha256": digest}],
        "input": {
            "name": "image", "width": inference.WIDTH, "height": inference.HEIGHT, "channels": 1, "layout": "NCHW",
            "resize": "letterbox", "crop": "ultrasound-region", "scaling": "unit",
        },
        # One plane for both: the network outlines the muscle in view, which one that is the study has to state.
        "output": {"name": "logits", "activation": "sigmoid", "classes": ["stated"], "judgement": "judgement"},
        "threshold": 0.5,
        "postProcessing": {"chain": "largest-filled", "parameters": {}},
        "structures": ["rectus-femoris", "vastus-lateralis"],
        "views": ["transverse"],
        "requiredCalibration": "area",
        # Without weights until calibrate.py has found them.
        "certainty": {"mirror": True},
        "golden": {"image": "golden.png", "mask": "golden-mask.png", "structure": structure, "minimumDice": 0.99},
    }
    with open(os.path.join(folder, "model.json"), "w", encoding="utf-8", newline="\n") as stream:
        json.dump(manifest, stream, indent=2)
        stream.write("\n")
    print(f"golden mask {mask.sum()} of {mask.size} pixels")


if __name__ == "__main__":
    main(*sys.argv[1:])
