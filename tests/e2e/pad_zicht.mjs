/* Who sees what: another's object answers exactly like one that does not exist, for every role and way of asking. */
import assert from 'node:assert/strict';
import { story } from './pad_wereld.mjs';

/* Of the form of an id of ours, and nobody's. */
const NOBODY = '019c0000-ffff-7000-8000-00000000dead';

/* The problem without what belongs to this one request. */
const words = ({ status, body }, id) => {
	const { instance, ...rest } = body;
	assert.match(instance, /^urn:uuid:/);
	return JSON.stringify({ status, ...rest }).replaceAll(id, 'ID');
};

async function alike(client, method, path, id, json, name) {
	const ask = async (one) => client.request(method, path.replace('ID', one),
		{ json, headers: method === 'PATCH' ? { 'If-Match': '"1"' } : {} });
	const [theirs, absent] = [await ask(id), await ask(NOBODY)];
	assert.equal(absent.status, 404, `${name} ${method} ${path}: ${absent.text}`);
	assert.equal(words(theirs, id), words(absent, NOBODY), `${name} ${method} ${path}`);
	const names = (answer) => [...answer.headers.keys()].sort().join();
	assert.equal(names(theirs), names(absent));
}

export function scopeTests(t, w) {
	return t.test('another\'s object is no object', async (t) => {
		let offer, vraag, koppeling, person;
		await story(t, w, 'a match between school A and a company\'s volunteer is there for its sides', async () => {
			offer = await w.eigenAanbod({ vrijwilliger: { bedrijfId: w.bedrijven[0].id }, bedrijfId: w.bedrijven[0].id });
			person = offer.vrijwilliger;
			vraag = await w.aanvraag(w.schoolA, w.weken[7]);
			/* Before anything is proposed to it, a company does not see the request. */
			await alike(w.bedrijf, 'GET', '/aanvragen/ID', vraag.id, undefined, 'bedrijf');
			koppeling = await w.stelVoor(w.schoolA, vraag, offer);
			for (const client of [w.schoolA, w.bedrijf, w.staf]) {
				await client.get(`/aanvragen/${vraag.id}`, { expect: 200 });
				await client.get(`/koppelingen/${koppeling.id}`, { expect: 200 });
				assert.ok((await client.all('/koppelingen', { query: { aanvraagId: vraag.id } })).some((k) => k.id === koppeling.id));
			}
			await w.bedrijf.get(`/vrijwilligers/${person.id}`, { expect: 200 });
		});
		const others = [['another school', 'schoolB'], ['another company', 'bedrijfElders'], ['another volunteer', 'losElders']];
		for (const [name, who] of others) {
			await story(t, w, `${name} finds neither the request nor the match`, async () => {
				const client = w[who];
				const slot = { datum: koppeling.tijdvak.datum, dagdeel: koppeling.tijdvak.dagdeel };
				for (const [method, path, id, json] of [
					['GET', '/aanvragen/ID', vraag.id],
					['GET', '/koppelingen/ID', koppeling.id],
					['GET', '/koppelingen/ID/geschiedenis', koppeling.id],
					['POST', '/koppelingen/ID/reacties', koppeling.id, { reactie: 'afslaan', reden: 'anders' }],
					...(who === 'schoolB' ? [
						['PATCH', '/aanvragen/ID', vraag.id, { onderwerp: 'Van een ander' }],
						['GET', '/aanvragen/ID/kandidaten', vraag.id],
						['GET', `/aanvragen/ID/kandidaten/${offer.id}`, vraag.id],
						['POST', '/aanvragen/ID/koppelingen', vraag.id, { aanbodId: offer.id, tijdvak: slot }],
					] : [
						['GET', '/aanbod/ID', offer.id],
						['PATCH', '/aanbod/ID', offer.id, { titel: 'Van een ander' }],
						['GET', '/vrijwilligers/ID', person.id],
						['PATCH', '/vrijwilligers/ID', person.id, { naam: 'Een ander' }],
					])])
					await alike(client, method, path, id, json, name);
				for (const list of ['/koppelingen', '/aanvragen', ...(who === 'schoolB' ? [] : ['/aanbod'])])
					for (const item of await client.all(list))
						assert.ok(![vraag.id, koppeling.id, offer.id].includes(item.id), `${name} finds it in ${list}`);
			});
		}
		await story(t, w, 'a school sees active offers only, and no volunteers', async () => {
			const hidden = await w.aanbod({ bedrijfId: w.bedrijven[1].id, status: 'gepauzeerd' });
			await alike(w.schoolA, 'GET', '/aanbod/ID', hidden.id, undefined, 'school');
			await alike(w.schoolA, 'GET', `/aanvragen/${vraag.id}/kandidaten/ID`, hidden.id, undefined, 'school');
			assert.ok((await w.schoolA.all('/aanbod')).every((o) => o.status === 'actief'));
			await w.schoolA.get('/vrijwilligers', { expect: 403 });
			await w.schoolA.get(`/vrijwilligers/${person.id}`, { expect: 403 });
		});
		await story(t, w, 'nobody changes what belongs to another by naming it', async () => {
			await w.schoolA.post('/aanvragen', { schoolId: w.schoolB.school.id, klas: 'X', soort: 'gastles', onderwerp: 'X', niveau: 'po-groep-7',
				groepsgrootte: 20, vanDatum: w.weken[7], totDatum: w.weken[7], dagdelen: ['ma-ochtend'] }, { expect: 400 });
			const offerFor = (fields) => ({ soort: 'gastles', titel: 'X', niveaus: ['po-groep-7'], dagdelen: ['ma-ochtend'], ...fields });
			await w.bedrijf.post('/aanbod', offerFor({ bedrijfId: w.bedrijven[3].id }), { expect: 400 });
			await w.bedrijfElders.post('/aanbod', offerFor({ vrijwilligerId: person.id }), { expect: 400 });
			await w.los.post('/aanbod', offerFor({ vrijwilligerId: person.id }), { expect: 400 });
			await w.bedrijf.patch(`/bedrijven/${w.bedrijven[3].id}`, { naam: 'Overgenomen' }, { expect: 403 });
			await w.bedrijf.patch(`/vrijwilligers/${person.id}`, { vogGezienDatum: '2026-01-01', vogGeldigTotDatum: '2027-01-01' }, { expect: 403 });
		});
		await story(t, w, 'after all attempts everything is as it was', async () => {
			assert.deepEqual((await w.schoolA.get(`/koppelingen/${koppeling.id}`)).body, koppeling);
			assert.deepEqual((await w.staf.get(`/aanvragen/${vraag.id}`)).body, vraag);
			assert.equal(w.number(`select count(*) from geschiedenis where koppeling_id = '${koppeling.id}'`), 1);
			const { vrijwilliger, ...own } = offer;
			assert.deepEqual((await w.staf.get(`/aanbod/${offer.id}`)).body, own);
			assert.deepEqual((await w.staf.get(`/vrijwilligers/${vrijwilliger.id}`)).body, person);
		});
	});
}
