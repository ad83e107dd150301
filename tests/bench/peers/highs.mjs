/* Solves a linear programme in the form of CPLEX with HiGHS: `node highs.mjs FILE` prints { seconds, doel }. */
import { readFileSync } from 'node:fs';
import { cpuUsage } from 'node:process';
import loadHighs from 'highs';

const text = readFileSync(process.argv[2], 'utf8');
const highs = await loadHighs();
const begin = cpuUsage();
const { Status, ObjectiveValue } = highs.solve(text);
const { user, system } = cpuUsage(begin);
if (Status !== 'Optimal')
	throw new Error(`HiGHS says ${Status}`);
console.log(JSON.stringify({ seconds: (user + system) / 1e6, doel: Math.round(ObjectiveValue) }));
