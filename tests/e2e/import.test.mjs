/*
 * The command `schakel import` on the publishers' real files, which stand beside the checkout; where they do not,
 * there is nothing to try. Every story has a database of its own.
 */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { KEY_FILE } from '../support/keys.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const data = path.resolve(here, '../../../shared/data');
const support = path.join(here, '../support/postgres.sh');
const schakel = process.env.SCHAKEL_BINARY;
const postgres = process.env.TEST_POSTGRES_DIR;
const OWN_SECONDS = 3;
const FLEVOLAND = "'0034', '0050', '0171', '0184', '0303', '0995'";

const files = {
	po: 'schools-po-2026-04/02.-alle-schoolvestigingen-basisonderwijs.csv',
	geo: 'schools-all-geo-2024/scholen20241122-flevoland-en-buren.geo.json',
	vo: 'pupils-vo-profiles/leerlingen-vo-per-vestiging-flevoland-en-buren.csv',
	postcodes: 'postcode-pc4/zipcodes.nl.csv',
	gemeenten: 'municipalities/gemeente_2025.geojson',
	flevoland: 'municipalities/flevoland_2022_detail.geojson',
	rdw: 'companies-rdw-2017/rdw-erkende-bedrijven-bv-nv-flevoland-en-buren.csv',
	ets: 'companies-eu-ets-nl-2022/ets-installaties-nl.csv',
	school: 'holidays/holidays.school.csv',
	public: 'holidays/holidays.public.csv',
	regios: 'holidays/subdivisions.csv',
	groepen: 'holidays/groups.csv',
	arbeidsmarkt: 'municipalities/arbeidsmarktregios-2016.csv',
};
for (const name in files)
	files[name] = path.join(data, files[name]);

const real = existsSync(files.po);

