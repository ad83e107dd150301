#!/bin/sh
# One private PostgreSQL for a run of the tests. DIR holds its state; the address of its socket is in DIR/socket.
#
#   postgres.sh start DIR            new and empty, with the database schakel_template of role schakel
#   postgres.sh stop DIR             stops it; databases of failed tests are named and kept
#   postgres.sh clone DIR NAME       a copy of the template; prints its URI
#   postgres.sh drop DIR NAME
#   postgres.sh dump DIR NAME        writes a backup of a database
#   postgres.sh restore DIR NAME     makes a database of the backup that it reads; prints its URI
#   postgres.sh psql DIR NAME [ARG…] looks into a database; starts the server again for it when need be
#
# The server refuses to run as root: root runs it as the user postgres. Its files stand in memory where there is
# enough of that, else in DIR, or, when that user cannot enter it, in the temporary folder. There the socket always
# stands: its path must be shorter than 108 bytes.
set -eu

fail() {
	echo "postgres.sh: $*" >&2
	exit 1
}

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -n | tail -n 1)
if [ -z "$bin" ]; then
	pg_ctl=$(command -v pg_ctl) || fail "PostgreSQL is not installed (Debian: apt install postgresql)"
	bin=$(dirname "$pg_ctl")
fi

as_server() {
	if [ "$(id -u)" -eq 0 ]; then
		(cd / && exec setpriv --reuid=postgres --regid=postgres --init-groups "$@")
	else
		"$@"
	fi
}

# new_folder [PARENT]
new_folder() {
	folder=$(mktemp -d "${1:-${TMPDIR:-/tmp}}/schakel-test-XXXXXX")
	if [ "$(id -u)" -eq 0 ]; then
		chown postgres: "$folder"
	fi
	echo "$folder"
}

uri() {
	echo "postgresql:///$1?host=$(cat "$dir/socket")&user=schakel"
}

admin() {
	"$bin/psql" -X -q -t -A -v ON_ERROR_STOP=1 -h "$(cat "$dir/socket")" -U postgres "$@"
}

server_pid() {
	[ -f "$dir/data" ] && [ -f "$(cat "$dir/data")/postmaster.pid" ] || return 1
	pid=$(head -n 1 "$(cat "$dir/data")/postmaster.pid")
	kill -0 "$pid" 2>/dev/null && echo "$pid"
}

# Fast, and after ten seconds without mercy.
stop_server() {
	pid=$(server_pid) || return 0
	kill -INT "$pid"
	tries=0
	while kill -0 "$pid" 2>/dev/null; do
		tries=$((tries + 1))
		[ "$tries" -ne 100 ] || kill -QUIT "$pid"
		[ "$tries" -lt 200 ] || fail "server $pid does not stop"
		sleep 0.1
	done
}

remove() {
	stop_server
	for file in data socket; do
		[ ! -f "$dir/$file" ] || rm -rf "$(cat "$dir/$file")"
	done
	rm -rf "$dir"
}

# Nothing here outlives the run, so nothing waits for the disk. The odd time zone finds code that counts on UTC.
start_server() {
	new_folder >"$dir/socket"
	as_server "$bin/pg_ctl" -D "$(cat "$dir/data")" -w -t 60 -s -l "$(cat "$dir/data")/log" -o "-c listen_addresses= \
		-c unix_socket_directories=$(cat "$dir/socket") -c fsync=off -c full_page_writes=off \
		-c wal_level=minimal -c max_wal_senders=0 -c max_connections=200 -c timezone=Pacific/Chatham -c autovacuum=off -c jit=off" start </dev/null >&2 ||
		fail "the server did not start: $(tail -n 3 "$(cat "$dir/data")/log")"
}

# A thousand databases of a thousand small files are made and dropped in a run.
memory=/dev/shm
memory_kib=$((4 * 1024 * 1024))
memory_has_room() {
	[ -w "$memory" ] && [ "$(df -Pk "$memory" | awk 'NR == 2 { print $4 }')" -ge "$memory_kib" ]
}

start() {
	remove
	mkdir -p "$dir/cluster"
	if [ "$(id -u)" -eq 0 ]; then
		chown postgres: "$dir/cluster"
	fi
	if memory_has_room; then
		new_folder "$memory" >"$dir/data"
	elif as_server test -w "$dir/cluster"; then
		echo "$dir/cluster" >"$dir/data"
	else
		new_folder >"$dir/data"
	fi
	as_server "$bin/initdb" -D "$(cat "$dir/data")" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync \
		>/dev/null || fail "initdb failed"
	start_server
	admin -d postgres -c "create role schakel login createdb" \
		-c "create role schakel_dienst" -c "grant schakel_dienst to schakel" -c "create role schakel_serve login in role schakel_dienst" \
		-c "create role vreemde login" -c "create database schakel_template owner schakel"
}

kept() {
	admin -d postgres -c "select datname from pg_database where datname like 'test\_%' order by datname"
}

stop() {
	server_pid >/dev/null || return 0
	names=$(kept)
	if [ -z "$names" ]; then
		remove
		return
	fi
	echo "Databases of failed tests, kept until the next run:"
	for name in $names; do
		echo "  $0 psql $dir $name"
	done
	stop_server
	rm -rf "$(cat "$dir/socket")"
}

[ $# -ge 2 ] || fail "usage: postgres.sh start|stop|clone|drop|dump|restore|psql DIR [NAME]"
verb=$1
mkdir -p "$(dirname "$2")"
dir=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
shift 2
case $verb in
start) start ;;
stop) stop ;;
clone)
	admin -d postgres -c "create database \"$1\" template schakel_template strategy file_copy owner schakel" \
		-c "revoke temporary on database \"$1\" from public" # the template's own rights do not come along
	uri "$1"
	;;
drop) admin -d postgres -c "drop database if exists \"$1\" with (force)" ;;
dump) "$bin/pg_dump" "$(uri "$1")" ;;
restore)
	admin -d postgres -c "create database \"$1\" template template0 owner schakel"
	"$bin/psql" -X -q -v ON_ERROR_STOP=1 "$(uri "$1")" >/dev/null
	uri "$1"
	;;
psql)
	server_pid >/dev/null || start_server
	name=$1
	shift
	"$bin/psql" "$(uri "$name")" "$@"
	;;
*) fail "unknown: $verb" ;;
esac
