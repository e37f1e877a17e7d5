#!/bin/sh
# See to it that the browser tests have a browser: browser.sh PYTHON
# Installs the system's Chromium where that needs no question; says so plainly where it cannot.
# Never fails: without a browser the other tests still run, and the summary names what did not.
set -u
python=$1

if "$python" -m tests.browser.find >/dev/null 2>&1; then
    exit 0
fi

as_root=
if [ "$(id -u)" != 0 ]; then
    as_root="sudo -n"
    sudo -n true >/dev/null 2>&1 || as_root=no
fi

if ! command -v apt-get >/dev/null 2>&1 || [ "$as_root" = no ]; then
    echo "No Chromium, Chrome or Edge was found, and none can be installed from here without asking." >&2
    echo "The browser tests will not run. Install one of the three to run them." >&2
    exit 0
fi

echo "Installing Chromium for the browser tests."
log=$(mktemp)
if { $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
     $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
         chromium fonts-dejavu-core; } </dev/null >"$log" 2>&1 &&
   "$python" -m tests.browser.find >/dev/null 2>&1; then
    rm -f "$log"
else
    tail -n 5 "$log" >&2
    rm -f "$log"
    echo "Chromium could not be installed. The browser tests will not run." >&2
fi
exit 0
