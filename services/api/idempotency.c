#include "api/idempotency.h"

#include "api/app.h"
#include "api/negotiate.h"
#include "auth/auth.h"
#include "auth/seal.h"
#include "base/date.h"
#include "store/sql.h"

#define KEY_MAX 255

/* A repetition asks again whether the first is done: after so long, twice as long each time, and
 * no longer than this in all. It holds no connection meanwhile. */
#define ASK_AGAIN_MIN_MS 10
#define ASK_AGAIN_MAX_MS 200
#define PATIENCE_US	 (3 * INT64_C(1000000))

void idempotency_read(struct req *r)
{
	size_t count = 0;
	struct str key = http_req_header(r->http, "Idempotency-Key", &count);
	r->idempotency_key = STR_NULL;
	if (!r->op->idempotency_key)
		return;
	if (count == 0) {
		if (r->op->idempotency_key_required)
			task_fault(r->t, "Idempotency-Key", "sleutel.nodig",
				"Stuur een Idempotency-Key mee: een zelfgekozen, unieke tekst.");
		return;
	}
	if (key.len >= 2 && key.ptr[0] == '"' && key.ptr[key.len - 1] == '"')
		key = (struct str){ key.ptr + 1, key.len - 2 };
	bool ok = count == 1 && key.len >= 1 && key.len <= KEY_MAX;
	for (size_t i = 0; ok && i < key.len; i++)
		ok = key.ptr[i] >= 0x21 && key.ptr[i] <= 0x7e;
	if (!ok)
		task_fault(r->t, "Idempotency-Key", "sleutel.vorm",
			"Een Idempotency-Key heeft 1 tot 255 zichtbare ASCII-tekens, zonder "
			"spaties.");
	/* Without an account there is nobody to keep an answer for; and secrets are never kept, not
	 * even as a fingerprint. */
	else if (!uuid_is_nil(r->actor.account_id) && !r->op->secret)
		r->idempotency_key = key;
}

/* What must be the same for a repetition: method, path, query and body, and the language of the
 * answer that is kept, where it has one. */
static void fingerprint(struct req *r, uint8_t hash[static AUTH_HASH_BYTES])
{
	const struct str parts[] = { r->http->method_text, r->http->target, r->http->body,
		str_from(negotiate_language_code(r->taal)) };
	/* Keys of before there were two are of answers in Dutch. */
	auth_fingerprint(parts, !r->op->talig || r->taal == SCORE_TAAL_NL ? 3 : 4, hash);
}

/* What an answer is sealed for: its caller, and what was asked. */
static struct str place(struct req *r)
{
	struct arena *a = task_arena(r->t);
	char id[UUID_TEXT_LEN + 1];
	uuid_format(r->actor.account_id, id);
	const struct str of = auth_base64url(a, r->vingerafdruk.ptr, r->vingerafdruk.len);
	return str_from(arena_printf(a, "idempotentie.antwoord %s %.*s", id, STR_FMT(of)));
}

static enum err replay(struct req *r, struct db_tx *tx)
{
	const struct idempotentie_get_in in = { .account_id = r->actor.account_id,
		.operatie = str_from(r->op->operation_id),
		.sleutel = r->idempotency_key };
	bool found = false;
	struct idempotentie_get_row row;
	TRY(idempotentie_get(r->t, tx, &in, &found, &row));
	if (!found || !row.has_status)
		return task_fail(r->t, ERR_CONFLICT, "opnieuw.proberen",
			"Het antwoord bij deze Idempotency-Key is net vergeten. Probeer het zo nog "
			"eens.");
	if (!str_eq(row.vingerafdruk, r->vingerafdruk))
		return ERR_KEY_REUSED;
	struct str answer;
	if (auth_seal_open(task_arena(r->t), r->app->keys, row.antwoord, place(r), &answer) !=
		ERR_OK)
		return task_fail(r->t, ERR_INTERNAL, "intern",
			"A kept answer does not open: is its key still there?");
	r->resp->status = row.status;
	buf_add_str(&r->resp->body, answer);
	if (row.etag.ptr != NULL)
		http_resp_header(r->resp, "ETag", row.etag);
	if (row.locatie.ptr != NULL)
		http_resp_header(r->resp, "Location", row.locatie);
	http_resp_header(r->resp, "Idempotent-Replayed", STR("true"));
	return ERR_OK;
}

