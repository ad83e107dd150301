/* What one notification means. Anybody who may connect can send any. */
#include <criterion/criterion.h>
#include <string.h>

#include "db/wake.h"

#define OURS STR("schakel_gebeurtenis")

Test(wake, hears_its_own_channel_only)
{
	struct str news = STR("onaangeroerd");
	cr_expect_not(db_wake_read(STR("schakel"), STR("1.2"), &news));
	cr_expect_not(db_wake_read(STR("schakel_gebeurtenis2"), STR("1.2"), &news));
	cr_expect_not(db_wake_read(STR("SCHAKEL_GEBEURTENIS"), STR("1.2"), &news));
	cr_expect_not(db_wake_read(STR(""), STR("1.2"), &news));
	cr_expect_not(db_wake_read(STR_NULL, STR("1.2"), &news));
	cr_expect(str_eq(news, STR("onaangeroerd")));
	cr_assert(db_wake_read(OURS, STR("1.2"), &news));
	cr_expect(str_eq(news, STR("1.2")));
}

Test(wake, takes_news_of_the_longest_length_and_no_longer)
{
	char text[DB_WAKE_NEWS_BYTES + 1];
	struct str news;
	memset(text, 'x', sizeof(text));
	cr_assert(db_wake_read(OURS, (struct str){ text, DB_WAKE_NEWS_BYTES }, &news));
	cr_expect_eq(news.len, DB_WAKE_NEWS_BYTES);
	cr_assert(db_wake_read(OURS, (struct str){ text, sizeof(text) }, &news));
	cr_expect_null(news.ptr);
}

Test(wake, rings_without_news_for_what_is_odd)
{
	static const char *const odd[] = { "", " ", "a b", "a\n", "\x7f", "\xc3\xa9", "\x01", "é" };
	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		struct str news = STR("iets");
		cr_assert(db_wake_read(OURS, str_from(odd[i]), &news));
		cr_expect_null(news.ptr, "'%s'", odd[i]);
	}
}
