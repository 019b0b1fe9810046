"""Makes the JPEG 2000 streams of this folder and expected.json. Needs opj_compress and opj_decompress (OpenJPEG 2.5.0) and numpy."""
import hashlib, json, os, subprocess, sys, tempfile
import numpy as np

W, H = 45, 37
here = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(2000)


def picture(w, h, bits, bands):
    """Ramps, rings, an edge and speckle, so that every sub-band has something to hold."""
    y, x = np.mgrid[0:h, 0:w]
    planes = []
    for b in range(bands):
        p = 0.35 + 0.25 * np.sin((x + 3 * b) ** 2 / 180.0 + y / 5.0) + 0.3 * (x > y + 4 * b) + 0.06 * rng.standard_normal((h, w))
        planes.append(np.clip(np.round(p * (2 ** bits - 1)), 0, 2 ** bits - 1).astype(np.int64))
    return np.stack(planes, -1)


def raw(a, bits):
    planes = a.transpose(2, 0, 1)
    return planes.astype("u1").tobytes() if bits <= 8 else planes.astype(">u2").tobytes()


def make(name, bits, bands, *options, w=W, h=H, signed=False, exact=True, ext="j2k"):
    a = picture(w, h, bits, bands)
    if signed:
        a = a - 2 ** (bits - 1)
    out = os.path.join(here, f"{name}.{ext}")
    with tempfile.TemporaryDirectory() as t:
        source, back = os.path.join(t, "in.raw"), os.path.join(t, "out.rawl")
        open(source, "wb").write(raw(a, bits))
        subprocess.run(["opj_compress", "-i", source, "-o", out, "-F", f"{w},{h},{bands},{bits},{'s' if signed else 'u'}", *options],
                       check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["opj_decompress", "-i", out, "-o", back], check=True, stdout=subprocess.DEVNULL)
        dtype = ("i" if signed else "u") + ("1" if bits <= 8 else "2")
        b = np.frombuffer(open(back, "rb").read(), "<" + dtype).reshape(bands, h, w).transpose(1, 2, 0)
    if signed:
        # opj_decompress writes the bits of the precision only, without extending the sign.
        b = ((b.astype(np.int64) & (2 ** bits - 1)) ^ 2 ** (bits - 1)) - 2 ** (bits - 1)
    same = np.array_equal(a, b)
    if exact and not same:
        sys.exit(f"{name}: opj_decompress does not give back the picture")
    samples = np.ascontiguousarray(b).astype("<" + dtype).tobytes()
    entry = dict(columns=w, rows=h, samples=bands, allocated=8 if bits <= 8 else 16, signed=signed,
                 transformed=bands == 3 and "-mct" in options and options[options.index("-mct") + 1] == "1",
                 sha256=hashlib.sha256(samples).hexdigest())
    if "-I" in options:
        open(os.path.join(here, f"{name}.expected"), "wb").write(samples)
        entry["tolerance"] = 1
    expected[f"{name}.{ext}"] = entry


expected = {}
make("grey8", 8, 1)
make("grey4", 4, 1)
make("grey12", 12, 1)
make("grey16", 16, 1)
make("grey12-signed", 12, 1, signed=True)
make("grey16-signed", 16, 1, signed=True)
make("rgb-rct", 8, 3, "-mct", "1")
make("rgb-untransformed", 8, 3, "-mct", "0")
make("no-decomposition", 8, 1, "-n", "1")
make("one-column", 8, 1, "-n", "1", w=1, h=29)
make("one-row", 8, 1, "-n", "1", w=31, h=1)
make("tiles", 8, 3, "-mct", "1", "-n", "4", "-t", "16,13")
make("tiles-offset", 8, 3, "-mct", "1", "-n", "4", "-t", "16,13", "-d", "7,5", "-T", "5,2")
# The last tiles are one pixel wide at an odd place, which opj_compress 2.5.0 does not code reversibly.
make("tiles-single-column", 8, 3, "-mct", "1", "-n", "4", "-t", "16,13", "-d", "7,5", "-T", "3,2", exact=False)
make("tile-parts", 8, 3, "-mct", "1", "-n", "4", "-t", "24,20", "-TP", "R", "-r", "8,4,1")
make("jp2-boxes", 8, 3, "-mct", "1", ext="jp2")
make("markers", 8, 1, "-SOP", "-EPH", "-r", "6,2,1", "-n", "3", "-c", "[16,16],[16,16],[16,16]", "-b", "8,8")
for order in ("LRCP", "RLCP", "RPCL", "PCRL", "CPRL"):
    make(f"order-{order.lower()}", 8, 3, "-mct", "1", "-p", order, "-r", "12,6,3,1", "-c", "[32,16],[16,16],[8,16]", "-b", "8,4",
         "-t", "33,30", "-d", "5,3", "-n", "4")
for name, mode in (("bypass", 1), ("reset", 2), ("termall", 4), ("causal", 8), ("predictable", 16), ("symbols", 32),
                   ("bypass-termall", 5), ("all", 63)):
    make(f"blocks-{name}", 16, 1, "-M", str(mode), "-b", "16,16", "-r", "5,2,1")
make("region", 8, 3, "-mct", "1", "-ROI", "c=0,U=7")
make("layers-cut", 8, 3, "-mct", "1", "-r", "8,4", exact=False)
make("lossy-grey8", 8, 1, "-I", "-r", "6", exact=False)
make("lossy-grey12", 12, 1, "-I", "-r", "6", exact=False)
make("lossy-rgb", 8, 3, "-I", "-mct", "1", "-r", "10,5", exact=False)
make("lossy-tiles", 8, 3, "-I", "-mct", "1", "-r", "5", "-n", "4", "-t", "16,13", "-d", "7,5", "-M", "1", exact=False)
json.dump(expected, open(os.path.join(here, "expected.json"), "w"), indent=1)
