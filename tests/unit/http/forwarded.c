#include "http/forwarded.h"

#include <criterion/criterion.h>

static struct address parse(const char *text)
{
	struct address a = { { 0 } };
	cr_assert_eq(address_parse(str_from(text), &a), ERR_OK, "%s", text);
	return a;
}

static struct http_proxies proxies(const char *text)
{
	struct http_proxies p;
	cr_assert_eq(http_proxies_parse(str_from(text), &p), ERR_OK, "%s", text);
	return p;
}

/* Up to two fields; NULL is none. */
static void check(const char *ours, const char *peer, const char *first, const char *second,
	const char *expected)
{
	const struct http_proxies p = proxies(ours);
	struct http_req req = { .peer = parse(peer) };
	const char *const fields[] = { first, second };
	for (size_t i = 0; i < 2; i++)
		if (fields[i] != NULL)
			req.headers[req.header_count++] =
				(struct http_header){ STR("x-forwarded-for"), str_from(fields[i]) };
	const struct address from = http_sender(&p, &req);
	const struct address want = parse(expected);
	cr_assert(address_eq(&from, &want), "%s | %s, %s", peer, first ? first : "-",
		second ? second : "-");
}

Test(forwarded, is_believed_of_our_proxies_alone)
{
	check("", "192.0.2.1", "198.51.100.7", NULL, "192.0.2.1");
	check("127.0.0.1", "192.0.2.1", "198.51.100.7", NULL, "192.0.2.1");
	check("127.0.0.1", "127.0.0.1", "198.51.100.7", NULL, "198.51.100.7");
	check("127.0.0.1", "127.0.0.1", NULL, NULL, "127.0.0.1");
}

Test(forwarded, is_read_from_the_end_where_our_proxies_write)
{
	check("127.0.0.1", "127.0.0.1", "203.0.113.9, 198.51.100.7", NULL, "198.51.100.7");
	check("127.0.0.1, 10.0.0.2", "127.0.0.1", "203.0.113.9,198.51.100.7 , 10.0.0.2", NULL,
		"198.51.100.7");
	check("127.0.0.1", "127.0.0.1", "203.0.113.9", "198.51.100.7", "198.51.100.7");
	check("127.0.0.1,::1", "127.0.0.1", "198.51.100.7", "::1", "198.51.100.7");
	check("127.0.0.1", "127.0.0.1", "127.0.0.1", NULL, "127.0.0.1");
}

Test(forwarded, is_believed_of_all_of_a_network_of_ours)
{
	check("172.30.0.0/24", "172.30.0.9", "198.51.100.7, 172.30.0.77", NULL, "198.51.100.7");
	check("172.30.0.0/24", "172.30.1.9", "198.51.100.7", NULL, "172.30.1.9");
}

Test(forwarded, that_is_no_address_ends_the_way)
{
	check("127.0.0.1", "127.0.0.1", "unknown", NULL, "127.0.0.1");
	check("127.0.0.1", "127.0.0.1", "", NULL, "127.0.0.1");
	check("127.0.0.1", "127.0.0.1", "198.51.100.7, ,", NULL, "198.51.100.7");
	check("127.0.0.1,10.0.0.2", "127.0.0.1", "198.51.100.7, _hidden, 10.0.0.2", NULL,
		"10.0.0.2");
}

Test(forwarded, proxies_are_addresses_with_commas_between_them)
{
	cr_assert_eq(proxies("").count, 0);
	cr_assert_eq(proxies(" 127.0.0.1 , ::1").count, 2);
	struct http_proxies p;
	static const char *const wrong[] = { ",", "127.0.0.1,", ",::1", "127.0.0.1 ::1", "proxy",
		"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8",
		"::1,::2,::3,::4,::5,::6,::7,::8,::9,::10,::11,::12,::13,::14,::15,::16,::17" };
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		cr_assert_eq(
			http_proxies_parse(str_from(wrong[i]), &p), ERR_INVALID, "%s", wrong[i]);
}
