#!/usr/bin/env bash
# clang-format decides layout. Version 14, Debian's: others lay out differently.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
format=$(command -v clang-format-14 || command -v clang-format)

# It has to refuse this.
if printf 'int  a ;\n' | "$format" --dry-run -Werror --assume-filename=lib/base/a.c >/dev/null 2>&1; then
	echo "format.sh: a badly laid out file passes"
	exit 1
fi
faults=$(git -c safe.directory='*' ls-files -coz --exclude-standard -- '*.c' '*.h' |
	while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done |
	{ xargs -0 -r -n 50 "$format" --dry-run -Werror 2>&1 || true; } |
	awk -F: '/: (error|warning): / && !seen[$1]++ { print $1 ":" $2 ": clang-format lays it out otherwise: clang-format -i " $1 }')
if [ -n "$faults" ]; then
	echo "$faults"
	exit 1
fi
echo "format: clean"
