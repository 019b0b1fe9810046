"""
Trains the network: coarse first, then at the resolution it will run at. Budgets are in minutes of wall time, so that a run ends when
planned on any machine; what was done (steps, losses) is in the log. Interrupted runs go on from the last checkpoint. On a busy machine set
OMP_WAIT_POLICY=passive: threads that spin while they wait cost three quarters of the speed. With glibc set MALLOC_MMAP_THRESHOLD_ and
MALLOC_TRIM_THRESHOLD_ to some GB: memory that goes back to the system after every step costs a fifth. One process per core is faster than
threads: 28 pictures a second of 256 × 192 on two cores instead of 19. "half" runs the network in bfloat16, its sums in single precision: a fifth
faster on processors that have it (AVX-512 BF16), slow on others.

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
from phantoms import Augmentation, PhantomFiles, sample, widened

CONFIG = {
    "seed": 20301,
    "widths": [8, 16, 32, 64, 112],
    "stages": [
        {"name": "coarse", "height": 96, "width": 128, "batch": 16, "minutes": 45, "rate": 3e-3, "strength": 1.0, "dice": 0.5},
        {"name": "fine", "height": 240, "width": 320, "batch": 8, "minutes": 85, "rate": 8.0e-4, "strength": 0.8, "dice": 0.3},
    ],
    "weightDecay": 1e-4,
    "average": 0.998,
    "hard": 0.4,
    "half": True,
}


def outside_of(clean):
    """1 where the picture, before any change of its looks, has no echo: padding, screen, the corners that a trapezoid or a sweep leaves black."""
    return widened(1 - widened((clean > 0.006).float()))


def judgement_of(p, target, clean, boxed):
    """Per picture: how right the outline is (0 to 1, a half at Dice 0.955), and whether the whole muscle is in the field."""
    mask = (p >= 0.5).float()
    area, true_area = mask.sum((1, 2)), target.sum((1, 2))
    there = true_area > 0
    dice = 2 * (mask * target).sum((1, 2)) / (area + true_area + 1e-3)
    right = torch.where(there, torch.sigmoid((dice - 0.955) / 0.01), (area < 0.002 * target[0].numel()).float())
    # What lies around the tensor is outside too: a box that fills it ends there.
    outside = F.pad(torch.maximum(outside_of(clean), 1 - boxed), (3, 3, 3, 3), value=1.0)[:, 0]
    target = F.pad(target, (3, 3, 3, 3))
    ring = F.max_pool2d(target[:, None], 5, 1, 2)[:, 0] * (target < 0.5).float()
    share = (ring * outside).sum((1, 2)) / (ring.sum((1, 2)) + 1)
    whole = (share < 0.03).float() * there.float()
    return right, whole


def loss_of(answer, target, dice_weight, image, clean, boxed):
    logits, critic = answer
    loss = mask_loss(logits, target, dice_weight)
    p = torch.sigmoid(logits[:, 0])
    there = (target.sum((1, 2)) > 20).float()
    # What is reported: mean grey level and area. Bounded, so that a lost outline does not drown the rest.
    mean = lambda weight: (weight * image[:, 0]).sum((1, 2)) / (weight.sum((1, 2)) + 1)
    grey = (mean(p) - mean(target)).abs().clamp(max=0.04)
    area = (p.sum((1, 2)) / (target.sum((1, 2)) + 1) - 1).abs().clamp(max=0.15)
    loss = loss + ((2 * grey + 0.12 * area) * there).mean()
    right, whole = judgement_of(p.detach(), target, clean, boxed)
    loss = loss + 0.08 * F.binary_cross_entropy_with_logits(critic, torch.stack([right, whole], 1))
    with torch.no_grad():
        overlap = 2 * (p * target).sum((1, 2)) / (p.sum((1, 2)) + target.sum((1, 2)) + 1)
        difficulty = torch.where(there > 0, 1 - overlap, 10 * p.mean((1, 2))).clamp(0, 0.2)
    return loss, difficulty


def mask_loss(logits, target, dice_weight):
    cross_entropy = F.binary_cross_entropy_with_logits(logits[:, 0], target)
    p = torch.sigmoid(logits[:, 0])
    dice = 1 - (2 * (p * target).sum((1, 2)) + 1) / (p.sum((1, 2)) + target.sum((1, 2)) + 1)
    return cross_entropy + dice_weight * dice.mean()


def ranked(score, label):
    """Area under the receiver's curve: the share of pairs in the right order."""
    if label.all() or not label.any():
        return None
    order = score.argsort().argsort() + 1
    n = label.sum()
    return float((order[label].sum() - n * (n + 1) / 2) / (n * (~label).sum()))


