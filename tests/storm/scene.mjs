/* A service for one test program; what fails in a story keeps its database for looking. */
import { startService } from '../support/service.mjs';
import { children } from './watch.mjs';

export async function startScene(t, options) {
	const service = await startService(options);
	let failed = false;
	t.after(() => service.stop({ failed }));
	return {
		service,
		port: Number(new URL(service.base).port),
		child: children(service.pid)[0],
		story: (name, tell) => t.test(name, async () => {
			try {
				await tell();
			} catch (e) {
				failed = true;
				throw e;
			}
		}),
	};
}
