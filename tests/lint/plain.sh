#!/usr/bin/env bash
# The build as it is shipped, beside the one with sanitizers, for what sanitizers would stand in the way of.
#   plain.sh build DIR TARGET…          release build of TARGET… in DIR
#   plain.sh hardening DIR              what readelf sees of the program
#   plain.sh valgrind DIR PROGRAM ARGS… memcheck over one program of that build
#   plain.sh valgrind-units DIR         and over every unit test, one after another
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
what=$1 dir=$2
shift 2

fail() {
	printf '%s\n' "$*"
	exit 1
}

# memcheck PROGRAM ARGS…: Criterion runs each test in a process of its own and does not mind how that
# ends, so any word of valgrind is a failure. It also keeps descriptors of its own open in them, so that
# --track-fds would say nothing of ours.
memcheck() {
	local said status=0
	said=$(valgrind -q --error-exitcode=9 --leak-check=full --show-leak-kinds=definite \
		--errors-for-leak-kinds=definite --trace-children=yes "$@" 2>&1) || status=$?
	! grep -Eq '^==[0-9]+== ' <<<"$said" || status=9
	[ $status -eq 0 ] || printf '%s\n' "$said"
	return $status
}

need_valgrind() {
	command -v valgrind >/dev/null || {
		echo "skipped: valgrind is not installed"
		exit 77
	}
}

# What an ELF file does not tell: each source of ours is compiled with all of these.
hardening_flags() {
	local flag flags=(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wformat=2 -Wvla -Wstrict-prototypes -Wnull-dereference
		-Wimplicit-fallthrough -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection -fno-strict-overflow
		-ftrivial-auto-var-init=zero -fPIE)
	[ "$(uname -m)" != x86_64 ] || flags+=(-fcf-protection=full)
	for flag in "${flags[@]}"; do
		jq -e --arg flag " $flag " 'map(select(.command | test(" -o (lib|services)/"))) | length > 0 and all(.command | contains($flag))' \
			"$dir/compile_commands.json" >/dev/null || fail "not every source is compiled with $flag"
	done
}

hardening() {
	local program=$dir/bin/schakel headers dynamic symbols
	hardening_flags
	headers=$(readelf -hlW "$program")
	dynamic=$(readelf -dW "$program")
	symbols=$(readelf -sW --dyn-syms "$program")
	grep -q 'DYN (Position-Independent Executable' <<<"$headers" || fail "not position independent"
	grep -Eq 'GNU_STACK +(0x[0-9a-f]+ +){5}RW ' <<<"$headers" || fail "its stack is executable"
	! grep -Eq 'LOAD +(0x[0-9a-f]+ +){5}RWE' <<<"$headers" || fail "a part of it is writable and executable"
	grep -q GNU_RELRO <<<"$headers" || fail "no RELRO"
	grep -q 'BIND_NOW' <<<"$dynamic" || fail "RELRO is not full: no BIND_NOW"
	! grep -Eq 'RPATH|RUNPATH|TEXTREL' <<<"$dynamic" || fail "it has a path of libraries, or relocations in its text"
	grep -q '__stack_chk_fail' <<<"$symbols" || fail "no stack protector"
	[ "$(grep -oE '__(memcpy|snprintf|vsnprintf|fprintf)_chk' <<<"$symbols" | sort -u | wc -l)" -ge 3 ] || fail "not fortified"
	case $(uname -m) in
	x86_64)
		# Debian's own start files carry no mark of CET, so that the program cannot; the code is ready
		# all the same. A shadow stack must not be claimed: tasks have stacks that no kernel knows.
		local disassembly
		disassembly=$(objdump -d --no-show-raw-insn "$program")
		for function in main task_spawn dispatch_request switch_begin_; do
			grep -A1 "<$function>:" <<<"$disassembly" | grep -q endbr64 || fail "$function does not begin with endbr64"
		done
		! readelf -nW "$program" | grep -q SHSTK || fail "it claims a shadow stack"
		;;
	esac
	echo "hardening: position independent, full RELRO, no executable stack, stack protector, fortified"
}

case $what in
build)
	cmake -S "$root" -B "$dir" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_RUNTIME_OUTPUT_DIRECTORY="$dir/bin" >/dev/null
	cmake --build "$dir" --target "$@"
	;;
hardening) hardening ;;
valgrind)
	need_valgrind
	memcheck "$dir/bin/$1" "${@:2}"
	;;
valgrind-units)
	need_valgrind
	mapfile -t targets < <(ninja -C "$dir" -t targets all | grep -oE '^unit_[a-z_]+(: phony)' | cut -d: -f1 | sort -u)
	cmake --build "$dir" --target "${targets[@]}"
	failed=0
	for target in "${targets[@]}"; do
		tests=(-j1)
		case $target in
		# With ucontext glibc switches the stacks, and tells valgrind nothing of it.
		unit_task_ucontext) continue ;;
		# Out of descriptors: valgrind has its own, and its own limit of them.
		unit_http_server) tests+=(--filter '!(server/pauses_*)') ;;
		unit_services_descriptors) tests+=(--filter '!(descriptors/@(raise|go_no)_*)') ;;
		# Five million rows: minutes, of the same few lines.
		unit_services_import_lees) tests+=(--filter '!(import_lees/holds_a_file_*)') ;;
		# Writes through a wild pointer on purpose.
		unit_task_limits) tests+=(--filter '!(limits/another_fault_*)') ;;
		esac
		memcheck "$dir/bin/$target" "${tests[@]}" || { echo "valgrind: $target" && failed=1; }
	done
	exit $failed
	;;
*) fail "plain.sh does not know $what" ;;
esac
