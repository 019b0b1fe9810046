#!/usr/bin/env python3
"""zip.py FOLDER NAME LEVEL FILE: the folder as NAME/… in a zip, sorted, dated by SOURCE_DATE_EPOCH."""
import os
import sys
import time
import zipfile


def main(folder, name, level, file):
    when = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=int(level)) as archive:
        for path in sorted(os.path.join(at, leaf) for at, _, leaves in os.walk(folder) for leaf in leaves):
            entry = zipfile.ZipInfo(f"{name}/{os.path.relpath(path, folder)}", when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with open(path, "rb") as stream:
                archive.writestr(entry, stream.read())


main(*sys.argv[1:])
