#include "contact/herverzegel.h"

#include <stdio.h>
#include <string.h>

#include "contact/contact.h"
#include "store/sql.h"

#define PAGE   200
#define NIL_ID "00000000-0000-0000-0000-000000000000"

const struct herverzegel_kolom herverzegel_kolommen[] = {
	{ "account.email", NIL_ID, true },
	{ "vrijwilliger.email", NIL_ID, true },
	{ "vrijwilliger.telefoon", NIL_ID, false },
	{ "bedrijf.telefoon", NIL_ID, false },
	{ "lid.uitgenodigd_email", NIL_ID, false },
	{ "tweede_factor.geheim", NIL_ID, false },
	{ "melding.tekst", NIL_ID, false },
	{ "post.inhoud", NIL_ID, false },
	{ "emailwissel.nieuw", NIL_ID, false },
	{ "emailwissel.oud", NIL_ID, true },
	{ "bezwaar.reden", NIL_ID, false },
	{ "bezwaar.toelichting", NIL_ID, false },
	{ "verversing.opvolger", "", false },
	{ "idempotentie.antwoord", "", false },
};
const size_t herverzegel_kolom_count =
	sizeof(herverzegel_kolommen) / sizeof(herverzegel_kolommen[0]);

struct walk {
	struct db *db;
	const struct auth_keys *keys;
	void (*bezwaar)(const char *plaats, void *arg);
	void *arg;
	const struct herverzegel_kolom *kolom;
	char na[512]; /* the id of the last one that was looked at */
	bool more;
	struct herverzegel_telling telling;
};

/* A key as the statements have it. */
static struct str sleutel(struct arena *a, uint32_t number)
{
	return str_from(arena_printf(a, "%08x", (unsigned)number));
}

static struct db_texts all_sleutels(struct arena *a, const struct auth_keys *keys)
{
	const size_t count = auth_keys_count(keys);
	struct str *items = ARENA_ARRAY(a, count, struct str);
	for (size_t i = 0; i < count; i++)
		items[i] = sleutel(a, auth_keys_number(keys, i));
	return (struct db_texts){ items, count };
}

/* One value; of one that does not open is said which it is, and the others go on. */
static enum err renew(
	struct task *t, struct db_tx *tx, struct walk *w, const struct verzegeld_list_row *row)
{
	struct arena *a = task_arena(t);
	const char *at = arena_printf(a, "%s %.*s", w->kolom->naam, STR_FMT(row->plaats));
	struct str plain = row->open;
	if (plain.ptr == NULL &&
		auth_seal_open(a, w->keys, row->waarde, str_from(at), &plain) != ERR_OK) {
		w->telling.mislukt++;
		if (w->bezwaar != NULL)
			w->bezwaar(at, w->arg);
		return ERR_OK;
	}
	struct verzegeld_save_in in = { .kolom = str_from(w->kolom->naam),
		.id = row->id,
		.was = row->waarde,
		.open = row->open,
		.waarde = auth_seal(a, w->keys, plain, str_from(at)) };
	if (w->kolom->adres)
		in.vinders = contact_vinders(a, w->keys, plain);
	struct verzegeld_save_row saved;
	TRY(verzegeld_save(t, tx, &in, &saved));
	w->telling.gedaan += saved.aantal; /* another may have been first */
	return ERR_OK;
}

/* A page is a task, so that its memory is given back before the next. */
static enum err renew_page(struct task *t, void *arg)
{
	struct walk *w = arg;
	struct arena *a = task_arena(t);
	const struct verzegeld_list_in in = { .kolom = str_from(w->kolom->naam),
		.sleutel = sleutel(a, auth_keys_sealing(w->keys)),
		.sleutels = all_sleutels(a, w->keys),
		.na = str_from(w->na),
		.aantal = PAGE };
	struct verzegeld_list_row *rows = NULL;
	size_t count = 0;
	TRY(verzegeld_list(t, db_reader(w->db), &in, &rows, &count));
	w->more = count == PAGE;
	if (count == 0)
		return ERR_OK;
	struct db_tx *tx;
	TRY(db_begin(t, w->db, &tx));
	for (size_t i = 0; i < count; i++)
		TRY(renew(t, tx, w, &rows[i]));
	TRY(db_commit(t, tx));
	snprintf(w->na, sizeof(w->na), "%.*s", STR_FMT(rows[count - 1].id));
	return ERR_OK;
}

enum err herverzegel(struct task *t, struct db *d, const struct auth_keys *keys,
	void (*bezwaar)(const char *plaats, void *arg), void *arg,
	struct herverzegel_telling *ret_telling)
{
	struct walk w = { .db = d, .keys = keys, .bezwaar = bezwaar, .arg = arg };
	for (size_t i = 0; i < herverzegel_kolom_count; i++) {
		w.kolom = &herverzegel_kolommen[i];
		snprintf(w.na, sizeof(w.na), "%s", w.kolom->eerste);
		do {
			TRY(task_run(t, renew_page, &w, NULL));
		} while (w.more);
	}
	*ret_telling = w.telling;
	return ERR_OK;
}

enum err herverzegel_open(struct task *t, struct db *d, int64_t *ret_aantal)
{
	struct verzegeld_open_row row;
	TRY(verzegeld_open(t, db_reader(d), &row));
	*ret_aantal = row.aantal;
	return ERR_OK;
}

/* ---- which keys are in use ---- */

static uint32_t number_of(struct str sleutel)
{
	uint32_t number = 0;
	for (size_t i = 0; i < sleutel.len; i++) {
		const char c = sleutel.ptr[i];
		number = number << 4 | (uint32_t)(c <= '9' ? c - '0' : c - 'a' + 10);
	}
	return number;
}

enum err herverzegel_gebruik(struct task *t, struct db *d,
	struct herverzegel_gebruik ret_list[static HERVERZEGEL_GEBRUIK_MAX], size_t *ret_count)
{
	struct verzegeld_telling_row *rows = NULL;
	size_t row_count = 0;
	TRY(verzegeld_telling(t, db_reader(d), &rows, &row_count));
	size_t count = 0;
	for (size_t i = 0; i < row_count; i++) {
		const uint32_t number = number_of(rows[i].sleutel);
		size_t at = 0;
		while (at < count && ret_list[at].nummer != number)
			at++;
		if (at == count && count < HERVERZEGEL_GEBRUIK_MAX)
			ret_list[count++] = (struct herverzegel_gebruik){ .nummer = number };
		if (at < count)
			ret_list[at].aantal += rows[i].aantal;
	}
	*ret_count = count;
	return ERR_OK;
}
