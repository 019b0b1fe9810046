#!/usr/bin/env python3
"""sbom.py FOLDER PROGRAM VERSION FILE: what a package contains, as CycloneDX 1.5 JSON on standard output.

FOLDER is what the package unpacks to, PROGRAM the folder in it with the program ("." for FOLDER itself). Packages and runtimes come from
the program's own list (packages.py), ONNX Runtime from npm's lock file, model packages from their manifests. Every file of the folder is
there with its SHA-256, those that belong to a package below it; a library that belongs to none is an error. FILE is the package
that carries it; only its name is used.
"""
import base64
import hashlib
import json
import os
import struct
import sys
import time
import uuid

import packages

HERE = os.path.dirname(os.path.abspath(__file__))
LOCK = os.path.join(HERE, "..", "..", "src", "Acsa.OnnxRuntime", "native", "package-lock.json")
# Beside ONNX Runtime in the same package of npm, by other terms; THIRD-PARTY-NOTICES.md says which.
BESIDE_ONNX = {
    "DirectML.dll": {"name": "Microsoft software licence terms of Microsoft.AI.DirectML"},
    "dxcompiler.dll": {"id": "NCSA"},
    "dxil.dll": {"name": "Microsoft software licence terms of the DirectX Shader Compiler's releases"},
}
MACHINE_CODE = (".dll", ".exe", ".so", ".so.1")


def files(folder):
    """Every file of the folder by its path, but for what dpkg keeps to itself."""
    found = {}
    for path in sorted(os.path.join(at, leaf) for at, _, leaves in os.walk(folder) for leaf in leaves):
        name = os.path.relpath(path, folder).replace(os.sep, "/")
        if not name.startswith("DEBIAN/"):
            with open(path, "rb") as stream:
                digest = hashlib.sha256(stream.read()).hexdigest()
            found[name] = {"type": "file", "bom-ref": f"file:{name}", "name": name, "hashes": [{"alg": "SHA-256", "content": digest}]}
    return found


def take(found, wanted):
    """Moves the files whose names are wanted below the component that brings them."""
    return {"components": [found.pop(name) for name in sorted(wanted) if name in found]}


def sha512(stated):
    return {"hashes": [{"alg": "SHA-512", "content": base64.b64decode(stated.removeprefix("sha512-")).hex()}]}


def libraries(program, prefix, found):
    for library in packages.read(program):
        component = {
            "type": "framework" if library["type"] == "runtimepack" else "library", "bom-ref": f"nuget:{library['key']}", "name": library["name"],
            "version": library["version"], "copyright": library["copyright"], "licenses": [{"license": {"id": library["licence"]}}],
        }
        if library["type"] != "project":
            component["purl"] = f"pkg:nuget/{library['name']}@{library['version']}"
        if library["sha512"]:
            component |= sha512(library["sha512"])
        needs = [f"nuget:{key}" for key in library["needs"]] + (["npm:onnxruntime-node"] if library["name"] == "Acsa.OnnxRuntime" else [])
        yield component | take(found, {prefix + file for file in library["files"]}), needs


def onnx_runtime(folder, prefix, found):
    with open(LOCK, encoding="utf-8") as stream:
        package = json.load(stream)["packages"]["node_modules/onnxruntime-node"]
    native = [name for name in found if name.startswith(f"{prefix}runtimes/")]
    beside = [name for name in native if os.path.basename(name) in BESIDE_ONNX]
    for name in beside:
        leaf = os.path.basename(name)
        yield {
            "type": "library", "bom-ref": f"npm:onnxruntime-node:{leaf}", "name": leaf.removesuffix(".dll"), "version": file_version(os.path.join(folder, name)),
            "licenses": [{"license": BESIDE_ONNX[leaf]}],
        } | take(found, {name}), []
    yield {
        "type": "library", "bom-ref": "npm:onnxruntime-node", "name": "onnxruntime-node", "version": package["version"],
        "copyright": "Microsoft Corporation", "purl": f"pkg:npm/onnxruntime-node@{package['version']}", "licenses": [{"license": {"id": package["license"]}}],
    } | sha512(package["integrity"]) | take(found, native), [f"npm:onnxruntime-node:{os.path.basename(name)}" for name in beside]


def file_version(path):
    """The version in a Windows library's resources: VS_FIXEDFILEINFO, signature 0xFEEF04BD, version of the structure, file version."""
    with open(path, "rb") as stream:
        content = stream.read()
    at = content.find(struct.pack("<II", 0xFEEF04BD, 0x00010000))
    if at < 0:
        sys.exit(f"sbom.py: {path} states no version")
    high, low = struct.unpack_from("<II", content, at + 8)
    return f"{high >> 16}.{high & 0xFFFF}.{low >> 16}.{low & 0xFFFF}"


def models(program, prefix, found):
    root = os.path.join(program, "models")
    for name in sorted(os.listdir(root)):
        manifest = os.path.join(root, name, "model.json")
        if not os.path.exists(manifest):
            continue
        with open(manifest, encoding="utf-8") as stream:
            model = json.load(stream)
        yield {
            "type": "machine-learning-model", "bom-ref": f"model:{model['id']}", "name": model["id"], "version": model["version"],
            "description": model["title"], "licenses": [{"license": {"id": model["licence"]}}],
            "hashes": [{"alg": "SHA-256", "content": member["sha256"]} for member in model["members"]],
        } | take(found, [path for path in found if path.startswith(f"{prefix}models/{name}/")]), []


def main(folder, below, version, file):
    program = os.path.normpath(os.path.join(folder, below))
    prefix = "" if below == "." else below + "/"
    found = files(folder)
    parts = [*libraries(program, prefix, found), *onnx_runtime(folder, prefix, found), *models(program, prefix, found)]
    nobodys = [name for name in found if name.endswith(MACHINE_CODE)]
    if nobodys:
        sys.exit(f"sbom.py: these belong to no package of the program's list: {', '.join(nobodys)}")
    components = [*(component for component, _ in parts), *found.values()]
    name = os.path.basename(file)
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        # The same content has the same number.
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, json.dumps([name, components]))}",
        "version": 1,
        "metadata": {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))),
            "component": {"type": "application", "bom-ref": name, "name": "AcsaNode", "version": version, "licenses": [{"license": {"id": "Apache-2.0"}}]},
        },
        "components": components,
        "dependencies": [
            {"ref": name, "dependsOn": [component["bom-ref"] for component, _ in parts if component["name"] == "acsa" or component["type"] == "machine-learning-model"]},
            *({"ref": component["bom-ref"], "dependsOn": needs} for component, needs in parts),
        ],
        "compositions": [{"aggregate": "complete", "assemblies": [name]}],
    }
    json.dump(document, sys.stdout, indent=1)
    sys.stdout.write("\n")


main(*sys.argv[1:])