const scratch = mkdtempSync(path.join(tmpdir(), 'schakel-import-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

class Database {
	static count = 0;

	constructor() {
		this.name = `test_import_${process.pid}_${Database.count++}`;
		this.uri = execFileSync(support, ['clone', postgres, this.name], { encoding: 'utf8' }).trim();
	}

	sql(text) {
		return execFileSync(support, ['psql', postgres, this.name, '-XqAt', '-v', 'ON_ERROR_STOP=1', '-c', text],
			{ encoding: 'utf8' }).trim();
	}

	/* { status, out, err, json }: json is the last line of the output, when --json was given. */
	run(...args) {
		const r = spawnSync(schakel, ['import', ...args], {
			encoding: 'utf8', env: { ...process.env, SCHAKEL_DATABASE: this.uri } });
		const lines = r.stdout.trimEnd().split('\n');
		const json = args.includes('--json') && r.stdout !== '' ? JSON.parse(lines.at(-1)) : null;
		return { status: r.status, out: r.stdout, err: r.stderr, json };
	}

	/* Imports and gives the counts; anything but success fails. */
	import(...args) {
		const r = this.run(...args, '--json');
		assert.equal(r.status, 0, r.err + r.out);
		const { nieuw, gewijzigd, gesloten, ongewijzigd } = r.json;
		return { nieuw, gewijzigd, gesloten, ongewijzigd, waarschuwingen: r.json.waarschuwingen };
	}

	drop() {
		execFileSync(support, ['drop', postgres, this.name]);
	}
}

/* A failed test keeps its database. */
function story(name, body) {
	test(name, { skip: real ? false : '../shared/data is not beside this checkout: no real files to import' }, () => {
		const db = new Database();
		body(db);
		db.drop();
	});
}

function counts(result, nieuw, gewijzigd, gesloten, ongewijzigd) {
	const { waarschuwingen, ...rest } = result;
	assert.deepEqual(rest, { nieuw, gewijzigd, gesloten, ongewijzigd });
	return waarschuwingen;
}

function write(name, text) {
	const file = path.join(scratch, name);
	writeFileSync(file, text);
	return file;
}

/* Windows-1252 has its own signs between 0x80 and 0x9f; these stand in the file. */
const signs = { '\u0080': '€', '\u0091': '‘', '\u0092': '’', '\u0093': '“', '\u0094': '”', '\u0096': '–', '\u0097': '—' };
const bytes = Object.fromEntries(Object.entries(signs).map(([byte, sign]) => [sign, byte]));
const fromWindows1252 = (buffer) => buffer.toString('latin1').replace(/[\u0080-\u009f]/g, (c) => {
	assert.ok(signs[c], `a sign that this test does not know: ${c.codePointAt(0)}`);
	return signs[c];
});
const toWindows1252 = (text) => Buffer.from(text.replace(/[€‘’“”–—]/g, (c) => bytes[c]), 'latin1');
const quoted = (field, separator) => (field.includes('"') || field.includes(separator) ? `"${field.replaceAll('"', '""')}"` : field);
const unquoted = (field) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);

/* The rows of DUO's file as the publisher means them. */
const poRows = fromWindows1252(real ? readFileSync(files.po) : Buffer.from('')).split('\r\n').filter((l) => l !== '')
	.map((l) => l.split(';').map(unquoted));
const [poHead] = real ? poRows : [[]];
assert.ok(poRows.every((r) => r.length === poHead.length), 'a quoted field holds a separator: read the file better');
const column = (name) => poHead.indexOf(name);
const asPublished = (rows) => toWindows1252(rows.map((r) => r.map((f) => quoted(f, ';')).join(';') + '\r\n').join(''));
const small = (...edit) => [poHead, ...edit];
const copyOf = (row, changes) => {
	const copy = [...row];
	for (const [name, value] of Object.entries(changes))
		copy[column(name)] = value;
	return copy;
};

/* ---- the real files ---- */

story('all files give the numbers that their publishers have', (db) => {
	db.sql(`insert into gemeente (code, naam, zoeknaam) values ('9901', 'Demodam', 'demodam');
		insert into school (id, vestigingscode, naam, soort, niveaus, zoektekst, bron, versie, gemaakt_op, gewijzigd_op)
		values (gen_random_uuid(), '99DE00', 'Demoschool', 'po', 1, 'demoschool', 'demo', 1, now(), now());
		insert into bedrijf (id, naam, zoektekst, bron, versie, gemaakt_op, gewijzigd_op)
		values (gen_random_uuid(), 'Demobedrijf', 'demobedrijf', 'demo', 1, now(), now())`);
	const demo = () => db.sql(`select to_jsonb(s) from school s where bron = 'demo'
		union all select to_jsonb(b) from bedrijf b where bron = 'demo'
		union all select to_jsonb(g) from gemeente g where code = '9901'`);
	const before = demo();

	counts(db.import('gemeenten', files.gemeenten), 342, 0, 0, 0);
	counts(db.import('postcodes', files.postcodes), 4334, 0, 0, 0);
	const odd = counts(db.import('vakanties', files.regios, files.public, files.groepen, files.school), 97 + 121 + 338, 0, 0, 0);
	assert.ok(odd.some((w) => w.kolom === 'EndDate' && w.waarde === '2027-03-21' && w.reden.includes('37 dagen')));
	counts(db.import('scholen', files.po), 6107, 0, 0, 0);
	const geo = counts(db.import('scholen', files.geo), 4457, 0, 0, 0);
	assert.ok(geo.some((w) => w.waarde === '16MC00' && w.reden.includes('de eerste telt')));
	counts(db.import('scholen', files.vo), 11732, 0, 0, 0);
	counts(db.import('bedrijven', files.ets, files.rdw), 4778 + 611, 0, 0, 0);

	assert.equal(db.sql(`select count(*) from school where bron = 'duo-po'`), '6107');
	assert.equal(db.sql(`select count(*) from school where bron = 'duo-po' and gemeente_code in (${FLEVOLAND})`), '175');
	assert.equal(db.sql(`select count(*) from herkomst h join school s on s.id = h.doel
		where h.bron = 'duo-geo' and s.gemeente_code in (${FLEVOLAND})`), '250');
	assert.equal(db.sql(`select count(*) from school where gemeente_code in (${FLEVOLAND}) and rd_x is null`), '0');
	assert.equal(db.sql(`select string_agg(distinct code || vakantieregio, ' ' order by code || vakantieregio)
		from gemeente where code in (${FLEVOLAND})`), '0034noord 0050midden 0171noord 0184noord 0303noord 0995noord');
	assert.equal(db.sql(`select count(*) from school where gemeente_code in (${FLEVOLAND})
		and vakantieregio is distinct from case gemeente_code when '0050' then 'midden' else 'noord' end`), '0');
	assert.equal(db.sql(`select count(*) from vakantie where soort = 'schoolvakantie'`), '97');
	assert.equal(db.sql(`select count(*) from bedrijf where bron = 'rdw' and rd_x is not null`), '4778');
	assert.equal(db.sql(`select count(*) filter (where gesloten_op is null) || ' ' || count(*) from bedrijf where bron = 'eu-ets'`), '362 611');
	/* "FRYSLâN", in Windows-1252, and a place in capitals. */
	assert.equal(db.sql(`select naam || '|' || plaats || '|' || telefoon || '|' || website from school where vestigingscode = '03WU00'`),
		'Kindcentrum De Wegwijzer|2e Exloermond|+31599671206|https://www.ckcdewegwijzer.nl');
	assert.equal(db.sql(`select count(*) from school where naam = 'Mienskipsskoalle De Legeaën'`), '1');
	/* Levels: the groups of a primary school, and what a secondary school really offers. */
	assert.equal(db.sql(`select distinct niveaus from school where bron = 'duo-po'`), '255');
	assert.equal(db.sql(`select count(*) from school where niveaus = 0 and bron <> 'demo'`), '0');
	assert.equal(demo(), before);

	for (const [kind, ...list] of [['gemeenten', 'gemeenten'], ['postcodes', 'postcodes'], ['vakanties', 'school', 'public', 'regios'],
		['scholen', 'vo', 'geo', 'po'], ['bedrijven', 'rdw', 'ets']]) {
		const versions = db.sql('select sum(versie) from school');
		const again = db.import(kind, ...list.map((f) => files[f]));
		assert.deepEqual([again.nieuw, again.gewijzigd, again.gesloten], [0, 0, 0], kind);
		assert.equal(db.sql('select sum(versie) from school'), versions, `${kind} wrote unchanged schools`);
	}
});

story('the order of the files does not matter', (db) => {
	db.import('scholen', files.geo);
	db.import('scholen', files.po);
	db.import('bedrijven', files.rdw);
	db.import('gemeenten', files.gemeenten);
	db.import('vakanties', files.regios);
	db.import('postcodes', files.postcodes);
	assert.equal(db.sql(`select count(*) from school where rd_x is null`), '0');
	assert.equal(db.sql(`select count(*) from school where bron = 'duo-po'`), '6107');
	assert.equal(db.sql(`select count(*) from bedrijf where rd_x is null`), '0');
	/* The municipality of duo-geo comes by name or border, which were not there the first time. */
	const again = db.import('scholen', files.geo);
	assert.equal(again.nieuw, 0);
	assert.equal(db.sql(`select count(*) from school where gemeente_code is null`), '0');
	assert.equal(db.sql(`select vakantieregio from school where vestigingscode in (
		select vestigingscode from school where gemeente_code = '0050' and soort = 'vo') limit 1`), 'midden');
});

story('6,107 schools take at most three seconds of our own', (db) => {
	const r = spawnSync('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$0" import scholen "$1" >/dev/null', schakel, files.po],
		{ encoding: 'utf8', env: { ...process.env, SCHAKEL_DATABASE: db.uri } });
	assert.equal(r.status, 0, r.stderr);
	const own = r.stderr.trim().split('\n').at(-1).split(' ').map(Number);
	assert.ok(own[0] + own[1] < OWN_SECONDS, `took ${own[0] + own[1]} seconds`);
});

