/* The letters that people ask for by their address: is there such an account, and where does the
 * link lead. Who asked has long had an answer that says nothing of it. */
#include "auth/auth.h"
#include "base/log.h"
#include "contact/contact.h"
#include "worker/bezorg.h"

struct link {
	enum post_soort soort;
	const char *doel; /* as the table eenmalig has it */
	const char *page; /* the token stands behind its #, which no server is told */
};

static const struct link links[] = {
	{ POST_AANMELDLINK, "aanmelden", "/aanmelden" },
	{ POST_WACHTWOORDLINK, "wachtwoord", "/wachtwoord" },
	{ POST_WELKOM, "aanmelden", "/aanmelden" },
	{ POST_HEEFT_ACCOUNT, "aanmelden", "/aanmelden" },
};

static const struct link *find_link(enum post_soort soort)
{
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++)
		if (links[i].soort == soort)
			return &links[i];
	return NULL;
}

static enum err drop(struct task *t, struct db_tx *tx, const struct post_claim_row *row)
{
	return post_drop(t, tx, &(struct post_drop_in){ .id = row->id });
}

static enum err make(struct task *t, struct db_tx *tx, const struct bezorg_config *config,
	const struct post_claim_row *row, const struct link *link,
	const struct account_get_by_email_row *account, int64_t now_us)
{
	char token[AUTH_TOKEN_TEXT_LEN + 1];
	uint8_t hash[AUTH_HASH_BYTES];
	auth_token_new(token, hash);
	const struct eenmalig_create_in once = { .token_hash = auth_hash_str(hash),
		.account_id = account->id,
		.doel = str_from(link->doel),
		.nu = now_us,
		.verloopt_op = row->gemaakt_op + POST_LINK_US };
	TRY(eenmalig_create(t, tx, &once));
	struct post_brief brief = { .soort = link->soort,
		.naar = account->email,
		.naam = account->aanhef,
		.link = str_from(arena_printf(
			task_arena(t), "%s%s#%s", config->public_url, link->page, token)) };
	TRY(post_taal_parse(row->taal, &brief.taal));
	const struct post_make_in in = { .id = row->id,
		.account_id = account->id,
		.inhoud = post_seal(task_arena(t), config->keys, row->id, &brief) };
	return post_make(t, tx, &in);
}

/* The account of an address. Who asks for one gets it, without a password; the letter then is
 * another than for who has one. */
static enum err find_account(struct task *t, struct db_tx *tx, const struct auth_keys *keys,
	struct str email, struct str naam, struct str taal, int64_t now_us, enum post_soort *soort,
	bool *ret_found, struct account_get_by_email_row *ret_account)
{
	TRY(contact_account(t, tx, keys, email, ret_found, ret_account));
	if (*soort != POST_WELKOM)
		return ERR_OK;
	if (*ret_found) {
		*soort = POST_HEEFT_ACCOUNT;
		return ERR_OK;
	}
	struct account_invite_row row;
	bool known = false;
	TRY(contact_invite(t, tx, keys, email, naam, taal, now_us, &known, &row));
	if (!known)
		return ERR_OK; /* the address is somebody else's: nothing is sent */
	return contact_account(t, tx, keys, email, ret_found, ret_account);
}

enum err bezorg_link(struct task *t, struct db_tx *tx, const struct bezorg_config *config,
	const struct post_claim_row *row, int64_t now_us)
{
	enum post_soort soort;
	struct str email;
	struct str naam;
	/* One that no key opens is for nobody, and one that came too late would not work. */
	if (post_soort_parse(row->soort, &soort) != ERR_OK || find_link(soort) == NULL ||
		row->gemaakt_op + POST_LINK_US <= now_us ||
		post_open_wish(task_arena(t), config->keys, row->id, row->inhoud, &email, &naam) !=
			ERR_OK)
		return drop(t, tx, row);
	bool found = false;
	struct account_get_by_email_row account;
	TRY(find_account(
		t, tx, config->keys, email, naam, row->taal, now_us, &soort, &found, &account));
	const struct link *link = find_link(soort);
	if (link == NULL || !found || !account.actief)
		return drop(t, tx, row);
	const struct eenmalig_count_in count = { .account_id = account.id,
		.sinds = now_us - POST_LINK_US };
	struct eenmalig_count_row sent;
	TRY(eenmalig_count(t, tx, &count, &sent));
	if (sent.aantal >= BEZORG_LINK_MAX)
		return drop(t, tx, row);
	return make(t, tx, config, row, link, &account, now_us);
}
