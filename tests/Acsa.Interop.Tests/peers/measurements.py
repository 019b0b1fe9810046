"""The definitions of docs/measurements.md and docs/evaluation.md once more, with numpy and scipy.

measurements.py FOLDER: reads index.json and the raw bytes of images and masks that it names, prints one JSON document.
"""
import json
import math
import os
import sys

import numpy as np
from scipy import ndimage, spatial, stats

SIGMA, LARGEST_ASPECT, BORDER_LINES = 1.5, 8, 33


def blurred(mask, dx, dy):
    """The mask blurred with a Gaussian that is round in cm, with a margin of zeros; and where its first pixel lies in the image."""
    longer = max(dx, dy)
    sigma_x, sigma_y = (SIGMA * min(longer / d, LARGEST_ASPECT) for d in (dx, dy))
    radius_x, radius_y = math.ceil(4 * sigma_x), math.ceil(4 * sigma_y)
    pad_x, pad_y = radius_x + 3, radius_y + 3
    rows, columns = np.any(mask, 1).nonzero()[0], np.any(mask, 0).nonzero()[0]
    cut = mask[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1].astype(float)
    smooth = np.pad(cut, ((pad_y, pad_y), (pad_x, pad_x)))
    smooth = ndimage.gaussian_filter1d(smooth, sigma_x, axis=1, mode="constant", radius=radius_x)
    smooth = ndimage.gaussian_filter1d(smooth, sigma_y, axis=0, mode="constant", radius=radius_y)
    return smooth, columns[0] - pad_x, rows[0] - pad_y


class Frame:
    """Coordinates along (s) and across (t) a direction, in cm from the centroid."""

    def __init__(self, mask, dx, dy, angle):
        self.dx, self.dy, self.angle = dx, dy, angle
        self.smooth, self.left, self.top = blurred(mask, dx, dy)
        y, x = mask.nonzero()
        self.cx, self.cy = (x.mean() + 0.5) * dx, (y.mean() + 0.5) * dy
        px, py = self._crossings()
        u, v = px * dx - self.cx, py * dy - self.cy
        s, t = u * np.cos(angle) + v * np.sin(angle), v * np.cos(angle) - u * np.sin(angle)
        self.along, self.across = (s.min(), s.max()), (t.min(), t.max())

    def _crossings(self):
        inside, points = self.smooth >= 0.5, ([], [])
        for axis in (0, 1):
            one = np.take(self.smooth, range(self.smooth.shape[axis] - 1), axis)
            two = np.take(self.smooth, range(1, self.smooth.shape[axis]), axis)
            change = np.take(inside, range(inside.shape[axis] - 1), axis) != np.take(inside, range(1, inside.shape[axis]), axis)
            y, x = change.nonzero()
            part = (0.5 - one[change]) / (two[change] - one[change])
            points[0].append(self.left + x + 0.5 + (part if axis == 1 else 0))
            points[1].append(self.top + y + 0.5 + (part if axis == 0 else 0))
        return np.concatenate(points[0]), np.concatenate(points[1])

    def values(self, s, t):
        x = (self.cx + s * np.cos(self.angle) - t * np.sin(self.angle)) / self.dx
        y = (self.cy + s * np.sin(self.angle) + t * np.cos(self.angle)) / self.dy
        return ndimage.map_coordinates(self.smooth, [y - 0.5 - self.top, x - 0.5 - self.left], order=1, mode="constant")

    def ends(self, s):
        """For each line at s: where it enters and leaves, as arrays (line, t)."""
        step = min(self.dx, self.dy) / 2
        t = np.arange(self.across[0] - 3 * step, self.across[1] + 3 * step, step)
        inside = self.values(s[:, None], t[None, :]) >= 0.5
        lines, at = (inside[:, 1:] != inside[:, :-1]).nonzero()
        low, high, low_inside = t[at].copy(), t[at + 1].copy(), inside[lines, at]
        for _ in range(50):
            middle = (low + high) / 2
            same = (self.values(s[lines], middle) >= 0.5) == low_inside
            low, high = np.where(same, middle, low), np.where(same, high, middle)
        return lines, (low + high) / 2, ~low_inside

    def lengths(self, s):
        lines, t, entering = self.ends(s)
        return np.bincount(lines, np.where(entering, -t, t), len(s))


def shape(mask, dx, dy):
    y, x = mask.nonzero()
    covariance = np.cov(np.stack([x * dx, y * dy]), bias=True)
    values, vectors = np.linalg.eigh(covariance)
    angle = math.atan2(vectors[1, 1], vectors[0, 1])
    angle = (angle + math.pi / 4) % (math.pi / 2) - math.pi / 4  # of both axes the one within 45 degrees of the rows
    first = Frame(mask, dx, dy, angle)
    low, high = first.along
    s = np.linspace(0.75 * low + 0.25 * high, 0.25 * low + 0.75 * high, BORDER_LINES)
    lines, t, entering = first.ends(s)
    hit = np.unique(lines[entering])
    top = np.array([t[entering & (lines == line)].min() for line in hit])
    frame = Frame(mask, dx, dy, angle + math.atan(np.polyfit(s[hit], top, 1)[0]))
    step = min(dx, dy)
    everywhere = np.arange(math.ceil(frame.along[0] / step), math.floor(frame.along[1] / step) + 1) * step
    return {
        "thicknessCm": frame.lengths(np.zeros(1))[0],
        "maximumThicknessCm": frame.lengths(everywhere).max(),
        "widthCm": frame.along[1] - frame.along[0],
        "fasciaDegrees": math.degrees(frame.angle),
    }


