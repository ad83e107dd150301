/*
 * What the listening service says to odd and hostile requests, byte for byte, with the request that
 * follows on the same connection. The parser has its own table (tests/unit/http); here is the whole way.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readContract } from '../support/contract.mjs';
import { answers, converse, Raw } from './raw.mjs';
import { startScene } from './scene.mjs';

const LINE_BYTES = 8192, FIELD_BYTES = 16384, FIELDS = 64, BODY_BYTES = 65536, CHUNKS = 1000, CHUNK_LINE_BYTES = 1024;
const CRLF = '\r\n', HOST = 'Host: schakel.example\r\n';
const NEXT = `GET /healthz HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`;

const get = (target, fields = '') => `GET ${target} HTTP/1.1\r\n${HOST}${fields}\r\n`;
const ask = (method, target, fields = '', body = '') => `${method} ${target} HTTP/1.1\r\n${HOST}${fields}\r\n${body}`;
const login = (fields, body) => ask('POST', '/v1/sessies', `Content-Type: application/json\r\n${fields}`, body);
const sized = (body) => login(`Content-Length: ${Buffer.byteLength(body)}\r\n`, body);
const chunked = (body) => login('Transfer-Encoding: chunked\r\n', body);

/* A body of just so many bytes that is JSON, and nobody's account. */
const json = (size) => {
	const empty = JSON.stringify({ email: 'n@school.example', wachtwoord: 'x', a: '' });
	return JSON.stringify({ email: 'n@school.example', wachtwoord: 'x', a: 'a'.repeat(size - empty.length) });
};
const inChunks = (count) => '1\r\n \r\n'.repeat(count) + '0\r\n\r\n';
const line = (size) => get(`/v1/${'a'.repeat(size - 'GET /v1/ HTTP/1.1'.length)}`);
const fields = (size) => get('/healthz', `A: ${'a'.repeat(size - HOST.length - 'A: '.length - 2 * CRLF.length)}\r\n`);

/* [what, bytes, status, { closes, method, allow, retry }] */
const limits = [
	['a request line one under its limit', line(LINE_BYTES - 1), 404],
	['a request line at its limit', line(LINE_BYTES), 404],
	['a request line one over', line(LINE_BYTES + 1), 414, { closes: true }],
	['a request line without end', 'G'.repeat(LINE_BYTES + 3), 414, { closes: true }],
	['fields one under their limit', fields(FIELD_BYTES - 1), 200],
	['fields at their limit', fields(FIELD_BYTES), 200],
	['fields one over', fields(FIELD_BYTES + 1), 431, { closes: true }],
	['one field without end', `GET / HTTP/1.1\r\nA: ${'a'.repeat(FIELD_BYTES)}`, 431, { closes: true }],
	['as many fields as may be', get('/healthz', 'A: b\r\n'.repeat(FIELDS - 1)), 200],
	['one field more', get('/healthz', 'A: b\r\n'.repeat(FIELDS)), 431, { closes: true }],
	['a body one under its limit', sized(json(BODY_BYTES - 1)), 400],
	['a body at its limit', sized(json(BODY_BYTES)), 400],
	['a body one over', sized(json(BODY_BYTES + 1)), 413, { closes: true }],
	['a length one over, with no body yet', login(`Content-Length: ${BODY_BYTES + 1}\r\n`, ''), 413, { closes: true }],
	['a length over 32 bits', login('Content-Length: 4294967297\r\n', ' '), 413, { closes: true }],
	['a length over 64 bits', login('Content-Length: 18446744073709551617\r\n', ' '), 400, { closes: true }],
	['a chunked body at its limit', chunked(`10000\r\n${json(BODY_BYTES)}\r\n0\r\n\r\n`), 400],
	['a chunked body one over', chunked(`10001\r\n${json(BODY_BYTES + 1)}\r\n0\r\n\r\n`), 413, { closes: true }],
	['chunks of which the last is one over', chunked('1\r\n \r\n10000\r\n'), 413, { closes: true }],
	['as many chunks as may be', chunked(inChunks(CHUNKS)), 400],
	['one chunk more', chunked(inChunks(CHUNKS + 1)), 413, { closes: true }],
	['the line of a chunk at its limit', chunked(`1;${'a'.repeat(CHUNK_LINE_BYTES - 4)}\r\n \r\n0\r\n\r\n`), 400],
	['the line of a chunk one over', chunked(`1;${'a'.repeat(CHUNK_LINE_BYTES - 3)}\r\n \r\n0\r\n\r\n`), 413, { closes: true }],
	['as many trailers as may be', chunked(`0\r\n${'A: b\r\n'.repeat(FIELDS)}\r\n`), 400],
	['one trailer more', chunked(`0\r\n${'A: b\r\n'.repeat(FIELDS + 1)}\r\n`), 431, { closes: true }],
	['trailers without end', chunked(`0\r\nA: ${'a'.repeat(FIELD_BYTES)}`), 431, { closes: true }],
];

