#!/usr/bin/env bash
# ./dev as its user meets it: twice up, two data folders side by side, a taken port, down, and nothing left.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
dev=$root/dev
unset SCHAKEL_PORT SCHAKEL_DATA
place=$(mktemp -d)
one="$place/a folder, with a comma"
two="$place/closed/two"
cd /

fail() {
	printf 'FAILED: %s\n' "$*" >&2
	for log in "$one" "$two"; do tail -n 5 "$log"/log/*.log >&2 2>/dev/null || true; done
	exit 1
}

clean() {
	local data at
	for data in "$one" "$two"; do
		[ -d "$data" ] || continue
		"$dev" down --data "$data" >/dev/null 2>&1 || true
		# Where the server's user could not enter, the database stands elsewhere.
		at=$(readlink "$data/postgres" || true)
		case $at in /var/lib/schakel-*) rm -rf "$at" ;; esac
	done
	rm -rf "$place"
}
trap clean EXIT

free_port() {
	local port
	while :; do
		port=$((20000 + RANDOM % 10000))
		grep -qi "$(printf ':%04X ' "$port")" /proc/net/tcp /proc/net/tcp6 2>/dev/null || break
	done
	echo "$port"
}

status() { curl -s -o /dev/null -w '%{http_code}' --noproxy '*' --max-time 5 "http://127.0.0.1:$1$2" || true; }

# says TEXT FILE: FILE has TEXT in it.
says() { grep -qF -- "$1" "$2" || { cat "$2" >&2; fail "does not say: $1"; }; }

port=$(free_port)
out=$place/out
err=$place/err
# The first folder can be entered by all, the second by its owner only: both ways of placing the database.
chmod 711 "$place"
mkdir -m 700 "$place/closed"

"$dev" up --port "$port" --data "$one" >"$out" 2>"$err" || { cat "$err" >&2; fail "up"; }
says "http://127.0.0.1:$port" "$out"
says "medewerker" "$out"
says "agenda" "$out"
[ "$(status "$port" /readyz)" = 200 ] || fail "up returned before it was ready"
jq -e --arg base "http://127.0.0.1:$port" '.baseUrl == $base and (.accounts | length >= 4 and
	all(.[]; (.rol | length > 0) and (.email | length > 0) and (.wachtwoord | length > 0)))' "$one/demo.json" >/dev/null ||
	fail "demo.json has another form"
for role in school bedrijf vrijwilliger medewerker; do
	jq -e --arg rol "$role" 'any(.accounts[]; .rol == $rol)' "$one/demo.json" >/dev/null || fail "demo.json has no $role"
done

# A letter that stands in the folder is shown, newest first: these are newer than what the demo sent.
printf 'Date: Sun, 29 Nov 2099 04:36:18 +0000\r\nTo: <a@b.example>\r\nSubject: Eerste\r\n\r\nDag\r\n' >"$one/mail/20991129T043618-a.eml"
printf 'Date: Sun, 29 Nov 2099 04:36:19 +0000\r\nTo: <a@b.example>\r\nSubject: Tweede\r\n\r\nDag\r\n' >"$one/mail/20991129T043619-b.eml"
"$dev" mail --data "$one" >"$out" 2>"$err" || fail "mail"
[ "$(grep -c b.example "$out")" = 2 ] || fail "mail does not list both letters"
head -n 1 "$out" | grep -q '^  1 .*Tweede' || fail "mail does not list the newest first"
"$dev" mail 2 --data "$one" >"$out" 2>"$err" || fail "mail 2"
says "Subject: Eerste" "$out"
if "$dev" mail 9 --data "$one" >"$out" 2>"$err"; then fail "mail shows a letter that is not there"; fi
[ "$(stat -c %a "$one/key")" = 600 ] || fail "others may read the key"

# Again: harmless, nothing restarted, the same logins.
serve=$(cut -d' ' -f1 "$one/run/serve.pid")
logins=$(jq -c .accounts "$one/demo.json")
"$dev" up --port "$port" --data "$one" >"$out" 2>"$err" || { cat "$err" >&2; fail "up a second time"; }
[ "$(cut -d' ' -f1 "$one/run/serve.pid")" = "$serve" ] || fail "up a second time restarted a healthy service"
[ "$(jq -c .accounts "$one/demo.json")" = "$logins" ] || fail "up a second time changed the logins"

# The port is taken: said before anything is started, with what to do.
if "$dev" up --port "$port" --data "$two" >"$out" 2>"$err"; then fail "two services on one port"; fi
says "port $port is taken by process" "$err"
says "--port" "$err"

# Another folder on another port, by environment, without the demo.
other=$(free_port)
SCHAKEL_PORT=$other SCHAKEL_DATA=$two "$dev" up --no-demo >"$out" 2>"$err" || { cat "$err" >&2; fail "up beside it"; }
says "account add --rol medewerker" "$out"
[ "$(status "$other" /readyz)" = 200 ] || fail "the second service is not ready"
[ "$("$dev" psql --data "$one" -Atc 'select count(*) > 0 from school')" = t ] || fail "the demo has no schools"
[ "$("$dev" psql --data "$two" -Atc 'select count(*) from school')" = 0 ] || fail "--no-demo has schools"
[ "$("$dev" psql --data "$two" -Atc "select current_setting('is_superuser') || current_setting('listen_addresses')")" = off ] ||
	fail "the program is a superuser, or the database listens on the network"
SCHAKEL_DATA=$two "$dev" schakel doctor >"$out" 2>&1 || { cat "$out" >&2; fail "schakel doctor against the second folder"; }
# It looks at the settings of that service: only the demo goes without a second factor.
if grep -q SCHAKEL_SECOND_FACTOR "$out"; then fail "doctor calls a second factor optional that is required"; fi
SCHAKEL_DATA=$one "$dev" schakel doctor >"$out" 2>&1 || true
says "SCHAKEL_SECOND_FACTOR=required" "$out"

# Down: the other stays, the data stays, again is harmless.
"$dev" down --data "$two" 2>"$err" || fail "down"
"$dev" down --data "$two" 2>"$err" || fail "down a second time"
[ "$(status "$other" /healthz)" = 000 ] || fail "down left a service"
[ "$(status "$port" /readyz)" = 200 ] || fail "down stopped the neighbour"
if "$dev" psql --data "$two" -c 'select 1' >"$out" 2>"$err"; then fail "down left a database"; fi
says "./dev up" "$err"

# A service that was killed comes back with its data.
kill -KILL "$serve"
"$dev" up --port "$port" --data "$one" >"$out" 2>"$err" || { cat "$err" >&2; fail "up after a crash"; }
[ "$(status "$port" /readyz)" = 200 ] || fail "not ready after a crash"
"$dev" down --data "$one" 2>"$err" || fail "down of the first"

# What is wrong says so and does nothing.
for wrong in "up --port 0" "up --port 70000" "up --port x" "up --data" "up again" "nonsense"; do
	# shellcheck disable=SC2086 # several words on purpose
	if "$dev" $wrong >"$out" 2>"$err"; then fail "takes: $wrong"; fi
	says "dev: " "$err"
done
"$dev" --help >"$out"
says "./dev COMMAND" "$out"
if pgrep -f -- "$place" >/dev/null 2>&1; then fail "processes are left: $(pgrep -af -- "$place")"; fi
echo "dev: as it should be"