/* ---- editions ---- */

story('a newer edition in another form gives exactly what changed', (db) => {
	db.import('scholen', files.po);
	const order = [...poHead.keys()].reverse();
	const gone = poRows[100], changed = poRows[200];
	const edition = [poHead, ...poRows.slice(1)
		.filter((r) => r !== gone)
		.map((r) => (r === changed ? copyOf(r, { VESTIGINGSNAAM: 'De Nieuwe, "Naam"' }) : r)),
		copyOf(poRows[1], { VESTIGINGSCODE: '99ZZ00' })];
	/* UTF-8, commas, LF, other order, other case, a column more. */
	const text = edition.map((r, i) => [...order.map((k) => (i === 0 ? r[k].toLowerCase().replaceAll(' ', '_') : r[k])),
		i === 0 ? 'EXTRA' : 'x'].map((f) => quoted(f, ',')).join(',') + '\n').join('');
	const file = write('edition.csv', text);

	const dry = db.run('scholen', file, '--dry-run', '--json');
	assert.equal(dry.status, 0, dry.err);
	assert.deepEqual([dry.json.nieuw, dry.json.gewijzigd, dry.json.gesloten, dry.json.ongewijzigd], [1, 1, 1, 6105]);
	assert.match(dry.err, new RegExp(`gewijzigd +${changed[column('VESTIGINGSCODE')]}.*naam: .* → De Nieuwe, "Naam"`));
	assert.match(dry.err, new RegExp(`gesloten +${gone[column('VESTIGINGSCODE')]}`));
	assert.match(dry.err, /nieuw +99ZZ00/);
	assert.equal(db.sql(`select count(*) from school where vestigingscode = '99ZZ00'`), '0', 'a dry run wrote');
	assert.equal(db.sql('select count(*) from herkomst where gesloten_op is not null'), '0', 'a dry run closed');

	counts(db.import('scholen', file), 1, 1, 1, 6105);
	assert.equal(db.sql(`select count(*) from school where gesloten_op is not null`), '1');
	assert.equal(db.sql(`select naam from school where vestigingscode = '${changed[column('VESTIGINGSCODE')]}'`), 'De Nieuwe, "Naam"');
	counts(db.import('scholen', file), 0, 0, 0, 6107);
	/* And back: changed, reopened, closed. */
	counts(db.import('scholen', files.po), 0, 2, 1, 6105);
	assert.equal(db.sql(`select string_agg(vestigingscode, ' ') from school where gesloten_op is not null`), '99ZZ00');
});

