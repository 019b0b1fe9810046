"""
Trains the network: coarse first, then at the resolution it will run at. Budgets are in minutes of wall time, so that a run ends when
planned on any machine; what was done (steps, losses) is in the log. Interrupted runs go on from the last checkpoint. On a busy machine set
OMP_WAIT_POLICY=passive: threads that spin while they wait cost three quarters of the speed.

    python3 train.py --data DIR [DIR …] --validation DIR --out DIR
"""
import argparse
import copy
import json
import math
import os
import time

import numpy as np
import torch
from torch.nn import functional as F

from network import ThighUNet
from phantoms import Augmentation, PhantomFiles, sample

CONFIG = {
    "seed": 20261,
    "widths": [8, 16, 32, 64, 112],
    "stages": [
        {"name": "coarse", "height": 96, "width": 128, "batch": 16, "minutes": 45, "rate": 3e-3, "strength": 1.0, "dice": 0.5},
        {"name": "fine", "height": 144, "width": 192, "batch": 12, "minutes": 45, "rate": 1.2e-3, "strength": 0.8, "dice": 0.3},
    ],
    "weightDecay": 1e-4,
    "average": 0.998,
}


def loss_of(logits, target, dice_weight):
    cross_entropy = F.binary_cross_entropy_with_logits(logits[:, 0], target)
    p = torch.sigmoid(logits[:, 0])
    dice = 1 - (2 * (p * target).sum((1, 2)) + 1) / (p.sum((1, 2)) + target.sum((1, 2)) + 1)
    return cross_entropy + dice_weight * dice.mean()


@torch.no_grad()
def validate(network, files, height, width, count=96):
    """Dice and the area error in percent where there is a muscle; the share of the picture outlined where there is none."""
    network.eval()
    dices, errors, nothing = [], [], []
    for start in range(0, min(count, len(files)), 16):
        stored, boxes = files.take(np.arange(start, min(start + 16, len(files))))
        both = sample(stored, boxes, height, width)
        p = torch.sigmoid(network(both[:, :1]))[:, 0]
        big = F.interpolate(p[:, None], scale_factor=4, mode="bilinear", align_corners=False)[:, 0] >= 0.5
        truth = F.interpolate(both[:, 1:], scale_factor=4, mode="bilinear", align_corners=False)[:, 0] >= 0.5
        area, true_area = big.sum((1, 2)).float() / 16, both[:, 1].sum((1, 2))
        both_inside = (big & truth).sum((1, 2)).float() / 16
        there = true_area > 0
        dices += (2 * both_inside / (area + truth.sum((1, 2)) / 16))[there].tolist()
        errors += ((area - true_area) / true_area * 100)[there].tolist()
        nothing += (area / (height * width))[~there].tolist()
    errors, size = np.array(errors), np.abs(errors)
    return {
        "dice": float(np.mean(dices)),
        "bias": float(np.median(errors)),
        "medianError": float(np.median(size)),
        "p95Error": float(np.percentile(size, 95)),
        "outlinedWhereNothingIs": float(np.mean(np.array(nothing) > 0.01)) if nothing else None,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", nargs="+", required=True)
    parser.add_argument("--validation", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--config", help="JSON with keys that replace those of CONFIG")
    parser.add_argument("--start", help="checkpoint whose weights a new run begins with")
    arguments = parser.parse_args()
    config = dict(CONFIG)
    if arguments.config:
        with open(arguments.config, encoding="utf-8") as stream:
            config.update(json.load(stream))
    os.makedirs(arguments.out, exist_ok=True)
    with open(os.path.join(arguments.out, "config.json"), "w", encoding="utf-8") as stream:
        json.dump(config, stream, indent=2)
    torch.set_num_threads(2)
    sets = [PhantomFiles(folder) for folder in arguments.data]
    validation = PhantomFiles(arguments.validation)
    ends = np.cumsum([len(s) for s in sets])
    torch.manual_seed(config["seed"])
    network = ThighUNet(tuple(config["widths"]))
    if arguments.start:
        network.load_state_dict(torch.load(arguments.start)["average"])
    # Channels last: almost twice as fast on processors with oneDNN.
    network = network.to(memory_format=torch.channels_last)
    average = copy.deepcopy(network)
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=config["weightDecay"])
    state = {"stage": 0, "elapsed": 0.0, "step": 0}
    checkpoint = os.path.join(arguments.out, "checkpoint.pt")
    if os.path.exists(checkpoint):
        saved = torch.load(checkpoint)
        network.load_state_dict(saved["network"])
        average.load_state_dict(saved["average"])
        optimizer.load_state_dict(saved["optimizer"])
        state = saved["state"]
    # A resumed run draws on from another place of the same stream rather than repeating the first batches.
    generator = torch.Generator().manual_seed(config["seed"] + state["step"])
    picker = np.random.default_rng(config["seed"] + state["step"])
    log = open(os.path.join(arguments.out, "log.jsonl"), "a", encoding="utf-8")

    def save():
        temporary = checkpoint + ".tmp"
        weights = {"network": network.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict()}
        torch.save({**weights, "state": state, "config": config}, temporary)
        os.replace(temporary, checkpoint)

    while state["stage"] < len(config["stages"]):
        stage = config["stages"][state["stage"]]
        augmentation = Augmentation(generator, stage["strength"])
        budget = stage["minutes"] * 60
        mark, losses, last_report = time.monotonic(), [], time.monotonic()
        while state["elapsed"] < budget:
            share = state["elapsed"] / budget
            warm = share / 0.04 if share < 0.04 else 0.5 * (1 + math.cos(math.pi * (share - 0.04) / 0.96))
            rate = stage["rate"] * warm + 2e-5
            for group in optimizer.param_groups:
                group["lr"] = rate
            picks = np.sort(picker.integers(0, ends[-1], stage["batch"]))
            parts = [s.take(picks[(picks >= end - len(s)) & (picks < end)] - (end - len(s))) for s, end in zip(sets, ends)]
            stored, boxes = (torch.cat(p) for p in zip(*parts))
            images, targets = augmentation.batch(stored, boxes, stage["height"], stage["width"])
            network.train()
            loss = loss_of(network(images.contiguous(memory_format=torch.channels_last)), targets, stage["dice"])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            state["step"] += 1
            keep = min(config["average"], state["step"] / (state["step"] + 50))
            with torch.no_grad():
                for a, b in zip(average.state_dict().values(), network.state_dict().values()):
                    a.mul_(keep).add_(b, alpha=1 - keep) if a.is_floating_point() else a.copy_(b)
            losses.append(loss.item())
            now = time.monotonic()
            state["elapsed"] += now - mark
            mark = now
            if now - last_report > 150:
                minutes = round(state["elapsed"] / 60, 1)
                report = {"stage": stage["name"], "step": state["step"], "minutes": minutes, "rate": rate, "loss": float(np.mean(losses))}
                report.update(validate(average, validation, stage["height"], stage["width"]))
                report["imagesPerSecond"] = round(len(losses) * stage["batch"] / (now - last_report), 1)
                print(json.dumps(report), file=log, flush=True)
                losses = []
                save()
                last_report = time.monotonic()
        state = {"stage": state["stage"] + 1, "elapsed": 0.0, "step": state["step"]}
        save()
    final = validate(average, validation, config["stages"][-1]["height"], config["stages"][-1]["width"], len(validation))
    print(json.dumps({"stage": "done", "step": state["step"], **final}), file=log, flush=True)


if __name__ == "__main__":
    main()
