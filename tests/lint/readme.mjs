/*
 * The README says what is true: its table of settings is the program's own, every path that it and
 * its neighbours link to exists, and publiccode.yml has what its standard asks. So does the record
 * of processing: it has all of the catalogue.
 *
 *   node readme.mjs PATH-OF-SCHAKEL
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseYaml } from './yaml.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const read = (name) => readFileSync(path.join(root, name), 'utf8');
const table = execFileSync(process.argv[2], ['config', '--markdown'], { encoding: 'utf8' }).trim();

const tableIn = (text) => text.match(/<!-- configuratie -->\n([\s\S]*?)\n<!-- \/configuratie -->/)?.[1].trim();

function links(file, text) {
	return [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((m) => m[1])
		.filter((to) => !/^[a-z]+:/.test(to) && !existsSync(path.join(root, path.dirname(file), to)))
		.map((to) => `${file}: links to ${to}, which is not there`);
}

function publiccode(text) {
	const p = parseYaml(text);
	const faults = [];
	const need = (ok, what) => ok || faults.push(`publiccode.yml: ${what}`);
	need(String(p.publiccodeYmlVersion) === '0.4', 'publiccodeYmlVersion is 0.4');
	for (const key of ['name', 'url', 'platforms', 'developmentStatus', 'softwareType', 'description', 'legal', 'maintenance', 'localisation'])
		need(p[key] !== undefined && p[key] !== null, `lacks ${key}`);
	need(p.legal?.license === 'EUPL-1.2', 'legal.license is EUPL-1.2');
	for (const [language, d] of Object.entries(p.description ?? {})) {
		need(d.shortDescription?.length <= 150, `the shortDescription in ${language} has at most 150 characters`);
		need(d.longDescription?.length >= 150 && d.longDescription.length <= 10000, `the longDescription in ${language} has 150 to 10000 characters`);
		need(d.features?.length > 0, `features in ${language}`);
	}
	need(['internal', 'contract', 'community', 'none'].includes(p.maintenance?.type), 'maintenance.type');
	need(p.maintenance?.type !== 'internal' && p.maintenance?.type !== 'community' || p.maintenance.contacts?.length > 0, 'maintenance.contacts');
	const version = read('CMakeLists.txt').match(/project\(schakel VERSION ([\d.]+)/)[1];
	need(p.softwareVersion === version, `softwareVersion is ${version}`);
	need(read('CHANGELOG.md').includes(`## [${version}]`) || read('CHANGELOG.md').includes('## [Unreleased]'), `CHANGELOG.md has no part for ${version}`);
	return faults;
}

/* The record of processing, as people read it, has all that the catalogue says. */
function processing(record) {
	return asJson.verwerkingen.filter((v) => !record.includes(`| \`${v.tabel}\`: ${v.kolommen.map((k) => `\`${k}\`${v.verzegeld?.includes(k) ? ' (verzegeld)' : ''}`).join(', ')} | ${v.wie} | ${v.doel} | ${v.grondslag} | ${v.termijn} | ${v.daarna} | ${v.vanzelf ? 'ja' : 'nee'} |\n`))
		.map((v) => `schakel verwerkingen: does not say what is kept in ${v.tabel}`);
}

const asJson = JSON.parse(execFileSync(process.argv[2], ['verwerkingen', '--json'], { encoding: 'utf8' }));
const catalogue = JSON.parse(read('services/privacy/verwerkingen.json'));
const withoutTerms = (c) => JSON.stringify({ ...c, verwerkingen: c.verwerkingen.map((v) => ({ ...v, termijn: '' })) });

const faults = [];
if (processing('').length === 0)
	faults.push('tests/lint/readme.mjs: takes any record of processing');
faults.push(...processing(execFileSync(process.argv[2], ['verwerkingen'], { encoding: 'utf8' })));
if (withoutTerms(asJson) !== withoutTerms(catalogue))
	faults.push('schakel verwerkingen --json: is not services/privacy/verwerkingen.json');
for (const v of asJson.verwerkingen.filter((v) => /[{}]/.test(v.termijn)))
	faults.push(`schakel verwerkingen: the term of ${v.tabel} names no rule of services/privacy/opruimen.c: ${v.termijn}`);
if (tableIn('<!-- configuratie -->\n| a |\n<!-- /configuratie -->') !== '| a |')
	faults.push('tests/lint/readme.mjs: does not find the table');
if (links('README.md', 'see [this](no/such/file.md)').length !== 1)
	faults.push('tests/lint/readme.mjs: does not see a dead link');
if (publiccode('publiccodeYmlVersion: "0.4"\nlegal:\n  license: MIT\n').length === 0)
	faults.push('tests/lint/readme.mjs: takes any publiccode.yml');

if (tableIn(read('README.md')) !== table)
	faults.push(`README.md: its table of settings is not the program's; between the markers belongs:\n${table}`);
for (const file of ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'lib/README.md', 'api/README.md'])
	if (existsSync(path.join(root, file)))
		faults.push(...links(file, read(file)));
faults.push(...publiccode(read('publiccode.yml')));
for (const fault of faults)
	console.log(fault);
console.log(`readme: ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
