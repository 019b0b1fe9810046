"""
The networks that packages are imported from, written anew in PyTorch with the layer names and the order of operations of their sources:
weights of the sources load by name (load_keras, load_state_dict). Small, seeded versions of them prove the import.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F


def seeded(network, seed=1):
    """Weights that keep signals alive, batch normalisation with statistics of its own: a network that computes something, not a muscle."""
    generator = torch.Generator().manual_seed(seed)
    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d, nn.Linear)):
            fan = module.weight[0].numel() if not isinstance(module, nn.ConvTranspose2d) else module.weight.shape[0] * 4
            module.weight.data = torch.randn(module.weight.shape, generator=generator) * math.sqrt(2 / fan)
            if module.bias is not None:
                module.bias.data = torch.randn(module.bias.shape, generator=generator) * 0.05
        elif isinstance(module, (nn.BatchNorm2d, nn.InstanceNorm2d, nn.LayerNorm)):
            if module.weight is not None:
                module.weight.data = 1 + 0.1 * torch.randn(module.weight.shape, generator=generator)
                module.bias.data = 0.1 * torch.randn(module.bias.shape, generator=generator)
            if isinstance(module, nn.BatchNorm2d):
                module.running_mean = 0.1 * torch.randn(module.running_mean.shape, generator=generator)
                module.running_var = 1 + 0.2 * torch.rand(module.running_var.shape, generator=generator)
    return network.eval()


def head_of(network):
    """The convolution whose output becomes the result."""
    if isinstance(network, KerasVgg16UNet):
        return network.head
    if isinstance(network, KerasUNet3Plus):
        return network.heads[0]
    if isinstance(network, AttentionUNet):
        return network.Conv_1x1
    if isinstance(network, PlainConvUNet):
        return network.decoder.seg_layers[-1]
    return network.classifier if isinstance(network, SegFormer) else network.segmentation_head[0]


def middle(planes):
    """[class, pixel] of the middle quarter: padding and borders are unlike the rest."""
    height, width = planes.shape[2:]
    return planes[0, :, height // 4:height - height // 4, width // 4:width - width // 4].flatten(1)


def spread(network, image):
    """Spreads a seeded network's logits around 0 on the middle of an image, so that it decides something there."""
    seen, head = [], head_of(network)
    hook = head.register_forward_hook(lambda module, given, result: seen.append(result))
    with torch.no_grad():
        network(image)
        head.weight *= (3 / middle(seen[0]).std(1))[:, None, None, None]
        head.bias *= 0
        seen.clear()
        network(image)
        head.bias -= middle(seen[0]).median(1).values
    hook.remove()


def half(x):
    return F.max_pool2d(x, 2)


