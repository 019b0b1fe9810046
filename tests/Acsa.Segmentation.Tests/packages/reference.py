"""
The way from a crop to probabilities and back in numpy: src/Acsa.Imaging/RESAMPLING.md and nnU-Net's windows and reflections, repeated.
"""
import math

import numpy as np
from scipy import ndimage


# ---- resampling, as RESAMPLING.md

def axis(n_in, n_out, method="area-or-bilinear"):
    w = np.zeros((n_out, n_in))
    scale = n_in / n_out
    if method == "area-or-bilinear" and n_out < n_in:
        for i in range(n_out):
            a, b = i * scale, min((i + 1) * scale, n_in)
            for j in range(int(a), n_in):
                if j >= b:
                    break
                w[i, j] = (min(j + 1, b) - max(j, a)) / (b - a)
    else:
        for i in range(n_out):
            at = min(max((i + 0.5) * scale - 0.5, 0), n_in - 1)
            j = int(at)
            w[i, j] += 1 - (at - j)
            if j + 1 < n_in:
                w[i, j + 1] += at - j
    return w.astype(np.float32)


def plan(resize, w, h, tw, th):
    """target width, target height, left, top, content width, content height"""
    if resize == "stretch":
        return tw, th, 0, 0, tw, th
    if resize == "sliding-window":
        width, height = max(w, tw), max(h, th)
        return width, height, (width - w) // 2, (height - h) // 2, w, h
    if resize == "pad-to-multiple":
        return -(-w // tw) * tw, -(-h // th) * th, 0, 0, w, h
    s = min(tw / w, th / h)
    cw, ch = (min(max(math.floor(n * s + 0.5), 1), t) for n, t in ((w, tw), (h, th)))
    return tw, th, (tw - cw) // 2, (th - ch) // 2, cw, ch


def scaled(grey, manifest):
    """[height, width, channel] input values, before the layout"""
    spec = manifest["input"]
    h, w = grey.shape
    tw, th, left, top, cw, ch = plan(spec["resize"], w, h, spec["width"], spec["height"])
    content = axis(h, ch) @ grey.astype(np.float32) @ axis(w, cw).T
    full = np.zeros((th, tw), np.float32)
    full[top:top + ch, left:left + cw] = content
    scaling = spec["scaling"]
    if scaling == "unit":
        out = full / 255
    elif scaling == "symmetric":
        out = full / 127.5 - 1
    elif scaling == "zscore":
        out = np.zeros_like(full)
        out[top:top + ch, left:left + cw] = (content - content.mean(dtype=np.float64)) / max(content.std(dtype=np.float64), 1e-6)
    elif spec["channels"] == 3:
        mean, sd = np.float32([0.485, 0.456, 0.406]), np.float32([0.229, 0.224, 0.225])
        return (full[:, :, None] / 255 - mean) / sd
    else:
        out = (full / 255 - 0.449) / 0.226
    return np.repeat(out[:, :, None], spec["channels"], axis=2).astype(np.float32)


def restored(plane, w, h, manifest):
    spec = manifest["input"]
    _, _, left, top, cw, ch = plan(spec["resize"], w, h, spec["width"], spec["height"])
    return axis(ch, h, "bilinear") @ plane[top:top + ch, left:left + cw] @ axis(cw, w, "bilinear").T


def activated(logits, activation):
    """logits: [class, height, width]"""
    if activation == "sigmoid":
        return 1 / (1 + np.exp(-logits))
    if activation == "softmax":
        e = np.exp(logits - logits.max(0))
        return e / e.sum(0)
    return logits


# ---- windows and reflections, as nnU-Net has them

def starts(length, window, step):
    count = int(np.ceil((length - window) / (window * step))) + 1
    return [int(np.round((length - window) / max(count - 1, 1) * i)) for i in range(count)]


def gaussian(h, w):
    centre = np.zeros((h, w))
    centre[h // 2, w // 2] = 1
    weights = ndimage.gaussian_filter(centre, (h / 8, w / 8), mode="constant", cval=0)
    weights /= weights.max()
    weights[weights == 0] = weights[weights != 0].min()
    return weights


def probabilities(x, manifest, forward):
    """[class, h, w] of input values [h, w, channel]: the mean over members, reflections and windows."""
    spec, output = manifest["input"], manifest["output"]
    logits_first = output.get("average") == "logits"

    def one(tile):
        results = []
        for f in forward:
            for axes in [()] + [{"horizontal": (1,), "vertical": (0,), "both": (0, 1)}[name] for name in spec.get("flips", [])]:
                y = f(np.ascontiguousarray(np.flip(tile, axes)) if axes else tile).astype(np.float64)
                y = y if logits_first else activated(y, output["activation"])
                results.append(np.flip(y, [axis + 1 for axis in axes]) if axes else y)
        return np.mean(results, axis=0)

    if "window" not in spec:
        total = one(x)
    else:
        h, w, step = spec["height"], spec["width"], spec["window"]["step"]
        weights = gaussian(h, w) if spec["window"]["weights"] == "gaussian" else np.ones((h, w))
        total, sums = 0, 0
        for top in starts(x.shape[0], h, step):
            for left in starts(x.shape[1], w, step):
                part = np.zeros((len(output["classes"]),) + x.shape[:2])
                weight = np.zeros(x.shape[:2])
                part[:, top:top + h, left:left + w] = one(x[top:top + h, left:left + w]) * weights
                weight[top:top + h, left:left + w] = weights
                total, sums = total + part, sums + weight
        total = total / sums
    return activated(total, output["activation"]) if logits_first else total
