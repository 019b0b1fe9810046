"""
Writes the averaged network of a checkpoint as ONNX with batch normalisation folded into the convolutions, and checks the file against it.

    python3 export.py CHECKPOINT thigh-unet.onnx
"""
import hashlib
import sys

import onnx
import torch
from onnx import checker
from torch import nn
from torch.nn.utils import fusion

import inference
from network import ThighUNet

OPSET = 13


def folded(network):
    network = network.eval()
    for stage in list(network.down) + list(network.up):
        layers = list(stage)
        for i, layer in enumerate(layers):
            if isinstance(layer, nn.BatchNorm2d):
                stage[i - 1] = fusion.fuse_conv_bn_eval(stage[i - 1], layer)
                stage[i] = nn.Identity()
    return network


def main(checkpoint, target):
    saved = torch.load(checkpoint)
    network = ThighUNet(tuple(saved["config"]["widths"]))
    network.load_state_dict(saved["average"])
    network.eval()
    network.released = True
    image = torch.rand(2, 1, inference.HEIGHT, inference.WIDTH)
    before = network(image)
    network = folded(network)
    after = network(image)
    difference = max((a - b).abs().max().item() for a, b in zip(before, after))
    assert difference < 1e-3, difference
    torch.onnx.export(
        network, image, target, input_names=["image"], output_names=["logits", "judgement"], opset_version=OPSET,
        dynamic_axes={name: {0: "batch"} for name in ("image", "logits", "judgement")}, do_constant_folding=True)
    model = onnx.load(target)
    checker.check_model(model, full_check=True)
    with open(target, "rb") as stream:
        data = stream.read()
    print(f"{len(data)} bytes, opset {OPSET}, folding changed logits by {difference:.1e}, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