@torch.no_grad()
def validate(network, files, height, width, count=96):
    """Dice and the area error in percent where there is a muscle; the share of the picture outlined where there is none."""
    network.eval()
    dices, errors, nothing, greys, judged = [], [], [], [], []
    for start in range(0, min(count, len(files)), 16):
        stored, boxes = files.take(np.arange(start, min(start + 16, len(files))))
        both = sample(stored, boxes, height, width)
        logits, critic = network(both[:, :1])
        p = torch.sigmoid(logits)[:, 0]
        big = F.interpolate(p[:, None], scale_factor=4, mode="bilinear", align_corners=False)[:, 0] >= 0.5
        truth = F.interpolate(both[:, 1:2], scale_factor=4, mode="bilinear", align_corners=False)[:, 0] >= 0.5
        area, true_area = big.sum((1, 2)).float() / 16, both[:, 1].sum((1, 2))
        both_inside = (big & truth).sum((1, 2)).float() / 16
        there = true_area > 0
        mean = lambda weight: (weight * both[:, 0]).sum((1, 2)) / (weight.sum((1, 2)) + 1) * 255
        greys += (mean((p >= 0.5).float()) - mean(both[:, 1]))[there].tolist()
        right, whole = judgement_of(p, both[:, 1], both[:, :1], (both[:, 2:] > 0.5).float())
        judged.append(torch.cat([torch.sigmoid(critic), torch.stack([right, whole], 1)], 1)[there])
        dices += (2 * both_inside / (area + truth.sum((1, 2)) / 16))[there].tolist()
        errors += ((area - true_area) / true_area * 100)[there].tolist()
        nothing += (area / (height * width))[~there].tolist()
    errors, size = np.array(errors), np.abs(errors)
    judged = torch.cat(judged).numpy()
    return {
        "dice": float(np.mean(dices)),
        "bias": float(np.median(errors)),
        "medianError": float(np.median(size)),
        "p95Error": float(np.percentile(size, 95)),
        "greyBias": float(np.median(greys)),
        "p95Grey": float(np.percentile(np.abs(greys), 95)),
        "rightAuc": ranked(judged[:, 0], judged[:, 2] >= 0.5),
        "wholeAuc": ranked(judged[:, 1], judged[:, 3] >= 0.5),
        "outlinedWhereNothingIs": float(np.mean(np.array(nothing) > 0.01)) if nothing else None,
    }


class Picker:
    """
    Chooses each batch out of the pictures whose index is this process's rank modulo the number of processes: a share evenly, the rest in
    proportion to how wrong the outline was when they were last seen, so that rare shapes are not drowned by those long known.
    """

    def __init__(self, count, rank, world, hard, seed):
        self.own = np.arange(rank, count, world)
        self.difficulty = np.full(len(self.own), 0.05)
        self.hard = hard
        self.random = np.random.default_rng(seed)

    def draw(self, count):
        ends = np.cumsum(self.difficulty)
        hard = np.searchsorted(ends, self.random.random(count) * ends[-1])
        even = self.random.integers(0, len(self.own), count)
        self.last = np.sort(np.where(self.random.random(count) < self.hard, np.minimum(hard, len(self.own) - 1), even))
        return self.own[self.last]

    def learn(self, difficulty):
        self.difficulty[self.last] = 0.5 * self.difficulty[self.last] + 0.5 * (difficulty + 1e-3)


def averaged(parameters, elapsed, rank, world):
    """The processes' mean gradient, put in place; and the first one's clock, so that all end at the same step."""
    if world == 1:
        return elapsed
    flat = torch.cat([p.grad.reshape(-1) for p in parameters] + [torch.tensor([elapsed * world if rank == 0 else 0.0])])
    torch.distributed.all_reduce(flat)
    flat /= world
    at = 0
    for p in parameters:
        p.grad.copy_(flat[at:at + p.numel()].view_as(p))
        at += p.numel()
    return float(flat[-1])


