#include <criterion/criterion.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/date.h"
#include "base/uuid.h"

Test(uuid, parses_either_case_and_formats_lower)
{
	struct uuid id;
	char text[UUID_TEXT_LEN + 1];
	cr_assert_eq(uuid_parse(STR("017F22E2-79B0-7CC3-98C4-DC0C0C07398f"), &id), ERR_OK);
	uuid_format(id, text);
	cr_assert_str_eq(text, "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

Test(uuid, refuses_other_shapes)
{
	static const char *const texts[] = { "", "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
		"017f22e2-79b0-7cc3-98c4-dc0c0c07398f0", "017f22e279b07cc398c4dc0c0c07398f",
		"{17f22e2-79b0-7cc3-98c4-dc0c0c07398}", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
		"017f22e2+79b0-7cc3-98c4-dc0c0c07398f", "017f22e27-9b0-7cc3-98c4-dc0c0c07398f",
		"urn:uuid:017f22e2-79b0-7cc3-98c4-dc0" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct uuid id;
		cr_assert_eq(uuid_parse(str_from(texts[i]), &id), ERR_INVALID, "%s", texts[i]);
	}
}

/* The example of RFC 9562, appendix A.6: Tuesday 22 February 2022 14:22:22.00 GMT-05:00. */
Test(uuid, lays_out_version_7_as_in_the_rfc)
{
	int64_t now_us;
	cr_assert_eq(instant_parse(STR("2022-02-22T14:22:22-05:00"), &now_us), ERR_OK);
	static const uint8_t random[10] = { 0x0C, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39,
		0x8F };
	char text[UUID_TEXT_LEN + 1];
	uuid_format(uuid_v7(now_us, random), text);
	cr_assert_str_eq(text, "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

Test(uuid, keeps_version_and_variant_whatever_the_random_bytes)
{
	static const uint8_t ones[10] = { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
		0xFF };
	static const uint8_t zeroes[10];
	char text[UUID_TEXT_LEN + 1];
	uuid_format(uuid_v7(0, ones), text);
	cr_assert_str_eq(text, "00000000-0000-7fff-bfff-ffffffffffff");
	uuid_format(uuid_v7(999, zeroes), text);
	cr_assert_str_eq(text, "00000000-0000-7000-8000-000000000000");
}

Test(uuid, orders_by_the_time_of_making)
{
	static const uint8_t high[10] = { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
		0xFF };
	static const uint8_t low[10];
	const struct uuid older = uuid_v7(1000000, high);
	const struct uuid newer = uuid_v7(1001000, low);
	cr_assert_lt(uuid_cmp(older, newer), 0);
	cr_assert_gt(uuid_cmp(newer, older), 0);
	cr_assert_eq(uuid_cmp(newer, newer), 0);
	cr_assert(uuid_eq(older, older));
	cr_assert_not(uuid_eq(older, newer));
}

Test(uuid, new_ones_carry_the_time_and_differ)
{
	const int64_t before_ms = clock_now_us() / 1000;
	const struct uuid a = uuid_new();
	const struct uuid b = uuid_new();
	int64_t made_ms = 0;
	for (size_t i = 0; i < 6; i++)
		made_ms = made_ms << 8 | a.b[i];
	cr_assert_geq(made_ms, before_ms);
	cr_assert_leq(made_ms, clock_now_us() / 1000);
	cr_assert_eq(a.b[6] >> 4, 7);
	cr_assert_eq(a.b[8] >> 6, 2);
	cr_assert_not(uuid_eq(a, b));
	cr_assert_not(uuid_is_nil(a));
}

Test(uuid, a_forked_child_makes_others_than_its_parent)
{
	int ends[2];
	cr_assert_eq(pipe(ends), 0);
	(void)uuid_new(); /* random bytes are waiting now */
	const pid_t pid = fork();
	cr_assert_geq(pid, 0);
	struct uuid id = uuid_new();
	if (pid == 0)
		_exit(write(ends[1], id.b, sizeof(id.b)) == sizeof(id.b) ? 0 : 1);
	struct uuid of_child;
	cr_assert_eq(read(ends[0], of_child.b, sizeof(of_child.b)), (ssize_t)sizeof(of_child.b));
	cr_assert_eq(waitpid(pid, NULL, 0), pid);
	cr_assert_neq(memcmp(id.b + 6, of_child.b + 6, 10), 0);
	close(ends[0]);
	close(ends[1]);
}

Test(uuid, thousands_of_new_ones_all_differ)
{
	static struct uuid ids[5000];
	for (size_t i = 0; i < 5000; i++)
		ids[i] = uuid_new();
	for (size_t i = 0; i < 5000; i++)
		for (size_t j = i + 1; j < 5000 && j < i + 60; j++) /* over two fillings */
			cr_assert_neq(memcmp(ids[i].b + 6, ids[j].b + 6, 10), 0);
}

Test(uuid, knows_the_nil_one)
{
	struct uuid id;
	cr_assert_eq(uuid_parse(STR("00000000-0000-0000-0000-000000000000"), &id), ERR_OK);
	cr_assert(uuid_is_nil(id));
	id.b[15] = 1;
	cr_assert_not(uuid_is_nil(id));
}

/* Of 4096 places for 4096 ids about 2589 are taken when chance decides. */
static unsigned places_taken(unsigned counting_byte)
{
	static bool taken[4096];
	memset(taken, 0, sizeof(taken));
	unsigned count = 0;
	for (unsigned n = 0; n < 4096; n++) {
		struct uuid id = { { 0 } };
		id.b[counting_byte] = (uint8_t)(n >> 8);
		id.b[counting_byte + 1] = (uint8_t)n;
		const unsigned place = (unsigned)uuid_hash(id) % 4096;
		count += !taken[place];
		taken[place] = true;
	}
	return count;
}

Test(uuid, hashes_ids_that_only_count_up_apart)
{
	for (unsigned byte = 0; byte < 15; byte++)
		cr_assert_gt(places_taken(byte), 2450, "byte %u: %u", byte, places_taken(byte));
}