story('what another source owns is not touched', (db) => {
	const [one, two, three] = [poRows[1], poRows[2], poRows[3]];
	db.sql(`insert into school (id, vestigingscode, naam, soort, niveaus, zoektekst, bron, versie, gemaakt_op, gewijzigd_op)
		values (gen_random_uuid(), '${three[column('VESTIGINGSCODE')]}', 'Van ons', 'po', 1, 'van ons', 'demo', 1, now(), now())`);
	const mine = counts(db.import('scholen', write('three.csv', asPublished(small(one, two, three)))), 2, 0, 0, 0);
	assert.equal(mine.filter((w) => w.waarde === three[column('VESTIGINGSCODE')]).length, 1);
	assert.equal(db.sql(`select naam from school where bron = 'demo'`), 'Van ons');
	db.import('gemeenten', files.gemeenten);
	db.import('scholen', files.geo);
	/* duo-po drops a school that duo-geo still lists: closed, and duo-geo does not reopen it. */
	counts(db.import('scholen', write('one.csv', asPublished(small(one)))), 0, 0, 1, 1);
	const closed = () => db.sql(`select gesloten_op is not null from school where vestigingscode = '${two[column('VESTIGINGSCODE')]}'`);
	assert.equal(closed(), 't');
	db.import('scholen', files.geo);
	assert.equal(closed(), 't');
	assert.equal(db.sql(`select count(*) from school where bron = 'duo-geo' and gesloten_op is not null`), '0');
});