def run(rank, arguments, config):
    world = arguments.processes
    torch.set_num_threads(1 if world > 1 else 2)
    if world > 1:
        torch.distributed.init_process_group("gloo", init_method="tcp://127.0.0.1:%d" % arguments.port, rank=rank, world_size=world)
    sets = [PhantomFiles(folder) for folder in arguments.data]
    validation = PhantomFiles(arguments.validation)
    ends = np.cumsum([len(s) for s in sets])
    torch.manual_seed(config["seed"])
    network = ThighUNet(tuple(config["widths"]))
    if arguments.start:
        network.load_state_dict(torch.load(arguments.start)["average"], strict=False)
    # Channels last: almost twice as fast on processors with oneDNN.
    network = network.to(memory_format=torch.channels_last)
    average = copy.deepcopy(network)
    parameters = list(network.parameters())
    optimizer = torch.optim.AdamW(parameters, lr=1e-3, weight_decay=config["weightDecay"])
    state = {"stage": 0, "elapsed": 0.0, "step": 0}
    checkpoint = os.path.join(arguments.out, "checkpoint.pt")
    if os.path.exists(checkpoint):
        saved = torch.load(checkpoint)
        network.load_state_dict(saved["network"])
        average.load_state_dict(saved["average"])
        optimizer.load_state_dict(saved["optimizer"])
        state = saved["state"]
    # A resumed run draws on from another place of the same stream rather than repeating the first batches.
    seed = config["seed"] + state["step"] + 1_000_003 * rank
    generator = torch.Generator().manual_seed(seed)
    picker = Picker(ends[-1], rank, world, config["hard"], seed)
    log = open(os.path.join(arguments.out, "log.jsonl"), "a", encoding="utf-8") if rank == 0 else None

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
            picks = picker.draw(stage["batch"])
            parts = [s.take(picks[(picks >= end - len(s)) & (picks < end)] - (end - len(s))) for s, end in zip(sets, ends)]
            stored, boxes = (torch.cat(p) for p in zip(*parts))
            images, targets, boxed, clean = augmentation.batch(stored, boxes, stage["height"], stage["width"])
            network.train()
            with torch.autocast("cpu", torch.bfloat16, enabled=config["half"]):
                answer = network(images.contiguous(memory_format=torch.channels_last))
            loss, difficulty = loss_of(answer, targets, stage["dice"], images, clean, boxed)
            picker.learn(difficulty.numpy())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            now = time.monotonic()
            state["elapsed"] = averaged(parameters, state["elapsed"] + now - mark, rank, world)
            mark = now
            torch.nn.utils.clip_grad_norm_(parameters, 2.0)
            optimizer.step()
            state["step"] += 1
            keep = min(config["average"], state["step"] / (state["step"] + 50))
            with torch.no_grad():
                for a, b in zip(average.state_dict().values(), network.state_dict().values()):
                    a.mul_(keep).add_(b, alpha=1 - keep) if a.is_floating_point() else a.copy_(b)
            losses.append(loss.item())
            if rank == 0 and now - last_report > 240:
                minutes = round(state["elapsed"] / 60, 1)
                report = {"stage": stage["name"], "step": state["step"], "minutes": minutes, "rate": rate, "loss": float(np.mean(losses))}
                report.update(validate(average, validation, stage["height"], stage["width"]))
                report["imagesPerSecond"] = round(len(losses) * stage["batch"] * world / (now - last_report), 1)
                print(json.dumps(report), file=log, flush=True)
                losses = []
                save()
                last_report = time.monotonic()
        state = {"stage": state["stage"] + 1, "elapsed": 0.0, "step": state["step"]}
        if rank == 0:
            save()
    if rank == 0:
        final = validate(average, validation, config["stages"][-1]["height"], config["stages"][-1]["width"], len(validation))
        print(json.dumps({"stage": "done", "step": state["step"], **final}), file=log, flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", nargs="+", required=True)
    parser.add_argument("--validation", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--config", help="JSON with keys that replace those of CONFIG")
    parser.add_argument("--start", help="checkpoint whose weights a new run begins with")
    parser.add_argument("--processes", type=int, default=2, help="each with its own batch; their gradients are averaged")
    parser.add_argument("--port", type=int, default=29511, help="where the processes meet, on this machine alone")
    arguments = parser.parse_args()
    config = dict(CONFIG)
    if arguments.config:
        with open(arguments.config, encoding="utf-8") as stream:
            config.update(json.load(stream))
    os.makedirs(arguments.out, exist_ok=True)
    with open(os.path.join(arguments.out, "config.json"), "w", encoding="utf-8") as stream:
        json.dump(config, stream, indent=2)
    if arguments.processes > 1:
        torch.multiprocessing.spawn(run, (arguments, config), arguments.processes)
    else:
        run(0, arguments, config)


if __name__ == "__main__":
    main()
