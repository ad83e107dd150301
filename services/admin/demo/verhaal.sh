#!/usr/bin/env bash
# The story: a school asks for a guest lesson, the engine names candidates, staff approve, both sides confirm, and the
# lesson stands in the calendar. Everything through the API; every line printed is a real answer.
# Usage: verhaal.sh DEMO_JSON
set -euo pipefail

demo=${1:?"usage: verhaal.sh DEMO_JSON"}
base=$(jq -r .baseUrl "$demo")
# Each run asks for another class, so that it can be run as often as you like.
klas="Groep 7 ($(date +%d-%m\ %H:%M:%S))"

kop() { printf '\n\033[1m%s\033[0m\n' "$1"; }

# call METHOD PATH TOKEN [BODY]: the answer's body; stops with the problem document on an error.
call() {
	local method=$1 path=$2 token=$3 body=${4-} answer status
	local args=(-sS -X "$method" -w '\n%{http_code}' -H "Accept: application/json")
	[ -n "$token" ] && args+=(-H "Authorization: Bearer $token")
	[ "$method" = POST ] && args+=(-H "Idempotency-Key: $(cat /proc/sys/kernel/random/uuid)")
	[ -n "$body" ] && args+=(-H 'Content-Type: application/json' --data-binary "$body")
	answer=$(curl "${args[@]}" "$base$path")
	status=${answer##*$'\n'}
	answer=${answer%$'\n'*}
	if [ "$status" -ge 400 ]; then
		printf 'Het verhaal stopt: %s %s gaf %s.\n%s\n' "$method" "$path" "$status" "$answer" >&2
		return 1
	fi
	printf '%s' "$answer"
}

# login ROLE: a token of the first demo account with that role.
login() {
	local body
	body=$(jq -c --arg rol "$1" '[.accounts[] | select(.rol == $rol)][0] | {email, wachtwoord}' "$demo")
	call POST /v1/sessies '' "$body" | jq -r .token
}

school=$(login school)
staf=$(login medewerker)
tweede=$(login beheerder)
bedrijf=$(login bedrijf)
vrijwilliger=$(login vrijwilliger)

kop '1. Een school vraagt een gastles'
ik=$(call GET /v1/ik "$school")
vraag=$(jq -nc --arg klas "$klas" --arg van "$(date -d '+7 days' +%F)" --arg tot "$(date -d '+75 days' +%F)" '{
	klas: $klas, soort: "gastles", onderwerp: "Robots: hoe werkt dat?", themas: ["robotica"], niveau: "po-groep-7",
	groepsgrootte: 27, vanDatum: $van, totDatum: $tot, maxAfstandM: 25000,
	dagdelen: ["ma-ochtend", "ma-middag", "di-ochtend", "di-middag", "wo-ochtend", "do-ochtend", "do-middag", "vr-ochtend"]}')
aanvraag=$(call POST /v1/aanvragen "$school" "$vraag")
id=$(jq -r .id <<<"$aanvraag")
jq -r --argjson ik "$ik" '"   \($ik.naam) vraagt voor \(.klas): \(.onderwerp)\n   van \(.vanDatum) tot en met \(.totDatum), \(.groepsgrootte) leerlingen, status \(.status)"' <<<"$aanvraag"

kop '2. De drie beste kandidaten, en waarom'
kandidaten=$(call GET "/v1/aanvragen/$id/kandidaten?limit=10" "$school")
jq -r '.items[:3][] | "   \(.rang). \(.titel) (\(.aanbieder.bedrijfNaam // "zelfstandige vrijwilliger")), score \(.score) van 100000",
	(.factoren | sort_by(-.bijdrage)[:3][] | "      \(.bijdrage)\t\(.reden)"),
	"      eerst vrij: \(.tijdvakken[0].datum) \(.tijdvakken[0].dagdeel)"' <<<"$kandidaten"

kop '3. Wie niet kan, en waarom niet'
mogelijk=$(jq -c '[.items[].aanbodId]' <<<"$kandidaten")
ander=$(call GET '/v1/aanbod?soort=gastles&status=actief&limit=100' "$staf" |
	jq -r --argjson mogelijk "$mogelijk" '[.items[] | select(.id as $id | $mogelijk | index($id) | not)][0].id')
call GET "/v1/aanvragen/$id/kandidaten/$ander" "$school" | jq -r '"   \(.titel): \(.regel.reden) (regel \(.regel.code))"'

kop '4. Het voorstel'
# One that a demo account can answer for: the volunteer's own, or the company's. Staff sees whose each is.
van_ons=$(jq -nc --argjson v "$(call GET /v1/ik "$vrijwilliger")" --argjson b "$(call GET /v1/ik "$bedrijf")" '[$v.vrijwilligerId, $b.bedrijfId]')
kies() {
	call GET "/v1/aanvragen/$1/kandidaten?limit=10" "$staf" | jq -ec --argjson ons "$van_ons" '[.items[]
		| select([.aanbieder.vrijwilligerId, .aanbieder.bedrijfId] - ([.aanbieder.vrijwilligerId, .aanbieder.bedrijfId] - $ons) | length > 0)][0]' ||
		{ echo 'Geen van de kandidaten hoort bij een demo-account.' >&2; exit 1; }
}
# aanbieder CANDIDATE: the token of the demo account that answers for it.
aanbieder() {
	if [ "$(jq -r .aanbieder.vrijwilligerId <<<"$1")" = "$(jq -r '.[0]' <<<"$van_ons")" ]; then echo "$vrijwilliger"; else echo "$bedrijf"; fi
}
keuze=$(kies "$id")
voorstel=$(jq -c '{aanbodId, tijdvak: (.tijdvakken[0] | {datum, dagdeel})}' <<<"$keuze")
koppeling=$(call POST "/v1/aanvragen/$id/koppelingen" "$school" "$voorstel")
kid=$(jq -r .id <<<"$koppeling")
jq -r '"   \(.titel) voor \(.klas) op \(.tijdvak.datum) (\(.tijdvak.dagdeel)): status \(.status)"' <<<"$koppeling"

