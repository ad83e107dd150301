/* Afterwards: what both sides tell of how it went, what staff says when they differ, and what they thought of it. */
import assert from 'node:assert/strict';
import { meld, movedBack, schedule, writtenOnce } from './pad_stappen.mjs';
import { story } from './pad_wereld.mjs';

const afloop = async (client, id) => (await client.get(`/koppelingen/${id}/_afloop`, { expect: 200 })).body;
const beoordeel = (client, id, body, options = { expect: 201 }) => client.post(`/koppelingen/${id}/beoordelingen`, body, options);
const waits = async (w, id) => (await w.staf.all('/werkvoorraad', { query: { wat: 'betwist' } })).some((item) => item.koppelingId === id);
const DAY = 24 * 3600 * 1000;

/* While `work` runs, the match was at most a week ago. */
const lastWeek = (w, { koppeling: k }, work) => {
	const ahead = Math.ceil((Date.parse(k.tijdvak.datum) - Date.now()) / DAY) + 1;
	return movedBack(w, k.id, Math.ceil(ahead / 7) * 7, work);
};

async function toldTests(t, w) {
	await story(t, w, 'both sides tell the same: who is first takes the step, and the minutes and pupils of the school count', async () => {
		const made = await schedule(w, w.weken[2]);
		const { id } = made.koppeling;
		assert.deepEqual([(await afloop(w.schoolA, id)).minuten, (await afloop(w.bedrijf, id)).school], [null, null]);
		await lastWeek(w, made, async () => {
			await meld(w.bedrijf, id, { uitkomst: 'afgerond', minuten: 60 });
			const half = await afloop(w.bedrijf, id);
			assert.deepEqual([half.minuten, half.leerlingen, half.school], [60, made.vraag.groepsgrootte, null]);
			assert.equal((await meld(w.bedrijf, id, { uitkomst: 'afgerond' }, { expect: 409 })).body.code, 'uitkomst.bestaat');
			await meld(w.schoolA, id, { uitkomst: 'afgerond', minuten: 90, leerlingen: 21, toelichting: 'Leuke les' });
			const both = await afloop(w.staf, id);
			assert.deepEqual([both.minuten, both.leerlingen, both.aanbieder.minuten, both.school.toelichting, both.betwistSindsOp],
				[90, 21, 60, 'Leuke les', null]);
			await meld(w.bedrijfElders, id, { uitkomst: 'afgerond' }, { expect: 404 });
			await w.bedrijfElders.get(`/koppelingen/${id}/_afloop`, { expect: 404 });
		});
		writtenOnce(w, id, ['voorstellen', 'goedkeuren', 'bevestigen', 'bevestigen', 'inplannen', 'afronden']);
	});
	await story(t, w, 'of both sides telling at once one takes the step, and neither word is lost', async () => {
		const made = await schedule(w, w.weken[2]);
		const { id } = made.koppeling;
		await lastWeek(w, made, async () => {
			await Promise.all([w.schoolA, w.bedrijf].map((side) => meld(side, id, { uitkomst: 'afgerond' })));
			const both = await afloop(w.staf, id);
			assert.ok(both.school && both.aanbieder);
		});
		writtenOnce(w, id, ['voorstellen', 'goedkeuren', 'bevestigen', 'bevestigen', 'inplannen', 'afronden']);
	});
	await story(t, w, 'the other side says otherwise: it is disputed until staff says what holds, by steps that stay in the history', async () => {
		const made = await schedule(w, w.weken[1]);
		const { id } = made.koppeling;
		await lastWeek(w, made, async () => {
			const wrong = (await meld(w.schoolA, id, { uitkomst: 'niet_verschenen', reden: 'ziekte', minuten: 5, leerlingen: 2 }, { expect: 400 })).body.errors;
			assert.deepEqual(wrong.map((e) => e.pointer), ['/minuten', '/leerlingen']);
			await meld(w.schoolA, id, { uitkomst: 'niet_verschenen', reden: 'ziekte' });
			await meld(w.bedrijf, id, { uitkomst: 'afgerond', minuten: 100, toelichting: 'Wij waren er wel' });
			const disputed = await afloop(w.schoolA, id);
			assert.deepEqual([disputed.status, disputed.school.uitkomst, disputed.aanbieder.uitkomst, disputed.minuten],
				['niet_verschenen', 'niet_verschenen', 'afgerond', null]);
			assert.ok(disputed.betwistSindsOp);
			assert.ok(await waits(w, id));
			await meld(w.staf, id, { uitkomst: 'afgerond', minuten: 45 });
			assert.equal(await waits(w, id), false);
			const decided = await afloop(w.bedrijf, id);
			assert.deepEqual([decided.status, decided.medewerker.uitkomst, decided.minuten, decided.betwistSindsOp], ['afgerond', 'afgerond', 45, null]);
			assert.equal((await meld(w.schoolA, id, { uitkomst: 'niet_verschenen', reden: 'ziekte' }, { expect: 409 })).body.code, 'uitkomst.beslist');
		});
		writtenOnce(w, id, ['voorstellen', 'goedkeuren', 'bevestigen', 'bevestigen', 'inplannen', 'niet_verschenen', 'terugdraaien', 'afronden']);
	});
	await story(t, w, 'staff lets the first word stand; and after two weeks the sides tell no more', async () => {
		const made = await schedule(w, w.weken[1]);
		const { id } = made.koppeling;
		await lastWeek(w, made, async () => {
			await meld(w.schoolA, id, { uitkomst: 'afgerond' });
			await meld(w.bedrijf, id, { uitkomst: 'niet_verschenen', reden: 'anders' });
			assert.ok((await afloop(w.staf, id)).betwistSindsOp);
			await meld(w.staf, id, { uitkomst: 'afgerond' });
			assert.equal((await afloop(w.staf, id)).betwistSindsOp, null);
		});
		writtenOnce(w, id, ['voorstellen', 'goedkeuren', 'bevestigen', 'bevestigen', 'inplannen', 'afronden']);
		const late = (await schedule(w, w.weken[1])).koppeling.id;
		await movedBack(w, late, 364, async () => {
			await meld(w.schoolA, late, { uitkomst: 'afgerond' });
			assert.equal((await meld(w.bedrijf, late, { uitkomst: 'afgerond' }, { expect: 409 })).body.code, 'uitkomst.te_laat');
		});
	});
}

