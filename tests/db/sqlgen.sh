#!/bin/sh
# The SQL generator against what it made before (fixtures/sqlgen) and against files that it must refuse.
#   sqlgen.sh GENERATOR            compare
#   sqlgen.sh GENERATOR --accept   make the expected files anew, to be read before they are committed
set -u
sqlgen=$1
here=$(cd "$(dirname "$0")" && pwd)/fixtures/sqlgen
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# Counted in a file: the cases below are ends of pipes, and so shells of their own.
fail() {
	echo "FAIL: $*" | tee -a "$tmp/failures"
}

# ---- good files ----

(cd "$here" && "$sqlgen" "$tmp/sql.h" "$tmp/sql.c" aanvraag/get.sql aanvraag/list.sql tel/op.sql) || fail "good files"
if [ "${2:-}" = --accept ]; then
	cp "$tmp/sql.h" "$here/expected.h.txt"
	cp "$tmp/sql.c" "$here/expected.c.txt"
fi
diff -u "$here/expected.h.txt" "$tmp/sql.h" || fail "the header differs"
diff -u "$here/expected.c.txt" "$tmp/sql.c" || fail "the C file differs"

"$sqlgen" "$tmp/none.h" "$tmp/none.c" || fail "no files at all"
grep -q 'store_statement_count = 0' "$tmp/none.c" || fail "no files give an empty table"

# ---- bad files: standard input, and the words that must be in the complaint ----

refuse() {
	mkdir -p "$tmp/een"
	cat >"$tmp/een/twee.sql"
	rm -f "$tmp/sql.h" "$tmp/sql.c"
	if (cd "$tmp" && "$sqlgen" sql.h sql.c een/twee.sql) 2>"$tmp/errors"; then
		fail "accepted: $*"
	elif ! grep -qF "een/twee.sql:$*" "$tmp/errors"; then
		fail "no '$*' in:"
		cat "$tmp/errors"
	elif [ -e "$tmp/sql.h" ] || [ -e "$tmp/sql.c" ]; then
		fail "files left behind: $*"
	fi
}

body() {
	printf -- '-- Does it.\n-- in: id uuid\n-- out: n int4\n-- rows: one\n%s\n' "$1"
}

head_only() {
	printf -- '%s\nselect n from t where id = :id::uuid\n' "$1"
}

body 'select n from t where id = :id::uuid and x = :y::text' | refuse '5: :y is not in the in: list'
body 'select n from t' | refuse "6: 'id' of in: is not used"
body 'select n from t where id = :id' | refuse '5: :id must be written as :id::uuid'
body 'select n from t where id = :id::text' | refuse '5: :id must be written as :id::uuid'
body 'select n from t where id = any (:id::uuid[])' | refuse '5: :id must be written as :id::uuid'
body 'select * from t where id = :id::uuid' | refuse '5: name the columns, not *'
body 'select t.* from t where id = :id::uuid' | refuse '5: name the columns, not *'
body 'select n, * from t where id = :id::uuid' | refuse '5: name the columns, not *'
body 'delete from t where id = :id::uuid returning *' | refuse '5: name the columns, not *'
body 'select n from t where id = :id::uuid; select 1' | refuse '5: more than one statement'
body 'select n from t where id = :id::uuid and op < now()' | refuse '5: the time is an argument, not now'
body 'select n from t where id = :id::uuid and d < CURRENT_DATE' | refuse '5: the time is an argument, not CURRENT_DATE'
body 'select n from t where id = $1 and :id::uuid is null' | refuse '5: arguments are :name::type'
body 'select n /* :id::uuid */ from t' | refuse '5: arguments are :name::type, comments start with --'
body "select n from t where id = :id::uuid and x = 'open" | refuse '5: the quote that opens here is not closed'
body '' | refuse '6: no statement below the header'
: | refuse '1: no statement below the header'
head_only '-- in: id uuid
-- out: n int4
-- rows: one' | refuse '4: the first line must say what the statement does'
head_only '-- Does it.
-- in: id uuid
-- out: n int4' | refuse "4: the header needs '-- rows:'"
head_only '-- Does it.
-- in: id uuid
-- rows: all' | refuse "4: the header needs '-- rows:'"
head_only '-- Does it.
-- in: id uuid
-- rows: one' | refuse '4: rows: one does not go with 0 names in out:'
head_only '-- Does it.
-- in: id uuid
-- out: n int4
-- rows: none' | refuse '5: rows: none does not go with 1 names in out:'
head_only '-- Does it.
-- in: id varchar
-- rows: none' | refuse "2: 'varchar' is not a type of this generator"
head_only '-- Does it.
-- in: id uuid, id text
-- rows: none' | refuse "2: 'id' is named twice"
head_only '-- Does it.
-- in: id
-- rows: none' | refuse "2: ' id' is not a name and a type"
head_only '-- Does it.
-- in: id uuid not null
-- rows: none' | refuse "2: ' id uuid not null' is not a name and a type"
head_only '-- Does it.
-- in: Id uuid
-- rows: none' | refuse "2: ' Id uuid' is not a name and a type"
head_only '-- Does it.
-- in: id uuid
-- index: a_uniek; b_uniek for some
-- rows: none' | refuse "3: index: takes names with ', ' between them"
head_only "-- Does it.
-- in: id uuid
-- index: $(yes 'a_uniek,' | head -240 | tr '\n' ' ')a_uniek
-- rows: none" | refuse "3: index: has no room for more than 2047 characters"
head_only '-- Does it.
-- in: id uuid
-- index: a_uniek, 
-- rows: none' | refuse "3: index: takes names with ', ' between them"

head_only '-- Does it.
-- in: id uuid
-- as: systeem
-- rows: none' | refuse "3: as: takes a reach and the reason, with ': ' between them"

names=$(seq -s ', ' -f 'a%g int4' 1 65)
head_only "-- Does it.
-- in: $names
-- rows: none" | refuse '2: more than 64 names'

cp "$tmp/een/twee.sql" "$tmp/een/Twee-drie.sql"
(cd "$tmp" && "$sqlgen" sql.h sql.c een/Twee-drie.sql) 2>/dev/null && fail "accepted: a name with a dash"

[ ! -e "$tmp/failures" ] || exit 1
echo "all as expected"
