"""
Area and grey-level errors on a set written by `acsa phantom`, through the node's own path at full resolution. Needs pydicom.

    python3 evaluate.py CHECKPOINT FOLDER [overlays.png]
"""
import json
import os
import sys

import numpy as np
import pydicom
from PIL import Image

from inference import load, segment


def read(path):
    """Grey screen of frame 1 and the region's box."""
    dataset = pydicom.dcmread(path)
    pixels = dataset.pixel_array
    if int(dataset.get("NumberOfFrames", 1)) > 1:
        pixels = pixels[0]
    if pixels.ndim == 3:
        pixels = np.asarray(Image.fromarray(pixels).convert("L"))
    region = dataset.SequenceOfUltrasoundRegions[0]
    box = (region.RegionLocationMinX0, region.RegionLocationMinY0, region.RegionLocationMaxX1, region.RegionLocationMaxY1)
    return pixels, tuple(int(v) for v in box)


def rows_of(checkpoint, folder):
    network = load(checkpoint)
    with open(os.path.join(folder, "truth.json"), encoding="utf-8") as stream:
        phantoms = json.load(stream)["phantoms"]
    for phantom in phantoms:
        grey, region = read(os.path.join(folder, phantom["file"]))
        truth = np.asarray(Image.open(os.path.join(folder, phantom["mask"]))) > 0
        mask = segment(network, grey, region)
        area = mask.sum() * phantom["pixelXCm"] * phantom["pixelYCm"]
        yield phantom, grey, truth, mask, {
            "error": (area - phantom["areaCm2"]) / phantom["areaCm2"] * 100,
            "dice": 2 * (mask & truth).sum() / max(1, mask.sum() + truth.sum()),
            "grey": (grey[mask].mean() if mask.any() else 0) - phantom["meanGrey"],
        }


def table(rows):
    def line(name, some):
        if not some:
            return
        error = np.array([r["error"] for _, r in some])
        grey = np.abs([r["grey"] for _, r in some])
        dice = [r["dice"] for _, r in some]
        size = np.abs(error)
        print(f"| {name} | {len(some)} | {np.median(dice):.3f} | {np.min(dice):.3f} | {np.median(error):+.1f} | {np.median(size):.1f} | "
              f"{np.percentile(size, 95):.1f} | {np.median(grey):.2f} | {np.percentile(grey, 95):.2f} |")

    print("| | n | median Dice | least Dice | bias % | median area error % | 95th percentile % | median grey error | 95th percentile |")
    print("|---|---|---|---|---|---|---|---|---|")
    line("all", rows)
    for key in ("structure", "grade", "geometry", "shape"):
        for value in sorted({str(p[key]) for p, _ in rows}):
            line(f"{key} {value}", [(p, r) for p, r in rows if str(p[key]) == value])


def main(checkpoint, folder, overlays=None):
    rows, tiles = [], []
    for phantom, grey, truth, mask, result in rows_of(checkpoint, folder):
        rows.append((phantom, result))
        if overlays:
            tiles.append((abs(result["error"]), tile(grey, truth, mask)))
    table(rows)
    if overlays:
        # The twelve worst: what there is to learn from.
        worst = [t for _, t in sorted(tiles, key=lambda t: -t[0])[:12]]
        while len(worst) % 4:
            worst.append(np.zeros_like(worst[0]))
        Image.fromarray(np.vstack([np.hstack(worst[i:i + 4]) for i in range(0, len(worst), 4)])).save(overlays)


def edge(mask):
    inner = mask.copy()
    for axis in (0, 1):
        for shift in (-2, 2):
            inner &= np.roll(mask, shift, axis)
    return mask & ~inner


def tile(grey, truth, mask, width=480, height=360):
    """Truth green, result red."""
    colour = np.stack([grey] * 3, -1)
    colour[edge(truth)] = (60, 255, 60)
    colour[edge(mask)] = (255, 60, 60)
    scale = min(width / grey.shape[1], height / grey.shape[0])
    frame = Image.new("RGB", (width, height))
    frame.paste(Image.fromarray(colour).resize((int(grey.shape[1] * scale), int(grey.shape[0] * scale)), Image.LANCZOS))
    return np.asarray(frame)


if __name__ == "__main__":
    main(*sys.argv[1:])
