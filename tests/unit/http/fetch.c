/* Which addresses may be asked, whatever name led there. */
#include <criterion/criterion.h>

#include "base/address.h"
#include "http/fetch.h"

static bool outside(const char *text)
{
	struct address a;
	cr_assert_eq(address_parse(str_from(text), &a), ERR_OK, "%s", text);
	return http_fetch_is_outside(&a);
}

Test(fetch, asks_what_is_outside)
{
	static const char *const open[] = { "1.1.1.1", "9.255.255.255", "11.0.0.1",
		"100.63.255.255", "100.128.0.1", "128.0.0.1", "145.100.0.1", "169.253.0.1",
		"172.15.255.255", "172.32.0.1", "192.167.0.1", "198.17.0.1", "223.255.255.255",
		"2001:610:188:410::1", "::ffff:145.100.0.1" };
	for (size_t i = 0; i < sizeof(open) / sizeof(open[0]); i++)
		cr_expect(outside(open[i]), "%s", open[i]);
}

Test(fetch, asks_nothing_of_this_machine_or_a_network_inside)
{
	static const char *const closed[] = { "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1",
		"127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255",
		"192.168.1.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::", "::1",
		"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "fc00::1",
		"fd00:ec2::254", "fe80::1", "ff02::1", "64:ff9b::a00:1" };
	for (size_t i = 0; i < sizeof(closed) / sizeof(closed[0]); i++)
		cr_expect_not(outside(closed[i]), "%s", closed[i]);
}
