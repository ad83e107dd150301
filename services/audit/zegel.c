#include "audit/zegel.h"

#include <stdio.h>

#include "base/log.h"
#include "json/jsn.h"

#define LINE_MAX_BYTES 32768 /* with 256 ids in it */

/* ---- a row ---- */

static void kv_uuid(struct jsn_out *o, const char *key, bool has, struct uuid id)
{
	jsn_key(o, key);
	if (has)
		jsn_uuid(o, id);
	else
		jsn_null(o);
}

struct str zegel_line(struct arena *a, const struct audit_range_row *row)
{
	struct buf b;
	struct jsn_out o;
	buf_init(&b, LINE_MAX_BYTES);
	jsn_out_init(&o, &b);
	jsn_object(&o);
	jsn_kv_int(&o, "id", row->id);
	jsn_kv_int(&o, "transactie", row->transactie);
	jsn_kv_instant(&o, "op", row->op);
	jsn_kv_str(&o, "tabel", row->tabel);
	jsn_kv_uuid(&o, "rij", row->rij);
	jsn_kv_str(&o, "handeling", row->handeling);
	jsn_kv_int(&o, "versie", row->versie);
	kv_uuid(&o, "account", row->has_account_id, row->account_id);
	kv_uuid(&o, "lid", row->has_lid_id, row->lid_id);
	jsn_kv_str(&o, "rol", row->rol);
	jsn_kv_str(&o, "van", row->van);
	kv_uuid(&o, "onderwerp", row->has_onderwerp, row->onderwerp);
	jsn_key(&o, "betreft");
	jsn_array(&o);
	for (size_t i = 0; i < row->betreft.count; i++)
		jsn_uuid(&o, row->betreft.items[i]);
	jsn_array_end(&o);
	jsn_key(&o, "status");
	if (row->has_status)
		jsn_int(&o, row->status);
	else
		jsn_null(&o);
	jsn_object_end(&o);
	if (b.overflow) /* the schema bounds what is in a row */
		err_fatal("a row of the audit is too long");
	const struct str line = str_from(arena_strndup(a, b.ptr, b.len));
	buf_fini(&b);
	return line;
}

void zegel_entry(
	struct arena *a, const struct audit_range_row *row, uint8_t ret[static ZEGEL_ENTRY_BYTES])
{
	const struct str line = zegel_line(a, row);
	for (int i = 0; i < 8; i++)
		ret[i] = (uint8_t)((uint64_t)row->id >> (56 - 8 * i));
	auth_fingerprint(&line, 1, ret + 8);
}

/* ---- a seal ---- */

void zegel_hash(int64_t nummer, struct str before, struct str regels,
	uint8_t ret_hash[static AUTH_HASH_BYTES])
{
	char text[24];
	snprintf(text, sizeof(text), "%lld", (long long)nummer);
	const struct str parts[] = { before, str_from(text), regels };
	auth_fingerprint(parts, 3, ret_hash);
}

struct str zegel_place(struct arena *a, int64_t nummer)
{
	return str_from(arena_printf(a, "zegel.merk.%lld", (long long)nummer));
}

/* ---- sealing ---- */

struct round {
	struct db *db;
	const struct auth_keys *keys;
	int64_t now_us;
	int64_t rows;
	bool more;
};

static enum err write_seal(struct task *t, struct db_tx *tx, struct round *r,
	const struct zegel_last_row *last, const struct audit_range_row *rows, size_t count)
{
	struct arena *a = task_arena(t);
	uint8_t *entries = arena_alloc(a, count * ZEGEL_ENTRY_BYTES);
	for (size_t i = 0; i < count; i++)
		zegel_entry(a, &rows[i], entries + i * ZEGEL_ENTRY_BYTES);
	uint8_t *hash = arena_alloc(a, AUTH_HASH_BYTES);
	struct zegel_create_in in = { .nummer = last->nummer + 1,
		.nu = r->now_us,
		.transactie = rows[count - 1].transactie,
		.audit_id = rows[count - 1].id,
		.regels = { (const char *)entries, count * ZEGEL_ENTRY_BYTES },
		.hash = auth_hash_str(hash) };
	zegel_hash(in.nummer, last->hash, in.regels, hash);
	if (r->keys != NULL)
		in.merk = auth_seal(a, r->keys, in.hash, zegel_place(a, in.nummer));
	bool made = false;
	struct zegel_create_row row;
	TRY(zegel_create(t, tx, &in, &made, &row));
	TRY(db_commit(t, tx));
	if (!made)
		return ERR_OK; /* another worker was first */
	r->rows += (int64_t)count;
	LOG(LOG_INFO, "audit.verzegeld", LOG_INT("zegel", in.nummer),
		LOG_INT("regels", (int64_t)count), LOG_STR("hash", auth_hex(a, in.hash)));
	return ERR_OK;
}

/* A batch is a task, so that its memory is given back before the next. */
static enum err next_seal(struct task *t, void *arg)
{
	struct round *r = arg;
	struct zegel_last_row last = { .hash = STR("") };
	bool found = false;
	struct db_tx *tx;
	TRY(db_begin(t, r->db, &tx));
	TRY(zegel_last(t, tx, &found, &last));
	const struct audit_range_in in = { .na_transactie = last.transactie,
		.na_id = last.audit_id,
		.tot_transactie = INT64_MAX,
		.tot_id = INT64_MAX,
		.aantal = ZEGEL_ROWS_MAX };
	struct audit_range_row *rows = NULL;
	size_t count = 0;
	TRY(audit_range(t, tx, &in, &rows, &count));
	r->more = count == ZEGEL_ROWS_MAX;
	if (count > 0)
		return write_seal(t, tx, r, &last, rows, count);
	db_rollback(tx);
	return ERR_OK;
}

enum err zegel_waiting(struct task *t, struct db *d, int64_t now_us, int64_t *ret_waiting_us)
{
	struct audit_pending_row row;
	bool found = false;
	TRY(audit_pending(t, db_reader(d), &found, &row));
	*ret_waiting_us = found && now_us > row.op ? now_us - row.op : 0;
	return ERR_OK;
}

void zegel_warn(int64_t waiting_us)
{
	if (waiting_us > ZEGEL_LATE_US)
		LOG(LOG_WARN, "audit.onverzegeld", LOG_INT("wacht_s", waiting_us / 1000000));
}

enum err zegel_round(struct task *t, struct db *d, const struct auth_keys *keys, int64_t now_us,
	struct zegel_count *ret_count)
{
	struct round r = { .db = d, .keys = keys, .now_us = now_us, .more = true };
	while (r.more)
		TRY(task_run(t, next_seal, &r, NULL));
	struct zegel_count count = { .rows = r.rows };
	TRY(zegel_waiting(t, d, now_us, &count.waiting_us));
	zegel_warn(count.waiting_us);
	*ret_count = count;
	return ERR_OK;
}
