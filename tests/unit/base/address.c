#include "base/address.h"

#include <criterion/criterion.h>

static struct address parse(const char *text)
{
	struct address a = { { 0 } };
	cr_assert_eq(address_parse(str_from(text), &a), ERR_OK, "%s", text);
	return a;
}

Test(address, is_one_whether_it_is_written_for_four_or_for_sixteen_bytes)
{
	const struct address a = parse("192.0.2.7");
	const struct address b = parse("::ffff:192.0.2.7");
	const struct address c = parse("::ffff:c000:0207");
	cr_assert(address_eq(&a, &b));
	cr_assert(address_eq(&a, &c));
	const struct address d = parse("2001:DB8::1");
	const struct address e = parse("2001:db8:0:0:0:0:0:1");
	cr_assert(address_eq(&d, &e));
	cr_assert_not(address_eq(&a, &d));
}

Test(address, is_nothing_else)
{
	static const char *const wrong[] = { "", " ", "192.0.2", "192.0.2.256", "192.0.2.7 ",
		"192.0.2.7:80", "[::1]", "::1%eth0", "::1/64", "localhost", "0x7f.0.0.1",
		"2001:db8::1::2", "1:2:3:4:5:6:7:8:9",
		"0000:0000:0000:0000:0000:ffff:192.168.100.200:0000:0000" };
	struct address a;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		cr_assert_eq(address_parse(str_from(wrong[i]), &a), ERR_INVALID, "%s", wrong[i]);
	cr_assert_eq(address_parse((struct str){ "::1\0x", 5 }, &a), ERR_INVALID);
}

static bool is_in(const char *network, const char *address)
{
	struct address_network n;
	cr_assert_eq(address_network_parse(str_from(network), &n), ERR_OK, "%s", network);
	const struct address a = parse(address);
	return address_is_in(&n, &a);
}

Test(address, is_in_a_network_when_it_begins_as_that_does)
{
	cr_assert(is_in("10.0.0.0/8", "10.255.1.2"));
	cr_assert_not(is_in("10.0.0.0/8", "11.0.0.0"));
	cr_assert(is_in("172.30.0.128/25", "172.30.0.129"));
	cr_assert_not(is_in("172.30.0.128/25", "172.30.0.127"));
	cr_assert(is_in("192.0.2.7", "192.0.2.7"));
	cr_assert_not(is_in("192.0.2.7", "192.0.2.6"));
	cr_assert(is_in("0.0.0.0/0", "203.0.113.9"));
	cr_assert_not(is_in("0.0.0.0/0", "2001:db8::1"));
	cr_assert(is_in("::/0", "203.0.113.9"));
	cr_assert(is_in("2001:db8::/33", "2001:db8:7fff::1"));
	cr_assert_not(is_in("2001:db8::/33", "2001:db8:8000::1"));
	cr_assert(is_in("::1/128", "::1"));
	static const char *const wrong[] = { "", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "::/129",
		"10.0.0.0/-1", "10.0.0.0/8 ", "10.0.0.0/8/8", "10/8" };
	struct address_network n;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		cr_assert_eq(
			address_network_parse(str_from(wrong[i]), &n), ERR_INVALID, "%s", wrong[i]);
}

Test(address, of_one_subscriber_is_a_host_of_v4_and_a_network_of_v6)
{
	const struct address a = parse("192.0.2.7"), same = address_subscriber(&a);
	cr_assert(address_eq(&a, &same));
	const struct address b = parse("2001:db8:1:2:3:4:5:6"), c = parse("2001:db8:1:2:ffff::");
	const struct address x = address_subscriber(&b), y = address_subscriber(&c);
	cr_assert(address_eq(&x, &y));
	const struct address d = parse("2001:db8:1:3::"), z = address_subscriber(&d);
	cr_assert_not(address_eq(&x, &z));
}

Test(address, in_a_log_names_no_host)
{
	char text[ADDRESS_TEXT_SIZE];
	const struct address a = parse("192.0.2.7"), b = parse("2001:db8:1:2:3:4:5:6");
	const struct address none = { { 0 } };
	address_network_text(&a, text);
	cr_assert_str_eq(text, "192.0.2.0/24");
	address_network_text(&b, text);
	cr_assert_str_eq(text, "2001:db8:1::/48");
	address_network_text(&none, text);
	cr_assert_str_eq(text, "-");
}