def conv_bn(channels_in, channels_out, kernel=3, eps=1e-5, stride=1):
    return nn.Sequential(nn.Conv2d(channels_in, channels_out, kernel, stride, kernel // 2), nn.BatchNorm2d(channels_out, eps=eps), nn.ReLU())


# ---- Keras (DeepACSA)

KERAS_EPS = 1e-3  # BatchNormalization's default there


class KerasVgg16UNet(nn.Module):
    """DeepACSA's build_vgg16_unet: channels last outside, sigmoid inside. `narrow` divides every width (tests)."""

    def __init__(self, narrow=1):
        super().__init__()
        widths = [w // narrow for w in (64, 128, 256, 512, 512)]
        counts = (2, 2, 3, 3, 3)
        self.encoder = nn.ModuleDict()
        at = 3
        for block, (width, count) in enumerate(zip(widths, counts), 1):
            for layer in range(1, count + 1):
                self.encoder[f"block{block}_conv{layer}"] = nn.Conv2d(at, width, 3, padding=1)
                at = width
        self.counts = counts
        self.up, self.conv = nn.ModuleList(), nn.ModuleList()
        for width, skip in zip([w // narrow for w in (512, 256, 128, 64)], widths[3::-1]):
            self.up.append(nn.ConvTranspose2d(at, width, 2, stride=2))
            self.conv.append(nn.Sequential(conv_bn(width + skip, width, eps=KERAS_EPS), conv_bn(width, width, eps=KERAS_EPS)))
            at = width
        self.head = nn.Conv2d(at, 1, 1)

    def forward(self, image):
        x = image.permute(0, 3, 1, 2)
        kept = []
        for block, count in enumerate(self.counts, 1):
            if block > 1:
                x = half(x)
            for layer in range(1, count + 1):
                x = F.relu(self.encoder[f"block{block}_conv{layer}"](x))
            kept.append(x)
        for up, conv, skip in zip(self.up, self.conv, kept[3::-1]):
            x = conv(torch.cat([up(x), skip], 1))
        return torch.sigmoid(self.head(x)).permute(0, 2, 3, 1)


class KerasUNet3Plus(nn.Module):
    """keras_unet_collection's unet_3plus_2d with deep supervision: five outputs, the first is the one at full depth."""

    def __init__(self, narrow=1, outputs=5):
        super().__init__()
        widths = [w // narrow for w in (64, 128, 256, 512, 1024)]
        skip = 64 // narrow
        together = skip * 5
        self.down = nn.ModuleList()
        at = 3
        for width in widths:
            self.down.append(nn.Sequential(conv_bn(at, width, eps=KERAS_EPS), conv_bn(width, width, eps=KERAS_EPS)))
            at = width
        self.skips, self.aggregate = nn.ModuleList(), nn.ModuleList()
        for level in (3, 2, 1, 0):
            sources = [widths[i] if i <= level else (widths[4] if i == 4 else together) for i in range(5)]
            self.skips.append(nn.ModuleList(conv_bn(width, skip, eps=KERAS_EPS) for width in sources))
            self.aggregate.append(conv_bn(together, together, eps=KERAS_EPS))
        self.heads = nn.ModuleList(nn.Conv2d(together if i < 4 else widths[4], 1, 3, padding=1) for i in range(outputs))

    def forward(self, image):
        x = image.permute(0, 3, 1, 2)
        size = x.shape[2:]
        levels = []
        for i, stage in enumerate(self.down):
            x = stage(x if i == 0 else half(x))
            levels.append(x)
        decoded = {4: levels[4]}
        for skips, aggregate, level in zip(self.skips, self.aggregate, (3, 2, 1, 0)):
            parts = []
            for i in range(5):
                source = levels[i] if i <= level else decoded[i]
                if i < level:
                    source = F.max_pool2d(source, 2 ** (level - i))
                elif i > level:
                    source = F.interpolate(source, scale_factor=2.0 ** (i - level), mode="bilinear", align_corners=False)
                parts.append(skips[i](source))
            decoded[level] = aggregate(torch.cat(parts, 1))
        results = []
        for i, head in enumerate(self.heads):
            y = head(decoded[i])
            if i > 0:
                y = F.interpolate(y, scale_factor=2.0 ** i, mode="bilinear", align_corners=False)
            results.append(torch.sigmoid(y).permute(0, 2, 3, 1))
        return tuple(results)


# ---- segmentation-models-pytorch, names of its state dictionaries

class BasicBlock(nn.Module):
    def __init__(self, channels_in, channels_out, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(channels_in, channels_out, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels_out)
        self.conv2 = nn.Conv2d(channels_out, channels_out, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels_out)
        self.downsample = None
        if stride != 1 or channels_in != channels_out:
            self.downsample = nn.Sequential(nn.Conv2d(channels_in, channels_out, 1, stride, bias=False), nn.BatchNorm2d(channels_out))

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(y + (x if self.downsample is None else self.downsample(x)))


class ResNet34(nn.Module):
    def __init__(self, channels=3, narrow=1):
        super().__init__()
        widths = [w // narrow for w in (64, 64, 128, 256, 512)]
        self.widths = [channels] + widths
        self.conv1 = nn.Conv2d(channels, widths[0], 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(widths[0])
        at = widths[0]
        for i, (width, count) in enumerate(zip(widths[1:], (3, 4, 6, 3)), 1):
            blocks = [BasicBlock(at if k == 0 else width, width, 2 if k == 0 and i > 1 else 1) for k in range(count)]
            setattr(self, f"layer{i}", nn.Sequential(*blocks))
            at = width

    def forward(self, x):
        features = [x, F.relu(self.bn1(self.conv1(x)))]
        y = F.max_pool2d(features[-1], 3, 2, 1)
        for i in range(1, 5):
            y = getattr(self, f"layer{i}")(y)
            features.append(y)
        return features


class ConvReLU(nn.Sequential):
    def __init__(self, channels_in, channels_out):
        super().__init__(nn.Conv2d(channels_in, channels_out, 3, padding=1, bias=False), nn.BatchNorm2d(channels_out), nn.ReLU())


class DecoderBlock(nn.Module):
    def __init__(self, channels_in, skip, channels_out):
        super().__init__()
        self.conv1 = ConvReLU(channels_in + skip, channels_out)
        self.conv2 = ConvReLU(channels_out, channels_out)

    def forward(self, x, skip=None):
        x = F.interpolate(x, scale_factor=2.0, mode="nearest")
        return self.conv2(self.conv1(x if skip is None else torch.cat([x, skip], 1)))


class SmpUnet(nn.Module):
    def __init__(self, classes=1, channels=3, narrow=1):
        super().__init__()
        self.encoder = ResNet34(channels, narrow)
        widths = [max(w // narrow, 4) for w in (256, 128, 64, 32, 16)]
        encoder = self.encoder.widths
        self.decoder = nn.Module()
        self.decoder.blocks = nn.ModuleList(
            DecoderBlock(a, b, c) for a, b, c in zip([encoder[5]] + widths[:-1], encoder[4:0:-1] + [0], widths))
        self.segmentation_head = nn.Sequential(nn.Conv2d(widths[-1], classes, 3, padding=1))

    def forward(self, image):
        features = self.encoder(image)
        x = features[5]
        for i, block in enumerate(self.decoder.blocks):
            x = block(x, features[4 - i] if i < 4 else None)
        return self.segmentation_head(x)


class SmpUnetPlusPlus(nn.Module):
    def __init__(self, classes=1, channels=3, narrow=1):
        super().__init__()
        self.encoder = ResNet34(channels, narrow)
        decoder = [max(w // narrow, 4) for w in (256, 128, 64, 32, 16)]
        encoder = self.encoder.widths[:0:-1]
        into, skips, out = [encoder[0]] + decoder[:-1], encoder[1:] + [0], decoder
        self.depth = 4
        blocks = {}
        for layer in range(5):
            for depth in range(layer + 1):
                if depth == 0:
                    sizes = into[layer], skips[layer] * (layer + 1), out[layer]
                else:
                    sizes = skips[layer - 1], skips[layer] * (layer + 1 - depth), skips[layer]
                blocks[f"x_{depth}_{layer}"] = DecoderBlock(*sizes)
        # The last one has nothing beside it; of its column only the first is used.
        for depth in range(1, 5):
            del blocks[f"x_{depth}_4"]
        blocks["x_0_4"] = DecoderBlock(into[4], 0, out[4])
        self.decoder = nn.Module()
        self.decoder.blocks = nn.ModuleDict(blocks)
        self.segmentation_head = nn.Sequential(nn.Conv2d(decoder[-1], classes, 3, padding=1))

    def forward(self, image):
        features = self.encoder(image)[:0:-1]
        blocks, dense = self.decoder.blocks, {}
        for layer in range(4):
            for depth in range(4 - layer):
                if layer == 0:
                    dense[f"x_{depth}_{depth}"] = blocks[f"x_{depth}_{depth}"](features[depth], features[depth + 1])
                else:
                    last = depth + layer
                    skips = [dense[f"x_{i}_{last}"] for i in range(depth + 1, last + 1)] + [features[last + 1]]
                    dense[f"x_{depth}_{last}"] = blocks[f"x_{depth}_{last}"](dense[f"x_{depth}_{last - 1}"], torch.cat(skips, 1))
        return self.segmentation_head(blocks["x_0_4"](dense["x_0_3"]))


class SmpFpn(nn.Module):
    def __init__(self, classes=1, channels=3, narrow=1):
        super().__init__()
        self.encoder = ResNet34(channels, narrow)
        pyramid, segmentation = 256 // narrow, 128 // narrow
        encoder = self.encoder.widths
        groups = 32 if segmentation % 32 == 0 else 4

        def step(channels_in, up):
            return nn.Sequential(nn.Conv2d(channels_in, segmentation, 3, padding=1, bias=False), nn.GroupNorm(groups, segmentation), nn.ReLU()), up

        self.decoder = nn.Module()
        self.decoder.p5 = nn.Conv2d(encoder[5], pyramid, 1)
        self.decoder.skips = nn.ModuleList(nn.Conv2d(encoder[i], pyramid, 1) for i in (4, 3, 2))
        self.decoder.seg_blocks = nn.ModuleList()
        self.ups = []
        for ups in (3, 2, 1, 0):
            blocks = [step(pyramid, ups > 0)] + [step(segmentation, True) for _ in range(1, ups)]
            self.decoder.seg_blocks.append(nn.ModuleList(block for block, _ in blocks))
            self.ups.append([up for _, up in blocks])
        self.segmentation_head = nn.Sequential(nn.Conv2d(segmentation, classes, 1))

    def forward(self, image):
        features = self.encoder(image)
        p = [self.decoder.p5(features[5])]
        for skip, feature in zip(self.decoder.skips, (features[4], features[3], features[2])):
            p.append(F.interpolate(p[-1], scale_factor=2.0, mode="nearest") + skip(feature))
        total = 0
        for level, blocks, ups in zip(p, self.decoder.seg_blocks, self.ups):
            for block, up in zip(blocks, ups):
                level = block(level)
                if up:
                    level = F.interpolate(level, scale_factor=2.0, mode="bilinear", align_corners=True)
            total = total + level
        return F.interpolate(self.segmentation_head(total), scale_factor=4.0, mode="bilinear", align_corners=True)


# ---- Attention U-Net (Oktay et al. 2018), in the form most PyTorch versions have

class Gate(nn.Module):
    def __init__(self, channels, inner):
        super().__init__()
        self.W_g = nn.Sequential(nn.Conv2d(channels, inner, 1), nn.BatchNorm2d(inner))
        self.W_x = nn.Sequential(nn.Conv2d(channels, inner, 1), nn.BatchNorm2d(inner))
        self.psi = nn.Sequential(nn.Conv2d(inner, 1, 1), nn.BatchNorm2d(1), nn.Sigmoid())

    def forward(self, g, x):
        return x * self.psi(F.relu(self.W_g(g) + self.W_x(x)))


class AttentionUNet(nn.Module):
    def __init__(self, classes=1, channels=3, narrow=1):
        super().__init__()
        widths = [w // narrow for w in (64, 128, 256, 512, 1024)]

        def double(a, b):
            return nn.Sequential(conv_bn(a, b), conv_bn(b, b))

        self.Conv = nn.ModuleList(double(a, b) for a, b in zip([channels] + widths[:-1], widths))
        pairs = list(zip(widths[:0:-1], widths[-2::-1]))
        self.Up = nn.ModuleList(conv_bn(a, b) for a, b in pairs)
        self.Att = nn.ModuleList(Gate(b, b // 2) for _, b in pairs)
        self.Up_conv = nn.ModuleList(double(2 * b, b) for _, b in pairs)
        self.Conv_1x1 = nn.Conv2d(widths[0], classes, 1)

    def forward(self, image):
        kept = []
        x = image
        for i, stage in enumerate(self.Conv):
            x = stage(x if i == 0 else half(x))
            kept.append(x)
        for up, gate, conv, skip in zip(self.Up, self.Att, self.Up_conv, kept[-2::-1]):
            x = up(F.interpolate(x, scale_factor=2.0, mode="nearest"))
            x = conv(torch.cat([gate(x, skip), x], 1))
        return self.Conv_1x1(x)


# ---- nnU-Net 2: PlainConvUNet, names of its state dictionaries

class ConvNorm(nn.Module):
    def __init__(self, channels_in, channels_out, stride):
        super().__init__()
        self.conv = nn.Conv2d(channels_in, channels_out, 3, stride, 1)
        self.norm = nn.InstanceNorm2d(channels_out, eps=1e-5, affine=True)

    def forward(self, x):
        return F.leaky_relu(self.norm(self.conv(x)), 0.01)


class Stack(nn.Module):
    def __init__(self, channels_in, channels_out, stride):
        super().__init__()
        self.convs = nn.Sequential(ConvNorm(channels_in, channels_out, stride), ConvNorm(channels_out, channels_out, 1))

    def forward(self, x):
        return self.convs(x)


class PlainConvUNet(nn.Module):
    def __init__(self, classes=2, channels=1, narrow=1, stages=7):
        super().__init__()
        widths = [min(32 * 2 ** i, 512) // narrow for i in range(stages)]
        self.encoder = nn.Module()
        self.encoder.stages = nn.ModuleList(
            nn.Sequential(Stack(channels if i == 0 else widths[i - 1], widths[i], 1 if i == 0 else 2)) for i in range(stages))
        self.decoder = nn.Module()
        below, above = widths[:0:-1], widths[-2::-1]
        self.decoder.transpconvs = nn.ModuleList(nn.ConvTranspose2d(a, b, 2, 2) for a, b in zip(below, above))
        self.decoder.stages = nn.ModuleList(Stack(2 * b, b, 1) for b in above)
        # Heads for deep supervision; only the last is asked when it is used.
        self.decoder.seg_layers = nn.ModuleList(nn.Conv2d(b, classes, 1) for b in above)

    def forward(self, image):
        kept = []
        x = image
        for stage in self.encoder.stages:
            x = stage(x)
            kept.append(x)
        for up, stage, skip in zip(self.decoder.transpconvs, self.decoder.stages, kept[-2::-1]):
            x = stage(torch.cat([up(x), skip], 1))
        return self.decoder.seg_layers[-1](x)


# ---- SegFormer (MiT-B0), the structure of transformers' SegformerForSemanticSegmentation

class Attention(nn.Module):
    def __init__(self, width, heads, reduction):
        super().__init__()
        self.heads, self.reduction = heads, reduction
        self.query, self.key, self.value = nn.Linear(width, width), nn.Linear(width, width), nn.Linear(width, width)
        if reduction > 1:
            self.sr = nn.Conv2d(width, width, reduction, reduction)
            self.layer_norm = nn.LayerNorm(width)
        self.dense = nn.Linear(width, width)

    def forward(self, x, height, width):
        batch, count, channels = x.shape
        reduced = x
        if self.reduction > 1:
            reduced = self.sr(x.transpose(1, 2).reshape(batch, channels, height, width)).flatten(2).transpose(1, 2)
            reduced = self.layer_norm(reduced)

        def split(y):
            return y.reshape(batch, -1, self.heads, channels // self.heads).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(reduced)), split(self.value(reduced))
        weights = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(channels // self.heads), -1)
        return self.dense((weights @ v).transpose(1, 2).reshape(batch, count, channels))


class Layer(nn.Module):
    def __init__(self, width, heads, reduction):
        super().__init__()
        self.layer_norm_1, self.attention, self.layer_norm_2 = nn.LayerNorm(width), Attention(width, heads, reduction), nn.LayerNorm(width)
        self.dense1, self.dense2 = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.dwconv = nn.Conv2d(4 * width, 4 * width, 3, padding=1, groups=4 * width)

    def forward(self, x, height, width):
        x = x + self.attention(self.layer_norm_1(x), height, width)
        y = self.dense1(self.layer_norm_2(x))
        batch, count, channels = y.shape
        y = self.dwconv(y.transpose(1, 2).reshape(batch, channels, height, width)).flatten(2).transpose(1, 2)
        return x + self.dense2(F.gelu(y))


class SegFormer(nn.Module):
    """With the bilinear step to the input's size that transformers leaves to the caller (post_process_semantic_segmentation)."""

    def __init__(self, classes=2, narrow=1):
        super().__init__()
        widths, decoder = [w // narrow for w in (32, 64, 160, 256)], 256 // narrow
        heads, reductions, depths = (1, 2, 5, 8), (8, 4, 2, 1), (2, 2, 2, 2)
        if narrow > 1:
            heads = (1, 2, 2, 2)
        sizes = [(7, 4)] + [(3, 2)] * 3
        self.patch = nn.ModuleList(
            nn.Conv2d(a, b, k, s, k // 2) for a, b, (k, s) in zip([3] + widths[:-1], widths, sizes))
        self.patch_norm = nn.ModuleList(nn.LayerNorm(w) for w in widths)
        self.block = nn.ModuleList(
            nn.ModuleList(Layer(w, h, r) for _ in range(d)) for w, h, r, d in zip(widths, heads, reductions, depths))
        self.norm = nn.ModuleList(nn.LayerNorm(w) for w in widths)
        self.linear_c = nn.ModuleList(nn.Linear(w, decoder) for w in widths)
        self.linear_fuse = nn.Conv2d(4 * decoder, decoder, 1, bias=False)
        self.batch_norm = nn.BatchNorm2d(decoder)
        self.classifier = nn.Conv2d(decoder, classes, 1)

    def forward(self, image):
        x, parts = image, []
        for patch, first, blocks, norm, linear in zip(self.patch, self.patch_norm, self.block, self.norm, self.linear_c):
            x = patch(x)
            batch, channels, height, width = x.shape
            y = first(x.flatten(2).transpose(1, 2))
            for layer in blocks:
                y = layer(y, height, width)
            y = norm(y)
            x = y.transpose(1, 2).reshape(batch, channels, height, width)
            parts.append(linear(y).transpose(1, 2).reshape(batch, -1, height, width))
        size = parts[0].shape[2:]
        parts = [F.interpolate(part, size=size, mode="bilinear", align_corners=False) for part in parts[::-1]]
        y = self.classifier(F.relu(self.batch_norm(self.linear_fuse(torch.cat(parts, 1)))))
        return F.interpolate(y, scale_factor=4.0, mode="bilinear", align_corners=False)


ALL = {
    "deepacsa-unet-vgg16": (KerasVgg16UNet, {}, (256, 256, 3)),
    "deepacsa-unet3plus": (KerasUNet3Plus, {}, (256, 256, 3)),
    "smp-unet": (SmpUnet, {}, (3, 256, 256)),
    "smp-fpn": (SmpFpn, {}, (3, 256, 256)),
    "smp-unetplusplus": (SmpUnetPlusPlus, {}, (3, 256, 256)),
    "attention-unet": (AttentionUNet, {}, (3, 256, 256)),
    "nnunet-2d": (PlainConvUNet, {"classes": 2}, (1, 256, 256)),
    "segformer": (SegFormer, {"classes": 2}, (3, 512, 512)),
}