/* A table (its header first) without these columns. */
const without = (rows, ...names) => {
	const gone = names.map((name) => rows[0].indexOf(name));
	assert.ok(!gone.includes(-1), `no such column: ${names}`);
	return rows.map((r) => r.filter((_, i) => !gone.includes(i)));
};
const absent = (warnings) => warnings.filter((w) => w.reden.includes('kolom ontbreekt')).map((w) => [w.regel, w.kolom]);

story('a column that the file lacks leaves what was stored and is warned of once', (db) => {
	const optional = ['VAKANTIEREGIO', 'DENOMINATIE', 'TELEFOONNUMMER', 'INTERNETADRES'];
	const row = poRows.slice(1).find((r) => optional.every((c) => r[column(c)].trim() !== ''));
	const kept = () => db.sql(`select naam, vakantieregio, denominatie, telefoon, website from school
		where vestigingscode = '${row[column('VESTIGINGSCODE')]}'`);
	db.import('scholen', write('all.csv', asPublished(small(row, poRows[5]))));
	const before = kept();
	assert.doesNotMatch(before, /\|\||\|$/);
	const fewer = without(small(copyOf(row, { STRAATNAAM: 'Nieuwe Straat' }), poRows[5], copyOf(poRows[6], { VESTIGINGSNAAM: 'ZZZ' })), ...optional);
	const warnings = db.import('scholen', write('fewer.csv', asPublished(fewer))).waarschuwingen;
	assert.deepEqual(absent(warnings), optional.map((c) => [0, c]));
	assert.equal(kept(), before);
	assert.equal(db.sql(`select straat from school where vestigingscode = '${row[column('VESTIGINGSCODE')]}'`), 'Nieuwe Straat');
	assert.equal(db.sql(`select num_nulls(vakantieregio, denominatie, telefoon, website) from school where naam = 'ZZZ'`), '4');
	/* An empty field is no absent column: that the publisher has none. */
	assert.deepEqual(absent(db.import('scholen', write('empty.csv', asPublished(small(copyOf(row, { TELEFOONNUMMER: '' })))))
		.waarschuwingen), []);
	assert.equal(db.sql(`select num_nulls(telefoon) from school where vestigingscode = '${row[column('VESTIGINGSCODE')]}'`), '1');
});

story('a property that the features lack leaves what was stored', (db) => {
	const feature = (code, properties) => ({ type: 'Feature', geometry: { type: 'Point', coordinates: [5.2647, 52.3508] },
		properties: { vestigingscode: code, naam: 'Proef', type: 'VSO', postcode: '1315AA', plaats: 'Almere', gemeente: 'ALMERE', ...properties } });
	const collection = (name, ...features) => write(name, JSON.stringify({ type: 'FeatureCollection', features }));
	const kept = () => db.sql(`select straat, huisnummer, toevoeging, denominatie, website, leerlingen from school
		where vestigingscode = '98AA00'`);
	db.import('gemeenten', files.gemeenten);
	db.import('scholen', collection('full.json', feature('98AA00', { straat: 'Dreef', huisnummer: 7, huisletter: 'B', huisnummertoevoeging: null,
		provincie: 'Flevoland', denominatie: 'Openbaar', internetadres: 'www.proef.nl', leerlingen: 12 })));
	assert.equal(kept(), 'Dreef|7|B|Openbaar|https://www.proef.nl|12');
	const names = ['straat', 'huisnummer', 'huisletter', 'huisnummertoevoeging', 'denominatie', 'internetadres', 'leerlingen'];
	assert.deepEqual(absent(db.import('scholen', collection('bare.json', feature('98AA00', {}))).waarschuwingen), names.map((n) => [0, n]));
	assert.equal(kept(), 'Dreef|7|B|Openbaar|https://www.proef.nl|12');
	/* The addition belongs to its number; what the first feature has and the next lacks is empty there. */
	db.import('scholen', collection('moved.json', feature('98BB00', { straat: 'Laan', huisnummer: 1, leerlingen: 3 }), feature('98AA00', { huisnummer: 9 })));
	assert.equal(kept(), '|9||Openbaar|https://www.proef.nl|');
});

