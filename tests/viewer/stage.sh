# stage.sh, read by the scripts beside it: an Orthanc with DICOMweb and OHIF over it, on ports that the system chooses. Sets $web, $http, $dicom
# and $node (ports), $work (a folder that goes at the end; processes whose numbers lie in its *.pid end with it), and ${acsa[@]}.
here=$(cd "$(dirname "$0")" && pwd)
cache=${ACSA_VIEWER_CACHE:-$HOME/.cache/acsa-viewer}
work=$(mktemp -d)
mkdir -p "$cache" "$work/db"
trap 'kill $(cat "$work"/*.pid 2>/dev/null) 2>/dev/null || true; rm -rf "$work"' EXIT
(
    cd "$cache"
    [ -d package/dist ] || { npm pack --silent @ohif/app@3.13.2 >/dev/null; tar xzf ohif-app-3.13.2.tgz; }
    [ -d node_modules/playwright-core ] || npm install --silent --no-save playwright-core@1.65.1 >/dev/null
)
read -r web http dicom node < <(python3 -c '
import socket
ports = [socket.socket() for _ in range(4)]
for port in ports: port.bind(("127.0.0.1", 0))
print(*(port.getsockname()[1] for port in ports))')

plugins=$(find /usr/share/orthanc/plugins /usr/lib/orthanc -name 'libOrthancDicomWeb.so*' 2>/dev/null | head -1)
cat > "$work/orthanc.json" <<JSON
{ "Name": "PACS", "StorageDirectory": "$work/db", "IndexDirectory": "$work/db", "DicomPort": $dicom, "HttpPort": $http,
  "RemoteAccessAllowed": false, "AuthenticationEnabled": false, "DicomAlwaysAllowStore": true, "UnknownSopClassAccepted": true, "DicomAet": "PACS",
  "DicomModalities": { "acsa": [ "ACSA", "127.0.0.1", $node ] },
  "Plugins": ["$plugins"], "DicomWeb": { "Enable": true, "Root": "/dicom-web/", "Host": "127.0.0.1:$web", "Ssl": false } }
JSON
cat > "$work/nginx.conf" <<CONF
$([ "$(id -u)" = 0 ] && echo "user $(id -un) $(id -gn);") daemon on; pid $work/nginx.pid; error_log $work/nginx.log;
events {}
http {
  include /etc/nginx/mime.types; access_log off; client_max_body_size 0;
  client_body_temp_path $work; proxy_temp_path $work; fastcgi_temp_path $work; uwsgi_temp_path $work; scgi_temp_path $work;
  server {
    listen 127.0.0.1:$web; root $cache/package/dist;
    add_header Cross-Origin-Opener-Policy same-origin always; add_header Cross-Origin-Embedder-Policy require-corp always;
    location = /app-config.js { alias $work/app-config.js; }
    location /dicom-web/ { proxy_pass http://127.0.0.1:$http/dicom-web/; proxy_set_header Host \$http_host; proxy_buffering off; }
    location / { try_files \$uri \$uri/ /index.html; }
  }
}
CONF
cat > "$work/app-config.js" <<JS
window.config = { routerBasename: null, extensions: [], modes: [], showStudyList: true, investigationalUseDialog: { option: 'never' },
  customizationService: {}, maxNumberOfWebWorkers: 2, showErrorDetails: 'always', maxNumRequests: { interaction: 20, thumbnail: 5, prefetch: 5 },
  defaultDataSourceName: 'pacs', dataSources: [{ namespace: '@ohif/extension-default.dataSourcesModule.dicomweb', sourceName: 'pacs',
    configuration: { friendlyName: 'PACS', name: 'pacs', qidoRoot: 'http://127.0.0.1:$web/dicom-web',
      wadoRoot: 'http://127.0.0.1:$web/dicom-web', wadoUriRoot: 'http://127.0.0.1:$web/wado', imageRendering: 'wadors',
      thumbnailRendering: 'wadors', enableStudyLazyLoad: true, omitQuotationForMultipartRequest: true, bulkDataURI: { enabled: true },
      segmentation: { store: { defaultMode: '${ACSA_VIEWER_SEG:-labelmap}' } } } }] };
JS
Orthanc "$work/orthanc.json" > "$work/orthanc.log" 2>&1 & echo $! > "$work/orthanc.pid"
until curl -sf "http://127.0.0.1:$http/system" >/dev/null; do sleep 0.1; done
nginx -c "$work/nginx.conf" -p "$work/" 2>/dev/null

acsa=("${ACSA:-$here/../../acsa}")
[ -n "${ACSA_DLL:-}" ] && acsa=(dotnet "$ACSA_DLL")
export NODE_PATH="$cache/node_modules"
study() { dcmdump +P StudyInstanceUID "$1" | sed 's/.*\[\(.*\)\].*/\1/'; }
viewer() { echo "http://127.0.0.1:$web/viewer?StudyInstanceUIDs=$(study "$1")"; }
