/* Every type of activity once: asked, offered, proposed, approved, agreed, and told how it went; and a rondgang. */
import assert from 'node:assert/strict';
import { besluit, meld, movedBack } from './pad_stappen.mjs';
import { story } from './pad_wereld.mjs';

/* Where the calendar of a link says that a match takes place. */
async function placeOf(w, link, id) {
	const response = await fetch(`${w.service.base.replace(/\/v1$/, '')}${new URL(link).pathname}`);
	const lines = (await response.text()).replaceAll('\r\n ', '').split('\r\n');
	const from = lines.findIndex((line) => line.startsWith(`UID:${id}@`));
	return lines.slice(from).find((line) => line.startsWith('LOCATION:'))?.slice('LOCATION:'.length);
}

/* What a request and an offer say where their type has these fields of its own. */
const asked = (day) => ({
	begeleiders: 3, traploos: true, weken: 6, dagenPerWeek: 3, urenPerDag: 6, opdrachtvorm: 'onderzoek', teams: 4,
	mijlpalen: [{ datum: day, naam: 'Plan van aanpak' }],
});
const offered = { leerlingenPerBegeleider: 15, traploos: true, bescherming: ['helm', 'veiligheidsschoenen'] };
const ownOf = (soort, all) => Object.fromEntries(Object.entries(all).filter(([name]) => soort.eigenVelden.includes(name)));

export function typeTests(t, w) {
	return t.test('every type of activity, from the question to the end', async (t) => {
		const { items } = (await w.client.get('/activiteitsoorten', { expect: 200 })).body;
		assert.equal(items.length, 12);
		const { link } = (await w.bedrijf.post('/agendalinks', { naam: 'Soorten' }, { expect: 201 })).body;
		for (const soort of items)
			await story(t, w, soort.code, async () => {
				const own = { vrijwilliger: { bedrijfId: w.bedrijven[0].id }, soort: soort.code };
				const offer = await w.eigenAanbod({ ...own, ...ownOf(soort, offered), dagdelen: ['wo-ochtend'],
					...(soort.leeftijdMin === null ? {} : { leeftijdMin: soort.leeftijdMin }) });
				const ask = (fields) => w.aanvraag(w.schoolA, w.weken[4], { soort: soort.code, dagdelen: ['wo-ochtend'],
					...ownOf(soort, asked(w.weken[4])), ...fields });
				/* Who is too young for it, by the law, is refused. */
				if (soort.leeftijdMin !== null)
					await assert.rejects(ask({ leeftijdMin: soort.leeftijdMin - 1 }), /arbeidstijd\.te_jong/);
				const vraag = await ask(soort.leeftijdMin === null ? {} : { leeftijdMin: soort.leeftijdMin });
				for (const [name, value] of Object.entries(ownOf(soort, asked(w.weken[4]))))
					assert.deepEqual(vraag[name], value, `${soort.code}: ${name}`);
				const { id, tijdvak } = await w.stelVoor(w.schoolA, vraag, offer);
				await besluit(w, id, { besluit: 'goedkeuren' });
				for (const side of [w.schoolA, w.bedrijf])
					await side.post(`/koppelingen/${id}/reacties`, { reactie: 'bevestigen' }, { expect: 201 });
				/* It is at the company when the class travels. */
				const { schoolNaam, bedrijfNaam } = (await w.staf.get(`/koppelingen/${id}`, { expect: 200 })).body;
				const place = await placeOf(w, link, id);
				assert.ok(place.startsWith(soort.reiziger === 'klas' ? bedrijfNaam : schoolNaam), `${soort.code}: ${place}`);
				const ahead = Math.ceil((Date.parse(tijdvak.datum) - Date.now()) / (24 * 3600 * 1000)) + 1;
				await movedBack(w, id, 7 * (Math.ceil(ahead / 7) + (vraag.weken ?? 0)), async () => {
					assert.equal((await meld(w.schoolA, id, { uitkomst: 'afgerond' })).body.status, 'afgerond');
				});
				assert.equal((await w.staf.get(`/koppelingen/${id}`, { expect: 200 })).body.soort, soort.code);
			});
		await story(t, w, 'a rondgang along two companies', async (t) => {
			const dagdelen = ['do-ochtend', 'do-middag', 'vr-ochtend', 'vr-middag'];
			/* Who commits late holds the news of these offers back; they are seen all the same. */
			t.after(await w.hold('select pg_current_xact_id()'));
			for (const { id } of w.bedrijven.slice(0, 4))
				await w.aanbod({ bedrijfId: id, soort: 'bedrijfsbezoek', titel: 'Kijk binnen', dagdelen });
			const vraag = await w.aanvraag(w.schoolA, w.weken[4], { soort: 'bedrijfsbezoek', dagdelen, haltes: 2, halteMinuten: 45 });
			const path = `/aanvragen/${vraag.id}/rondgang`;
			const { haltes } = (await w.schoolA.post(path, undefined, { expect: 201 })).body;
			assert.equal(haltes.length, 2);
			await w.staf.post(`${path}/besluiten`, { besluit: 'goedkeuren' }, { expect: 201 });
			await w.schoolA.post(`${path}/bevestigingen`, undefined, { expect: 201 });
			for (const { koppeling } of haltes) {
				assert.notEqual((await w.schoolA.get(path.replace('/rondgang', '/_rondgang'), { expect: 200 })).body.status, 'staat');
				const company = await w.account('bedrijf', '--bedrijf', koppeling.bedrijfId);
				await company.post(`/koppelingen/${koppeling.id}/reacties`, { reactie: 'bevestigen' }, { expect: 201 });
			}
			assert.equal((await w.schoolA.get(path.replace('/rondgang', '/_rondgang'), { expect: 200 })).body.status, 'staat');
			/* Each stop stands in the calendar at its own time. */
			const datum = haltes[0].koppeling.tijdvak.datum;
			const items = await w.schoolA.all('/agenda', { query: { van: datum, tot: datum } });
			for (const { koppeling } of haltes)
				assert.deepEqual(items.find((i) => i.koppelingId === koppeling.id)?.tijdvak, koppeling.tijdvak);
		});
	});
}
