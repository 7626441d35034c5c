#!/usr/bin/env bash
# Servers of Python packages answer a request for several ranges with the first of them, or with an error.
#
# Good guess: a server that sends a range of a file (status 206) sends several as parts of one answer, multipart/byteranges, or
#   ignores the header and sends the file (RFC 9110 section 14.2).
# What happens: pypiserver, and WebOb, with which devpi sends files, send the first range, with status 206. aiohttp, with which
#   Pulp sends files, answers 416, as if the file had no such bytes.
# Why it matters: readers of remote zips ask for many small ranges, and would like to wait once. One that looks at the status
#   takes the first range for all, or concludes that the file has changed.
# Seen with: pypiserver 2.4.2, aiohttp 3.14.5, WebOb 1.8.11 with waitress 3.0.2.
set -euo pipefail
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pypiserver==2.4.2 aiohttp==3.14.5 WebOb==1.8.11 waitress==3.0.2 2>/dev/null
mkdir files
wheel=own-1-py3-none-any.whl
python3 - "files/$wheel" <<'MADE'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    wheel.writestr("own.py", "x = 1\n" * 1000)
MADE

cat >with_aiohttp.py <<'SERVER'
import sys
from aiohttp import web
app = web.Application()
app.router.add_static("/packages", "files")
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
SERVER
cat >with_webob.py <<'SERVER'
import sys
from waitress import serve
from webob.static import DirectoryApp
serve(lambda environ, start: (environ.update(PATH_INFO=environ["PATH_INFO"].replace("/packages", "")),
                              DirectoryApp("files")(environ, start))[1], host="127.0.0.1", port=int(sys.argv[1]))
SERVER

port() { python3 -c 'import socket
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    print(free.getsockname()[1])'; }

ask() { # NAME ADDRESS
  python3 - "$@" <<'CLIENT'
import sys, time, urllib.error, urllib.request
name, address = sys.argv[1:]

def answer(ranges):
    try:
        return urllib.request.urlopen(urllib.request.Request(address, headers={"Range": ranges}))
    except urllib.error.HTTPError as status:
        return status

for attempt in range(100):
    try:
        one = answer("bytes=0-3")
        break
    except urllib.error.URLError:
        time.sleep(0.2)
several = answer("bytes=0-3,100-103,200-203")
size = len(several.read())
print(f"{name}: one range {one.status}, {len(one.read())} bytes; three ranges {several.status}"
      + (f", {size} bytes" if several.status < 400 else ""))
CLIENT
}

at=$(port)
venv/bin/python -m pypiserver run -p "$at" -i 127.0.0.1 --disable-fallback files >server.log 2>&1 &
ask pypiserver "http://127.0.0.1:$at/packages/$wheel" >seen
for server in aiohttp webob; do
  at=$(port)
  venv/bin/python "with_$server.py" "$at" >server.log 2>&1 &
  ask "$server" "http://127.0.0.1:$at/packages/$wheel" >>seen
done
cat seen
diff seen - <<'EXPECTED'
pypiserver: one range 206, 4 bytes; three ranges 206, 4 bytes
aiohttp: one range 206, 4 bytes; three ranges 416
webob: one range 206, 4 bytes; three ranges 206, 4 bytes
EXPECTED
