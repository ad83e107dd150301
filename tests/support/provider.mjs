/*
 * A provider of OpenID Connect for tests, on loopback. It says what is right, but for what `lies` has:
 *
 *   const provider = await startProvider();     { issuer, lies, asked, allow(url, claims), stop() }
 *
 * allow() is what happens when somebody signs in there: it gives the answer that the browser brings back. `tls` ({ key, cert }): over TLS. `says`: whether
 * it says who gave an answer. rotate(): it signs with new keys from now on; `before` are the old ones.
 *
 * Lies about a token: alg, kid, head (more of its header), claims, payload (all of it), key (who signs), token (what becomes of it);
 * access_token beside it; `lax`: any verifier does, and a code for ever. Lies about a document: `document` and `jwks` (members), and
 * answers[path]: huge, slow, drip, cut, redirect, a status, or this text.
 */
import { constants, createHash, createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

const b64 = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const atHash = (token) => createHash('sha256').update(token).digest().subarray(0, 16).toString('base64url');
const seconds = () => Math.floor(Date.now() / 1000);

const makeKeys = () => ({ rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }), ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }) });

/* Answers that are none. */
const tricks = {
	slow: () => {},
	drip: (res) => {
		res.writeHead(200, { 'content-type': 'application/json' }).write('{"x":"');
		const timer = setInterval(() => res.write('x'), 50);
		res.on('close', () => clearInterval(timer));
	},
	cut: (res) => {
		res.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 }).write('{"x":"');
		res.socket.end();
	},
	redirect: (res) => res.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
	huge: (res) => res.writeHead(200, { 'content-type': 'application/json' }).end(`{"x":"${'x'.repeat(1 << 20)}"}`),
};

export async function startProvider({ clientId = 'schakel', secret = 'geheim', tls, says = true } = {}) {
	const keys = makeKeys();
	let round = 1;
	const codes = new Map(), asked = [], lies = {};
	const jwk = (name) => ({ ...keys[name].publicKey.export({ format: 'jwk' }), kid: `${name}-${round}`, use: 'sig' });
	let issuer;

	function tokenOf({ nonce, claims }) {
		const body = lies.payload?.(nonce) ?? { iss: issuer, aud: clientId, nonce, iat: seconds(), exp: seconds() + 300, at_hash: atHash('x'), ...claims, ...lies.claims };
		const head = { alg: lies.alg ?? 'RS256', kid: lies.kid ?? `rsa-${round}`, ...lies.head };
		const text = `${b64(head)}.${b64(body)}`;
		const { rsa, ec } = { ...keys, ...lies.key };
		const signature = {
			none: () => '',
			HS256: () => createHmac('sha256', rsa.publicKey.export({ type: 'spki', format: 'pem' })).update(text).digest('base64url'),
			ES256: () => sign('sha256', Buffer.from(text), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
			RS512: () => sign('sha512', Buffer.from(text), rsa.privateKey).toString('base64url'),
			PS256: () => sign('sha256', Buffer.from(text), { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }).toString('base64url'),
		}[head.alg] ?? (() => sign('sha256', Buffer.from(text), rsa.privateKey).toString('base64url'));
		return `${text}.${signature()}`;
	}

	function exchange(form) {
		const given = codes.get(form.get('code'));
		if (!lies.lax)
			codes.delete(form.get('code'));
		const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
		if (!given || form.get('client_id') !== clientId || form.get('client_secret') !== secret || (challenge !== given.challenge && !lies.lax)
			|| form.get('redirect_uri') !== given.redirectUri)
			return [400, { error: 'invalid_grant' }];
		const token = tokenOf(given);
		return [200, { access_token: 'x', token_type: 'Bearer', id_token: lies.token ? lies.token(token) : token }];
	}

	const documents = {
		'/.well-known/openid-configuration': () => [200, { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`,
			jwks_uri: `${issuer}/jwks`, authorization_response_iss_parameter_supported: says, ...lies.document }],
		'/jwks': () => [200, { keys: lies.jwks ?? [jwk('rsa'), jwk('ec')] }],
		'/token': exchange,
	};
	const handle = (req, res) => {
		let text = '';
		req.setEncoding('utf8').on('data', (d) => { text += d; }).on('end', () => {
			asked.push(req.url);
			const lie = lies.answers?.[req.url];
			if (tricks[lie])
				return tricks[lie](res);
			const [status, body] = documents[req.url]?.(new URLSearchParams(text)) ?? [404, {}];
			res.writeHead(typeof lie === 'number' ? lie : status, { 'content-type': 'application/json' })
				.end(typeof lie === 'string' ? lie : JSON.stringify(body));
		});
	};
	const server = tls ? createTlsServer(tls, handle) : createServer(handle);
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	issuer = `${tls ? 'https' : 'http'}://127.0.0.1:${server.address().port}`;
	return {
		issuer, clientId, secret, lies, asked, keys,
		allow(url, claims) {
			const q = new URL(url).searchParams, code = randomBytes(16).toString('hex');
			codes.set(code, { nonce: q.get('nonce'), challenge: q.get('code_challenge'), redirectUri: q.get('redirect_uri'), claims });
			return { code, state: q.get('state'), iss: issuer, dienst: new URL(q.get('redirect_uri')).pathname.split('/').at(-1) };
		},
		rotate() {
			this.before = { ...keys };
			Object.assign(keys, makeKeys());
			round++;
		},
		honest: () => Object.keys(lies).forEach((name) => delete lies[name]),
		stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
	};
}