def hausdorff95(one, other, dx, dy):
    def outline(mask):
        y, x = (mask & ~ndimage.binary_erosion(mask, border_value=0)).nonzero()
        return np.stack([x * dx, y * dy], 1)

    a, b = outline(one), outline(other)
    return max(np.percentile(spatial.cKDTree(q).query(p)[0], 95) for p, q in ((a, b), (b, a)))


def icc_a1(values):
    n, k = values.shape
    rows, columns, mean = values.mean(1), values.mean(0), values.mean()
    ms_rows = k * ((rows - mean) ** 2).sum() / (n - 1)
    ms_columns = n * ((columns - mean) ** 2).sum() / (k - 1)
    ms_error = ((values - rows[:, None] - columns[None, :] + mean) ** 2).sum() / ((n - 1) * (k - 1))
    icc = (ms_rows - ms_error) / (ms_rows + (k - 1) * ms_error + k / n * (ms_columns - ms_error))
    # McGraw and Wong 1996, table 7.
    a, b = k * icc / (n * (1 - icc)), 1 + k * icc * (n - 1) / (n * (1 - icc))
    v = (a * ms_columns + b * ms_error) ** 2 / ((a * ms_columns) ** 2 / (k - 1) + (b * ms_error) ** 2 / ((n - 1) * (k - 1)))
    f_low, f_high = stats.f.ppf(0.975, n - 1, v), stats.f.ppf(0.975, v, n - 1)
    low = n * (ms_rows - f_low * ms_error) / (f_low * (k * ms_columns + (k * n - k - n) * ms_error) + n * ms_rows)
    high = n * (f_high * ms_rows - ms_error) / (k * ms_columns + (k * n - k - n) * ms_error + n * f_high * ms_rows)
    return icc, low, high, math.sqrt(ms_error)


def agreement(pairs):
    values = np.array(pairs)
    difference = values[:, 0] - values[:, 1]
    icc, icc_low, icc_high, sem = icc_a1(values)
    sd = difference.std(ddof=1)
    bias_low, bias_high = stats.t.interval(0.95, len(difference) - 1, difference.mean(), stats.sem(difference))
    return {
        "iccLow": icc_low, "iccHigh": icc_high, "biasLow": bias_low, "biasHigh": bias_high,
        "bias": difference.mean(), "low": difference.mean() - 1.96 * sd, "high": difference.mean() + 1.96 * sd,
        "icc": icc, "sem": sem, "mdc95": 1.96 * math.sqrt(2) * sem, "pearson": stats.pearsonr(values[:, 0], values[:, 1])[0],
    }


def volume(slices):
    z, area = np.array(sorted(slices)).T
    one, two = area[:-1], area[1:]
    return (np.diff(z) / 3 * (one + two + np.sqrt(one * two))).sum()


def z_score(case):
    person = [1, case["age"], case["female"], case["weight"], case["height"], case["weight"] / (case["height"] / 100) ** 2]
    return (case["mean"] - np.dot(person, case["coefficients"])) / case["sd"]


def image(folder, case):
    size = case["height"], case["width"]
    dx, dy = case["x"], case["y"]
    grey, mask, other = (np.fromfile(os.path.join(folder, f"{case['name']}.{kind}"), np.uint8).reshape(size) for kind in ("grey", "mask", "other"))
    colour = np.fromfile(os.path.join(folder, f"{case['name']}.rgb"), np.uint8).reshape(size + (3,))
    mask, other = mask > 0, other > 0
    inside = grey[mask].astype(float)
    pooled = colour[mask].astype(float).ravel()
    both = (mask & other).sum()
    return {
        "areaCm2": mask.sum() * dx * dy, "mean": inside.mean(), "sd": inside.std(ddof=1), "median": np.median(inside),
        "blackPercent": 100 * (inside == 0).mean(), "saturatedPercent": 100 * (inside == 255).mean(), "deepAcsa": pooled[pooled > 1].mean(),
        "dice": 2 * both / (mask.sum() + other.sum()), "iou": both / (mask | other).sum(),
        "precision": both / mask.sum(), "recall": both / other.sum(), "hausdorff95": hausdorff95(mask, other, dx, dy), **shape(mask, dx, dy),
    }


def main(folder):
    with open(os.path.join(folder, "index.json"), encoding="utf-8") as file:
        index = json.load(file)
    json.dump({
        "images": [image(folder, case) for case in index["images"]],
        "agreements": [agreement(pairs) for pairs in index["agreements"]],
        "volumes": [volume(slices) for slices in index["volumes"]],
        "zScores": [z_score(case) for case in index["zScores"]],
    }, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
