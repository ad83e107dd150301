#include "http/http.h"

static bool is_known(const struct http_query_pair *pairs, size_t count, struct str key)
{
	for (size_t i = 0; i < count; i++) {
		if (str_eq(pairs[i].key, key))
			return true;
	}
	return false;
}

enum err http_query_parse(struct arena *a, struct str raw,
	struct http_query_pair pairs[static HTTP_MAX_QUERY_PAIRS], size_t *ret_count)
{
	size_t count = 0;
	struct str rest = raw.len > 0 ? raw : STR_NULL;
	struct str part;
	while (str_cut(&rest, '&', &part)) {
		struct str value = part;
		struct str key;
		if (!str_cut(&value, '=', &key) || key.len == 0 || count == HTTP_MAX_QUERY_PAIRS)
			return ERR_INVALID;
		struct http_query_pair pair;
		TRY(http_percent_decode(a, key, true, &pair.key));
		TRY(http_percent_decode(a, value, true, &pair.value));
		pair.again = is_known(pairs, count, pair.key);
		pairs[count] = pair;
		count++;
	}
	*ret_count = count;
	return ERR_OK;
}
