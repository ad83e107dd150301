#!/usr/bin/env bash
# Every header compiles alone, twice included, without a warning.  compile.sh CC FLAGS…
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
one() {
	local header=$1 said
	shift
	said=$(printf '#include "%s"\n#include "%s"\nextern int lint_not_empty;\n' "$header" "$header" |
		"$@" -fsyntax-only -Werror -x c - 2>&1) && return 0
	printf '%s\n' "$said" | grep -E '(error|warning):'
	return 1
}
export -f one

# It has to refuse a header that needs another.
bad=$(mktemp --suffix=.h)
trap 'rm -f "$bad"' EXIT
echo 'int f(size_t a);' >"$bad"
if one "$bad" "$@" >/dev/null; then
	echo "compile.sh: a header that leans on another passes"
	exit 1
fi
# shellcheck disable=SC2016 # expanded by the shell that runs it
git -c safe.directory='*' ls-files -coz --exclude-standard -- 'lib/*.h' 'services/*.h' |
	xargs -0 -r -P 2 -I{} bash -c 'header=$1; shift; [ ! -e "$header" ] || one "$PWD/$header" "$@"' one {} "$@" || exit 1
echo "headers: each compiles alone"
