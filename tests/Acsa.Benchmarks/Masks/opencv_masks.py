"""
The clean-up chains with OpenCV alone, timed in this process.

    opencv_masks.py FOLDER WIDTH HEIGHT ROUNDS: reads NAME.mask (bytes 0 and 1), writes NAME.CHAIN.result; prints JSON: {"NAME CHAIN": [ms, …]}
"""
import json
import sys
import time
from pathlib import Path

import cv2
import numpy as np

cv2.setNumThreads(1)


def disk(r):
    y, x = np.mgrid[-r:r + 1, -r:r + 1]
    return (x * x + y * y <= r * r).astype(np.uint8)


DISK3, DISK10 = disk(3), disk(10)
ELLIPSE4, ELLIPSE5 = (cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (n, n)) for n in (4, 5))


def largest(mask):
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    if count < 2:
        return mask
    return (labels == 1 + stats[1:, cv2.CC_STAT_AREA].argmax()).astype(np.uint8)


def largest_filled(mask):
    mask = largest(mask)
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return cv2.drawContours(np.zeros_like(mask), outlines, -1, 1, cv2.FILLED)


def marzola(mask):
    mask = cv2.morphologyEx(cv2.erode(mask, DISK3), cv2.MORPH_OPEN, DISK10)
    count, labels, stats, centres = cv2.connectedComponentsWithStats(mask, connectivity=8)
    if count < 2:
        return mask
    areas = stats[1:, cv2.CC_STAT_AREA]
    order = np.argsort(-areas, kind="stable")
    chosen = order[0]
    if len(order) > 1 and areas[order[1]] >= 0.75 * areas[chosen] and centres[1 + order[1], 1] < centres[1 + chosen, 1]:
        chosen = order[1]
    return (labels == 1 + chosen).astype(np.uint8)


def deepacsa(mask):
    mask = largest(cv2.erode(mask, ELLIPSE4))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(1 - mask, connectivity=8)
    if count > 1:
        small = stats[:, cv2.CC_STAT_AREA] < 5000
        small[0] = True  # label 0 is what is inside
        mask = small[labels].astype(np.uint8)
    return cv2.erode(cv2.dilate(mask, ELLIPSE5, iterations=3), ELLIPSE5, iterations=2)


CHAINS = {"largest-filled": largest_filled, "marzola-2021": marzola, "deepacsa-0.3": deepacsa}
folder, width, height, rounds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
times = {}
for file in sorted(folder.glob("*.mask")):
    mask = np.fromfile(file, np.uint8).reshape(height, width)
    for name, chain in CHAINS.items():
        chain(mask).tofile(folder / f"{file.stem}.{name}.result")
        taken = []
        for _ in range(rounds):
            start = time.perf_counter()
            chain(mask)
            taken.append(1000 * (time.perf_counter() - start))
        times[f"{file.stem} {name}"] = taken
print(json.dumps(times))
