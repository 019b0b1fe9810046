"""Makes masks.png, one mask above the other as scikit-image and SciPy compute them, and masks.json, their order and some numbers."""
import json
import numpy as np
from PIL import Image
from scipy import ndimage as ndi
from skimage import measure, morphology

W, H = 71, 53
rng = np.random.default_rng(3)
noise = ndi.gaussian_filter(rng.standard_normal((H, W)), 2.2)
blobs = noise > np.quantile(noise, 0.52)
blobs ^= rng.random((H, W)) < 0.02
sheet = [("source", blobs)]
for connectivity, name in ((1, "four"), (2, "eight")):
    labels = measure.label(blobs, connectivity=connectivity)
    areas = np.bincount(labels.ravel())[1:]
    sheet.append((f"largest {name}", labels == 1 + areas.argmax()))
    sheet.append((f"without pieces under 9 {name}", morphology.remove_small_objects(blobs, 9, connectivity=connectivity)))
    labels_areas = areas.tolist()
    sheet[-1] += (labels_areas,)
sheet.append(("filled", ndi.binary_fill_holes(blobs)))
for r in (1, 2, 3, 5):
    disk = morphology.disk(r)
    for name, f in (("erode", morphology.binary_erosion), ("dilate", morphology.binary_dilation),
                    ("open", morphology.binary_opening), ("close", morphology.binary_closing)):
        if name in ("erode", "dilate"):
            sheet.append((f"{name} disk {r}", f(blobs, disk)))
        else:  # by its definition: scikit-image 0.19's own closing pads differently at the border in some releases
            a, b = (morphology.binary_erosion, morphology.binary_dilation) if name == "open" else (morphology.binary_dilation, morphology.binary_erosion)
            sheet.append((f"{name} disk {r}", b(a(blobs, disk), disk)))
for w, h in ((3, 3), (7, 1), (1, 5), (9, 5)):
    box = np.ones((h, w), bool)
    sheet.append((f"erode rectangle {w} {h}", morphology.binary_erosion(blobs, box)))
    sheet.append((f"dilate rectangle {w} {h}", morphology.binary_dilation(blobs, box)))
Image.fromarray(np.vstack([item[1] for item in sheet])).save("masks.png")
json.dump(dict(width=W, height=H, names=[item[0] for item in sheet],
               areas={item[0].split()[-1]: item[2] for item in sheet if len(item) > 2}), open("masks.json", "w"), indent=1)
