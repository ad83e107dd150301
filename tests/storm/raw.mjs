/*
 * Bytes over a socket, and a strict reader of what comes back. fetch would mend on both sides what
 * is to be seen here.
 */
import { connect } from 'node:net';

const PATIENCE_MS = 20000;
const CRLF = '\r\n';

/* Text of which each character is one byte. */
export const bytes = (text) => Buffer.from(text, 'latin1');

/* A connection that is open; what comes in is kept in `got`. */
export class Raw {
	#wakes = [];

	static open(port, { host = '127.0.0.1', localAddress } = {}) {
		return new Promise((resolve, reject) => {
			const raw = new Raw();
			raw.socket = connect({ port, host, localAddress, allowHalfOpen: true, noDelay: true }, () => resolve(raw));
			raw.got = Buffer.alloc(0);
			raw.ended = false;
			raw.error = null;
			raw.socket.on('data', (d) => raw.#note(() => { raw.got = Buffer.concat([raw.got, d]); }));
			raw.socket.on('end', () => raw.#note(() => { raw.ended = true; }));
			raw.socket.on('close', () => raw.#note(() => { raw.ended = true; }));
			raw.socket.on('error', (e) => {
				raw.#note(() => { raw.error = e; raw.ended = true; });
				reject(e);
			});
		});
	}

	#note(change) {
		change();
		for (const wake of this.#wakes.splice(0))
			wake();
	}

	send(text) {
		return new Promise((resolve) => this.socket.write(typeof text === 'string' ? bytes(text) : text, resolve));
	}

	/* Resolves when `done(got)` is true or the other side has closed; after a while that is a failure. */
	async until(done, what = 'an answer', patience = PATIENCE_MS) {
		const end = Date.now() + patience;
		while (!this.ended && !done(this.got)) {
			const left = end - Date.now();
			if (left <= 0)
				throw new Error(`waited in vain for ${what} after ${JSON.stringify(this.got.toString('latin1').slice(-300))}`);
			let timer;
			await new Promise((resolve) => {
				this.#wakes.push(resolve);
				timer = setTimeout(resolve, left);
			});
			clearTimeout(timer);
		}
		return this.got;
	}

	/* All until the other side closes. */
	all(patience) {
		return this.until(() => false, 'the close', patience);
	}

	/* One whole answer; what is behind it stays. */
	async answer(method = 'GET', patience = PATIENCE_MS) {
		let read = null;
		await this.until((got) => {
			read = whole(got, method);
			return read !== null;
		}, 'an answer', patience);
		read ??= whole(this.got, method);
		if (read === null)
			throw new Error(`closed in the middle of ${JSON.stringify(this.got.toString('latin1').slice(0, 300))}`);
		this.got = this.got.subarray(read.size);
		return read;
	}

	reset() {
		this.socket.resetAndDestroy();
	}

	close() {
		this.socket.destroy();
	}
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;

function readHead(head) {
	if (/[^\x20-\x7e\r\n]/.test(head) || /\r(?!\n)|(?<!\r)\n/.test(head))
		throw new Error(`a control or a byte over 127 in the head: ${JSON.stringify(head)}`);
	const [line, ...fields] = head.split(CRLF);
	const status = /^HTTP\/1\.1 (\d{3}) [\x20-\x7e]*$/.exec(line);
	if (!status)
		throw new Error(`no status line: ${line}`);
	const headers = new Headers(), seen = new Set();
	for (const field of fields) {
		const colon = field.indexOf(':');
		const name = field.slice(0, colon), value = field.slice(colon + 1);
		if (!TOKEN.test(name) || !/^ \S(.*\S)?$/.test(value))
			throw new Error(`no field: ${field}`);
		if (seen.has(name.toLowerCase()))
			throw new Error(`twice: ${name}`);
		seen.add(name.toLowerCase());
		headers.append(name, value.slice(1));
	}
	return { status: Number(status[1]), headers };
}

/* The first answer in `got`, or null while it is not whole; throws on what no server may say. */
function whole(got, method) {
	const end = got.indexOf(CRLF + CRLF);
	if (end < 0)
		return null;
	const { status, headers } = readHead(got.subarray(0, end).toString('latin1'));
	const start = end + 4;
	if (status === 100) {
		const rest = whole(got.subarray(start), method);
		return rest && { ...rest, continued: true, size: rest.size + start };
	}
	if (headers.has('transfer-encoding') || !DATE.test(headers.get('date') ?? ''))
		throw new Error(`a coding, or no date: ${got.subarray(0, end)}`);
	const length = headers.get('content-length');
	const without = status === 204 || status === 304;
	if (without ? length !== null : !/^\d+$/.test(length ?? ''))
		throw new Error(`a wrong length: ${got.subarray(0, end)}`);
	const size = without || method === 'HEAD' ? 0 : Number(length);
	if (got.length < start + size)
		return null;
	return { status, headers, text: got.subarray(start, start + size).toString('utf8'), size: start + size, continued: false,
		closes: headers.get('connection') === 'close' };
}

/* All answers in what came until the close, one for each method in `methods`; more or less is a fault. */
export function answers(got, methods) {
	const read = [];
	for (const method of methods) {
		if (got.length === 0)
			break;
		const one = whole(got, method);
		if (one === null)
			throw new Error(`cut off: ${JSON.stringify(got.toString('latin1').slice(0, 300))}`);
		read.push(one);
		got = got.subarray(one.size);
	}
	if (got.length > 0)
		throw new Error(`more than was asked: ${JSON.stringify(got.toString('latin1').slice(0, 300))}`);
	return read;
}

/* Sends all at once and reads until the close. */
export async function converse(port, text, methods = ['GET', 'GET']) {
	const raw = await Raw.open(port);
	try {
		await raw.send(text);
		return answers(await raw.all(), methods);
	} finally {
		raw.close();
	}
}
