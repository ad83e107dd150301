#include <criterion/criterion.h>
#include <string.h>

#include "json/formats.h"

Test(jsn_is_email, accepts_addresses_in_use)
{
	static const char *const texts[] = { "a@b.nl", "jan.de.boer@school.example.nl",
		"o'neill+les@a-b.example", "!#$%&'*+/=?^_`{|}~-@x.y", "1@2.3", "A@B.NL" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		cr_assert(jsn_is_email(str_from(texts[i])), "%s", texts[i]);
}

Test(jsn_is_email, refuses_other_shapes)
{
	static const char *const texts[] = { "", "@", "a", "a@", "@b.nl", "a@b", "a@b.", "a@.nl",
		"a@b..nl", ".a@b.nl", "a.@b.nl", "a..b@c.nl", "a@b@c.nl", "a b@c.nl", "a@b c.nl",
		"a@-b.nl", "a@b-.nl", "a@b_c.nl", "\"a\"@b.nl", "a@[127.0.0.1]", "ë@b.nl", "a@ë.nl",
		"a@b.nl ", " a@b.nl", "a@b.nl\n", "a@b.nl\r\nbcc: x@y.nl", "<a@b.nl>", "a,b@c.nl" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		cr_assert_not(jsn_is_email(str_from(texts[i])), "%s", texts[i]);
	cr_assert_not(jsn_is_email(STR_NULL));
	cr_assert_not(jsn_is_email(STR("a\0@b.nl")));
}

/* `local` and `label` letters: local@label.label.….nl, as long as `total`. */
static bool accepts_lengths(size_t local, size_t label, size_t total)
{
	char text[400];
	size_t at = 0;
	for (size_t i = 0; i < local; i++)
		text[at++] = 'a';
	text[at++] = '@';
	for (size_t in_label = 0; at < total; in_label++) {
		if (in_label == label) {
			text[at++] = '.';
			in_label = 0;
		}
		text[at++] = 'b';
	}
	return jsn_is_email((struct str){ text, at });
}

Test(jsn_is_email, holds_the_lengths_of_the_mail_standard)
{
	cr_assert(accepts_lengths(64, 60, 254));
	cr_assert_not(accepts_lengths(64, 60, 255));
	cr_assert_not(accepts_lengths(65, 60, 200));
	cr_assert(accepts_lengths(10, 63, 200));
	cr_assert_not(accepts_lengths(10, 64, 200));
}

Test(jsn_is_uri, accepts_absolute_addresses)
{
	static const char *const texts[] = { "https://example.nl", "https://example.nl/",
		"http://www.example.nl:8080/a/b?c=d&e=/?#f", "https://u:p@example.nl/%C3%AB",
		"https://example.nl?x", "https://example.nl#x", "https://example.nl:/",
		"mailto:a@b.nl", "urn:nld:oin:1", "a+b-c.1:x", "http:/a", "http://a//b",
		"HTTPS://EXAMPLE.NL/~jan" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		cr_assert(jsn_is_uri(str_from(texts[i])), "%s", texts[i]);
}

Test(jsn_is_uri, refuses_other_shapes)
{
	static const char *const texts[] = { "", ":", "https:", "https://", "https:///x", "//a.nl",
		"/a", "example.nl", "www.example.nl/a", "1a://b", "-a:b", "h ttp://a", "http://a b",
		"http://a/b c", "http://a/%", "http://a/%4", "http://a/%zz", "http://a/\"",
		"http://a/<", "http://a/ë", "http://ë.nl", "http://a:b", "http://a:80x/",
		"http://a@b@c", "http://[::1]/", "http://a/[", "http://a/{x}", "http://a#b#c",
		"http://a\\b", "http:?a", "http:#a", "http://a/\n", "http://a\t", "https://?x",
		"https://:80", "https://u@/", "http://a/^", "http://a/|", "http://a/`" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		cr_assert_not(jsn_is_uri(str_from(texts[i])), "%s", texts[i]);
	cr_assert_not(jsn_is_uri(STR_NULL));
	cr_assert_not(jsn_is_uri(STR("http://a/\0")));
}
