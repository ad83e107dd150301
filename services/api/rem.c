#include "api/rem.h"

#include <ctype.h>
#include <string.h>

#include "api/app.h"
#include "auth/auth.h"

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

/* From here this account came in before. */
static bool is_known(const struct req *r, const struct keys *k)
{
	return !limit_look(r->app->known, &known, k->pair, r->now_us).ok;
}

bool rem_take(const struct req *r, const char *what, struct str whom)
{
	struct limit_board *const b = r->app->limits;
	struct keys k;
	make_keys(r, what, whom, &k);
	if (!limit_take(b, &by_pair, k.pair, r->now_us).ok)
		return false;
	if (!limit_take(b, &by_from, k.from, r->now_us).ok) {
		limit_give(b, &by_pair, k.pair, r->now_us);
		return false;
	}
	if (!is_known(r, &k) && !limit_take(b, &by_whom, k.whom, r->now_us).ok) {
		limit_give(b, &by_pair, k.pair, r->now_us);
		limit_give(b, &by_from, k.from, r->now_us);
		return false;
	}
	return true;
}

void rem_give(const struct req *r, const char *what, struct str whom)
{
	struct limit_board *const b = r->app->limits;
	struct keys k;
	make_keys(r, what, whom, &k);
	limit_give(b, &by_pair, k.pair, r->now_us);
	limit_give(b, &by_from, k.from, r->now_us);
	if (!is_known(r, &k))
		limit_give(b, &by_whom, k.whom, r->now_us);
}

void rem_forget(const struct req *r, const char *what, struct str whom)
{
	struct keys k;
	make_keys(r, what, whom, &k);
	limit_forget(r->app->limits, &by_pair, k.pair);
	(void)limit_take(r->app->known, &known, k.pair, r->now_us);
}

enum err rem_verify(struct req *r, const char *what, struct str whom, struct str wachtwoord,
	struct str hash, bool *ret_ok)
{
	if (!rem_take(r, what, whom))
		return task_fail(r->t, ERR_TOO_MANY, "aanmelden.te_vaak",
			"Er is te vaak een verkeerd wachtwoord gegeven. Wacht een paar minuten en "
			"probeer het dan opnieuw.");
	const enum err e = auth_password_verify(r->t, wachtwoord, hash, ret_ok);
	if (e != ERR_OK || *ret_ok)
		rem_give(r, what, whom);
	if (e == ERR_OK && *ret_ok)
		rem_forget(r, what, whom);
	return e;
}
