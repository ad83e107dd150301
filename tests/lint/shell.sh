#!/usr/bin/env bash
# Every shell script passes shellcheck.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
command -v shellcheck >/dev/null || {
	echo "skipped: shellcheck is not installed"
	exit 77
}
# shellcheck disable=SC2016 # the bad example is not for us to expand
if printf '#!/bin/bash\nrm -rf $1/x\n' | shellcheck - >/dev/null 2>&1; then
	echo "shell.sh: a bad script passes"
	exit 1
fi
mapfile -d '' -t scripts < <(git -c safe.directory='*' ls-files -coz --exclude-standard -- dev .ci/run '*.sh')
shellcheck -f gcc -S warning -x "${scripts[@]}"
echo "shell: ${#scripts[@]} scripts, clean"