const KLAS = { antwoorden: 24, leuk: 20, geleerd: 18, interesseVoor: 9, interesseNa: 14 };

async function evaluationTests(t, w) {
	await story(t, w, 'each side evaluates once; it sees the other\'s when it has given its own, and the thanks at once', async () => {
		const made = await schedule(w, w.weken[0]);
		const { id } = made.koppeling;
		await lastWeek(w, made, async () => {
			assert.equal((await beoordeel(w.bedrijf, id, { cijfer: 4 }, { expect: 409 })).body.code, 'beoordeling.te_vroeg');
			assert.equal((await beoordeel(w.schoolA, id, { cijfer: 4 }, { expect: 409 })).body.code, 'stap.niet_toegestaan');
			await meld(w.schoolA, id, { uitkomst: 'afgerond' });
			const wrong = (await beoordeel(w.schoolA, id, { cijfer: 5, dankwoord: 'Kijk op prijs.nl', klas: { ...KLAS, leuk: 25 } }, { expect: 400 })).body.errors;
			assert.deepEqual(wrong.map((e) => e.pointer), ['/dankwoord', '/klas/leuk']);
			await beoordeel(w.schoolA, id, { cijfer: 5, klas: { ...KLAS, antwoorden: 4 } }, { expect: 400 });
			const dankwoord = 'De klas heeft het er nog over!';
			assert.equal((await beoordeel(w.schoolA, id, { cijfer: 5, nogEens: true, toelichting: 'Goed verteld', dankwoord, klas: KLAS })).body.status, 'geevalueerd');
			const blind = await afloop(w.bedrijf, id);
			assert.deepEqual([blind.beoordelingSchool, blind.dankwoord], [null, dankwoord]);
			assert.equal(w.number(`select count(*) from post where soort = 'dankwoord'`), 1, 'the thanks are on their way');
			assert.equal((await beoordeel(w.bedrijf, id, { cijfer: 3 })).body.status, 'geevalueerd');
			const open = await afloop(w.bedrijf, id);
			assert.deepEqual([open.beoordelingSchool.cijfer, open.beoordelingSchool.klas, open.beoordelingAanbieder.cijfer], [5, KLAS, 3]);
			for (const side of [w.schoolA, w.bedrijf])
				assert.equal((await beoordeel(side, id, { cijfer: 1 }, { expect: 409 })).body.code, 'beoordeling.bestaat');
			assert.deepEqual((await beoordeel(w.bedrijf, id, { cijfer: 1, dankwoord: 'Dank', klas: KLAS }, { expect: 400 })).body.errors.map((e) => e.pointer),
				['/dankwoord', '/klas']);
			await beoordeel(w.staf, id, { cijfer: 1 }, { expect: 403 });
		});
		writtenOnce(w, id, ['voorstellen', 'goedkeuren', 'bevestigen', 'bevestigen', 'inplannen', 'afronden', 'evalueren']);
	});
}

export function outcomeTests(t, w) {
	return t.test('how it went, by both sides', async (t) => {
		await toldTests(t, w);
		await evaluationTests(t, w);
	});
}
