#!/usr/bin/env bash
# The bill of materials of the program as CycloneDX 1.5: every Debian package that a library comes from which the
# loader takes for it, with its version. Nothing else is in it: no code is copied into the project.
#   sbom.sh print PROGRAM
#   sbom.sh check PROGRAM   the bill has what the program itself asks for, and each version is the one installed
set -euo pipefail
what=$1 program=$2

# Of each file on stdin its package, in one question: the loader says /lib where the package says /usr/lib, or the other
# way round.
packages() {
	local file
	while read -r file; do
		printf '%s\t%s\n' "$file" "$file" "$(readlink -f "$file")" "$file" "/usr$file" "$file" "${file#/usr}" "$file"
	done | awk -F '\t' '
		{ of[$1] = $2; wanted[$2] = 1; question = question " " $1 }
		END {
			ask = "dpkg-query -S" question " 2>/dev/null"
			while ((ask | getline line) > 0) {
				split(line, part, ": ")
				sub(/:.*/, "", part[1])
				if (part[2] in of) found[of[part[2]]] = part[1]
			}
			for (file in wanted) {
				if (!(file in found)) { print "no package has " file > "/dev/stderr"; exit 1 }
				print found[file]
			}
		}' | sort -u
}

# The sanitizers of a build for tests are of that build alone.
libraries() {
	ldd "$program" | sed -nE 's/.*(=> |\t)(\/[^ ]+) \(0x.*/\2/p' | grep -Ev '/lib(asan|ubsan|stdc\+\+)\.so' | sort -u
}

print() {
	# shellcheck disable=SC2016  # dpkg-query fills these in
	libraries | packages |
		xargs dpkg-query -W -f '${Package}\t${Version}\t${Architecture}\n' | sort -u |
		jq -Rn --arg version "$("$program" --version | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -1)" '{
			bomFormat: "CycloneDX", specVersion: "1.5", version: 1,
			metadata: { component: { type: "application", name: "schakel", version: $version, "bom-ref": "schakel",
				licenses: [{ license: { id: "EUPL-1.2" } }] } },
			components: [inputs | split("\t") | { type: "library", name: .[0], version: .[1],
				purl: "pkg:deb/debian/\(.[0] | @uri)@\(.[1] | @uri)?arch=\(.[2])" } | . + { "bom-ref": .purl }]
		} | . + { dependencies: [{ ref: "schakel", dependsOn: [.components[].purl] }] }'
}

# By another way than the one it was made by: what the ELF file names, and what dpkg says is installed.
check() {
	local bill package
	bill=$(print)
	readelf -dW "$program" | sed -nE 's/.*\(NEEDED\).*\[(.*)\]/\1/p' | grep -Ev '^lib(asan|ubsan)\.' |
		awk 'NR == FNR { needed[$1] = 1; next } $1 in needed { print $NF; delete needed[$1] }' - <(ldconfig -p) | packages |
		while read -r package; do
			jq -e --arg p "$package" '.components | any(.name == $p)' <<<"$bill" >/dev/null || {
				echo "the bill lacks $package"
				return 1
			}
		done
	# shellcheck disable=SC2016
	diff <(jq -r '.components[] | "\(.name) \(.version)"' <<<"$bill" | sort) \
		<(jq -r '.components[].name' <<<"$bill" | xargs dpkg-query -W -f '${Package} ${Version}\n' | sort -u) || return
	jq -e '.metadata.component.version != "" and (.components | length > 5)
		and (.components | map(.purl) | length == (unique | length))' <<<"$bill" >/dev/null ||
		{ echo "the bill is not whole" && return 1; }
}

"$what"
