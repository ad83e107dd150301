#include "api/rem.h"

#include <ctype.h>
#include <string.h>

#include "api/app.h"

static const struct limit by_pair = {
	.name = "rem.paar", .count = REM_PAIR, .window_us = REM_PAIR_WINDOW_US
};
static const struct limit by_whom = {
	.name = "rem.wie", .count = REM_WHOM, .window_us = REM_LONG_WINDOW_US
};
static const struct limit by_from = {
	.name = "rem.van", .count = REM_FROM, .window_us = REM_LONG_WINDOW_US
};
/* What was taken once is known until it is paid back. On a board of its own: what holds so long
 * would push the others out. */
static const struct limit known = { .name = "rem.bekend", .count = 1, .window_us = REM_KNOWN_US };

#define WHOM_MAX 256

struct keys {
	char room[sizeof(struct address) + WHOM_MAX + 32];
	struct str whom; /* what and whose */
	struct str pair; /* the same, with the network */
	struct str from; /* the network alone */
};

static void make_keys(const struct req *r, const char *what, struct str whom, struct keys *k)
{
	const struct address from = address_subscriber(&r->from);
	size_t len = sizeof(from);
	memcpy(k->room, from.b, sizeof(from));
	for (const char *c = what; *c != '\0' && len < sizeof(from) + 31; c++)
		k->room[len++] = *c;
	k->room[len++] = ' ';
	for (size_t i = 0; i < whom.len && i < WHOM_MAX; i++)
		k->room[len++] = (char)tolower((unsigned char)whom.ptr[i]);
	k->pair = (struct str){ k->room, len };
	k->whom = (struct str){ k->room + sizeof(from), len - sizeof(from) };
	k->from = (struct str){ k->room, sizeof(from) };
}

bool rem_is_on(const struct req *r, const char *what, struct str whom)
{
	struct limit_board *const b = r->app->limits;
	struct keys k;
	make_keys(r, what, whom, &k);
	const bool is_known = !limit_look(r->app->known, &known, k.pair, r->now_us).ok;
	return !limit_look(b, &by_pair, k.pair, r->now_us).ok ||
	       !limit_look(b, &by_from, k.from, r->now_us).ok ||
	       (!is_known && !limit_look(b, &by_whom, k.whom, r->now_us).ok);
}

void rem_count_failure(const struct req *r, const char *what, struct str whom)
{
	struct limit_board *const b = r->app->limits;
	struct keys k;
	make_keys(r, what, whom, &k);
	(void)limit_take(b, &by_pair, k.pair, r->now_us);
	(void)limit_take(b, &by_whom, k.whom, r->now_us);
	(void)limit_take(b, &by_from, k.from, r->now_us);
}

void rem_forget(const struct req *r, const char *what, struct str whom)
{
	struct keys k;
	make_keys(r, what, whom, &k);
	limit_forget(r->app->limits, &by_pair, k.pair);
	(void)limit_take(r->app->known, &known, k.pair, r->now_us);
}
