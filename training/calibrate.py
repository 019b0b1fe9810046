"""
Fits how a model's errors follow its signs of doubt, and writes the result into its manifest (key "certainty").

    acsa phantom --out fresh --count 400 --seed 7001
    acsa analyze fresh --out results
    python3 calibrate.py fresh results ../models/acsa-thigh-unet/model.json

The half width of an interval is constant + sweep x threshold sweep + mirror x change in the mirror image, all weights at least 0, such
that 90 % of the true values lie inside (quantile regression). Fitted on complete cross-sections whose result is "measured": of what goes to
a person no interval is promised. The manifest must ask for the mirror run ("certainty": {"mirror": true}) while results are made, or the
mirror's weight stays 0. Prints the coverage by tenfold cross-validation: what fresh images will see.
"""
import json
import os
import sys

import numpy as np
from scipy.optimize import linprog

COVERAGE = 0.90
# A twentieth more than asked for: coverage on fresh images falls a little below that of the fitted ones.
FITTED = 0.91


def rows(truth_folder, results_folder):
    with open(os.path.join(truth_folder, "truth.json"), encoding="utf-8") as stream:
        truths = {phantom["file"]: {frame["frame"]: frame for frame in phantom["frames"]} for phantom in json.load(stream)["phantoms"]}
    with open(os.path.join(results_folder, "results.json"), encoding="utf-8") as stream:
        images = json.load(stream)["images"]
    for image in images:
        truth = truths.get(os.path.basename(image["file"]), {}).get(image["frame"])
        if truth and image["status"] == "measured" and image["doubt"]:
            yield truth, image


def fit(signs, errors):
    """Weights of the signs, none negative, that leave a share of FITTED of the errors below: a linear programme."""
    count, width = signs.shape
    cost = np.concatenate([np.zeros(width), np.full(count, FITTED), np.full(count, 1 - FITTED)])
    equal = np.hstack([signs, np.eye(count), -np.eye(count)])
    return linprog(cost, A_eq=equal, b_eq=errors, bounds=[(0, None)] * len(cost), method="highs").x[:width]


def crossed(signs, errors, folds=10):
    inside = 0
    for fold in range(folds):
        held = np.arange(len(errors)) % folds == fold
        inside += (errors[held] <= signs[held] @ fit(signs[~held], errors[~held])).sum()
    return inside / len(errors)


def weights(name, unit, signs, errors):
    found = fit(signs, errors)
    half = signs @ found
    print(f"{name}: {len(errors)} images, half width {found[0]:.4g} + {found[1]:.3g} sweep + {found[2]:.3g} mirror, median "
          f"{np.median(half):.4g} {unit}, covers {np.mean(errors <= half):.1%} of these, {crossed(signs, errors):.1%} cross-validated")
    return dict(zip(("constant", "sweep", "mirror"), (round(float(w), 5) for w in found)))


def main(truth_folder, results_folder, manifest):
    pairs = list(rows(truth_folder, results_folder))
    # The frames of one clip are nearly the same image: one of them counts.
    pairs = [pair for pair in pairs if pair[1]["frame"] == 1]
    if len(pairs) < 100:
        raise SystemExit(f"{len(pairs)} measured images are too few to fit anything: 100 are the least.")

    def signs(first, second):
        return np.array([[1, image["doubt"][first] or 0, image["doubt"][second] or 0] for _, image in pairs])

    area = np.array([abs(image["areaCm2"] - truth["areaCm2"]) / image["areaCm2"] for truth, image in pairs])
    grey = np.array([abs(image["echogenicity"]["mean"] - truth["meanGrey"]) for truth, image in pairs])
    certainty = {
        "mirror": any(image["doubt"]["mirror"] is not None for _, image in pairs),
        "coverage": COVERAGE,
        "area": weights("area", "of the area", signs("sweep", "mirror"), area),
        "grey": weights("grey level", "levels", signs("greySweep", "greyMirror"), grey),
    }
    with open(manifest, encoding="utf-8") as stream:
        model = json.load(stream)
    golden = model.pop("golden", None)
    model["certainty"] = certainty
    if golden:
        model["golden"] = golden
    with open(manifest, "w", encoding="utf-8", newline="\n") as stream:
        json.dump(model, stream, indent=2)
        stream.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
