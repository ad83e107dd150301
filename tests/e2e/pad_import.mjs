/* The publishers' files through `schakel import`, and what the API then says of Flevoland. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { coordinates, files, story } from './pad_wereld.mjs';

const FLEVOLAND = ['0034', '0050', '0171', '0184', '0303', '0995'];

function counts({ nieuw, gewijzigd, gesloten, ongewijzigd, fouten }) {
	assert.deepEqual(fouten, []);
	return { nieuw, gewijzigd, gesloten, ongewijzigd };
}

/* The primary schools of Flevoland in DUO's file, read without our own reader. No field holds a separator here. */
function duoCodes() {
	const rows = readFileSync(files.po, 'latin1').split('\r\n').map((line) => line.split(';').map((f) => f.replace(/^"|"$/g, '')));
	const [code, gemeente] = ['VESTIGINGSCODE', 'GEMEENTENUMMER'].map((name) => rows[0].indexOf(name));
	return rows.filter((r) => FLEVOLAND.includes(r[gemeente])).map((r) => r[code]);
}

export function importTests(t, w) {
	return t.test('the publishers\' files are read as they are', async (t) => {
		await story(t, w, 'each kind gives the numbers of its publisher', () => {
			assert.deepEqual(counts(w.import('gemeenten', files.flevoland)), { nieuw: 6, gewijzigd: 0, gesloten: 0, ongewijzigd: 0 });
			const land = counts(w.import('gemeenten', files.gemeenten));
			assert.equal(land.nieuw, 336);
			assert.equal(land.gewijzigd + land.ongewijzigd, 6);
			assert.equal(land.gesloten, 0);
			assert.equal(counts(w.import('postcodes', files.postcodes)).nieuw, 4334);
			assert.equal(counts(w.import('vakanties', files.regios, files.schoolvakanties, files.feestdagen)).gesloten, 0);
			assert.equal(w.number(`select count(*) from vakantie where soort = 'schoolvakantie'`), 97);
			assert.equal(w.number(`select count(*) from vakantie where soort = 'feestdag'`), 121);
			assert.equal(counts(w.import('scholen', files.po)).nieuw, 6107);
			w.import('scholen', files.geo);
			w.import('scholen', files.vo);
			assert.equal(counts(w.import('bedrijven', files.rdw, files.ets)).nieuw, 4778 + 611);
		});
		await story(t, w, '175 primary schools of Flevoland stand in the API, and 250 schools with coordinates', async () => {
			const schools = (await Promise.all(FLEVOLAND.map((gemeente) => w.staf.all('/scholen', { query: { gemeente } })))).flat();
			const byCode = new Map(schools.map((s) => [s.vestigingscode, s]));
			const duo = duoCodes();
			assert.equal(duo.length, 175);
			for (const code of duo)
				assert.equal(byCode.get(code)?.soort, 'po', `${code} is no primary school of Flevoland`);
			const geo = [...coordinates().values()].filter((p) => p.provincie === 'Flevoland');
			assert.equal(geo.length, 250);
			for (const { vestigingscode } of geo)
				assert.ok(byCode.get(vestigingscode)?.locatie, `${vestigingscode} has no place`);
			assert.equal(schools.length, w.number(`select count(*) from school where gesloten_op is null and gemeente_code in ('${FLEVOLAND.join('\',\'')}')`));
			for (const s of schools)
				assert.equal(s.vakantieregio, s.gemeente.code === '0050' ? 'midden' : 'noord', s.naam);
			assert.ok(schools.some((s) => s.gemeente.code === '0050'));
		});
		await story(t, w, 'a municipality is found by code, by CBS code and by name', async () => {
			const ids = async (gemeente) => (await w.staf.all('/scholen', { query: { gemeente, soort: 'vo' } })).map((s) => s.id);
			const byCode = await ids('0995');
			assert.ok(byCode.length > 0);
			for (const name of ['GM0995', 'Lelystad', 'lelystad'])
				assert.deepEqual(await ids(name), byCode, name);
		});
	});
}
