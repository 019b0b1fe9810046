"""Makes steps.png and steps.json: clean-up steps and chains as OpenCV and scikit-image compute them, on random and drawn masks.

    /usr/bin/python3 make_steps.py          (python3-opencv, python3-skimage)

steps.png holds rows of masks of 150×110: the sources side by side, below them for every step and chain its result on each source.
"""
import json

import cv2
import numpy as np
from PIL import Image
from scipy import ndimage as ndi
from skimage import measure, morphology, transform

W, H = 150, 110
rng = np.random.default_rng(17)
ELEMENTS = ["disk 1", "disk 3", "disk 10", "box 4 4", "box 7 2", "box 1 5", "ellipse 4 4", "ellipse 5 5", "ellipse 8 5", "ellipse 17 23",
            "disk 40"]
CHAINS = {
    "marzola-2021": ["erode disk 3", "open disk 10", "largest or superficial 0.75"],
    "deepacsa-0.3": ["erode ellipse 4 4", "largest", "fill below 5000", "dilate ellipse 5 5 times 3", "erode ellipse 5 5 times 2"],
    "largest-filled": ["largest", "fill"],
    "nnunet": ["largest"],
}
STEPS = [f"{verb} {element}" for verb in ("erode", "dilate", "open", "close") for element in ELEMENTS] + [
    "erode ellipse 5 5 times 2", "dilate box 4 4 times 3", "largest", "largest or superficial 0.75", "largest or superficial 1", "fill",
    "fill below 5000", "fill below 40", "without below 60"]


def element(words):
    if words[0] == "disk":
        return morphology.disk(int(words[1])).astype(np.uint8)
    shape = cv2.MORPH_RECT if words[0] == "box" else cv2.MORPH_ELLIPSE
    return cv2.getStructuringElement(shape, (int(words[1]), int(words[2])))


def largest(mask):
    """Largest first, of equals the one that comes first; scikit-image's own labels."""
    labels = measure.label(mask, connectivity=2)
    regions = sorted(measure.regionprops(labels), key=lambda region: -region.area)
    return labels, regions


def apply(mask, step):
    words = step.split()
    if words[0] in ("erode", "dilate", "open", "close"):
        count = 1
        if "times" in words:
            count = int(words[-1])
            words = words[:-2]
        kernel = element(words[1:])
        for _ in range(count):
            if words[0] == "erode":
                mask = cv2.erode(mask, kernel)
            elif words[0] == "dilate":
                mask = cv2.dilate(mask, kernel)
            else:
                mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN if words[0] == "open" else cv2.MORPH_CLOSE, kernel)
        return mask
    if words[0] == "largest":
        labels, regions = largest(mask)
        if not regions:
            return mask
        chosen = regions[0]
        if len(words) > 1 and len(regions) > 1 and regions[1].area >= float(words[3]) * regions[0].area \
                and regions[1].centroid[0] < regions[0].centroid[0]:
            chosen = regions[1]
        return (labels == chosen.label).astype(np.uint8)
    if step == "fill":
        return ndi.binary_fill_holes(mask).astype(np.uint8)
    if words[0] == "fill":
        return morphology.remove_small_holes(mask > 0, int(words[2]), connectivity=100).astype(np.uint8)
    return morphology.remove_small_objects(mask > 0, int(words[2]), connectivity=2).astype(np.uint8)


def noise(sigma, share):
    field = ndi.gaussian_filter(rng.standard_normal((H, W)), sigma)
    return field > np.quantile(field, share)


def muscle():
    """The golden mask of the built-in model, made coarse and dirty."""
    golden = np.asarray(Image.open("../../../models/acsa-thigh-unet/golden-mask.png")) > 0
    return (transform.resize(golden.astype(float), (H, W)) > 0.5) ^ (rng.random((H, W)) < 0.01)


twins = np.zeros((H, W), np.uint8)
cv2.ellipse(twins, (50, 78), (34, 22), 0, 0, 360, 1, -1)
cv2.ellipse(twins, (98, 26), (33, 20), 10, 0, 360, 1, -1)
sources = [muscle(), noise(6, 0.5), noise(1.2, 0.4), rng.random((H, W)) < 0.5, twins, np.zeros((H, W)), np.ones((H, W))]
sources = [np.ascontiguousarray(mask).astype(np.uint8) for mask in sources]
sheet = [np.hstack(sources)]
for step in STEPS:
    sheet.append(np.hstack([apply(mask, step) for mask in sources]))
for chain in CHAINS.values():
    row = sources
    for step in chain:
        row = [apply(mask, step) for mask in row]
    sheet.append(np.hstack(row))
Image.fromarray(np.vstack(sheet) > 0).save("steps.png", optimize=True)
json.dump(dict(width=W, height=H, sources=len(sources), steps=STEPS, chains=CHAINS), open("steps.json", "w"), indent=1)