const methods = [
	['a method that this path does not have', ask('DELETE', '/v1/aanmeldlinks'), 405, { allow: 'POST, OPTIONS' }],
	['GET where there is only POST', get('/v1/aanmeldlinks'), 405, { allow: 'POST, OPTIONS' }],
	['POST where there is only GET', ask('POST', '/v1/toestanden', 'Content-Length: 0\r\n'), 405, { allow: 'GET, HEAD, OPTIONS' }],
	['PUT with a body', ask('PUT', '/v1/toestanden', 'Content-Length: 2\r\n', '{}'), 405, { allow: 'GET, HEAD, OPTIONS' }],
	['HEAD where there is only POST', ask('HEAD', '/v1/aanmeldlinks'), 405, { allow: 'POST, OPTIONS', method: 'HEAD' }],
	['HEAD', ask('HEAD', '/v1/themas'), 200, { method: 'HEAD' }],
	['HEAD with a body', ask('HEAD', '/healthz', 'Content-Length: 29\r\n', 'GET /v1/themas HTTP/1.1\r\n\r\nxx'), 200, { method: 'HEAD' }],
	['HEAD of nothing', ask('HEAD', '/v1/niets'), 404, { method: 'HEAD' }],
	['OPTIONS', ask('OPTIONS', '/v1/toestanden'), 204, { allow: 'GET, HEAD, OPTIONS', method: 'OPTIONS' }],
	['OPTIONS of a path that is not there', ask('OPTIONS', '/v1/niets'), 404],
	['OPTIONS *', ask('OPTIONS', '*'), 204, { allow: 'GET, HEAD, POST, PATCH, DELETE, OPTIONS', method: 'OPTIONS' }],
	['OPTIONS of the health', ask('OPTIONS', '/healthz'), 204, { allow: 'GET, HEAD, OPTIONS', method: 'OPTIONS' }],
	['POST to the health', ask('POST', '/healthz', 'Content-Length: 2\r\n', '{}'), 405, { allow: 'GET, HEAD, OPTIONS' }],
	['DELETE of the readiness', ask('DELETE', '/readyz'), 405, { allow: 'GET, HEAD, OPTIONS' }],
	['TRACE', ask('TRACE', '/v1/themas'), 501, { closes: true }],
	['CONNECT', ask('CONNECT', 'schakel.example:443'), 501, { closes: true }],
	['an unknown method', ask('BREW', '/v1/themas'), 501, { closes: true }],
	['an unknown method with a request as its body', ask('BREW', '/', 'Content-Length: 44\r\n', get('/healthz')), 501, { closes: true }],
	['a known method in lower case', ask('get', '/v1/themas'), 501, { closes: true }],
	['a long method', ask('A'.repeat(4000), '/v1/themas'), 501, { closes: true }],
	['HTTP/2.0', `GET /v1/themas HTTP/2.0\r\n${HOST}\r\n`, 505, { closes: true }],
	['HTTP/1.2', `GET /v1/themas HTTP/1.2\r\n${HOST}\r\n`, 505, { closes: true }],
	['HTTP/0.9', 'GET /v1/themas\r\n', 400, { closes: true }],
	['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 505, { closes: true }],
	['HTTP/1.0', `GET /healthz HTTP/1.0\r\n${HOST}\r\n`, 200, { closes: true }],
	['HTTP/1.0 that stays', `GET /healthz HTTP/1.0\r\n${HOST}Connection: keep-alive\r\n\r\n`, 200],
];

const negotiation = [
	['a media type that nobody reads', ask('POST', '/v1/sessies', 'Content-Type: text/plain\r\nContent-Length: 2\r\n', '{}'), 415],
	['no media type', ask('POST', '/v1/sessies', 'Content-Length: 2\r\n', '{}'), 415],
	['an empty media type', ask('POST', '/v1/sessies', 'Content-Type:\r\nContent-Length: 2\r\n', '{}'), 415],
	['two media types', ask('POST', '/v1/sessies',
		'Content-Type: application/json\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n', '{}'), 415],
	['two equal media types', ask('POST', '/v1/sessies',
		'Content-Type: application/json\r\nContent-Type: application/json\r\nContent-Length: 2\r\n', '{}'), 415],
	['another character set', ask('POST', '/v1/sessies', 'Content-Type: application/json; charset=utf-16\r\nContent-Length: 2\r\n', '{}'), 415],
	['UTF-8 by name', ask('POST', '/v1/sessies', 'Content-Type: application/json;charset=UTF-8\r\nContent-Length: 2\r\n', '{}'), 400],
	['no body at all', ask('POST', '/v1/sessies', 'Content-Type: application/json\r\n'), 400],
	['a body of nothing', ask('POST', '/v1/sessies', 'Content-Type: application/json\r\nContent-Length: 0\r\n'), 400],
	['an answer in a form that is not there', get('/v1/themas', 'Accept: text/html\r\n'), 406],
	['the form refused by its weight', get('/v1/themas', 'Accept: application/json;q=0, text/html\r\n'), 406],
	['any form but ours', get('/v1/themas', 'Accept: */*, application/json;q=0\r\n'), 406],
	['any form', get('/v1/themas', 'Accept: */*;q=0.1\r\n'), 200],
	['our main type', get('/v1/themas', 'Accept: application/*\r\n'), 200],
	['no Accept', get('/v1/themas'), 200],
	['an expectation that nobody meets', get('/healthz', 'Expect: koffie\r\n'), 417, { closes: true }],
	['an expectation of a 100 with no body', get('/healthz', 'Expect: 100-continue\r\n'), 200],
	['a body where none belongs', get('/v1/themas', 'Content-Length: 2\r\n') + '{}', 400],
	['no body by its length where none belongs', get('/v1/themas', 'Content-Length: 0\r\n'), 200],
	['a closed operation', get('/v1/ik'), 401],
	['two tokens', get('/v1/ik', 'Authorization: Bearer a\r\nAuthorization: Bearer b\r\n'), 401],
];

const targets = [
	['no path', get('/'), 404],
	['a path with a slash behind', get('/v1/themas/'), 404],
	['two slashes', get('//v1//themas'), 404],
	['dots', get('/v1/x/../themas'), 404],
	['escaped dots', get('/v1/%2e%2e/v1/themas'), 404],
	['an escaped slash', get('/v1%2fthemas'), 404],
	['an escaped letter is another path', get('/v1/%74hemas'), 404],
	['a NUL in the path', get('/v1/themas%00'), 404],
	['another case', get('/v1/Themas'), 404],
	['an identifier that is none', get('/v1/aanbod/1%27%20or%201=1'), 401],
	['the absolute form', get('http://schakel.example/healthz'), 200],
	['the absolute form with another host', get('http://elders.example/healthz'), 400, { closes: true }],
	['a fragment', get('/healthz#a'), 400, { closes: true }],
	['UTF-8 as it is', get('/v1/caf\xc3\xa9'), 400, { closes: true }],
	['a query where none belongs', get('/v1/themas?a=b'), 400],
	['an empty query', get('/v1/themas?'), 200],
];

/* The request is right, but not for us: RFC 9110, section 15.5.20. */
const OURS = 'schakel.example,127.0.0.1';
const hosts = [
	['another host', `GET /healthz HTTP/1.1\r\nHost: elders.example\r\n\r\n`, 421],
	['a host that begins like ours', `GET /healthz HTTP/1.1\r\nHost: schakel.example.elders.example\r\n\r\n`, 421],
	['a host that ends like ours', `GET /healthz HTTP/1.1\r\nHost: x-schakel.example\r\n\r\n`, 421],
	['a path of another host', `GET /v1/niets HTTP/1.1\r\nHost: elders.example\r\n\r\n`, 421],
	['a body for another host', sized('{}').replace('schakel.example', 'elders.example'), 421],
	['the absolute form for another host', 'GET http://elders.example/healthz HTTP/1.1\r\nHost: elders.example\r\n\r\n', 421],
	['OPTIONS * of another host', 'OPTIONS * HTTP/1.1\r\nHost: elders.example\r\n\r\n', 421],
	['no host in 1.0', 'GET /healthz HTTP/1.0\r\n\r\n', 421, { closes: true }],
	['our host in capitals', `GET /healthz HTTP/1.1\r\nHost: SCHAKEL.EXAMPLE\r\n\r\n`, 200],
	['our host with a port', `GET /healthz HTTP/1.1\r\nHost: schakel.example:8443\r\n\r\n`, 200],
	['our other host', `GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`, 200],
];

const framing = [
	['no Host', 'GET /healthz HTTP/1.1\r\n\r\n', 400],
	['two Hosts', get('/healthz', HOST), 400],
	['a list of Hosts', 'GET /healthz HTTP/1.1\r\nHost: a,b\r\n\r\n', 400],
	['a Host with a user', 'GET /healthz HTTP/1.1\r\nHost: a@b\r\n\r\n', 400],
	['two lengths', sized('{}').replace('Content-Length: 2', 'Content-Length: 2\r\nContent-Length: 2'), 400],
	['a length with a plus', sized('{}').replace(': 2', ': +2'), 400],
	['a length and a coding', login('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'), 400],
	['a coding and a length', login('Transfer-Encoding: chunked\r\nContent-Length: 5\r\n', '0\r\n\r\n'), 400],
	['an unknown coding', login('Transfer-Encoding: xchunked\r\n', '0\r\n\r\n'), 400],
	['a coding in 1.0', chunked('0\r\n\r\n').replace('HTTP/1.1', 'HTTP/1.0'), 400],
	['a space before a colon', get('/healthz', 'A : b\r\n'), 400],
	['a continuation', get('/healthz', 'A: b\r\n c\r\n'), 400],
	['a bare LF', get('/healthz', 'A: b\n'), 400],
	['a bare CR', get('/healthz', 'A: b\rc\r\n'), 400],
	['a NUL', get('/healthz', 'A: \0\r\n'), 400],
	['a chunk that is longer', chunked('1\r\n  \r\n0\r\n\r\n'), 400],
	['a size with 0x', chunked('0x1\r\n \r\n0\r\n\r\n'), 400],
	['a trailer of a length', chunked('0\r\nContent-Length: 5\r\n\r\n'), 400],
	['bytes of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
].map(([what, text, status]) => [what, text, status, { closes: true }]);

/* What the contract says of the answer; what is no plain path of it counts as a path that is not there. */
function judge(contract, text, answer, method) {
	const path = /^\S+ (\/v1\/aanbod\/1|\/v1\/[a-z]+(?=[ ?]))/.exec(text)?.[1] ?? '/v1/niets';
	return contract.judge(method, `http://schakel.example${path}`, answer);
}

async function check(port, contract, [what, text, status, { closes = false, method = 'GET', allow } = {}]) {
	const got = await converse(port, text + NEXT, [method, 'GET']);
	assert.equal(got[0]?.status, status, `${what}: ${got[0]?.text}`);
	assert.equal(got[0].closes, closes, `${what}: keeps or closes`);
	assert.equal(got.length, closes ? 1 : 2, `${what}: ${got.length} answers`);
	if (!closes)
		assert.deepEqual([got[1].status, got[1].text], [200, '{"status":"leeft"}'], `${what}: the next one`);
	if (allow)
		assert.equal(got[0].headers.get('allow'), allow, what);
	if (status >= 400) {
		assert.equal(got[0].headers.get('content-type'), 'application/problem+json; charset=utf-8', what);
		if (method !== 'HEAD')
			assert.equal(JSON.parse(got[0].text).status, status, what);
		assert.deepEqual(judge(contract, text, got[0], /^[A-Z]+/.exec(text)?.[0] ?? 'GET'), [], what);
	}
	return 1;
}

test('the service says the right thing to odd and hostile bytes', async (t) => {
	const contract = readContract();
	const { port, story } = await startScene(t, { demo: false, env: { SCHAKEL_HOSTS: OURS } });
	let count = 0;
	for (const [name, table] of Object.entries({ limits, methods, negotiation, targets, hosts, framing }))
		await story(name, async () => {
			for (const row of table)
				count += await check(port, contract, row);
		});
	await story('a body that waits is asked for, one that is too large is not', async () => {
		const raw = await Raw.open(port);
		await raw.send(login('Expect: 100-continue\r\nContent-Length: 2\r\n', ''));
		await raw.until((got) => got.includes('100 Continue'));
		await raw.send('{}' + NEXT);
		const [first, next] = answers(await raw.all(), ['POST', 'GET']);
		assert.deepEqual([first.continued, first.status, next.status], [true, 400, 200]);
		raw.close();
		const large = await converse(port, login(`Expect: 100-continue\r\nContent-Length: ${BODY_BYTES + 1}\r\n`, ''), ['POST']);
		assert.deepEqual([large[0].continued, large[0].status], [false, 413]);
	});
	await story('whatever stands before it, a request is answered once and in order', async () => {
		const kept = [...methods, ...negotiation, ...targets, ...hosts, ...limits].filter(([, , , o]) => !o?.closes);
		const all = kept.map(([, text]) => text).join('');
		const got = await converse(port, all + NEXT, [...kept.map(([, , , o]) => o?.method ?? 'GET'), 'GET']);
		assert.deepEqual(got.map((a) => a.status), [...kept.map(([, , status]) => status), 200]);
	});
	t.diagnostic(`${count} requests`);
});
