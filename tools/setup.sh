#!/bin/sh
# Make the environment that the Makefile works in: setup.sh FOLDER ITS_PYTHON [PYTHON]
# FOLDER is created with PYTHON, or with the first Python 3.11 or newer that is found.
set -eu
folder=$1
inside=$2
asked=${3:-}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if ! { [ -x "$inside" ] && new_enough "$inside" && "$inside" -m pip --version >/dev/null 2>&1; }; then
    if [ -n "$asked" ] && ! new_enough "$asked"; then
        echo "$asked is not a Python 3.11 or newer that can be run here." >&2
        exit 1
    fi
    found=
    for candidate in $asked python3 python python3.13 python3.12 python3.11 python3.14; do
        if new_enough "$candidate"; then
            found=$candidate
            break
        fi
    done
    if [ -z "$found" ]; then
        echo "Détente needs Python 3.11 or newer, and none was found on this machine." >&2
        echo "Install one (python.org, or your system's packages), or name one that lies elsewhere:" >&2
        echo "    make setup PYTHON=/path/to/python3" >&2
        exit 1
    fi
    if ! "$found" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        echo "$found cannot create virtual environments: its venv module is not installed." >&2
        echo "On Debian and Ubuntu the package python3-venv brings it." >&2
        exit 1
    fi
    echo "Making $folder with $("$found" --version)."
    "$found" -m venv --clear "$folder"
fi

echo "Installing what requirements/dev.lock names. The first time takes a minute or two."
export PIP_DISABLE_PIP_VERSION_CHECK=1
"$inside" -m pip install --quiet --no-deps --require-hashes -r requirements/dev.lock
"$inside" -m pip install --quiet --no-deps --no-build-isolation -e .
echo "Ready. To open Détente in your browser, paste:"
echo "    $(dirname "$inside")/detente serve"