story('companies and opleidingen keep what a file says nothing of', (db) => {
	const head = 'volgnummer,naam_bedrijf,gevelnaam,straat,huisnummer,huisnummer_toevoeging,postcode_numeriek,postcode_alfanumeriek,plaats';
	const rows = [head.split(','), ['1', 'Proef BV', 'De Garage', 'Dreef', '7', 'B', '1315', 'AA', 'ALMERE']];
	const table = (name, list) => write(name, list.map((r) => r.join(',') + '\n').join(''));
	const company = () => db.sql('select naam, handelsnaam, huisnummer, toevoeging, straat, zoektekst from bedrijf');
	db.import('bedrijven', table('rdw.csv', rows));
	const change = (changes) => without([rows[0], rows[1].map((f, i) => changes[rows[0][i]] ?? f)], 'gevelnaam', 'huisnummer_toevoeging');
	assert.deepEqual(absent(db.import('bedrijven', table('street.csv', change({ straat: 'Laan' }))).waarschuwingen),
		[[0, 'gevelnaam'], [0, 'huisnummer_toevoeging']]);
	assert.equal(company(), 'Proef BV|De Garage|7|B|Laan|proef bv de garage almere');
	/* Another name is found by; another number has another addition. */
	db.import('bedrijven', table('name.csv', change({ naam_bedrijf: 'Ander BV', huisnummer: '8' })));
	assert.equal(company(), 'Ander BV|De Garage|8||Dreef|ander bv almere');

	const vo = readFileSync(files.vo, 'utf8').split(/\r?\n/).filter((l) => l !== '');
	const voRows = vo.map((l) => l.split(vo[0].includes(';') ? ';' : ',').map(unquoted));
	const pupils = voRows[0].filter((c) => /^(TOTAAL|LJ[1-6]|LEER- OF VERBLIJFSJAAR [1-6] - .*)$/i.test(c));
	db.import('gemeenten', files.gemeenten);
	db.import('scholen', files.geo, files.vo);
	const sum = db.sql('select sum(leerlingen) from school_opleiding');
	assert.notEqual(sum, '0');
	const bare = write('vo.csv', without(voRows, ...pupils).map((r) => r.map((f) => quoted(f, ';')).join(';') + '\n').join(''));
	assert.deepEqual(absent(db.import('scholen', bare).waarschuwingen), [[0, 'TOTAAL']]);
	assert.equal(db.sql('select sum(leerlingen) from school_opleiding'), sum);
});

story('real holidays win over those of the demo', (db) => {
	const load = () => {
		const r = spawnSync(schakel, ['demo', 'load', '--base-url', 'http://127.0.0.1', '--out', path.join(scratch, 'demo.json')],
			{ encoding: 'utf8', env: { ...process.env, SCHAKEL_DATABASE: db.uri, SCHAKEL_KEY_FILE: KEY_FILE } });
		assert.equal(r.status, 0, r.stderr);
	};
	const ofDemo = `bron_id not in (select sleutel::uuid from herkomst where bron like 'vakanties-%' and bron <> 'vakanties-gebieden')`;
	const open = () => db.sql(`select string_agg(naam, ' ' order by naam) from vakantie where gesloten_op is null and ${ofDemo}`);
	load();
	assert.match(open(), /^Herfstvakantie Kerstvakantie /);
	db.sql(`insert into vakantie values (gen_random_uuid(), 'schoolvakantie', 'Later', '{noord}', '2099-01-04', '2099-01-10'),
		(gen_random_uuid(), 'feestdag', 'Demodag', '{noord}', '2027-01-04', '2027-01-04')`);
	db.import('vakanties', files.school);
	assert.equal(open(), 'Demodag Later', 'a kind or a time that the source has nothing of');
	db.import('vakanties', files.public);
	assert.equal(open(), 'Later');
	assert.equal(db.sql(`select count(*) from vakantie where gesloten_op is not null and not (${ofDemo})`), '0');
	/* And not again, beside the real ones. */
	load();
	db.sql(`delete from vakantie where ${ofDemo}`);
	load();
	assert.equal(open(), '');
});

