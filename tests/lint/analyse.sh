#!/usr/bin/env bash
# A static analyser over lib/ and services/.  analyse.sh gcc|tidy|cppcheck GENERATED_DIR [FLAGS…]
# Each first has to find a planted fault. A finding is mended, or excused in place with its reason.
# What was found clean is not read again as long as it, all that it includes, the tool and this script are the same: as
# ccache does for the compiler. ANALYSE_MEMO= (empty) reads all of it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
tool=$1 generated=$2
shift 2
program=$tool
case $tool in gcc) program=gcc-12 ;; tidy) program=clang-tidy ;; esac
program=$(command -v "$program" || command -v "$tool") || {
	echo "skipped: $tool is not installed"
	exit 77
}
here=$PWD/tests/lint
flags=(-std=gnu17 -D_GNU_SOURCE -DSCHAKEL_VERSION='"0"' -DDEMO_REGIO_FILE="\"$PWD/services/admin/demo/regio.json\""
	-DVERWERKINGEN_FILE="\"$PWD/services/privacy/verwerkingen.json\""
	-I"$PWD/lib" -I"$PWD/services" -I"$generated" "$@")
memo=${ANALYSE_MEMO-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/schakel-analyse}
tool_version=$("$program" --version)

# key FILE FLAGS…: the hash of all that a verdict depends on; fails when that cannot be said.
key() {
	local file=$1 deps
	shift
	deps=$(gcc "${flags[@]}" "$@" -M "$file" 2>/dev/null) || return 1
	deps=${deps#*:}
	{
		# By content: where the tree stands says nothing.
		printf '%s\n' "$tool" "$tool_version" "${@//"$PWD"/}" "${flags[@]//"$PWD"/}"
		cat tests/lint/analyse.sh .clang-tidy
		tr -d '\\' <<<"$deps" | xargs cat
	} | sha256sum | cut -d' ' -f1
}

# one FILE: says what is wrong with it, and fails then.
one() {
	local file=$1 extra=(-include "$here/analyse.h") known=""
	case $file in
	# These define what analyse.h tells, or know nothing of it.
	lib/base/* | lib/task/fault.c | lib/db/fault.c | services/api/req.c | *sqlgen.c | services/apigen/*) extra=() ;;
	lib/db/*) extra+=(-DANALYSE_DB) ;;
	esac
	case $tool:$file in
	# What these take hangs in a list or a table, which it loses sight of. LeakSanitizer does not.
	gcc:lib/base/arena.c | gcc:services/motor/voorraad_kaart.c) extra+=(-Wno-analyzer-malloc-leak) ;;
	esac
	if [ -n "$memo" ] && known=$(key "$file" "${extra[@]}"); then
		known=$memo/$known
		[ ! -e "$known" ] || return 0
	fi
	read_it "$file" || return
	[ -z "$known" ] || touch "$known"
}

# read_it FILE, with `extra` of its caller.
read_it() {
	local file=$1
	case $tool in
	# Its check of uninitialised values takes a struct that came back in a register for one; clang's
	# analyser and valgrind look for those too.
	gcc) "$program" "${flags[@]}" "${extra[@]}" -O1 -fanalyzer -Wno-analyzer-use-of-uninitialized-value \
		-Werror -c -o /dev/null "$file" ;;
	# Its warnings too: the fuzzers are built with clang. A loop over symbols is followed for 50,000
	# states of a function and not 225,000: five files took half of the time, and gcc reads them too.
	tidy) "$program" -quiet --config-file=.clang-tidy --warnings-as-errors="*" "$file" -- "${flags[@]}" "${extra[@]}" \
		-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wformat=2 -Wnull-dereference -Wno-unused-parameter \
		-Xclang -analyzer-config -Xclang max-nodes=50000 2>/dev/null ;;
	esac
}

# all FILES…
all() {
	local failed=0 file
	for file; do one "$file" || failed=1; done
	return $failed
}

check() {
	if [ "$tool" = cppcheck ]; then
		# Its own machinery splits the work and keeps what it found, for one run at a time; it reads headers
		# as far as it finds them.
		${memo:+flock "$memo/cppcheck"} "$program" ${memo:+"--cppcheck-build-dir=$memo/cppcheck"} -q -j 2 \
			--enable=warning,performance,portability --inconclusive --inline-suppr --error-exitcode=1 \
			--library="$here/cppcheck.xml" -D_GNU_SOURCE -DSCHAKEL_VERSION='"0"' \
			-Ilib -Iservices -I"$generated" "$@"
		return
	fi
	export -f one all key read_it
	export tool tool_version program here memo
	printf '%s\0' "$@" | xargs -0 -P 2 -n 4 bash -c "flags=(${flags[*]@Q}); all \"\$@\"" all
}

bad=$(mktemp --suffix=.c)
trap 'rm -f "$bad"' EXIT
# Each of them sees this: a use of memory that was given back.
cat >"$bad" <<'END'
#include <stdlib.h>
void lint_planted(void);
void lint_planted(void)
{
	volatile char *p = malloc(1);
	if (p == NULL)
		abort();
	free((void *)p);
	*p = 1;
}
END
[ -z "$memo" ] || {
	mkdir -p "$memo/cppcheck"
	find "$memo" -type f -mtime +30 -delete
}
if check "$bad" >/dev/null 2>&1; then
	echo "analyse.sh: $tool does not see a use after free"
	exit 1
fi
mapfile -d '' -t files < <(git -c safe.directory='*' ls-files -coz --exclude-standard -- 'lib/*.c' 'services/*.c' |
	while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done)
check "${files[@]}" || exit 1
echo "$tool: ${#files[@]} files, clean"
