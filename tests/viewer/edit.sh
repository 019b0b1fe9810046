#!/bin/bash
# edit.sh DIR: edits the node's SEG in OHIF, stores it, and sees the new report; README.md beside this says more.
set -euo pipefail
out=$(realpath -m "${1:?folder for the pictures}")
mkdir -p "$out"
. "$(dirname "$0")/stage.sh"
cat > "$work/acsa.json" <<JSON
{ "dicom": { "aeTitle": "ACSA", "port": $node }, "data": "node", "study": { "quietSeconds": 1 }, "spool": { "reserveMegabytes": 0 },
  "scanners": [ { "aeTitle": "*" } ], "inference": { "provider": "cpu", "gpu": "off" },
  "destinations": [ { "name": "pacs", "aeTitle": "PACS", "host": "127.0.0.1", "port": $dicom, "retry": "100x1s" } ] }
JSON
"${acsa[@]}" phantom --out "$work/images" --count 2 --seed 5 >/dev/null
"${acsa[@]}" run --config "$work/acsa.json" > "$work/node.log" 2>&1 & echo $! > "$work/node.pid"
until grep -q "listens on port" "$work/node.log" || ! kill -0 $! 2>/dev/null; do sleep 0.5; done
export TCP_NODELAY=1
dcmsend -q -aec PACS 127.0.0.1 "$dicom" "$work"/images/*.dcm
dcmsend -q -aec ACSA 127.0.0.1 "$node" "$work"/images/*.dcm

find() { curl -s "http://127.0.0.1:$http/tools/find" -d "{\"Level\":\"Instance\",\"Query\":$1}" | tr -d '[]" \n' | tr ',' ' '; }
until_found() { # QUERY COUNT
    for _ in $(seq 240); do [ "$(find "$1" | wc -w)" -ge "$2" ] && return; sleep 0.5; done
    echo "edit.sh: not $2 of $1 within two minutes" >&2; tail -5 "$work/node.log" >&2; return 1
}
until_found '{"Modality":"SR"}' 2
for image in 0001 0002; do
    before=$(find '{"Modality":"SEG"}')
    node "$here/edit.js" "http://127.0.0.1:$web/segmentation?StudyInstanceUIDs=$(study "$work/images/phantom-$image.dcm")" "$out/ohif-edit-$image"
    edited=$(for id in $(find '{"Modality":"SEG"}'); do [[ " $before " == *" $id "* ]] || echo "$id"; done)
    curl -s "http://127.0.0.1:$http/instances/$edited/file" > "$out/ohif-edit-$image.dcm"
    reports=$(find '{"Modality":"SR"}' | wc -w)
    curl -sf "http://127.0.0.1:$http/modalities/acsa/store" -d "$edited" >/dev/null
    until_found '{"Modality":"SR"}' $((reports + 1))
done
"${acsa[@]}" edits --csv --each --config "$work/acsa.json" | tee "$out/edits.csv"
ACSA_VIEWER_SERIES="ACSA segmentation, edited" node "$here/show.js" "$(viewer "$work/images/phantom-0001.dcm")" "$out/ohif-edited" 1
