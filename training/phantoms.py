"""Reads what `acsa phantom --raw` writes, and turns it into varied batches at the network's resolution."""
import json
import os

import numpy as np
import torch
from torch.nn import functional as F


class PhantomFiles:
    """images.u8, masks.u8 and index.json of one folder; nothing is held in memory."""

    def __init__(self, folder):
        with open(os.path.join(folder, "index.json"), encoding="utf-8") as stream:
            index = json.load(stream)
        self.entries = index["phantoms"]
        shape = (len(self.entries), index["height"], index["width"])
        self.images = np.memmap(os.path.join(folder, "images.u8"), np.uint8, "r", shape=shape)
        self.masks = np.memmap(os.path.join(folder, "masks.u8"), np.uint8, "r", shape=shape)
        self.boxes = np.array([entry["box"] for entry in self.entries], np.float32)

    def __len__(self):
        return len(self.entries)

    def take(self, indices):
        """Grey and coverage (n × 2 × h × w, 0 to 1) and region boxes."""
        both = np.stack([self.images[indices], self.masks[indices]], 1)
        return torch.from_numpy(both).float() / 255, torch.from_numpy(self.boxes[indices])


def letterbox_grid(boxes, height, width):
    """For every cell of a height × width letterbox of the boxes: the stored picture's coordinates."""
    box_width, box_height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    scale = torch.minimum(width / box_width, height / box_height)
    ys, xs = torch.meshgrid(torch.arange(height) + 0.5, torch.arange(width) + 0.5, indexing="ij")
    x = (xs[None] - width / 2) / scale[:, None, None] + ((boxes[:, 0] + boxes[:, 2]) / 2)[:, None, None]
    y = (ys[None] - height / 2) / scale[:, None, None] + ((boxes[:, 1] + boxes[:, 3]) / 2)[:, None, None]
    return x, y


def halved(planes):
    """Means of 2 × 2 cells."""
    rows = planes[:, :, ::2] + planes[:, :, 1::2]
    return (rows[..., ::2] + rows[..., 1::2]) * 0.25


def sample(stored, boxes, height, width, warp=None):
    """
    The boxes at height × width, each cell the mean of four samples; what lies outside a box is black, as padding is. A last plane says which
    share of a cell has a picture behind it.
    """
    x, y = letterbox_grid(boxes, height * 2, width * 2)
    if warp is not None:
        x, y = warp(x, y)
    grid = torch.stack([x / stored.shape[3] * 2 - 1, y / stored.shape[2] * 2 - 1], -1)
    picked = F.grid_sample(stored, grid, mode="bilinear", padding_mode="zeros", align_corners=False)
    left, top, right, bottom = (boxes[:, i, None, None] for i in range(4))
    within = (x >= left) & (x <= right) & (y >= top) & (y <= bottom)
    there = within & (grid.abs() < 1).all(-1)
    return torch.cat([halved(picked * within[:, None]), halved(there[:, None].float())], 1)


def widened(image):
    """The greatest value within 4 cells; rows, then columns: a fifth of the comparisons."""
    return F.max_pool2d(F.max_pool2d(image, (1, 9), 1, (0, 4)), (9, 1), 1, (4, 0))


