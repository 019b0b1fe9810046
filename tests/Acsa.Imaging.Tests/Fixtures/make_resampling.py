"""Makes resampling.json: resized by OpenCV (INTER_AREA) and PyTorch (bilinear, align_corners=False), and the README's own numpy code."""
import json, re
import cv2, numpy as np, torch
import torch.nn.functional as F

rng = np.random.default_rng(2)
cases = []

def add(name, method, source, result):
    cases.append(dict(name=name, method=method, width=source.shape[1], height=source.shape[0], pixels=source.ravel().tolist(),
                      newWidth=result.shape[1], newHeight=result.shape[0], values=[float(f"{v:.5f}") for v in result.ravel()]))

def torch_bilinear(a, h, w):
    return F.interpolate(torch.tensor(a, dtype=torch.float32)[None, None], (h, w), mode="bilinear", align_corners=False)[0, 0].numpy()

a = rng.integers(0, 256, (17, 23), dtype=np.uint8)
for h, w in ((5, 7), (16, 22), (1, 1), (8, 23)):
    add(f"area {w}x{h} as OpenCV", "AreaOrBilinear", a, cv2.resize(a.astype(np.float32), (w, h), interpolation=cv2.INTER_AREA))
for h, w in ((31, 40), (18, 24), (17, 60)):
    add(f"grow {w}x{h} as PyTorch", "AreaOrBilinear", a, torch_bilinear(a, h, w))
for h, w in ((5, 7), (31, 9)):
    add(f"bilinear {w}x{h} as PyTorch", "Bilinear", a, torch_bilinear(a, h, w))
add("one pixel grows", "AreaOrBilinear", a[:1, :1], torch_bilinear(a[:1, :1], 3, 4))

namespace = {}
exec(re.search(r"```python\n(.*?)```", open("../../../src/Acsa.Imaging/RESAMPLING.md").read(), re.S).group(1), namespace)
boxes = []
for (h, w), (th, tw) in (((17, 23), (12, 16)), ((9, 23), (32, 32)), ((17, 5), (8, 24))):
    crop = a[:h, :w]
    there = namespace["to_model"](crop, tw, th)
    back = namespace["from_model"](there, w, h)
    boxes.append(dict(width=w, height=h, pixels=crop.ravel().tolist(), targetWidth=tw, targetHeight=th,
                      there=[float(f"{v:.5f}") for v in there.ravel()], back=[float(f"{v:.5f}") for v in back.ravel()]))
json.dump(dict(cases=cases, letterboxes=boxes), open("resampling.json", "w"), separators=(",", ":"))
