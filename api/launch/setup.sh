#!/bin/sh
# The set-up that comes before any Python of ours can run: uv, Debian's libraries, both environments.
# Each step says what it does and how long it took; a failing one says what to do, and stops all.
set -eu
cd "$(dirname "$0")/../.."

PACKAGES="libvoikko1 voikko-fi fonts-dejavu-core ${ASKEL_EXTRA_PACKAGES:-}"
TYPESCRIPT=5.9.3
LOG=var/log/setup.log
mkdir -p var/log

step() { # step TITLE ADVICE COMMAND...
    title=$1; advice=$2; shift 2
    began=$(date +%s)
    printf '  … %s' "$title"
    if "$@" >"$LOG" 2>&1; then
        printf '\r  ✓ %s (%s s)\n' "$title" "$(($(date +%s) - began))"
    else
        printf '\r  ✗ %s failed. %s\n    The last lines of %s:\n' "$title" "$advice" "$LOG" >&2
        tail -n 5 "$LOG" | sed 's/^/      /' >&2
        exit 1
    fi
}

get_uv() {
    [ -x .tools/bin/uv ] && return
    python3 -m venv .tools && .tools/bin/pip install --quiet 'uv>=0.9'
}

# Only checks the browser's JavaScript in `make lint`; nothing that runs needs it.
get_typescript() {
    grep -qs "\"version\": \"$TYPESCRIPT\"" .tools/node_modules/typescript/package.json && return
    npm install --prefix .tools --no-save --no-audit --no-fund "typescript@$TYPESCRIPT"
}

missing_packages() {
    for package in $PACKAGES; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || printf '%s ' "$package"
    done
}

install_packages() {
    missing=$(missing_packages)
    [ -z "$missing" ] && return
    apt-get update -q
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
}

sync_environment() { # sync_environment EXTRA PYTHON
    UV_PROJECT_ENVIRONMENT=.venv-$1 .tools/bin/uv sync --quiet --frozen --extra "$1" --python "$2"
}

# The bot finds our packages after its libraries: spaCy needs a library that is named `catalogue`
# like a folder of ours.
sync_bot() {
    sync_environment bot 3.10
    pwd >"$(.venv-bot/bin/python -c 'import site; print(site.getsitepackages()[0])')/askelmerkki.pth"
}

if [ -n "$(missing_packages)" ] && [ "$(id -u)" -ne 0 ]; then
    echo "  ✗ System libraries are missing. Run this once, then try again:" >&2
    echo "      sudo apt-get install -y --no-install-recommends $(missing_packages)" >&2
    exit 1
fi

step "uv in .tools" "A Python 3 with venv and a way to the package registry are needed." get_uv
step "System libraries ($PACKAGES)" "Run apt-get update and see that Debian's packages can be reached." install_packages
step "Environment of the service (Python 3.13)" "Is Python 3.13 installed? 'pyenv install 3.13' gets it." \
    sync_environment service 3.13
step "Environment of the bot (Python 3.10)" "Is Python 3.10 installed? 'pyenv install 3.10' gets it." sync_bot
if [ -n "${ASKEL_EXTRA_PACKAGES:-}" ] && command -v npm >/dev/null; then
    step "TypeScript $TYPESCRIPT in .tools (checks only)" "Can npm reach its registry?" get_typescript
fi
