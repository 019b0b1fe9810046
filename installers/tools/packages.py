"""What a published folder consists of, by its own list (acsa.deps.json) and by what each package says of itself (its .nuspec)."""
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as xml

OURS = {"licence": "Apache-2.0", "copyright": "AcsaNode contributors", "url": "", "texts": []}


def cache():
    """NuGet's folder of packages."""
    if os.environ.get("NUGET_PACKAGES"):
        return os.environ["NUGET_PACKAGES"]
    said = subprocess.run(["dotnet", "nuget", "locals", "global-packages", "--list"], check=True, capture_output=True, text=True).stdout
    return said.split(":", 1)[1].strip()


def nuspec(folder, name):
    """Licence (None without an SPDX expression), copyright and address that a package states, and the paths of the texts that it brings."""
    tree = xml.parse(os.path.join(folder, f"{name.lower()}.nuspec")).getroot()
    stated = {element.tag.rsplit("}", 1)[-1]: (element.text or "").strip() for element in tree[0]}
    kind = next((element.get("type") for element in tree[0] if element.tag.endswith("}license")), None)
    licence = stated.get("license") if kind == "expression" else None
    texts = sorted(leaf for leaf in os.listdir(folder) if leaf.upper() in ("LICENSE", "LICENSE.TXT", "LICENSE.MD", "NOTICE.TXT", "THIRD-PARTY-NOTICES.TXT"))
    return {
        "licence": licence,
        "copyright": stated.get("copyright") or stated.get("authors", ""),
        "url": stated.get("projectUrl", ""),
        "texts": [os.path.join(folder, leaf) for leaf in texts],
    }


def read(program):
    """Yields each library of the program: key ("Quartz/4.7.3"), name, version, type, sha512 (base64), licence, copyright, url, texts, files, needs."""
    with open(os.path.join(program, "acsa.deps.json"), encoding="utf-8") as stream:
        listed = json.load(stream)
    target = listed["targets"][listed["runtimeTarget"]["name"]]
    by_name = {key.split("/")[0]: key for key in listed["libraries"]}
    packages = cache()
    for key, value in sorted(listed["libraries"].items()):
        name, version = key.split("/")
        name = name.removeprefix("runtimepack.")
        folder = os.path.join(packages, name.lower(), version.lower())
        facts = OURS if value["type"] == "project" else nuspec(folder, name)
        if not facts["licence"]:
            sys.exit(f"packages.py: {key} states no licence as an SPDX expression")
        # Files lie beside the program, whatever their folder in the package; those for a language keep that one's folder.
        files = {os.path.basename(path) for kind in ("runtime", "native") for path in target[key].get(kind, {})}
        files |= {"/".join(path.split("/")[-2:]) for path in target[key].get("resources", {})}
        if name == "acsa":
            files.add("acsa.exe" if os.path.exists(os.path.join(program, "acsa.exe")) else "acsa")
        files |= {os.path.splitext(file)[0] + ".pdb" for file in files if value["type"] == "project"}
        needs = [by_name[other] for other in target[key].get("dependencies", {}) if other in by_name]
        if name == "acsa":
            needs += [other for other in by_name.values() if other.startswith("runtimepack.") and other not in needs]
        yield {"key": key, "name": name, "version": version, "type": value["type"], "sha512": digest(folder, name, version, value), "files": files,
               "needs": needs, **facts}


def digest(folder, name, version, value):
    """SHA-512 of the package in base64; "" for what is ours. The program's list leaves out those of the runtime."""
    if value["type"] != "runtimepack":
        return value["sha512"].removeprefix("sha512-")
    with open(os.path.join(folder, f"{name}.{version}.nupkg.sha512".lower()), encoding="ascii") as stream:
        return stream.read().strip()
