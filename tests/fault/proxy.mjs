/*
 * Between the service and PostgreSQL: passes bytes on until told to lose a commit. It reads the
 * client's messages (PostgreSQL's frontend protocol, version 3) only far enough to know a COMMIT.
 *
 *   answer    COMMIT goes through, its answer does not: the connection ends
 *   request   the connection ends before COMMIT goes through
 *   silence   COMMIT goes through, and then nobody says anything any more
 */
import net from 'node:net';
import { once } from 'node:events';

/* Whether these messages ask for a commit: by text (Query, Parse) or under a prepared name (Bind). */
class Reader {
	#rest = Buffer.alloc(0);
	#started = false;

	asksCommit(bytes) {
		let found = false;
		this.#rest = Buffer.concat([this.#rest, bytes]);
		for (;;) {
			const head = this.#started ? 1 : 0; /* the first message has no type */
			if (this.#rest.length < head + 4)
				return found;
			const length = head + this.#rest.readUInt32BE(head);
			if (this.#rest.length < length)
				return found;
			const type = head ? String.fromCharCode(this.#rest[0]) : '';
			const text = this.#rest.toString('latin1', head + 4, Math.min(length, head + 104));
			found ||= (type === 'Q' || type === 'P' || type === 'B') && /(^|\0|\/)commit\0/i.test(text);
			this.#rest = this.#rest.subarray(length);
			this.#started = true;
		}
	}
}

export class Proxy {
	#pairs = new Set();

	/* `mode` is asked at each commit: one of the words above, or nothing. */
	constructor(socket) {
		this.mode = () => undefined;
		this.lost = 0;
		this.server = net.createServer((client) => this.#serve(client, net.connect(socket)));
	}

	async listen() {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		const { port } = this.server.address();
		this.uri = `postgresql://schakel@127.0.0.1:${port}/schakel?sslmode=disable&gssencmode=disable`;
	}

	#serve(client, server) {
		const reader = new Reader(), pair = { client, server };
		let losing;
		const end = () => {
			client.destroy();
			server.destroy();
			this.#pairs.delete(pair);
		};
		this.#pairs.add(pair);
		for (const socket of [client, server])
			socket.setNoDelay(true).on('error', end).on('close', end);
		client.on('data', (bytes) => {
			if (!losing && reader.asksCommit(bytes)) {
				losing = this.mode();
				this.lost += losing ? 1 : 0;
			}
			if (losing === 'request')
				end();
			else
				server.write(bytes);
		});
		server.on('data', (bytes) => {
			if (losing === 'answer')
				end();
			else if (!losing)
				client.write(bytes);
		});
	}

	close() {
		for (const { client, server } of this.#pairs) {
			client.destroy();
			server.destroy();
		}
		this.server.close();
	}
}