class Augmentation:
    """Random geometry and looks, from one generator."""

    def __init__(self, generator, strength=1.0):
        self.generator = generator
        self.strength = strength

    def uniform(self, low, high, *shape):
        return low + (high - low) * torch.rand(*shape, generator=self.generator)

    def chance(self, probability, n):
        return (torch.rand(n, 1, 1, 1, generator=self.generator) < probability).float()

    def batch(self, stored, boxes, height, width):
        n = len(boxes)
        sides = boxes[:, 2:] - boxes[:, :2]
        moved = self.uniform(-0.06, 0.03, n, 4) * torch.cat([sides, sides], 1) * (torch.rand(n, 1, generator=self.generator) < 0.6).float()
        boxes = boxes + moved * torch.tensor([1.0, 1.0, -1.0, -1.0])
        both = sample(stored, boxes, height, width, self.warp(boxes))
        flip = torch.rand(n, generator=self.generator) < 0.5
        both[flip] = both[flip].flip(3)
        return self.looks(both[:, :1]), both[:, 1], (both[:, 2:] > 0.5).float(), both[:, :1].clone()

    def warp(self, boxes):
        n, s = len(boxes), self.strength
        plain = torch.rand(n, generator=self.generator) < 0.15
        angle = self.uniform(-0.2, 0.2, n) * s
        zoom_x, zoom_y = torch.exp(self.uniform(-0.22, 0.16, n) * s), torch.exp(self.uniform(-0.22, 0.16, n) * s)
        shear = self.uniform(-0.12, 0.12, n) * s
        angle[plain], zoom_x[plain], zoom_y[plain], shear[plain] = 0, 1, 1, 0
        centre = (boxes[:, :2] + boxes[:, 2:]) / 2
        size = (boxes[:, 2:] - boxes[:, :2]).amax(1)
        shift = self.uniform(-0.06, 0.06, n, 2) * size[:, None] * s * (~plain)[:, None]
        amplitude = self.uniform(0, 0.035, n) * size * s * (~plain)
        coarse = torch.randn(n, 2, 5, 6, generator=self.generator) * amplitude[:, None, None, None] * 0.5

        def apply(x, y):
            height, width = x.shape[1:]
            bend = F.interpolate(coarse, size=(height // 8, width // 8), mode="bicubic", align_corners=True)
            bend = F.interpolate(bend, size=(height, width), mode="bilinear", align_corners=True)
            cx, cy = centre[:, 0, None, None], centre[:, 1, None, None]
            dx, dy = x - cx, y - cy
            cos, sin = torch.cos(angle)[:, None, None], torch.sin(angle)[:, None, None]
            rx = (cos * dx - sin * dy) / zoom_x[:, None, None]
            ry = (sin * dx + cos * dy) / zoom_y[:, None, None] + shear[:, None, None] * rx
            return cx + rx + shift[:, 0, None, None] + bend[:, 0], cy + ry + shift[:, 1, None, None] + bend[:, 1]

        return apply

    def looks(self, image):
        n, _, height, width = image.shape
        echo = (widened(image) > 0.015).float()
        # Depth gain and uneven contact: a smooth field, multiplied in.
        field = torch.randn(n, 1, 3, 4, generator=self.generator) * self.uniform(0, 0.4, n, 1, 1, 1) * self.chance(0.6, n)
        field = F.interpolate(field, size=(height // 8, width // 8), mode="bicubic", align_corners=True)
        image = image * torch.exp(F.interpolate(field, size=(height, width), mode="bilinear", align_corners=True))
        grain = torch.randn(n, 1, height, width, generator=self.generator)
        coarse = torch.randn(n, 1, height // 2, width // 2, generator=self.generator)
        grain = grain + 0.7 * F.interpolate(coarse, size=(height, width), mode="bilinear", align_corners=False)
        image = image * torch.exp(grain * self.uniform(0, 0.35, n, 1, 1, 1) * self.chance(0.4, n))
        soft = F.avg_pool2d(F.pad(image, (1, 1, 1, 1), mode="replicate"), 3, 1)
        image = image + (soft - image) * self.uniform(-0.7, 1.0, n, 1, 1, 1) * self.chance(0.5, n)
        image = image.clamp(0, 1) ** torch.exp(self.uniform(-0.45, 0.45, n, 1, 1, 1) * self.chance(0.8, n))
        image = image * torch.exp(self.uniform(-0.6, 0.3, n, 1, 1, 1) * self.chance(0.8, n))
        image = image + echo * self.uniform(-0.06, 0.06, n, 1, 1, 1) * self.chance(0.4, n)
        noise = torch.randn(n, 1, height, width, generator=self.generator) * self.uniform(0, 0.04, n, 1, 1, 1)
        image = image + echo * noise * self.chance(0.5, n)
        for i in range(n):
            self.overlay(image[i, 0])
        return image.clamp(0, 1)

    def overlay(self, image):
        """Text, ticks and callipers as bright dashes; lost contact as a dark stripe; a blank box."""
        height, width = image.shape
        draw = lambda: float(torch.rand(1, generator=self.generator))
        if draw() < 0.3:
            y, x, level = int(draw() * height), int(draw() * width), 0.4 + 0.6 * draw()
            for k in range(int(2 + 10 * draw())):
                a = x + k * max(2, width // 50)
                image[y:y + max(1, height // 48), a:a + max(1, width // 90)] = level
        if draw() < 0.15:
            x, w = int(draw() * width), max(2, int(0.06 * width * draw()))
            image[:, x:x + w] *= 0.15 + 0.5 * draw()
        if draw() < 0.12:
            y, x = int(draw() * height), int(draw() * width)
            image[y:y + int(0.12 * height * draw()), x:x + int(0.12 * width * draw())] = 0.3 * draw()
