#!/usr/bin/env python3
"""zip.py FOLDER NAME FILE: the folder as NAME/… in a zip, sorted, dated by SOURCE_DATE_EPOCH."""
import os
import sys
import time
import zipfile


def main(folder, name, file):
    when = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(os.path.join(at, leaf) for at, _, leaves in os.walk(folder) for leaf in leaves):
            entry = zipfile.ZipInfo(f"{name}/{os.path.relpath(path, folder)}", when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with open(path, "rb") as stream:
                archive.writestr(entry, stream.read())


main(*sys.argv[1:])