story('a municipality that nobody knows is warned of by line, and counted', (db) => {
	const [one, two] = [poRows[1], copyOf(poRows[2], { GEMEENTENUMMER: '9998' })];
	const file = write('unknown.csv', asPublished(small(one, two, copyOf(poRows[3], { GEMEENTENUMMER: '9999' }))));
	assert.ok(db.import('scholen', file).waarschuwingen.some((w) => w.reden.includes('nog geen gemeenten')));
	db.import('gemeenten', files.gemeenten);
	const warnings = db.import('scholen', file).waarschuwingen.filter((w) => /niet bekend/.test(w.reden));
	assert.deepEqual(warnings.map((w) => [w.regel, w.kolom, w.waarde]), [[3, 'GEMEENTENUMMER', '9998'], [4, 'GEMEENTENUMMER', '9999'], [0, '', '']]);
	assert.match(warnings[2].reden, /^2 van de 3 scholen/);
});

story('a file that closes most of its source is warned of', (db) => {
	db.import('gemeenten', files.gemeenten);
	const r = counts(db.import('gemeenten', files.flevoland), 0, 6, 336, 0);
	assert.ok(r.some((w) => w.reden.includes('336 van de 342')));
	assert.equal(db.sql('select count(*) from gemeente'), '342');
});

story('two files of one source are refused together', (db) => {
	const r = db.run('gemeenten', files.gemeenten, files.flevoland, '--json');
	assert.equal(r.status, 1);
	assert.equal(r.json.fouten.length, 2);
	assert.equal(db.sql('select count(*) from gemeente'), '0');
});

/* ---- what is refused ---- */

story('one bad row and nothing of the file is written', (db) => {
	const bad = small(poRows[1], copyOf(poRows[2], { VESTIGINGSCODE: 'fout' }), copyOf(poRows[3], { VAKANTIEREGIO: 'Oost' }));
	const file = write('bad.csv', asPublished(bad));
	for (const args of [[], ['--dry-run']]) {
		const r = db.run('scholen', file, '--json', ...args);
		assert.equal(r.status, 1);
		assert.deepEqual(r.json.fouten.map((f) => [f.regel, f.kolom, f.waarde]),
			[[3, 'VESTIGINGSCODE', 'fout'], [4, 'VAKANTIEREGIO', 'Oost']]);
		assert.ok(r.json.fouten.every((f) => f.bestand === file && f.reden.length > 0));
		assert.equal(r.json.nieuw, 0);
	}
	assert.equal(db.sql('select (select count(*) from school) + (select count(*) from herkomst)'), '0');
	/* Beside a good file that one still goes in. */
	const r = db.run('scholen', file, files.geo, '--json');
	assert.deepEqual([r.status, r.json.nieuw], [1, 4457]);
});

story('the same key with other content is a bad row', (db) => {
	const row = poRows[1];
	const twice = write('twice.csv', asPublished(small(row, row)));
	db.import('gemeenten', files.gemeenten);
	const w = counts(db.import('scholen', twice), 1, 0, 0, 0);
	assert.deepEqual(w.map((x) => [x.regel, x.waarde]), [[3, row[column('VESTIGINGSCODE')]]]);
	const other = write('other.csv', asPublished(small(row, copyOf(row, { VESTIGINGSNAAM: 'Anders' }))));
	const r = db.run('scholen', other, '--json');
	assert.equal(r.status, 1);
	assert.deepEqual(r.json.fouten.map((f) => f.regel), [3]);
});

