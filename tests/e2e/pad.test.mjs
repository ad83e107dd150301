/*
 * The path, from the publishers' files to the lesson in the calendar: on the real files of Flevoland
 * that stand beside the checkout, and on the demo region where they are absent.
 */
import { test } from 'node:test';
import { outcomeTests } from './pad_afloop.mjs';
import { eventTests } from './pad_evenement.mjs';
import { httpTests } from './pad_http.mjs';
import { importTests } from './pad_import.mjs';
import { rankingTests } from './pad_keuze.mjs';
import { remedyTests } from './pad_knelpunt.mjs';
import { ruleTests } from './pad_regels.mjs';
import { typeTests } from './pad_soorten.mjs';
import { stepTests } from './pad_stappen.mjs';
import { real, startWorld, story } from './pad_wereld.mjs';
import { scopeTests } from './pad_zicht.mjs';

test('from a school\'s request to a lesson in the calendar', async (t) => {
	const world = await startWorld();
	t.after(() => world.stop());
	if (real)
		await importTests(t, world);
	else
		t.diagnostic('skipped: ../shared is not beside this checkout, so there are no real files to import; the path runs on the demo region');
	await story(t, world, 'the region has two schools, companies and weeks without a holiday', () => world.fill());
	for (const tests of [rankingTests, ruleTests, remedyTests, stepTests, outcomeTests, typeTests, eventTests, scopeTests, httpTests])
		await tests(t, world);
});
