#include "api/bekend.h"

#include <stdlib.h>
#include <string.h>

#include "api/gezien.h"
#include "auth/auth.h"

#define ROL_MAX_BYTES 31

struct item {
	uint8_t token_hash[AUTH_HASH_BYTES];
	bool used, has_lid_id;
	struct uuid lid_id; /* as which the caller asked to act */
	char rol[ROL_MAX_BYTES + 1];
	struct sessie_get_row row; /* its texts: rol above, and no others */
};

struct bekend {
	struct item items[BEKEND_MAX];
};

struct bekend *bekend_create(void)
{
	struct bekend *b = calloc(1, sizeof(*b));
	if (b == NULL)
		err_fatal("out of memory");
	return b;
}

void bekend_destroy(struct bekend *b)
{
	free(b);
}

/* A hash spreads by itself. */
static size_t place_of(const struct sessie_get_in *in)
{
	uint32_t n = 0;
	memcpy(&n, in->token_hash.ptr, sizeof(n));
	return n % BEKEND_MAX;
}

static bool is_for(const struct item *i, const struct sessie_get_in *in)
{
	return i->used && memcmp(i->token_hash, in->token_hash.ptr, sizeof(i->token_hash)) == 0 &&
	       i->has_lid_id == in->has_lid_id &&
	       (!in->has_lid_id || uuid_eq(i->lid_id, in->lid_id));
}

/* By time alone; whatever else ends it raises its `stand`. When it was used last is written once a
 * minute: what is older than that was written anew. */
static bool has_ended(const struct sessie_get_row *row, const struct sessie_get_in *in)
{
	return row->verloopt_op <= in->nu || row->gezien_op <= in->gezien_na ||
	       (row->has_token_verloopt_op && row->token_verloopt_op <= in->nu) ||
	       in->nu - row->gezien_op >= GEZIEN_EVERY_US;
}

bool bekend_find(
	const struct bekend *b, const struct sessie_get_in *in, struct sessie_get_row *ret_row)
{
	const struct item *i = &b->items[place_of(in)];
	if (!is_for(i, in) || has_ended(&i->row, in))
		return false;
	*ret_row = i->row;
	if (i->row.has_lid_id)
		ret_row->rol = str_from(i->rol);
	return true;
}

void bekend_keep(struct bekend *b, const struct sessie_get_in *in, const struct sessie_get_row *row)
{
	if (row->soorten.count > 0 || row->gemeenten.count > 0 || row->rol.len > ROL_MAX_BYTES)
		return;
	struct item *i = &b->items[place_of(in)];
	*i = (struct item){
		.used = true, .has_lid_id = in->has_lid_id, .lid_id = in->lid_id, .row = *row
	};
	memcpy(i->token_hash, in->token_hash.ptr, sizeof(i->token_hash));
	if (row->rol.len > 0)
		memcpy(i->rol, row->rol.ptr, row->rol.len);
	i->row.rol = STR_NULL;
	i->row.soorten = (struct db_texts){ NULL, 0 };
	i->row.gemeenten = (struct db_texts){ NULL, 0 };
}

void bekend_forget(struct bekend *b, const struct sessie_get_in *in)
{
	struct item *i = &b->items[place_of(in)];
	if (is_for(i, in))
		i->used = false;
}
