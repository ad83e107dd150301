/* Situations that tests begin with, made through the API itself. */
const DAY_MS = 86400000;

export const dayFromNow = (days) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/* An aanvraag of a school that asks just what this aanbod offers. */
export function asksFor(aanbod, niveau, klas) {
	return { klas, soort: aanbod.soort, onderwerp: aanbod.titel, themas: aanbod.themas, niveau, taal: aanbod.talen[0],
		groepsgrootte: Math.max(aanbod.groepMin, Math.min(aanbod.groepMax, 20)), vanDatum: dayFromNow(7), totDatum: dayFromNow(90),
		dagdelen: aanbod.dagdelen, onlineToegestaan: aanbod.online };
}

/*
 * The school asks for one aanbod after another that `wanted` lets through, and proposes what is possible, until
 * `count` koppelingen stand. `staff` is a medewerker, who sees all aanbod. Gives the koppelingen.
 */
export async function proposeSome(school, staff, { wanted = () => true, count = 1 } = {}) {
	const { niveaus } = (await school.get(`/scholen/${school.ik.schoolId}`, { expect: 200 })).body;
	const made = [];
	for (const aanbod of await staff.all('/aanbod', { query: { status: 'actief' } })) {
		const niveau = aanbod.niveaus.find((n) => niveaus.length === 0 || niveaus.includes(n));
		if (made.length === count)
			break;
		if (!niveau || !wanted(aanbod))
			continue;
		const klas = `Klas ${made.length + 1} bij ${aanbod.id.slice(-4)}`;
		const aanvraag = (await school.post('/aanvragen', asksFor(aanbod, niveau, klas), { expect: 201 })).body;
		/* A school does not see the offers of who is held or restricted. */
		const { body: kandidaat } = await school.get(`/aanvragen/${aanvraag.id}/kandidaten/${aanbod.id}`, { expect: [200, 404] });
		if (!kandidaat.mogelijk)
			continue;
		const { datum, dagdeel } = kandidaat.tijdvakken[0];
		const answer = await school.post(`/aanvragen/${aanvraag.id}/koppelingen`,
			{ aanbodId: aanbod.id, tijdvak: { datum, dagdeel } }, { expect: [201, 409] });
		if (answer.status === 201)
			made.push(answer.body);
	}
	return made;
}
