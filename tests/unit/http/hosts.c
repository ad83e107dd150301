#include <criterion/criterion.h>

#include "http/http.h"

Test(hosts, is_a_list_of_names_with_or_without_ports)
{
	static const char *const right[] = { "", "h", "schakel.example", " h , x ", "h:80,x",
		"[::1]", "[::1]:8080,127.0.0.1", "A_b.example" };
	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
		cr_assert(http_hosts_is_valid(str_from(right[i])), "%s", right[i]);
	static const char *const wrong[] = { ",", "h,", ",h", "h,,x", "h x", "http://h", "h/",
		"h:", "h:x", "h:65536", "*.h", "*", "[::1", "[::1]:", "u@h", ":80" };
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		cr_assert_not(http_hosts_is_valid(str_from(wrong[i])), "%s", wrong[i]);
}

Test(hosts, includes_a_name_in_any_case_and_with_any_port_when_it_names_none)
{
	static const struct {
		const char *hosts, *host;
		bool included;
	} rows[] = {
		{ "", "h", true },
		{ "h", "h", true },
		{ "h", "H:81", true },
		{ "h", "h:", true },
		{ "h:80", "h:80", true },
		{ "h:80", "h", false },
		{ "h:80", "h:81", false },
		{ "h:80", "h:080", false },
		{ "x, h", "h", true },
		{ "x,h,y", "h:1", true },
		{ "h", "hh", false },
		{ "h", "h.", false },
		{ "h", "h.example", false },
		{ "h.example", "h", false },
		{ "[::1]", "[::1]:80", true },
		{ "[::1]", "[::1]", true },
		{ "[::1]:80", "[::1]:81", false },
		{ "[::1]", "[::2]", false },
		{ "127.0.0.1", "127.0.0.1:8080", true },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_assert_eq(http_hosts_include(str_from(rows[i].hosts), str_from(rows[i].host)),
			rows[i].included, "%s of %s", rows[i].host, rows[i].hosts);
}

Test(hosts, does_not_include_who_names_no_host)
{
	cr_assert(http_hosts_include(STR_NULL, STR_NULL));
	cr_assert_not(http_hosts_include(STR("h"), STR_NULL));
}
