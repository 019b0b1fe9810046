#!/usr/bin/env python3
"""sbom.py FOLDER VERSION FILE: what a published folder contains, as CycloneDX 1.5 JSON on standard output.

Packages and runtimes come from the program's own list (acsa.deps.json), ONNX Runtime from npm's lock file, model packages from their
manifests; every file of the folder is there with its SHA-256. FILE is the package that carries it; only its name is used.
"""
import base64
import hashlib
import json
import os
import sys
import time
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
LOCK = os.path.join(HERE, "..", "..", "src", "Acsa.OnnxRuntime", "native", "package-lock.json")
# By the first words of a package's name; THIRD-PARTY-NOTICES.md has the texts.
LICENCES = {
    "Acsa.": "Apache-2.0", "acsa": "Apache-2.0", "Microsoft.": "MIT", "System.": "MIT", "Npgsql": "PostgreSQL",
    "Spectre.Console": "MIT", "SQLitePCLRaw.": "Apache-2.0", "runtimepack.": "MIT", "Quartz": "Apache-2.0", "OpenTelemetry": "Apache-2.0",
    "PDFsharp": "MIT", "PdfSharp": "MIT",
}


def licence(name):
    for start, identifier in LICENCES.items():
        if name.startswith(start):
            return [{"license": {"id": identifier}}]
    sys.exit(f"sbom.py: no licence is known for {name}; add it to LICENCES and to THIRD-PARTY-NOTICES.md")


def libraries(folder):
    with open(os.path.join(folder, "acsa.deps.json"), encoding="utf-8") as stream:
        listed = json.load(stream)["libraries"]
    for key, value in sorted(listed.items()):
        name, version = key.split("/")
        component = {"type": "library", "bom-ref": f"nuget:{key}", "name": name.removeprefix("runtimepack."), "version": version, "licenses": licence(name)}
        if value["type"] != "project":
            component["purl"] = f"pkg:nuget/{component['name']}@{version}"
        if value["type"] == "runtimepack":
            component["type"] = "framework"
        if value["sha512"]:
            component["hashes"] = [{"alg": "SHA-512", "content": base64.b64decode(value["sha512"].removeprefix("sha512-")).hex()}]
        yield component


def onnx_runtime():
    with open(LOCK, encoding="utf-8") as stream:
        package = json.load(stream)["packages"]["node_modules/onnxruntime-node"]
    yield {
        "type": "library", "bom-ref": "npm:onnxruntime-node", "name": "onnxruntime-node", "version": package["version"],
        "purl": f"pkg:npm/onnxruntime-node@{package['version']}", "licenses": [{"license": {"id": package["license"]}}],
        "hashes": [{"alg": "SHA-512", "content": base64.b64decode(package["integrity"].removeprefix("sha512-")).hex()}],
    }


def models(folder):
    root = os.path.join(folder, "models")
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
        }


def files(folder):
    for path in sorted(os.path.join(at, leaf) for at, _, leaves in os.walk(folder) for leaf in leaves):
        name = os.path.relpath(path, folder).replace(os.sep, "/")
        with open(path, "rb") as stream:
            digest = hashlib.sha256(stream.read()).hexdigest()
        yield {"type": "file", "bom-ref": f"file:{name}", "name": name, "hashes": [{"alg": "SHA-256", "content": digest}]}


def main(folder, version, file):
    components = [*libraries(folder), *onnx_runtime(), *models(folder), *files(folder)]
    when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"])))
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        # The same content has the same number.
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, json.dumps([os.path.basename(file), components]))}",
        "version": 1,
        "metadata": {
            "timestamp": when,
            "component": {
                "type": "application", "bom-ref": os.path.basename(file), "name": "AcsaNode", "version": version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            },
        },
        "components": components,
    }
    json.dump(document, sys.stdout, indent=1)
    sys.stdout.write("\n")


main(*sys.argv[1:])