/*
 * Takes the key, or finds that its answer is there. Whoever is at work under it holds a lock of the
 * database on it, until the end of its transaction: no repetition waits for that with one of our
 * few connections in hand.
 */
static enum err claim(
	struct req *r, const struct idempotentie_claim_in *in, struct db_tx **ret_tx, bool *ret_new)
{
	const int64_t until_us = clock_mono_us() + PATIENCE_US;
	for (int64_t pause_ms = ASK_AGAIN_MIN_MS;; pause_ms *= 2) {
		struct idempotentie_claim_row row;
		TRY(req_begin(r, ret_tx));
		TRY(idempotentie_claim(r->t, *ret_tx, in, &row));
		*ret_new = row.nieuw;
		if (row.vrij)
			return ERR_OK;
		db_rollback(r->tx);
		r->tx = NULL;
		if (clock_mono_us() >= until_us)
			return task_fail(r->t, ERR_CONFLICT, "sleutel.bezig",
				"Een verzoek met deze Idempotency-Key is nog bezig. Probeer het zo "
				"nog eens.");
		TRY(task_sleep(r->t, pause_ms < ASK_AGAIN_MAX_MS ? pause_ms : ASK_AGAIN_MAX_MS));
	}
}

enum err idempotency_begin(struct req *r, bool *ret_replayed)
{
	*ret_replayed = false;
	if (r->idempotency_key.ptr == NULL)
		return ERR_OK;
	uint8_t *hash = arena_alloc(task_arena(r->t), AUTH_HASH_BYTES);
	fingerprint(r, hash);
	r->vingerafdruk = auth_hash_str(hash);
	const struct idempotentie_claim_in in = { .account_id = r->actor.account_id,
		.operatie = str_from(r->op->operation_id),
		.sleutel = r->idempotency_key,
		.vingerafdruk = r->vingerafdruk,
		.nu = r->now_us };
	struct db_tx *tx;
	bool claimed = false;
	TRY(claim(r, &in, &tx, &claimed));
	if (claimed)
		return ERR_OK;
	*ret_replayed = true;
	TRY(replay(r, tx));
	db_rollback(tx); /* nobody needs the connection while the answer is sent */
	r->tx = NULL;
	return ERR_OK;
}

/* A field of the answer by name; STR_NULL when it has none. */
static struct str answer_header(const struct http_resp *resp, struct str name)
{
	for (size_t i = 0; i < resp->header_count; i++)
		if (str_eq_nocase(resp->headers[i].name, name))
			return resp->headers[i].value;
	return STR_NULL;
}

/* Whom and what it names, so that it goes with them. */
static struct db_uuids ids_in(struct arena *a, struct str text)
{
	struct uuid *ids = ARENA_ARRAY(a, text.len / UUID_TEXT_LEN + 1, struct uuid);
	size_t count = 0;
	for (size_t at = 0; at + UUID_TEXT_LEN <= text.len; at++) {
		const struct str part = { text.ptr + at, UUID_TEXT_LEN };
		if (part.ptr[8] == '-' && uuid_parse(part, &ids[count]) == ERR_OK) {
			count++;
			at += UUID_TEXT_LEN - 1;
		}
	}
	return (struct db_uuids){ ids, count };
}

enum err idempotency_store(struct req *r)
{
	if (r->idempotency_key.ptr == NULL)
		return ERR_OK;
	struct arena *a = task_arena(r->t);
	const struct str body = buf_str(&r->resp->body);
	const struct idempotentie_save_in in = { .account_id = r->actor.account_id,
		.operatie = str_from(r->op->operation_id),
		.sleutel = r->idempotency_key,
		.status = r->resp->status,
		.locatie = answer_header(r->resp, STR("Location")),
		.etag = answer_header(r->resp, STR("ETag")),
		.antwoord = auth_seal(a, r->app->keys, body, place(r)),
		.ids = ids_in(a, body) };
	return idempotentie_save(r->t, r->tx, &in);
}
