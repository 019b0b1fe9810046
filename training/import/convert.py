"""
Writes what `acsa models import` takes: NAME.onnx with a free batch axis, and one input with the framework's own output beside it.

    python3 convert.py ARCHITECTURE OUT.onnx [--weights STATE.pth] [--classes N] [--channels N] [--size HEIGHT WIDTH] [--narrow N]

Without --weights the network gets seeded ones: enough to prove the way, of no use for anything else. With weights, the names in the file have to
be those of the network, all of them: what does not fit is an error, never a network with half of its weights. README.md says how each
source is brought here.
"""
import argparse
import warnings

import numpy as np
import onnx
import torch

import networks


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("architecture", choices=sorted(networks.ALL))
    parser.add_argument("out")
    parser.add_argument("--weights")
    parser.add_argument("--classes", type=int)
    parser.add_argument("--channels", type=int)
    parser.add_argument("--size", type=int, nargs=2)
    parser.add_argument("--narrow", type=int, default=1)
    parser.add_argument("--stages", type=int)
    parser.add_argument("--input", help="32-bit floats of one input as the model takes it, instead of a drawn one")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    make, settings, shape = networks.ALL[asked.architecture]
    warnings.filterwarnings("ignore")  # the exporter's, of shapes it cannot infer
    settings = dict(settings, narrow=asked.narrow)
    for name in ("classes", "channels", "stages"):
        if getattr(asked, name) is not None:
            settings[name] = getattr(asked, name)
    last = shape[-1] == 3 and shape[0] != 3
    channels = settings.get("channels", shape[-1] if last else shape[0])
    height, width = asked.size or (shape[:2] if last else shape[1:])
    shape = (height, width, channels) if last else (channels, height, width)
    network = networks.seeded(make(**settings), asked.seed)
    if asked.weights:
        state = torch.load(asked.weights, map_location="cpu")
        state = state.get("state_dict", state.get("network_weights", state))
        network.load_state_dict(state, strict=True)
    network.eval()
    # A wedge and a disc: low and high frequencies, no symmetry.
    y, x = np.mgrid[0:height, 0:width]
    picture = (0.5 + 0.3 * np.sin(x / 9 + y / 23) + 0.2 * (((x - width * 0.4) ** 2 + (y - height * 0.6) ** 2) < (width / 5) ** 2)).clip(0, 1)
    probe = np.repeat(picture.astype(np.float32)[None], channels, 0)
    probe = torch.from_numpy(np.ascontiguousarray(probe.transpose(1, 2, 0) if last else probe)[None])
    if asked.input:
        probe = torch.from_numpy(np.fromfile(asked.input, "<f4").reshape(probe.shape))
    if not asked.weights:
        networks.spread(network, probe)
    with torch.no_grad():
        result = network(probe)
    results = result if isinstance(result, tuple) else (result,)
    names = ["output"] + [f"supervision_{i}" for i in range(1, len(results))]
    torch.onnx.export(
        network, probe, asked.out, input_names=["input"], output_names=names, opset_version=13,
        dynamic_axes={name: {0: "batch"} for name in ["input"] + names})
    onnx.checker.check_model(onnx.load(asked.out))
    stem = asked.out[:-len(".onnx")]
    probe.numpy().astype("<f4").tofile(stem + ".input.f32")
    results[0].numpy().astype("<f4").tofile(stem + ".output.f32")
    parameters = sum(p.numel() for p in network.parameters())
    print(f"{asked.out}: {parameters / 1e6:.1f} million weights, output {tuple(results[0].shape)}, {results[0].min():.3f} to {results[0].max():.3f}")


if __name__ == "__main__":
    main()
