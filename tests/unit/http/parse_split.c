/* Properties: the verdict does not depend on how the bytes are split, nor on what comes before. */
#include <criterion/criterion.h>

#include "parse_digest.h"
#include "parse_rows.h"

/* Adds what is understood of `bytes` when they come in pieces of at most `piece`, the first of
 * `first`. */
static void digest_of(struct str bytes, size_t first, size_t piece, struct buf *text)
{
	struct digest d;
	digest_begin(&d, &http_limits_default);
	digest_feed(&d, bytes.ptr, first);
	for (size_t at = first; at < bytes.len; at += piece) {
		const size_t left = bytes.len - at;
		digest_feed(&d, bytes.ptr + at, left < piece ? left : piece);
	}
	buf_add_str(text, buf_str(&d.text));
	digest_end(&d);
}

static void check_splits(const char *name, struct str bytes)
{
	struct buf whole;
	struct buf split;
	buf_init(&whole, 1 << 20);
	buf_init(&split, 1 << 20);
	digest_of(bytes, bytes.len, 1, &whole);
	for (size_t at = 0; at < bytes.len; at++) {
		buf_reset(&split);
		digest_of(bytes, at, bytes.len, &split);
		cr_assert(str_eq(buf_str(&whole), buf_str(&split)), "%s: split at %zu", name, at);
	}
	buf_reset(&split);
	digest_of(bytes, 0, 1, &split);
	cr_assert(str_eq(buf_str(&whole), buf_str(&split)), "%s: byte by byte", name);
	buf_fini(&split);
	buf_fini(&whole);
}

Test(parse_split, gives_the_same_verdict_at_every_byte)
{
	for (size_t i = 0; i < ROW_COUNT; i++)
		check_splits(row_at(i)->name, row_at(i)->bytes);
}

/* What each row gives by itself; made once, as every pair asks for two of them. */
static struct buf alone[ROW_COUNT];

static void check_pair(size_t first, size_t second)
{
	struct buf expected;
	struct buf bytes;
	struct buf both;
	buf_init(&expected, 1 << 20);
	buf_init(&bytes, 1 << 20);
	buf_init(&both, 1 << 20);
	buf_add_str(&expected, buf_str(&alone[first]));
	if (row_at(first)->after == KEEPS)
		buf_add_str(&expected, buf_str(&alone[second]));
	buf_add_str(&bytes, row_at(first)->bytes);
	buf_add_str(&bytes, row_at(second)->bytes);
	digest_of(buf_str(&bytes), bytes.len, 1, &both);
	cr_assert(str_eq(buf_str(&expected), buf_str(&both)), "%s, then %s", row_at(first)->name,
		row_at(second)->name);
	buf_fini(&both);
	buf_fini(&bytes);
	buf_fini(&expected);
}

Test(parse_split, any_two_pipelined_requests_give_their_two_results)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		buf_init(&alone[i], 1 << 20);
		digest_of(row_at(i)->bytes, row_at(i)->bytes.len, 1, &alone[i]);
	}
	for (size_t i = 0; i < ROW_COUNT; i++) {
		for (size_t j = 0; j < ROW_COUNT; j++)
			check_pair(i, j);
	}
	for (size_t i = 0; i < ROW_COUNT; i++)
		buf_fini(&alone[i]);
}
