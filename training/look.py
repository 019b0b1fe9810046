"""
Overlays on pictures of your own, for judging by eye.

    python3 look.py CHECKPOINT out.png picture.png:left,top,right,bottom [picture.png:…]
"""
import sys

import numpy as np
from PIL import Image

from evaluate import edge
from inference import load, segment


def main(checkpoint, out, *pictures):
    network = load(checkpoint)
    tiles = []
    for argument in pictures:
        path, _, box = argument.rpartition(":")
        left, top, right, bottom = (int(v) for v in box.split(","))
        grey = np.asarray(Image.open(path).convert("L"))
        colour = np.stack([grey] * 3, -1)
        mask = segment(network, grey, (left, top, right, bottom))
        colour[edge(mask)] = (255, 70, 70)
        print(path, mask.sum(), "pixels")
        frame = Image.new("RGB", (800, 520))
        part = Image.fromarray(colour[top:bottom + 1, left:right + 1])
        scale = min(800 / part.width, 520 / part.height)
        frame.paste(part.resize((int(part.width * scale), int(part.height * scale)), Image.LANCZOS))
        tiles.append(np.asarray(frame))
    if len(tiles) % 2:
        tiles.append(np.zeros_like(tiles[0]))
    Image.fromarray(np.vstack([np.hstack(tiles[i:i + 2]) for i in range(0, len(tiles), 2)])).save(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
