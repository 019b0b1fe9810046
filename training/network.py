"""The segmentation network: a small U-Net, 1 grey channel in, 1 logit plane out (the muscle in view), and a judgement of its own outline."""
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


def pooled(features, weight):
    """Weighted mean of n × c × h × w features under n × 1 × h × w weights: n × c."""
    return (features.flatten(2) @ weight.flatten(2).transpose(1, 2))[:, :, 0] / (weight.sum((2, 3)) + 1e-3)


class ThighUNet(nn.Module):
    """
    Height and width must be multiples of 16. Gives the logits (n × 1 × h × w) and two logits per picture (n × 2): that the outline is right
    (Dice about 0.955 or more), and that the whole muscle lies within the field.
    """

    def __init__(self, widths=(8, 16, 32, 64, 112), classes=1):
        super().__init__()
        self.down = nn.ModuleList(block(a, b, 2 if i < 4 else 3) for i, (a, b) in enumerate(zip((1,) + widths[:-1], widths)))
        self.up = nn.ModuleList(block(a + b, b) for a, b in zip(widths[:0:-1], widths[-2::-1]))
        self.head = nn.Conv2d(widths[0], classes, 1)
        # Probabilities rather than logits of the judgement: for the released file.
        self.released = False
        self.critic = nn.Sequential(nn.Linear(3 * widths[-1] + 2 * widths[1] + 2 * widths[0] + 3, 64), nn.ReLU(inplace=True), nn.Linear(64, 2))

    def forward(self, image):
        kept = []
        x = image
        for i, stage in enumerate(self.down):
            x = stage(x if i == 0 else F.max_pool2d(x, 2))
            kept.append(x)
        for i, stage in enumerate(self.up):
            x = stage(torch.cat([F.interpolate(x, scale_factor=2.0, mode="nearest"), kept[-2 - i]], 1))
            if i == 2:
                half = x
        # Half precision, where training uses it, ends here: areas are sums over many thousand cells.
        with torch.autocast("cpu", torch.bfloat16, enabled=False):
            deep, half, x = kept[-1].float(), half.float(), x.float()
            logits = self.head(x)
            judgement = self.judge(deep, half, x, logits)
        return logits, torch.sigmoid(judgement) if self.released else judgement

    def judge(self, deep, half, fine, logits):
        # The judgement looks at the outline but does not push it: no gradient flows back into the mask.
        p = torch.sigmoid(logits[:, :1]).detach()
        doubt = p * (1 - p)
        deep_p, half_p = F.avg_pool2d(p, 16), F.avg_pool2d(p, 2)
        deep_edge = F.avg_pool2d(doubt, 16)
        size = p.mean((2, 3))
        blur = doubt.sum((2, 3)) / (p.sum((2, 3)) + 1)
        rim = doubt.sum((2, 3)) / (p.sum((2, 3)) + 1).sqrt()
        seen = [
            pooled(deep, deep_p), pooled(deep, deep_edge), deep.amax((2, 3)),
            pooled(half, half_p), pooled(half, F.avg_pool2d(doubt, 2)),
            pooled(fine, p), pooled(fine, doubt),
            size * 4, blur * 4, rim,
        ]
        return self.critic(torch.cat(seen, 1))
