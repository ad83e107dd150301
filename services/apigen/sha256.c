#include "sha256.h"

#include <string.h>

#define BLOCK 64

static uint32_t rotate(uint32_t x, int n)
{
	return x >> n | x << (32 - n);
}

static const uint32_t constants[BLOCK] = {
	/* clang-format off */
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
	/* clang-format on */
};

static void mix(uint32_t h[static 8], const uint8_t block[static BLOCK])
{
	uint32_t w[BLOCK];
	for (int i = 0; i < 16; i++)
		w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
		       (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
	for (int i = 16; i < BLOCK; i++) {
		const uint32_t a = w[i - 15], b = w[i - 2];
		w[i] = w[i - 16] + (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) + w[i - 7] +
		       (rotate(b, 17) ^ rotate(b, 19) ^ b >> 10);
	}
	uint32_t s[8];
	memcpy(s, h, sizeof(s));
	for (int i = 0; i < BLOCK; i++) {
		const uint32_t e = s[4], a = s[0];
		const uint32_t t1 = s[7] + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +
				    ((e & s[5]) ^ (~e & s[6])) + constants[i] + w[i];
		const uint32_t t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) +
				    ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]));
		memmove(s + 1, s, 7 * sizeof(s[0]));
		s[4] += t1;
		s[0] = t1 + t2;
	}
	for (int i = 0; i < 8; i++)
		h[i] += s[i];
}

void sha256(struct str text, uint8_t ret_hash[static SHA256_BYTES])
{
	uint32_t h[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
		0x1f83d9ab, 0x5be0cd19 };
	size_t at = 0;
	for (; text.len - at >= BLOCK; at += BLOCK)
		mix(h, (const uint8_t *)text.ptr + at);
	/* The rest, a one, zeros, and the length in bits: one block, or two when it is long. */
	uint8_t tail[2 * BLOCK] = { 0 };
	const size_t rest = text.len - at, end = rest < BLOCK - 8 ? BLOCK : 2 * BLOCK;
	memcpy(tail, text.ptr + at, rest);
	tail[rest] = 0x80;
	for (size_t i = 0; i < 8; i++)
		tail[end - 1 - i] = (uint8_t)((uint64_t)text.len * 8 >> (8 * i));
	for (at = 0; at < end; at += BLOCK)
		mix(h, tail + at);
	for (size_t i = 0; i < SHA256_BYTES; i++)
		ret_hash[i] = (uint8_t)(h[i / 4] >> (24 - 8 * (i % 4)));
}
