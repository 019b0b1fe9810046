"""
Compares the two DeepACSA networks of networks.py with the same networks built of Keras' layers as TensorFlow.js has them.

    npm install --prefix FOLDER @tensorflow/tfjs && python3 keras_check.py FOLDER

Same weights, same input; what is compared is what a layer means: order of axes, padding, transposed convolution, epsilon, up-sampling.
"""
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

import networks

NARROW, SIDE = 16, 64


def tensor(values):
    values = values.detach().numpy()
    return {"shape": list(values.shape), "values": [float(v) for v in values.ravel()]}


def of(module):
    """A layer's weights as Keras has them: kernels height, width, in, out (transposed: out, in)."""
    if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
        return [tensor(module.weight.permute(2, 3, 1, 0)), tensor(module.bias)]
    if isinstance(module, nn.BatchNorm2d):
        return [tensor(t) for t in (module.weight, module.bias, module.running_mean, module.running_var)]
    return [t for child in module.children() for t in of(child)]


def in_order(network):
    if isinstance(network, networks.KerasVgg16UNet):
        decoder = [t for up, conv in zip(network.up, network.conv) for t in of(up) + of(conv)]
        return of(network.encoder) + decoder + of(network.head)
    decoder = [t for skips, aggregate in zip(network.skips, network.aggregate) for t in of(skips) + of(aggregate)]
    return of(network.down) + decoder + of(network.heads[0])


def main():
    folder = Path(sys.argv[1])
    for name in ("deepacsa-unet-vgg16", "deepacsa-unet3plus"):
        network = networks.seeded(networks.ALL[name][0](narrow=NARROW), 3)
        picture = torch.from_numpy(np.random.default_rng(4).random((1, SIDE, SIDE, 3), np.float32))
        networks.spread(network, picture)
        with torch.no_grad():
            expected = network(picture)
        expected = (expected[0] if isinstance(expected, tuple) else expected).numpy()
        (folder / "weights.json").write_text(json.dumps({
            "network": name, "narrow": NARROW, "weights": in_order(network), "shape": list(picture.shape),
            "input": [float(v) for v in picture.numpy().ravel()]}))
        subprocess.run(["node", str(Path(__file__).with_name("keras_layers.mjs")), str(folder)], check=True, stderr=subprocess.DEVNULL)
        found = json.loads((folder / "output.json").read_text())
        difference = np.abs(np.array(found["values"]).reshape(found["shape"]) - expected).max()
        print(f"{name}: PyTorch and TensorFlow.js {found['version']} differ by up to {difference:.2g}, values {expected.min():.3f} to {expected.max():.3f}")
        if difference > 1e-4:
            sys.exit(1)


main()
