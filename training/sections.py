"""
Sections of a real thigh for the phantom: outlines of the muscles around the rectus femoris and the vastus lateralis, from labelled MRI, laid flat along the fascia: a along the fascia, b below it, both in mm.

    python3 sections.py thigh_labels.nii.gz ../src/Acsa.Phantom/Anatomy/thigh-sections.json

Needs nibabel, numpy and OpenCV. The labels: QMRITools (BSD-3-Clause, THIRD-PARTY-NOTICES.md).
"""
import json
import sys

import cv2
import nibabel
import numpy as np

SPACING = 1.5  # mm, both ways
FINER = 4  # the label maps are smoothed and brought to a finer grid before outlines are drawn
LEFT = {"vastus lateralis": 55, "vastus intermedius": 57, "vastus medialis": 59, "rectus femoris": 61, "sartorius": 63,
        "biceps femoris": 31, "adductor": 39, "adductor longus": 43, "gracilis": 47}
SLICES = range(5, 24, 2)  # where the labels are whole
DEEPEST = 70.0  # mm


def outlines(labels, label, least_mm2=80):
    """Closed outlines of one label, largest first, in mm; its specks are dropped."""
    share = cv2.resize(cv2.GaussianBlur((labels == label).astype(np.float32), (0, 0), 0.9), None, fx=FINER, fy=FINER)
    found, _ = cv2.findContours((share >= 0.5).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    points = [(c[:, 0, :].astype(np.float64) + 0.5) / FINER * SPACING for c in found if len(c) > 20]
    area = lambda p: abs(cv2.contourArea(p.astype(np.float32)))
    return sorted((p for p in points if area(p) >= least_mm2), key=area, reverse=True)


def resampled(points, count):
    closed = np.vstack([points, points[:1]])
    way = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(closed, axis=0).T))])
    at = np.linspace(0, way[-1], count, endpoint=False)
    return np.stack([np.interp(at, way, closed[:, i]) for i in (0, 1)], 1)


def smooth(points, width):
    """Closed line, averaged along itself."""
    kernel = np.exp(-0.5 * (np.arange(-3 * width, 3 * width + 1) / width) ** 2)
    kernel /= kernel.sum()
    n = len(kernel) // 2
    wrapped = np.vstack([points[-n:], points, points[:n]])
    return np.stack([np.convolve(wrapped[:, i], kernel, "valid") for i in (0, 1)], 1)


def section(labels, side, target):
    offset = 0 if side == "left" else 1
    everything = np.isin(labels, [v + offset for v in LEFT.values()]).astype(np.uint8)
    ys, xs = np.nonzero(everything)
    hull = cv2.convexHull(np.stack([xs, ys], 1).astype(np.float32))[:, 0, :].astype(np.float64) * SPACING
    hull = smooth(resampled(hull, 1200), 25)
    mine = outlines(labels, LEFT[target] + offset)
    if not mine:
        return None
    centre = mine[0].mean(0)
    # The line begins opposite the muscle, so that nothing near it is cut in two.
    hull = np.roll(hull, len(hull) // 2 - int(np.argmin(np.hypot(*(hull - centre).T))), axis=0)
    way = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(hull, axis=0).T))])

    def flat(points):
        distance = np.hypot(points[:, None, 0] - hull[None, :, 0], points[:, None, 1] - hull[None, :, 1])
        nearest = distance.argmin(1)
        return np.stack([way[nearest], distance[np.arange(len(points)), nearest]], 1)

    muscle = smooth(resampled(flat(resampled(mine[0], 400)), 64), 1)
    zero, half = muscle[:, 0].mean(), np.ptp(muscle[:, 0]) / 2
    around = []
    for name, label in LEFT.items():
        for piece in outlines(labels, label + offset):
            if name == target:
                continue
            line = flat(resampled(piece, 300))
            if np.abs(np.diff(line[:, 0])).max() > 40:
                continue  # it lies across the line's two ends
            line = smooth(resampled(line, 32), 1)
            if line[:, 0].max() > zero - half - 40 and line[:, 0].min() < zero + half + 40 and line[:, 1].min() < DEEPEST:
                around.append(line)
    tenths = lambda line: [[round(float(a - zero), 1), round(float(b), 1)] for a, b in line]
    return {
        "structure": target.replace(" ", "-"),
        "muscle": tenths(muscle),
        "neighbours": [tenths(line) for line in around],
    }


def main():
    volume = np.asarray(nibabel.load(sys.argv[1]).dataobj).astype(int)
    sections = []
    for k in SLICES:
        for side in ("left", "right"):
            for target in ("rectus femoris", "vastus lateralis"):
                found = section(volume[:, :, k].T, side, target)
                if found:
                    sections.append(found)
    with open(sys.argv[2], "w", encoding="utf-8") as stream:
        stream.write('{"unit":"mm","sections":[\n' + ",\n".join(json.dumps(s, separators=(",", ":")) for s in sections) + "\n]}\n")
    print(len(sections), "sections")


if __name__ == "__main__":
    main()
