"""
A checkpoint that goes on from a released ONNX file: its folded weights, with batch normalisation put back around them so that the network
computes what the file computes.

    python3 start.py ../models/acsa-thigh-unet/thigh-unet.onnx DATA start.pt
"""
import sys

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from network import ThighUNet
from phantoms import PhantomFiles, sample


def main(released, data, target, height=240, width=320):
    weights = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in onnx.load(released).graph.initializer}
    widths = tuple(weights[f"down.{k}.0.weight"].shape[0] for k in range(5))
    network = ThighUNet(widths).eval()
    files = PhantomFiles(data)
    image = sample(*files.take(np.arange(64)), height, width)[:, :1]
    names = {module: name for name, module in network.named_modules()}

    def put_back(norm, inputs):
        # Normalising by the mean and spread that the convolution really gives, and undoing it, leaves the numbers as they were.
        x = inputs[0]
        mean, variance = x.mean((0, 2, 3)), x.var((0, 2, 3))
        stage, index = names[norm].rsplit(".", 1)
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        norm.weight.copy_(torch.sqrt(variance + norm.eps))
        norm.bias.copy_(mean + weights[f"{stage}.{int(index) - 1}.bias"])

    with torch.no_grad():
        for name, parameter in network.named_parameters():
            if name in weights:
                parameter.copy_(weights[name])
        handles = [m.register_forward_pre_hook(put_back) for m in network.modules() if isinstance(m, nn.BatchNorm2d)]
        network(image)
        for handle in handles:
            handle.remove()
        logits, _ = network(image[:4])
    torch.save({"average": network.state_dict(), "config": {"widths": list(widths)}}, target)
    print("widths", widths, "logits", float(logits.min()), float(logits.max()))


if __name__ == "__main__":
    main(*sys.argv[1:])
