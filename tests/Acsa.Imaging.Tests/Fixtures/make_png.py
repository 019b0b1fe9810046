"""Makes png.json: PNG files written by Pillow (and an Adam7 encoder below, checked with Pillow), with the values that must be read from them."""
import base64, io, json, struct, zlib
import numpy as np
from PIL import Image

rng = np.random.default_rng(1)
W, H = 13, 9
grey = (np.add.outer(np.arange(H) * 20, np.arange(W) * 7) % 256).astype(np.uint8)
rgb = rng.integers(0, 256, (H, W, 3), dtype=np.uint8)
alpha = rng.integers(0, 256, (H, W), dtype=np.uint8)
on_black = lambda v, a: ((v.astype(int) * a + 127) // 255).astype(np.uint8)
cases = []

def add(name, file, expected):
    expected = np.ascontiguousarray(expected, np.uint8)
    cases.append(dict(name=name, width=W, height=H, channels=1 if expected.ndim == 2 else 3,
                      file=base64.b64encode(file).decode(), pixels=base64.b64encode(expected.tobytes()).decode()))

def pillow(image, **options):
    out = io.BytesIO()
    image.save(out, "PNG", **options)
    return out.getvalue()

def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

def encode(ihdr_tail, raw, extra=b""):
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">II", W, H) + bytes(ihdr_tail)) + extra \
        + chunk(b"IDAT", zlib.compress(raw)[:20]) + chunk(b"IDAT", zlib.compress(raw)[20:]) + chunk(b"IEND", b"")

add("grey 8", pillow(Image.fromarray(grey)), grey)
add("rgb 8", pillow(Image.fromarray(rgb)), rgb)
add("rgba 8", pillow(Image.fromarray(np.dstack([rgb, alpha]))), on_black(rgb, alpha[..., None]))
la = Image.merge("LA", (Image.fromarray(grey), Image.fromarray(alpha)))
add("grey alpha 8", pillow(la), on_black(grey, alpha))
add("grey 1", pillow(Image.fromarray(grey > 120)), (grey > 120) * np.uint8(255))
deep = rng.integers(0, 65536, (H, W)).astype(np.uint16)
add("grey 16", pillow(Image.fromarray(deep)), (deep.astype(int) * 255 + 32767) // 65535)
for bits in (1, 2, 4, 8):
    n = 2 ** bits
    table = rng.integers(0, 256, (n, 3), dtype=np.uint8)
    index = rng.integers(0, n, (H, W), dtype=np.uint8)
    image = Image.fromarray(index, "P")
    image.putpalette(table.tobytes())
    add(f"palette {bits}", pillow(image, bits=bits), table[index])
    if bits == 4:
        entry_alpha = rng.integers(0, 256, n, dtype=np.uint8)
        add("palette 4 with tRNS", pillow(image, bits=4, transparency=entry_alpha.tobytes()), on_black(table, entry_alpha[:, None])[index])
key = grey.copy(); key[grey == grey[2, 3]] = 0
add("grey 8 with colour key", pillow(Image.fromarray(grey), transparency=int(grey[2, 3])), key)
for bits in (2, 4):
    v = grey >> (8 - bits)
    rows = b"".join(b"\0" + np.packbits(np.unpackbits(r[:, None], axis=1)[:, 8 - bits:].ravel()).tobytes() for r in v)
    file = encode((bits, 0, 0, 0, 0), rows)
    add(f"grey {bits}", file, v.astype(int) * 255 // (2 ** bits - 1))
deep_rgb = rng.integers(0, 65536, (H, W, 3)).astype(">u2")
add("rgb 16", encode((16, 2, 0, 0, 0), b"".join(b"\0" + r.tobytes() for r in deep_rgb)), (deep_rgb.astype(int) * 255 + 32767) // 65535)
raw = b""
for x, y, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
    part = rgb[y::dy, x::dx]
    if part.shape[1]:
        raw += b"".join(b"\0" + r.tobytes() for r in part)
file = encode((8, 2, 0, 0, 1), raw)
assert (np.asarray(Image.open(io.BytesIO(file))) == rgb).all()
add("rgb 8 interlaced", file, rgb)
luma = np.asarray(Image.fromarray(rgb).convert("L"))
json.dump(dict(cases=cases, luma=base64.b64encode(luma.tobytes()).decode()), open("png.json", "w"), indent=1)
