#!/usr/bin/env python3
"""wix.py TEMPLATE FOLDER VERSION: the template with a component for each file of the folder, on standard output.

Those that the template names itself are left out. File and component ids are made from the path, so that they stay from version to version.
"""
import hashlib
import os
import sys
from xml.sax.saxutils import quoteattr

NAMED = {"acsa.exe"}


def identifier(kind, path):
    return kind + hashlib.sha1(path.encode()).hexdigest()[:24]


def components(folder, below, indent, references):
    pad = "  " * indent
    for name in sorted(os.listdir(os.path.join(folder, below))):
        path = f"{below}/{name}" if below else name
        if os.path.isdir(os.path.join(folder, path)):
            yield f"{pad}<Directory Id={quoteattr(identifier('d', path))} Name={quoteattr(name)}>"
            yield from components(folder, path, indent + 1, references)
            yield f"{pad}</Directory>"
        elif path not in NAMED:
            references.append(identifier("c", path))
            yield f"{pad}<Component Id={quoteattr(references[-1])} Guid=\"*\" Win64=\"yes\">"
            yield f"{pad}  <File Id={quoteattr(identifier('f', path))} Source={quoteattr(path)} KeyPath=\"yes\" />"
            yield f"{pad}</Component>"


def main(template, folder, version):
    references = []
    listed = "\n".join(components(folder, "", 5, references))
    with open(template, encoding="utf-8") as stream:
        text = stream.read()
    text = text.replace("@VERSION@", version).replace("@COMPONENTS@", listed)
    sys.stdout.write(text.replace("@REFERENCES@", "\n".join(f"      <ComponentRef Id={quoteattr(name)} />" for name in references)))


main(*sys.argv[1:])