story('what cannot be normalised is kept out and reported', (db) => {
	const file = write('odd.csv', asPublished(small(copyOf(poRows[2],
		{ TELEFOONNUMMER: '12', INTERNETADRES: 'geen adres', 'HUISNUMMER-TOEVOEGING': 'naast de kerk', POSTCODE: '0000' }))));
	db.import('gemeenten', files.gemeenten);
	const w = counts(db.import('scholen', file), 1, 0, 0, 0);
	assert.deepEqual(w.map((x) => x.kolom).sort(), ['HUISNUMMER-TOEVOEGING', 'INTERNETADRES', 'POSTCODE', 'TELEFOONNUMMER']);
	assert.equal(db.sql('select num_nulls(telefoon, website, huisnummer, postcode) from school'), '4');
});

story('a file that is not understood or not of its kind is refused', (db) => {
	const header = db.run('gemeenten', files.arbeidsmarkt, '--json');
	assert.equal(header.status, 1);
	assert.match(header.json.fouten[0].reden, /Gevonden: Gemeente, CBS/);
	assert.match(header.json.fouten[0].reden, /Verwacht .*statcode, statnaam/);
	const kind = db.run('scholen', files.rdw, '--json');
	assert.equal(kind.status, 1);
	assert.match(kind.json.fouten[0].reden, /bedrijven/);
	const cut = db.run('scholen', write('cut.json', readFileSync(files.geo).subarray(0, 100000)), '--json');
	assert.equal(cut.status, 1);
	assert.match(cut.json.fouten[0].reden, /eindigt te vroeg/);
	const absent = db.run('scholen', path.join(scratch, 'absent.csv'), '--json');
	assert.deepEqual([absent.status, absent.json.fouten[0].reden], [1, 'Dit bestand bestaat niet.']);
	for (const [name, text] of [['empty.csv', ''], ['head.csv', asPublished([poHead])], ['zip.csv', 'PK\x03\x04\0\0\0\0']])
		assert.equal(db.run('scholen', write(name, text)).status, 1, name);
	const large = write('large.csv', asPublished([poHead]));
	truncateSync(large, 2 ** 30 + 1);
	assert.match(db.run('scholen', large, '--json').json.fouten[0].reden, /groter dan 1 GiB/);
	assert.equal(db.sql('select count(*) from herkomst'), '0');
});

story('wrong use says how to use it', (db) => {
	for (const args of [[], ['scholen'], ['boeken', files.po], ['scholen', files.po, '--nee'],
		['scholen', ...Array(33).fill(files.po)]]) {
		const r = db.run(...args);
		assert.equal(r.status, 2, args.join(' '));
		assert.match(r.err, /gebruik: schakel import/);
	}
	assert.equal(db.run('--help').status, 0);
});

story('a database that is absent or not migrated is said so', (db) => {
	const uri = db.uri;
	db.uri = uri.replace(db.name, 'no_such_database');
	const absent = db.run('gemeenten', files.gemeenten, '--json');
	assert.deepEqual([absent.status, absent.json.fouten.length], [1, 1]);
	db.uri = uri;
	db.sql('update schema_migratie set nummer = nummer + 1000 where nummer = (select max(nummer) from schema_migratie)');
	const other = db.run('gemeenten', files.gemeenten, '--json');
	assert.deepEqual([other.status, other.json.fouten.length], [1, 1]);
	assert.equal(db.sql('select count(*) from gemeente'), '0');
});

story('only one import at a time', (db) => {
	const r = spawnSync(support, ['psql', postgres, db.name, '-XqAt'], { encoding: 'utf8', input: `begin;
		select pg_advisory_xact_lock(hashtextextended('schakel import', 0));
		\\! SCHAKEL_DATABASE='${db.uri}' '${schakel}' import gemeenten '${files.gemeenten}'\n` });
	assert.match(r.stdout, /Er loopt al een andere import/);
	assert.equal(db.sql('select count(*) from gemeente'), '0');
});
