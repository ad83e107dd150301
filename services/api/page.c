#include "api/req.h"

#include <string.h>

#include "auth/auth.h"

/*
 * A cursor is base64url of: 8 bytes that bind it to the operation and its filters, the id and the
 * number of the last row shown, and its text. It reveals nothing that the list did not show, and a
 * row is only ever given under the caller's own scope, so it needs no signature.
 */
#define BOND_BYTES   8
#define CURSOR_FIXED (BOND_BYTES + 16 + 8)

/* Binds to the operation and to every filter, in the order of the query, save the two that page. */
static void bond(struct req *r, uint8_t ret_bond[static BOND_BYTES])
{
	struct str parts[HTTP_MAX_QUERY_PAIRS * 2 + 2];
	size_t count = 0;
	parts[count++] = str_from(r->op->operation_id);
	parts[count++] = r->http->path;
	struct http_query_pair pairs[HTTP_MAX_QUERY_PAIRS];
	size_t pair_count = 0;
	if (http_query_parse(task_arena(r->t), r->http->query, pairs, &pair_count) != ERR_OK)
		pair_count = 0; /* refused before; then there is no list */
	for (size_t i = 0; i < pair_count; i++) {
		if (str_eq(pairs[i].key, STR("cursor")) || str_eq(pairs[i].key, STR("limit")))
			continue;
		parts[count++] = pairs[i].key;
		parts[count++] = pairs[i].value;
	}
	uint8_t hash[AUTH_HASH_BYTES];
	auth_fingerprint(parts, count, hash);
	memcpy(ret_bond, hash, BOND_BYTES);
}

enum err page_damaged(struct req *r)
{
	task_fault(r->t, "?cursor", "cursor.ongeldig",
		"Deze cursor is beschadigd. Begin opnieuw zonder cursor.");
	return task_faults_check(r->t);
}

enum err page_init(struct req *r, struct str cursor, int64_t limit, struct page *ret_page)
{
	*ret_page = (struct page){ .limit = limit, .after_text = STR("") };
	if (cursor.ptr == NULL)
		return ERR_OK;
	uint8_t expected[BOND_BYTES];
	bond(r, expected);
	struct str bytes;
	if (auth_base64url_decode(task_arena(r->t), cursor, &bytes) != ERR_OK ||
		bytes.len < CURSOR_FIXED || memcmp(bytes.ptr, expected, BOND_BYTES) != 0) {
		task_fault(r->t, "?cursor", "cursor.ongeldig",
			"Deze cursor hoort bij een andere lijst of een ander filter. Begin opnieuw "
			"zonder cursor.");
		return task_faults_check(r->t);
	}
	memcpy(ret_page->after_id.b, bytes.ptr + BOND_BYTES, 16);
	memcpy(&ret_page->after_number, bytes.ptr + BOND_BYTES + 16, 8);
	ret_page->after_text = (struct str){ bytes.ptr + CURSOR_FIXED, bytes.len - CURSOR_FIXED };
	return str_check_text(ret_page->after_text) != NULL ? page_damaged(r) : ERR_OK;
}

void page_open(struct req *r, struct page *p, size_t count)
{
	p->more = count > (size_t)p->limit;
	p->shown = p->more ? (size_t)p->limit : count;
	jsn_object(&r->out);
	jsn_key(&r->out, "items");
	jsn_array(&r->out);
}

/* The filters of this request, again as a query, to stand before the cursor in the Link header. */
static struct str next_link(struct req *r, const struct page *p, struct str cursor)
{
	struct arena *a = task_arena(r->t);
	struct str rest = r->http->query;
	struct str part;
	const char *filters = "";
	while (rest.ptr != NULL && str_cut(&rest, '&', &part)) {
		if (part.len == 0 || str_starts(part, STR("cursor=")) ||
			str_starts(part, STR("limit=")))
			continue;
		filters = arena_printf(a, "%s%.*s&", filters, STR_FMT(part));
	}
	return str_from(arena_printf(a, "<%.*s?%slimit=%lld&cursor=%.*s>; rel=\"next\"",
		STR_FMT(r->http->path), filters, (long long)p->limit, STR_FMT(cursor)));
}

void page_close_items(struct req *r, struct page *p, struct str last_text, int64_t last_number,
	struct uuid last_id)
{
	jsn_array_end(&r->out);
	if (!p->more) {
		jsn_kv_str(&r->out, "volgende", STR_NULL);
		return;
	}
	char *bytes = arena_alloc(task_arena(r->t), CURSOR_FIXED + last_text.len);
	bond(r, (uint8_t *)bytes);
	memcpy(bytes + BOND_BYTES, last_id.b, 16);
	memcpy(bytes + BOND_BYTES + 16, &last_number, 8);
	if (last_text.len > 0)
		memcpy(bytes + CURSOR_FIXED, last_text.ptr, last_text.len);
	const struct str cursor =
		auth_base64url(task_arena(r->t), bytes, CURSOR_FIXED + last_text.len);
	jsn_kv_str(&r->out, "volgende", cursor);
	http_resp_header(r->resp, "Link", next_link(r, p, cursor));
}

void page_close(struct req *r, struct page *p, struct str last_text, int64_t last_number,
	struct uuid last_id)
{
	page_close_items(r, p, last_text, last_number, last_id);
	jsn_object_end(&r->out);
}
