#!/bin/sh
# The types of the browser's JavaScript, as TypeScript reads them. The set-up of the tests gets it where npm is there.
set -eu
cd "$(dirname "$0")/../.."
TSC=.tools/node_modules/.bin/tsc
if [ ! -x "$TSC" ]; then
    echo "The browser's JavaScript is not checked: npm was not there when the tests were set up."
    exit 0
fi
exec "$TSC" --project tests/web/jsconfig.json