kop '5. De medewerker keurt goed, beide kanten bevestigen'
besluit=$(call POST "/v1/koppelingen/$kid/besluiten" "$staf" '{"besluit":"goedkeuren"}')
if [ "$(jq -r .status <<<"$besluit")" = voorgesteld ]; then
	jq -r '"   Een eerste medewerker keurt goed; een ander kijkt mee, want: \(.risicoRedenen | map(.reden) | join(" "))"' <<<"$besluit"
	besluit=$(call POST "/v1/koppelingen/$kid/besluiten" "$tweede" '{"besluit":"goedkeuren"}')
fi
jq -r '"   Technocentrum: status \(.status)"' <<<"$besluit"
call POST "/v1/koppelingen/$kid/reacties" "$school" '{"reactie":"bevestigen"}' | jq -r '"   school bevestigt: status \(.status)"'
call POST "/v1/koppelingen/$kid/reacties" "$(aanbieder "$keuze")" '{"reactie":"bevestigen"}' | jq -r '"   aanbieder bevestigt: status \(.status)"'

kop '6. In de agenda'
datum=$(jq -r .tijdvak.datum <<<"$voorstel")
call GET "/v1/agenda?van=$datum&tot=$datum" "$school" | jq -r --arg id "$kid" '.items[] | select(.koppelingId == $id)
	| "   \(.tijdvak.datum) \(.tijdvak.dagdeel): \(.titel), \(.school.naam), \(.klas), door \(.aanbieder)"'

kop '7. Wat er is vastgelegd'
call GET "/v1/koppelingen/$kid/geschiedenis" "$staf" | jq -r '.items[] | "   \(.op)  \(.stap)\t\(.van // "-") → \(.naar)\t(\(.rol))"'

kop '8. Een voorstel wordt afgeslagen: het volgende komt vanzelf'
ander=$(call POST /v1/aanvragen "$school" "$(jq -c '.klas |= sub("Groep 7"; "Groep 7b")' <<<"$vraag")" | jq -r .id)
keuze=$(kies "$ander")
nee=$(call POST "/v1/aanvragen/$ander/koppelingen" "$school" "$(jq -c '{aanbodId, tijdvak: (.tijdvakken[0] | {datum, dagdeel})}' <<<"$keuze")")
call POST "/v1/koppelingen/$(jq -r .id <<<"$nee")/reacties" "$(aanbieder "$keuze")" '{"reactie":"afslaan","reden":"geen-tijd"}' |
	jq -r '"   \(.titel): status \(.status), reden \(.reden)"'
# `schakel work` does it, within a second or two.
for _ in $(seq 100); do
	bijvulling=$(call GET "/v1/bijvullingen?aanvraagId=$ander" "$school" | jq -c '.items[0]')
	[ "$(jq -r .status <<<"$bijvulling")" = wacht ] || break
	sleep 0.3
done
jq -r '"   poging \(.poging) van hoogstens \(.maximum): \(.status)"' <<<"$bijvulling"
call GET "/v1/koppelingen/$(jq -r .voorstelId <<<"$bijvulling")" "$staf" |
	jq -r '"   \(.titel) voor \(.klas) op \(.tijdvak.datum) (\(.tijdvak.dagdeel)): status \(.status)"'

kop '9. De medewerker beslist over meer tegelijk, en bedenkt zich'
bundel=$(call POST /v1/bundels "$staf" "$(jq -c '{stap: "afwijzen", reden: "te-ver", ids: [.voorstelId]}' <<<"$bijvulling")")
toon='"   \(.status): \(.regels | map(.status) | join(", "))"'
jq -r "$toon" <<<"$bundel"
for stap in uitvoeringen terugdraaiingen; do
	call POST "/v1/bundels/$(jq -r .id <<<"$bundel")/$stap" "$staf" | jq -r "$toon"
done
