#include "privacy/gegevens.h"

#include "contact/contact.h"
#include "store/sql.h"

#define ROW_MAX_BYTES ((size_t)1 << 20)

/* The entries of the catalogue, and the number of one that is the first of its table and has its
 * rows shown: those are where rows come from. */
static const struct jsn_doc *entries_of(const struct jsn_doc *catalogus)
{
	return jsn_get(catalogus, "verwerkingen");
}

static struct str tabel_of(const struct jsn_doc *entry)
{
	return jsn_text(jsn_get(entry, "tabel"));
}

static bool is_shown(const struct jsn_doc *entry)
{
	return jsn_get(entry, "buitenExport") == NULL;
}

static bool is_first(const struct jsn_doc *entries, size_t number)
{
	const struct jsn_doc *entry = jsn_at(entries, number);
	for (size_t i = 0; i < number; i++)
		if (is_shown(jsn_at(entries, i)) &&
			str_eq(tabel_of(jsn_at(entries, i)), tabel_of(entry)))
			return false;
	return is_shown(entry);
}

/* The audit goes on from a number (gegevens/rijen.sql), all others from a text. */
bool gegevens_plaats_ok(const struct jsn_doc *catalogus, struct gegevens_plaats plaats)
{
	const struct jsn_doc *entries = entries_of(catalogus);
	int64_t number = 0;
	return plaats.tabel >= 0 && (size_t)plaats.tabel < jsn_count(entries) &&
	       (plaats.sleutel.len == 0 ||
		       !str_eq(tabel_of(jsn_at(entries, (size_t)plaats.tabel)), STR("audit")) ||
		       str_to_int(plaats.sleutel, 1, INT64_MAX, &number) == ERR_OK);
}

static enum err read_tabel(struct task *t, struct db_tx *tx, struct gegevens_rijen_in *find,
	int64_t number, struct gegevens_rij *ret_rows, size_t *ret_count)
{
	struct gegevens_rijen_row *rows = NULL;
	size_t count = 0;
	TRY(gegevens_rijen(t, tx, find, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		ret_rows[i] = (struct gegevens_rij){ .plaats = { number, rows[i].sleutel } };
		TRY(jsn_parse(task_arena(t), rows[i].rij, ROW_MAX_BYTES, &ret_rows[i].rij));
	}
	*ret_count = count;
	return ERR_OK;
}

enum err gegevens_list(struct task *t, struct db_tx *tx, const struct jsn_doc *catalogus,
	struct uuid account_id, struct gegevens_plaats na, size_t most,
	struct gegevens_rij *ret_rows, size_t *ret_count)
{
	const struct jsn_doc *entries = entries_of(catalogus);
	struct gegevens_vrijwilligers_row as;
	TRY(gegevens_vrijwilligers(
		t, tx, &(struct gegevens_vrijwilligers_in){ .account_id = account_id }, &as));
	size_t count = 0;
	for (size_t i = (size_t)na.tabel; i < jsn_count(entries) && count < most; i++) {
		if (!is_first(entries, i))
			continue;
		struct gegevens_rijen_in find = { .tabel = tabel_of(jsn_at(entries, i)),
			.account_id = account_id,
			.vrijwilliger_ids = as.ids,
			.na = i == (size_t)na.tabel ? na.sleutel : STR(""),
			.aantal = (int64_t)(most - count) };
		size_t found = 0;
		TRY(read_tabel(t, tx, &find, (int64_t)i, ret_rows + count, &found));
		count += found;
	}
	*ret_count = count;
	return ERR_OK;
}

/* Whether a list of the entry, "verborgen" or "verzegeld", names the column. */
static bool is_named(const struct jsn_doc *entry, const char *list, struct str kolom)
{
	const struct jsn_doc *names = jsn_get(entry, list);
	for (size_t i = 0; i < jsn_count(names); i++)
		if (str_eq(jsn_text(jsn_at(names, i)), kolom))
			return true;
	return false;
}

/* Where the row is written, and with what it is opened. */
struct put {
	struct task *t;
	const struct auth_keys *keys;
	struct jsn_out *o;
};

static unsigned figure(char c)
{
	return c >= '0' && c <= '9' ? (unsigned)(c - '0') : (unsigned)(c - 'a' + 10) & 15;
}

/* Bytes, as the database writes them in JSON: \x and two figures each. */
static struct str bytes_of(struct arena *a, struct str text)
{
	char *bytes = arena_alloc(a, text.len / 2 + 1);
	size_t count = 0;
	for (size_t i = 2; i + 1 < text.len; i += 2)
		bytes[count++] = (char)(figure(text.ptr[i]) << 4 | figure(text.ptr[i + 1]));
	return (struct str){ bytes, count };
}

static enum err put_veld(const struct put *p, const struct jsn_doc *entry, const char *kolom,
	const struct jsn_doc *rij)
{
	const bool hidden = is_named(entry, "verborgen", str_from(kolom));
	struct str waarde = hidden ? STR_NULL : jsn_text(jsn_get(rij, kolom));
	if (waarde.ptr != NULL && is_named(entry, "verzegeld", str_from(kolom))) {
		const struct str tabel = tabel_of(entry);
		const struct str id = jsn_text(jsn_get(rij, "id"));
		waarde = bytes_of(task_arena(p->t), waarde);
		TRY(contact_open_at(p->t, p->keys,
			arena_printf(task_arena(p->t), "%.*s.%s %.*s", STR_FMT(tabel), kolom,
				STR_FMT(id)),
			&waarde));
	}
	jsn_object(p->o);
	jsn_kv_cstr(p->o, "kolom", kolom);
	jsn_kv_str(p->o, "waarde", waarde);
	jsn_kv_bool(p->o, "verborgen", hidden);
	jsn_object_end(p->o);
	return ERR_OK;
}

static enum err put_groep(
	const struct put *p, const struct jsn_doc *entry, const struct jsn_doc *rij)
{
	struct jsn_out *const o = p->o;
	static const char *const says[] = { "doel", "grondslag", "termijn", "daarna" };
	const struct jsn_doc *columns = jsn_get(entry, "kolommen");
	jsn_object(o);
	for (size_t i = 0; i < sizeof(says) / sizeof(says[0]); i++)
		jsn_kv_str(o, says[i], jsn_text(jsn_get(entry, says[i])));
	jsn_key(o, "velden");
	jsn_array(o);
	for (size_t i = 0; i < jsn_count(columns); i++) {
		const char *kolom = jsn_text(jsn_at(columns, i)).ptr;
		if (jsn_get(rij, kolom) != NULL) /* null is a value; what is not theirs is absent */
			TRY(put_veld(p, entry, kolom, rij));
	}
	jsn_array_end(o);
	jsn_object_end(o);
	return ERR_OK;
}

enum err gegevens_put(struct task *t, const struct auth_keys *keys, struct jsn_out *o,
	const struct jsn_doc *catalogus, const struct gegevens_rij *row)
{
	const struct put p = { t, keys, o };
	const struct jsn_doc *entries = entries_of(catalogus);
	const struct str tabel = tabel_of(jsn_at(entries, (size_t)row->plaats.tabel));
	jsn_object(o);
	jsn_kv_str(o, "tabel", tabel);
	jsn_key(o, "groepen");
	jsn_array(o);
	for (size_t i = 0; i < jsn_count(entries); i++) {
		const struct jsn_doc *entry = jsn_at(entries, i);
		if (is_shown(entry) && str_eq(tabel_of(entry), tabel))
			TRY(put_groep(&p, entry, row->rij));
	}
	jsn_array_end(o);
	jsn_object_end(o);
	return ERR_OK;
}
