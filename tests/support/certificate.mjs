/*
 * Certificates for tests: selfSigned('IP' or 'DNS', name, days) gives { key, cert } in PEM, that signs itself, from yesterday on
 * (days below zero: it ended long ago). X.509 v3 (RFC 5280) in DER, no more of it than a client looks at.
 */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const der = (tag, ...parts) => {
	const body = Buffer.concat(parts);
	const size = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255];
	return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const sequence = (...parts) => der(0x30, ...parts);
const oid = (...bytes) => der(6, Buffer.from(bytes));
const time = (ms) => der(0x18, Buffer.from(new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '')));

const DAY_MS = 86_400_000;
const ECDSA_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2));
const COMMON_NAME = oid(0x55, 4, 3);
const OTHER_NAMES = oid(0x55, 0x1d, 0x11);

export function selfSigned(kind, name, days = 1) {
	const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const who = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(`proef ${randomBytes(4).toString('hex')}`)))));
	const names = kind === 'IP' ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name));
	const from = Date.now() - (days < 0 ? 100 : 1) * DAY_MS;
	const body = sequence(der(0xa0, der(2, Buffer.from([2]))), der(2, Buffer.from([1]), randomBytes(8)), ECDSA_SHA256, who,
		sequence(time(from), time(Date.now() + days * DAY_MS)), who, publicKey.export({ type: 'spki', format: 'der' }),
		der(0xa3, sequence(sequence(OTHER_NAMES, der(4, sequence(names))))));
	const cert = sequence(body, ECDSA_SHA256, der(3, Buffer.from([0]), sign('sha256', body, privateKey)));
	return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
		cert: `-----BEGIN CERTIFICATE-----\n${cert.toString('base64').match(/.{1,64}/g).join('\n')}\n-----END CERTIFICATE-----\n` };
}
