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


def judge(source, name, out):
    """Writes a rearranged stream; opj_decompress must give the samples of its source."""
    path = os.path.join(here, name + ".j2k")
    open(path, "wb").write(out)
    with tempfile.TemporaryDirectory() as t:
        for i, p in enumerate((os.path.join(here, source + ".j2k"), path)):
            subprocess.run(["opj_decompress", "-i", p, "-o", os.path.join(t, f"{i}.rawl")], check=True, stdout=subprocess.DEVNULL)
        if open(os.path.join(t, "0.rawl"), "rb").read() != open(os.path.join(t, "1.rawl"), "rb").read():
            sys.exit(f"{name}: opj_decompress does not give the samples of {source}")
    expected[name + ".j2k"] = expected[source + ".j2k"]


def pack(source, name, main):
    """Moves the packet headers of a stream with SOP and EPH into PPM (main) or PPT segments of 50 bytes at most (T.800 A.7.4, A.7.5)."""
    data = open(os.path.join(here, source + ".j2k"), "rb").read()
    word = lambda at: int.from_bytes(data[at:at + 2], "big")
    at = 2
    while word(at) != 0xFF90:
        at += 2 + word(at + 2)
    head, parts, headers = data[:at], [], []
    while word(at) == 0xFF90:
        end = at + int.from_bytes(data[at + 6:at + 10], "big")
        start = at + 12
        while word(start) != 0xFF93:
            start += 2 + word(start + 2)
        packets = data[start + 2:end].split(b"\xff\x91\x00\x04")[1:]
        split = [p[2:].split(b"\xff\x92", 1) for p in packets]
        headers.append(b"".join(h + b"\xff\x92" for h, _ in split))
        # The bodies keep their SOP markers.
        bodies = b"".join(b"\xff\x91\x00\x04" + p[:2] + b for p, (_, b) in zip(packets, split))
        parts.append((data[at:at + 12], data[at + 12:start], bodies))
        at = end

    def segments(marker, *contents, first=0):
        # Every content begins a segment: opj_decompress wants the four bytes of a length in one.
        chunks = [content[i:i + 50] for content in contents for i in range(0, len(content), 50)]
        # In falling order: the index tells where each belongs.
        return b"".join(marker + (len(c) + 3).to_bytes(2, "big") + bytes([first + i]) + c for i, c in reversed(list(enumerate(chunks))))

    out = head
    if main:
        out += segments(b"\xff\x60", *(len(h).to_bytes(4, "big") + h for h in headers))
    used = {}
    for (sot, extra, bodies), header in zip(parts, headers):
        if not main:
            # opj_decompress wants the index to go on from one tile-part of a tile to the next.
            first = used.get(sot[4:6], 0)
            used[sot[4:6]] = first + (len(header) + 49) // 50
            extra += segments(b"\xff\x61", header, first=first)
        length = len(sot) + len(extra) + 2 + len(bodies)
        out += sot[:6] + length.to_bytes(4, "big") + sot[10:] + extra + b"\xff\x93" + bodies
    out += b"\xff\xd9"
    judge(source, name, out)


def reorder(source, name):
    """Gives a stream of one tile, one precinct a resolution, LRCP, three layers, four resolutions and SOP a POC segment (T.800 A.6.6)."""
    data = open(os.path.join(here, source + ".j2k"), "rb").read()
    sot = data.index(b"\xff\x90\x00\x0a")
    sod = data.index(b"\xff\x93", sot)
    packets = [p[2:] for p in data[sod + 2:-2].split(b"\xff\x91\x00\x04")[1:]]
    keys = [(l, r, c) for l in range(3) for r in range(4) for c in range(3)]
    packet = dict(zip(keys, packets))
    # RSpoc, CSpoc, LYEpoc, REpoc, CEpoc, Ppoc; the position orders have one position only.
    changes = [(0, 0, 1, 2, 3, 1), (0, 0, 2, 4, 3, 0), (0, 1, 3, 4, 3, 4), (0, 0, 3, 4, 1, 2)]
    ranks = {0: lambda l, r, c: (l, r, c), 1: lambda l, r, c: (r, l, c), 2: lambda l, r, c: (r, c, l), 4: lambda l, r, c: (c, r, l)}
    order = []
    for rs, cs, le, re, ce, p in changes:
        new = [k for k in keys if k[0] < le and rs <= k[1] < re and cs <= k[2] < ce and k not in order]
        order += sorted(new, key=lambda k: ranks[p](*k))
    poc = b"".join(bytes([rs, cs]) + le.to_bytes(2, "big") + bytes([re, ce, p]) for rs, cs, le, re, ce, p in changes)
    bodies = b"".join(packet[k] for k in order)
    length = 12 + 2 + len(bodies)
    out = data[:sot] + b"\xff\x5f" + (len(poc) + 2).to_bytes(2, "big") + poc
    out += data[sot:sot + 6] + length.to_bytes(4, "big") + data[sot + 10:sot + 12] + b"\xff\x93" + bodies + b"\xff\xd9"
    judge(source, name, out)


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
changes = "T1=0,0,3,2,3,RLCP/T1=2,0,3,4,3,CPRL/T2=0,0,3,3,3,LRCP/T2=3,0,3,4,3,PCRL/T3=0,1,3,4,3,RPCL/T3=0,0,3,4,1,CPRL"
make("order-changes-tiles", 8, 3, "-mct", "1", "-n", "4", "-r", "12,6,1", "-c", "[32,16],[16,16],[8,16]", "-b", "8,4", "-t", "24,20",
     "-POC", changes)
# opj_compress 2.5.0 loses packets where progressions share resolutions and components, so these are put in order here.
make("changes-source", 8, 3, "-mct", "1", "-n", "4", "-r", "12,6,1", "-SOP", "-EPH", "-b", "8,8")
reorder("changes-source", "order-changes-layers")
os.remove(os.path.join(here, "changes-source.j2k"))
del expected["changes-source.j2k"]
# opj_compress does not write packed packet headers; opj_decompress reads them, so it judges these as well.
make("packed-source", 8, 3, "-mct", "1", "-n", "4", "-r", "12,6,1", "-t", "24,20", "-TP", "R", "-SOP", "-EPH", "-b", "8,8")
pack("packed-source", "packed-tile-parts", main=False)
pack("packed-source", "packed-main", main=True)
os.remove(os.path.join(here, "packed-source.j2k"))
del expected["packed-source.j2k"]
json.dump(expected, open(os.path.join(here, "expected.json"), "w"), indent=1)
