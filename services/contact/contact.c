#include "contact/contact.h"

#include <string.h>

static const char *const places[] = {
	[CONTACT_ACCOUNT_EMAIL] = "account.email",
	[CONTACT_VRIJWILLIGER_EMAIL] = "vrijwilliger.email",
	[CONTACT_VRIJWILLIGER_TELEFOON] = "vrijwilliger.telefoon",
	[CONTACT_BEDRIJF_TELEFOON] = "bedrijf.telefoon",
	[CONTACT_LID_UITGENODIGD_EMAIL] = "lid.uitgenodigd_email",
	[CONTACT_EMAILWISSEL_NIEUW] = "emailwissel.nieuw",
	[CONTACT_EMAILWISSEL_OUD] = "emailwissel.oud",
	[CONTACT_BEZWAAR_REDEN] = "bezwaar.reden",
	[CONTACT_BEZWAAR_TOELICHTING] = "bezwaar.toelichting",
};

static struct str place(struct arena *a, enum contact_veld veld, struct uuid id)
{
	char text[UUID_TEXT_LEN + 1];
	uuid_format(id, text);
	return str_from(arena_printf(a, "%s %s", places[veld], text));
}

struct str contact_seal(struct arena *a, const struct auth_keys *keys, enum contact_veld veld,
	struct uuid id, struct str plain)
{
	return plain.ptr != NULL ? auth_seal(a, keys, plain, place(a, veld, id)) : STR_NULL;
}

enum err contact_open_at(
	struct task *t, const struct auth_keys *keys, const char *plaats, struct str *text)
{
	if (auth_seal_open(task_arena(t), keys, *text, str_from(plaats), text) == ERR_OK)
		return ERR_OK;
	return task_fail(t, ERR_INTERNAL, "intern",
		"%s does not open: it was changed, or its key (%u) is not in the file", plaats,
		(unsigned)auth_seal_key(*text));
}

enum err contact_open(struct task *t, const struct auth_keys *keys, enum contact_veld veld,
	struct uuid id, struct str *text)
{
	return text->ptr == NULL
		       ? ERR_OK
		       : contact_open_at(t, keys, place(task_arena(t), veld, id).ptr, text);
}

/* Addresses are ASCII (json/formats.h). */
static struct str small_letters(struct arena *a, struct str text)
{
	char *small = arena_strndup(a, text.ptr, text.len);
	for (size_t i = 0; i < text.len; i++)
		if (small[i] >= 'A' && small[i] <= 'Z')
			small[i] = (char)(small[i] - 'A' + 'a');
	return (struct str){ small, text.len };
}

struct db_uuids contact_vinders(struct arena *a, const struct auth_keys *keys, struct str email)
{
	uint8_t finders[AUTH_KEYS_MAX][AUTH_FINDER_BYTES];
	struct uuid *vinders = ARENA_ARRAY(a, AUTH_KEYS_MAX, struct uuid);
	const size_t count = auth_finders(keys, small_letters(a, email), finders);
	_Static_assert(sizeof(vinders[0].b) == AUTH_FINDER_BYTES, "a finder is kept as a uuid");
	for (size_t i = 0; i < count; i++)
		memcpy(vinders[i].b, finders[i], AUTH_FINDER_BYTES);
	return (struct db_uuids){ vinders, count };
}

enum err contact_proef(struct task *t, struct db *d, const struct auth_keys *keys)
{
	struct verzegeld_proef_row *rows = NULL;
	size_t count = 0;
	TRY(verzegeld_proef(t, db_reader(d), &rows, &count));
	size_t opened = 0;
	for (size_t i = 0; i < count; i++) {
		const uint32_t number = auth_seal_key(rows[i].email);
		if (!auth_keys_has(keys, number))
			/* lint: engels: for who runs the process */
			return task_fail(t, ERR_INVALID, "sleutels.te_oud",
				"sleutel %u is in gebruik en staat niet in dit bestand met "
				"sleutels: geef "
				"dit proces het nieuwste bestand van deze dienst",
				(unsigned)number);
		const struct str at = place(task_arena(t), CONTACT_ACCOUNT_EMAIL, rows[i].id);
		struct str plain;
		opened += auth_seal_open(task_arena(t), keys, rows[i].email, at, &plain) == ERR_OK;
	}
	if (opened > 0 || count == 0)
		return ERR_OK;
	/* lint: engels: as above */
	return task_fail(t, ERR_INVALID, "sleutels.andere",
		"deze sleutels openen niets van wat in de database staat: dit is het bestand "
		"van een andere dienst");
}

enum err contact_account(struct task *t, struct db_tx *tx, const struct auth_keys *keys,
	struct str email, bool *ret_found, struct account_get_by_email_row *ret_row)
{
	const struct account_get_by_email_in in = { .vinders = contact_vinders(
							    task_arena(t), keys, email) };
	TRY(account_get_by_email(t, tx, &in, ret_found, ret_row));
	return *ret_found
		       ? contact_open(t, keys, CONTACT_ACCOUNT_EMAIL, ret_row->id, &ret_row->email)
		       : ERR_OK;
}

enum err contact_invite(struct task *t, struct db_tx *tx, const struct auth_keys *keys,
	struct str email, struct str naam, struct str taal, int64_t now_us, bool *ret_found,
	struct account_invite_row *ret_row)
{
	const struct uuid id = uuid_new();
	const struct account_invite_in in = { .id = id,
		.email = contact_seal(task_arena(t), keys, CONTACT_ACCOUNT_EMAIL, id, email),
		.vinders = contact_vinders(task_arena(t), keys, email),
		.naam = naam,
		.taal = taal,
		.nu = now_us };
	const enum err e = account_invite(t, tx, &in, ret_found, ret_row);
	if (e != ERR_CONFLICT)
		return e;
	task_clear_error(t); /* of two at the same moment: there is one now */
	return task_fail(t, ERR_CONFLICT, "opnieuw.proberen",
		"Dit account werd net gemaakt. Probeer het zo nog eens.");
}
