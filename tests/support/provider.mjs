/*
 * A provider of OpenID Connect for tests, on loopback. It says what is right, but for what `lies` has:
 *
 *   const provider = await startProvider();     { issuer, lies, asked, allow(url, claims), stop() }
 *
 * allow() is what happens when somebody signs in there: it gives the answer that the browser brings back.
 */
import { createHash, createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createServer } from 'node:http';

const b64 = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const seconds = () => Math.floor(Date.now() / 1000);

export async function startProvider({ clientId = 'schakel', secret = 'geheim' } = {}) {
	const keys = { rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }), ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }) };
	const codes = new Map(), asked = [], lies = {};
	const jwk = (name) => ({ ...keys[name].publicKey.export({ format: 'jwk' }), kid: `${name}-1`, use: 'sig' });
	let issuer;

	function tokenOf({ nonce, claims }) {
		const body = lies.payload?.(nonce) ?? { iss: issuer, aud: clientId, nonce, iat: seconds(), exp: seconds() + 300, ...claims, ...lies.claims };
		const head = { alg: lies.alg ?? 'RS256', kid: lies.kid ?? 'rsa-1' };
		const text = `${b64(head)}.${b64(body)}`;
		if (head.alg === 'none')
			return `${text}.`;
		if (head.alg === 'HS256')
			return `${text}.${createHmac('sha256', keys.rsa.publicKey.export({ type: 'spki', format: 'pem' })).update(text).digest('base64url')}`;
		if (head.alg === 'ES256')
			return `${text}.${sign('sha256', Buffer.from(text), { key: keys.ec.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
		return `${text}.${sign('sha256', Buffer.from(text), (lies.key ?? keys.rsa).privateKey).toString('base64url')}`;
	}

	function exchange(form) {
		const given = codes.get(form.get('code'));
		codes.delete(form.get('code'));
		const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
		if (!given || form.get('client_id') !== clientId || form.get('client_secret') !== secret || challenge !== given.challenge
			|| form.get('redirect_uri') !== given.redirectUri)
			return [400, { error: 'invalid_grant' }];
		return [200, { access_token: 'x', token_type: 'Bearer', id_token: tokenOf(given) }];
	}

	const documents = {
		'/.well-known/openid-configuration': () => [200, { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`,
			jwks_uri: `${issuer}/jwks`, authorization_response_iss_parameter_supported: true, ...lies.document }],
		'/jwks': () => [200, { keys: lies.jwks ?? [jwk('rsa'), jwk('ec')] }],
		'/token': exchange,
	};
	const server = createServer((req, res) => {
		let text = '';
		req.setEncoding('utf8').on('data', (d) => { text += d; }).on('end', () => {
			asked.push(req.url);
			const lie = lies.answers?.[req.url];
			if (lie === 'slow')
				return;
			if (lie === 'redirect')
				return res.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
			const [status, body] = documents[req.url]?.(new URLSearchParams(text)) ?? [404, {}];
			res.writeHead(status, { 'content-type': 'application/json' }).end(lie === 'huge' ? `{"x":"${'x'.repeat(1 << 20)}"}` : lie ?? JSON.stringify(body));
		});
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	issuer = `http://127.0.0.1:${server.address().port}`;
	return {
		issuer, clientId, secret, lies, asked, keys,
		allow(url, claims) {
			const q = new URL(url).searchParams, code = randomBytes(16).toString('hex');
			codes.set(code, { nonce: q.get('nonce'), challenge: q.get('code_challenge'), redirectUri: q.get('redirect_uri'), claims });
			return { code, state: q.get('state'), iss: issuer };
		},
		honest: () => Object.keys(lies).forEach((name) => delete lies[name]),
		stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
	};
}
