#include "api/negotiate.h"

/* The value of a q parameter is zero: "q=0", "q=0.0", … */
static bool q_is_zero(struct str params)
{
	struct str part;
	while (str_cut(&params, ';', &part)) {
		part = str_trim(part);
		if (part.len < 3 || (part.ptr[0] != 'q' && part.ptr[0] != 'Q') ||
			part.ptr[1] != '=')
			continue;
		for (size_t i = 2; i < part.len; i++)
			if (part.ptr[i] != '0' && part.ptr[i] != '.')
				return false;
		return true;
	}
	return false;
}

/* How precisely a range names a media type: 0 not at all, 1 any, 2 its main type, 3 itself. */
static int precision(struct str range, struct str media)
{
	if (str_eq(range, STR("*/*")))
		return 1;
	if (str_eq_nocase(range, media))
		return 3;
	struct str rest = media;
	struct str main_type;
	if (!str_cut(&rest, '/', &main_type))
		return 0;
	return range.len == main_type.len + 2 &&
			       str_eq_nocase((struct str){ range.ptr, main_type.len }, main_type) &&
			       range.ptr[main_type.len] == '/' &&
			       range.ptr[main_type.len + 1] == '*'
		       ? 2
		       : 0;
}

enum err negotiate_accept(struct req *r, const char *media)
{
	size_t count = 0;
	struct str rest = http_req_header(r->http, "Accept", &count);
	if (count == 0 || str_trim(rest).len == 0)
		return ERR_OK;
	if (count > 1)
		return ERR_OK; /* several lines: we take it as "anything" rather than refuse */
	int best = 0;
	bool refused = false;
	struct str item;
	while (str_cut(&rest, ',', &item)) {
		struct str range;
		if (!str_cut(&item, ';', &range))
			continue;
		const int p = precision(str_trim(range), str_from(media));
		if (p > best) {
			best = p;
			refused = q_is_zero(item);
		}
	}
	return best > 0 && !refused ? ERR_OK : ERR_NOT_ACCEPTABLE;
}

enum err negotiate_body(struct req *r)
{
	if (r->op->body == NULL) {
		if (r->http->body.len == 0)
			return ERR_OK;
		return task_fail(r->t, ERR_INVALID, "inhoud.onverwacht",
			"Bij dit verzoek hoort geen inhoud.");
	}
	size_t count = 0;
	struct str rest = http_req_header(r->http, "Content-Type", &count);
	struct str media;
	if (count != 1 || !str_cut(&rest, ';', &media) ||
		!str_eq_nocase(str_trim(media), str_from(r->op->body_media)))
		return task_fail(r->t, ERR_MEDIA_TYPE, "inhoud.vorm",
			"Stuur de inhoud met Content-Type: %s.", r->op->body_media);
	if (rest.ptr != NULL && !str_eq_nocase(str_trim(rest), STR("charset=utf-8")) &&
		!str_eq_nocase(str_trim(rest), STR("charset=\"utf-8\"")))
		return task_fail(
			r->t, ERR_MEDIA_TYPE, "inhoud.tekenset", "Stuur de inhoud als UTF-8.");
	return ERR_OK;
}

enum err negotiate_if_match(struct req *r)
{
	size_t count = 0;
	const struct str value = str_trim(http_req_header(r->http, "If-Match", &count));
	if (count == 0)
		return ERR_PRECONDITION_REQUIRED;
	int64_t versie = 0;
	if (count == 1 && value.len >= 3 && value.ptr[0] == '"' &&
		value.ptr[value.len - 1] == '"' &&
		str_to_int((struct str){ value.ptr + 1, value.len - 2 }, 1, INT64_MAX, &versie) ==
			ERR_OK) {
		r->if_match = versie;
		return ERR_OK;
	}
	/* Another form cannot be an ETag of ours, so it matches no version. */
	r->if_match = 0;
	return ERR_OK;
}

enum err negotiate_bearer(const struct req *r, uint8_t ret_hash[static AUTH_HASH_BYTES])
{
	size_t count = 0;
	struct str value = http_req_header(r->http, "Authorization", &count);
	struct str scheme;
	if (count != 1 || !str_cut(&value, ' ', &scheme) || !str_eq_nocase(scheme, STR("Bearer")) ||
		auth_token_hash(str_trim(value), ret_hash) != ERR_OK)
		return ERR_UNAUTHENTICATED;
	return ERR_OK;
}
