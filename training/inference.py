"""
The node's own path in Python (see src/Acsa.Imaging/RESAMPLING.md): crop, letterbox, network, sigmoid, back to the crop, threshold,
clean.
"""
import math

import numpy as np
import torch
from scipy import ndimage

from network import ThighUNet

WIDTH, HEIGHT = 320, 240


def axis(n_in, n_out, method="area-or-bilinear"):
    weights = np.zeros((n_out, n_in))
    scale = n_in / n_out
    for i in range(n_out):
        if method == "area-or-bilinear" and n_out < n_in:
            a, b = i * scale, min((i + 1) * scale, n_in)
            for j in range(int(a), min(n_in, math.ceil(b))):
                weights[i, j] = (min(j + 1, b) - max(j, a)) / (b - a)
        else:
            at = min(max((i + 0.5) * scale - 0.5, 0), n_in - 1)
            j = int(at)
            weights[i, j] += 1 - (at - j)
            if j + 1 < n_in:
                weights[i, j + 1] += at - j
    return weights.astype(np.float32)


def letterbox(width, height):
    scale = min(WIDTH / width, HEIGHT / height)
    w = min(max(math.floor(width * scale + 0.5), 1), WIDTH)
    h = min(max(math.floor(height * scale + 0.5), 1), HEIGHT)
    return (WIDTH - w) // 2, (HEIGHT - h) // 2, w, h


def load(checkpoint):
    saved = torch.load(checkpoint)
    network = ThighUNet(tuple(saved["config"]["widths"]))
    network.load_state_dict(saved["average"])
    return network.eval()


@torch.no_grad()
def probability(network, crop):
    """Probability on the grid of the crop, an 8-bit grey array."""
    height, width = crop.shape
    left, top, w, h = letterbox(width, height)
    image = np.zeros((HEIGHT, WIDTH), np.float32)
    image[top:top + h, left:left + w] = axis(height, h) @ crop.astype(np.float32) @ axis(width, w).T
    p = torch.sigmoid(network(torch.from_numpy(image / 255)[None, None])[0])[0, 0].numpy()
    return axis(h, height, "bilinear") @ p[top:top + h, left:left + w] @ axis(w, width, "bilinear").T


def largest_filled(mask):
    labels, count = ndimage.label(mask, np.ones((3, 3)))
    if count == 0:
        return mask
    sizes = np.bincount(labels.ravel())[1:]
    return ndimage.binary_fill_holes(labels == 1 + int(np.argmax(sizes)))


def segment(network, grey, region):
    """Mask on the whole screen; region is left, top, right, bottom, all inside."""
    left, top, right, bottom = region
    mask = np.zeros(grey.shape, bool)
    mask[top:bottom + 1, left:right + 1] = largest_filled(probability(network, grey[top:bottom + 1, left:right + 1]) >= 0.5)
    return mask
