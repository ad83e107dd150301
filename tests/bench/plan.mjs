/*
 * A season planned as a whole: ours against LEMON (network simplex and cost scaling), CLP and HiGHS on
 * the same flow written out, its arcs in the same order, and beside what people do by hand. The seasons
 * are invented (plan_data.c). All that prove a best planning must say the same cost. Seconds are those
 * of one processor. `vs` bar: what there is to reach.
 *
 * How the time grows from 1000 to 250,000 aanvragen is drawn into build/release/plan.svg, on logarithmic
 * axes (SCHAKEL_BENCH_SIZES: others). A peer that takes longer than SCHAKEL_BENCH_LIMIT seconds (60) is left
 * out of larger sizes, and so is one that falls over: LEMON's cost scaling reads beyond its lists on some flows.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { bench, bin, here, say } from './support.mjs';

const run = promisify(execFile);
/* As in the Dockerfile: a planning fills much new memory once, and small pages would be most of its time. */
const settings = { env: { ...process.env, GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' } };
/* A limit of processor time: others may be busy. */
const limited = (limitS, program, args) => run('prlimit', [`--cpu=${limitS}`, program, ...args], settings);
const engine = path.join(bin, 'plan_engine');
const LIMIT_S = Number(process.env.SCHAKEL_BENCH_LIMIT ?? 60);
const OURS_LIMIT_S = 900;
const SIZES = (process.env.SCHAKEL_BENCH_SIZES ?? '1000,4000,16000,64000,250000').split(',').map(Number);
const WORDS = 9; /* of a calendar: 64 half-days each */
const ample = (n) => ({ name: `ample_${n}`, maten: [n, 5 * n, WORDS, 2] });
const scarce = (n) => ({ name: `scarce_${n}`, maten: [n, n / 5, WORDS, 4] });
const amounts = (n) => ({ name: `amounts_${n}`, maten: [n, n / 5, 0, 4] });
/* Season, seconds at most. */
const BARS = [[ample(10000), 0.03], [ample(50000), 0.15], [scarce(50000), 1], [amounts(250000), 5]];
const CHANGE_BAR_S = 0.003;
const LEAST_S = 1e-4; /* that can be drawn */
const PEERS = ['lemon_simplex', 'lemon_scaling', 'clp', 'highs'];

/* What a program prints; null: it took too long, or fell over. */
async function ask(program, args, limitS) {
	try {
		const { stdout } = await limited(limitS, program, args);
		return JSON.parse(stdout);
	} catch (e) {
		const why = e.signal === 'SIGKILL' || e.signal === 'SIGXCPU' ? `takes more than ${limitS} s` : `ended by ${e.signal ?? e.code}`;
		say(`    ${path.basename(program)} ${args.join(' ')}: ${why}`);
		return null;
	}
}

const ours = (way, { maten }) => ask(engine, [way, ...maten.map(String)], OURS_LIMIT_S);

async function peer(name, { maten }, folder) {
	if (name !== 'highs')
		return ask(engine, [name, ...maten.map(String)], LIMIT_S);
	if (!existsSync(path.join(here, 'node_modules/highs')))
		return null;
	const file = path.join(folder, 'season.lp');
	await ask(engine, ['lp', ...maten.map(String), file], OURS_LIMIT_S);
	const answer = await ask(process.execPath, [path.join(here, 'peers/highs.mjs'), file], LIMIT_S);
	rmSync(file, { force: true });
	return answer;
}

async function measureBars(b) {
	for (const [season, bar] of BARS) {
		const best = await ours('los', season);
		assert.ok(best.bewezen);
		b.result(`${season.name}`, best.seconds, 's', 'bar', bar, '<= 1');
		b.result(`${season.name}_bytes_per_aanvraag`, best.bytes / season.maten[0], 'B', '', null);
		for (const way of ['gulzig', 'eerste']) {
			const hand = await ours(way, season);
			b.result(`${season.name}_${way}_cost`, hand.doel, '', 'los', best.doel);
			b.result(`${season.name}_${way}_unserved_more`, best.bediend - hand.bediend, '', '', null);
		}
	}
	const anew = await ours('los', scarce(50000));
	const { doel, ...changes } = await ours('wissel', scarce(50000));
	assert.equal(doel, anew.doel);
	for (const [what, { p50, p99, max }] of Object.entries(changes)) {
		b.result(`change_${what}_p50`, p50 * 1e3, 'ms', 'anew', anew.seconds * 1e3);
		b.result(`change_${what}_p99`, p99 * 1e3, 'ms', 'bar', CHANGE_BAR_S * 1e3, '<= 1');
		b.result(`change_${what}_max`, max * 1e3, 'ms', 'anew', anew.seconds * 1e3);
	}
}

/* Gives by name of a line its points [aanvragen, seconds]. */
async function measureGrowth(b) {
	const lines = {};
	for (const make of [ample, scarce, amounts]) {
		const kind = make(0).name.split('_')[0];
		const left = new Set(PEERS);
		for (const n of SIZES) {
			const season = make(n);
			const best = await ours('los', season);
			b.result(`${season.name}`, best.seconds, 's', '', null);
			(lines[`${kind}: ours`] ??= []).push([n, Math.max(best.seconds, LEAST_S)]);
			for (const name of left) {
				const answer = await peer(name, season, b.folder);
				if (answer === null) {
					left.delete(name);
					continue;
				}
				assert.equal(answer.doel, best.doel, `${name} on ${season.name}`);
				b.result(`${season.name}_${name}`, answer.seconds, 's', 'los', best.seconds, '>= 1');
				(lines[`${kind}: ${name}`] ??= []).push([n, Math.max(answer.seconds, LEAST_S)]);
			}
		}
	}
	return lines;
}

/* ---- the drawing ---- */

const WIDTH = 900;
const HEIGHT = 560;
const EDGE = 70;
const LABEL = 14; /* height of a name */
const COLOURS = { ours: '#00695c', lemon_simplex: '#c62828', lemon_scaling: '#ef6c00', clp: '#4527a0', highs: '#1565c0' };
const DASHES = { ample: '', scarce: '8 4', amounts: '2 4' };

function scale(low, high, from, to) {
	const span = Math.log10(high / low);
	return (value) => from + (to - from) * Math.log10(value / low) / span;
}

/* Where the names of the lines stand: as near to their ends as they fit under each other. */
function labelHeights(ends) {
	const heights = new Map();
	let free = 0;
	for (const [label, y] of [...ends].sort((a, b) => a[1] - b[1])) {
		heights.set(label, Math.max(y, free));
		free = heights.get(label) + LABEL;
	}
	return heights;
}

function draw(lines) {
	const seconds = Object.values(lines).flat().map(([, s]) => s);
	const low = 10 ** Math.floor(Math.log10(Math.min(...seconds)));
	const high = 10 ** Math.ceil(Math.log10(Math.max(...seconds)));
	const x = scale(SIZES[0], SIZES.at(-1), EDGE, WIDTH - 3 * EDGE);
	const y = scale(low, high, HEIGHT - EDGE, EDGE / 2);
	const parts = SIZES.map((n) => `<text x="${x(n)}" y="${HEIGHT - EDGE + 20}" text-anchor="middle">${n}</text>`);
	for (let s = low; s <= high * 1.01; s *= 10)
		parts.push(`<path d="M${EDGE} ${y(s)}H${WIDTH - 3 * EDGE}" stroke="#ddd"/>`,
			`<text x="${EDGE - 8}" y="${y(s) + 4}" text-anchor="end">${Number(s.toPrecision(1))} s</text>`);
	const heights = labelHeights(Object.entries(lines).map(([label, points]) => [label, y(points.at(-1)[1])]));
	for (const [label, points] of Object.entries(lines)) {
		const [kind, who] = label.split(': ');
		const [lastX] = points.at(-1);
		parts.push(`<path d="M${points.map(([n, s]) => `${x(n).toFixed(1)} ${y(s).toFixed(1)}`).join('L')}" fill="none" stroke="${COLOURS[who]}" stroke-width="2" stroke-dasharray="${DASHES[kind]}"/>`,
			...points.map(([n, s]) => `<circle cx="${x(n).toFixed(1)}" cy="${y(s).toFixed(1)}" r="3" fill="${COLOURS[who]}"/>`),
			`<text x="${x(lastX) + 8}" y="${heights.get(label) + 4}" fill="${COLOURS[who]}">${label}</text>`);
	}
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">
<title>Seconds to plan a season, by its number of aanvragen</title>
<rect width="100%" height="100%" fill="#fff"/>
${parts.join('\n')}
<text x="${(WIDTH - 2 * EDGE) / 2}" y="${HEIGHT - 20}" text-anchor="middle">aanvragen</text>
</svg>
`;
}

await bench('plan', async (b) => {
	await measureBars(b);
	const file = path.join(bin, '../plan.svg');
	writeFileSync(file, draw(await measureGrowth(b)));
	say(`    drawn: ${path.relative(process.cwd(), file)}`);
});
