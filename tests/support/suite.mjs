/*
 * The frame of tests that share a service: it is started before the first of them with somebody signed in for each role, and
 * stopped after the last; what a failed test leaves is kept for looking.
 *
 *   const { contract, clients, check } = suite({ roles: ['school'] }, async ({ service }) => { … what all of them begin with … });
 *   check('a sentence', async () => { … });
 */
import test, { after, before } from 'node:test';
import { Client } from './client.mjs';
import { readContract } from './contract.mjs';
import { startService } from './service.mjs';

/* `env`: settings of the service; `roles`: who signs in (all of the contract). `prepare` gets what suite gives, with service and anonymous. */
export function suite({ env, roles } = {}, prepare = () => {}) {
	const contract = readContract();
	const world = { contract, clients: {}, check };
	let failed = true;

	function check(name, body) {
		test(name, async (t) => {
			try {
				await body(t);
			} catch (e) {
				failed = true;
				throw e;
			}
		});
	}
	before(async () => {
		world.service = await startService({ env });
		world.anonymous = new Client({ base: world.service.base, contract });
		for (const rol of roles ?? contract.roles())
			world.clients[rol] = await world.anonymous.login(world.service.account(rol));
		await prepare(world);
		failed = false;
	});
	after(() => world.service?.stop({ failed }));
	return world;
}
