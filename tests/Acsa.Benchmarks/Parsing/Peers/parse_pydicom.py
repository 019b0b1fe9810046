"""parse_pydicom.py LIST headers|whole: as parse_dcmtk; values are decoded when they are asked for, and nobody asks."""
import sys
import time

from pydicom import dcmread

files = open(sys.argv[1], encoding="utf-8").read().splitlines()
stop = sys.argv[2] == "headers"
for file in files:
    dcmread(file, stop_before_pixels=stop)
elements = 0
wall, cpu = time.perf_counter(), time.process_time()
for file in files:
    elements += len(dcmread(file, stop_before_pixels=stop))
print(f"{time.perf_counter() - wall:.6f} {time.process_time() - cpu:.6f} {elements}")
