"""The segmentation network: a small U-Net, 1 grey channel in, 1 logit out (the muscle in view)."""
import torch
from torch import nn
from torch.nn import functional as F


def block(channels_in, channels_out, count=2):
    layers = []
    for i in range(count):
        layers += [
            nn.Conv2d(channels_in if i == 0 else channels_out, channels_out, 3, padding=1, bias=False),
            nn.BatchNorm2d(channels_out),
            nn.ReLU(inplace=True),
        ]
    return nn.Sequential(*layers)


class ThighUNet(nn.Module):
    """Height and width must be multiples of 16."""

    def __init__(self, widths=(8, 16, 32, 64, 112), classes=1):
        super().__init__()
        self.down = nn.ModuleList(block(a, b, 2 if i < 4 else 3) for i, (a, b) in enumerate(zip((1,) + widths[:-1], widths)))
        self.up = nn.ModuleList(block(a + b, b) for a, b in zip(widths[:0:-1], widths[-2::-1]))
        self.head = nn.Conv2d(widths[0], classes, 1)

    def forward(self, image):
        kept = []
        x = image
        for i, stage in enumerate(self.down):
            x = stage(x if i == 0 else F.max_pool2d(x, 2))
            kept.append(x)
        for i, stage in enumerate(self.up):
            x = stage(torch.cat([F.interpolate(x, scale_factor=2.0, mode="nearest"), kept[-2 - i]], 1))
        return self.head(x)
