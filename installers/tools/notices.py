#!/usr/bin/env python3
"""notices.py PROGRAM: who made what of a published program and by which licence, with the licences' texts, on standard output.

From what the packages that it was put together from state of themselves; a licence whose text is not in ../licences is an error.
THIRD-PARTY-NOTICES.md has what no package states: ONNX Runtime and what lies beside it, models, images, tables.
"""
import os
import sys

import packages

HERE = os.path.dirname(os.path.abspath(__file__))
TEXTS = {"Apache-2.0": os.path.join(HERE, "..", "..", "LICENSE")}
LINE = "-" * 80
HEAD = """Packages in AcsaNode

The works below are part of this program, unchanged, each under its own licence. The texts of the licences follow after the list;
what a package brings along as its own licence or notices stands with it. See THIRD-PARTY-NOTICES.md for all else that is not ours."""


def text(licence):
    path = TEXTS.get(licence, os.path.join(HERE, "..", "licences", f"{licence}.txt"))
    if not os.path.exists(path):
        sys.exit(f"notices.py: the text of the licence {licence} is missing: {path}")
    return read(path)


def read(path):
    with open(path, encoding="utf-8-sig", errors="replace") as stream:
        return stream.read().replace("\r\n", "\n").strip()


def main(program):
    known = {}
    licences = {}
    print(HEAD)
    for library in packages.read(program):
        if library["type"] == "project":
            continue
        licences.setdefault(library["licence"], []).append(library["name"])
        print(f"\n{LINE}\n{library['name']} {library['version']}\n{library['copyright']}\nLicence: {library['licence']}")
        if library["url"]:
            print(library["url"])
        for path in library["texts"]:
            content = read(path)
            leaf = os.path.basename(path)
            if content in known:
                print(f"\nIts {leaf} is that of {known[content]}.")
            else:
                known[content] = library["name"]
                print(f"\nIts {leaf}:\n\n{content}")
    for licence, names in sorted(licences.items()):
        print(f"\n{'=' * 80}\nLicence {licence}\nof {', '.join(names)}\n\n{text(licence)}")


main(*sys.argv[1:])
