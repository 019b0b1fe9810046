"""compare_json.py OURS.json THEIRS.json: says where two DICOM JSON documents differ in meaning; "equal" if nowhere.

Left to the writer by PS3.18 F: numbers as numbers or text, (0008,0005), what is inlined (an attribute with bulk data that only one side
has), and how PN and empty values are trimmed at the end.
"""
import base64
import json
import math
import sys


def number(value):
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return value
    return float(value) if value is not None else None


def same(vr, a, b):
    if vr in ("DS", "IS", "FL", "FD", "SL", "SS", "SV", "UL", "US", "UV"):
        a, b = number(a), number(b)
        if isinstance(a, float) and isinstance(b, float):
            if math.isnan(a) or math.isnan(b):
                return math.isnan(a) and math.isnan(b)
            return a == b or math.isclose(a, b, rel_tol=1e-7 if vr == "FL" else 1e-14)
    if vr == "PN":
        strip = lambda name: {k: v.rstrip(" ^") for k, v in (name or {}).items() if v.rstrip(" ^")}
        return strip(a) == strip(b)
    if isinstance(a, str) and isinstance(b, str):
        return a.rstrip(" \0") == b.rstrip(" \0")
    return (a or None) == (b or None)


def compare(ours, theirs, path, found):
    for tag in sorted(set(ours) | set(theirs)):
        a, b = ours.get(tag), theirs.get(tag)
        where = f"{path}/{tag}"
        if tag == "00080005" or tag.endswith("0000"):
            continue
        if a is None or b is None:
            if tag != "7FE00010" and not (a or b).keys() & {"BulkDataURI", "InlineBinary"}:
                found.append(f"{where}: only {'theirs' if a is None else 'ours'}")
            continue
        if a["vr"] != b["vr"]:
            found.append(f"{where}: vr {a['vr']} and {b['vr']}")
        elif "InlineBinary" in a and "InlineBinary" in b:
            if base64.b64decode(a["InlineBinary"]) != base64.b64decode(b["InlineBinary"]):
                found.append(f"{where}: other bytes")
        elif a["vr"] == "SQ":
            x, y = a.get("Value", []), b.get("Value", [])
            if len(x) != len(y):
                found.append(f"{where}: {len(x)} and {len(y)} items")
            for i, (one, other) in enumerate(zip(x, y)):
                compare(one or {}, other or {}, f"{where}/{i}", found)
        elif "InlineBinary" not in a and "InlineBinary" not in b:
            x, y = a.get("Value", []), b.get("Value", [])
            if x in ([None], [""]): x = []
            if y in ([None], [""]): y = []
            if len(x) != len(y) or not all(same(a["vr"], one, other) for one, other in zip(x, y)):
                found.append(f"{where} {a['vr']}: {x} and {y}")


ours, theirs = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
if isinstance(theirs, list):
    theirs = theirs[0]
differences = []
compare(ours, theirs, "", differences)
print("\n".join(differences) or f"equal {len(ours)}")
