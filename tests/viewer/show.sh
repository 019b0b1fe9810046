#!/bin/bash
# show.sh DIR: pictures of what OHIF shows of the node's results; README.md beside this says more.
set -euo pipefail
out=$(realpath -m "${1:?folder for the pictures}")
mkdir -p "$out"
. "$(dirname "$0")/stage.sh"
"${acsa[@]}" phantom --out "$work/images" --count 2 --seed 5 >/dev/null
"${acsa[@]}" analyze "$work"/images/*.dcm --out "$work/results" >/dev/null
TCP_NODELAY=1 dcmsend -q -aec PACS 127.0.0.1 "$dicom" "$work"/images/*.dcm "$work"/results/*.dcm
node "$here/show.js" "$(viewer "$work/images/phantom-0001.dcm")" "$out/ohif-still" 1
node "$here/show.js" "$(viewer "$work/images/phantom-0002.dcm")" "$out/ohif-clip" 1 2 4
ls "$out"/ohif-*.png
