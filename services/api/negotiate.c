#include "api/negotiate.h"

#include "api/engels.h"
#include "auth/auth.h"

#define TAG_MAX 90
/* An Accept-Language beyond these says nothing. */
#define LANGUAGE_MAX_BYTES  512
#define LANGUAGE_MAX_RANGES 32

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

/* What the ranges of one field line say of a media type. */
struct accepted {
	int best; /* the most precise one so far, as precision() */
	bool refused;
};

static void accept_line(struct accepted *a, struct str rest, struct str media)
{
	struct str item;
	while (str_cut(&rest, ',', &item)) {
		struct str range;
		if (!str_cut(&item, ';', &range))
			continue;
		const int p = precision(str_trim(range), media);
		if (p > a->best) {
			a->best = p;
			a->refused = q_is_zero(item);
		}
	}
}

/* More lines are one list (RFC 9110, section 5.3). */
enum err negotiate_accept(struct req *r, const char *media)
{
	struct accepted a = { 0 };
	bool asked = false;
	for (size_t i = 0; i < r->http->header_count; i++) {
		const struct http_header *h = &r->http->headers[i];
		if (!str_eq_nocase(h->name, STR("Accept")) || str_trim(h->value).len == 0)
			continue;
		asked = true;
		accept_line(&a, h->value, str_from(media));
	}
	return !asked || (a.best > 0 && !a.refused) ? ERR_OK : ERR_NOT_ACCEPTABLE;
}

void negotiate_bevestigd(struct req *r)
{
	size_t count = 0;
	if (r->op->bevestigd)
		task_confirm(r->t, http_req_header(r->http, "Schakel-Bevestigd", &count));
}

/* ---- language ---- */

static const char *const language_codes[SCORE_TAAL_COUNT] = {
	[SCORE_TAAL_NL] = "nl", [SCORE_TAAL_EN] = "en"
};

const char *negotiate_language_code(enum score_taal taal)
{
	return language_codes[taal];
}

/* How much one language is wanted, and by which range; the default comes first. */
struct wanted {
	int q; /* thousandths; -1 = not named */
	unsigned place;
};

/* What the ranges so far say; `any` is "*". */
struct languages {
	struct wanted each[SCORE_TAAL_COUNT];
	struct wanted any;
	unsigned ranges;
	size_t bytes;
};

/* A qvalue: 0 … 1 with three decimals at most. */
static bool read_q(struct str text, int *ret_q)
{
	static const int units[] = { 100, 10, 1 };
	if (text.len < 1 || text.len > 5 || (text.ptr[0] != '0' && text.ptr[0] != '1') ||
		(text.len > 1 && text.ptr[1] != '.'))
		return false;
	int q = (text.ptr[0] - '0') * 1000;
	for (size_t i = 2; i < text.len; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
		q += (text.ptr[i] - '0') * units[i - 2];
	}
	*ret_q = q;
	return q <= 1000;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "*", or subtags of one to eight letters, behind the first also digits; gives the first. */
static bool read_range(struct str range, struct str *ret_primary)
{
	if (str_eq(range, STR("*"))) {
		*ret_primary = range;
		return true;
	}
	bool first = true;
	struct str part;
	while (str_cut(&range, '-', &part)) {
		if (part.len < 1 || part.len > 8)
			return false;
		for (size_t i = 0; i < part.len; i++)
			if (!is_letter(part.ptr[i]) &&
				(first || part.ptr[i] < '0' || part.ptr[i] > '9'))
				return false;
		if (first)
			*ret_primary = part;
		first = false;
	}
	return !first;
}

static struct wanted *wanted_of(struct languages *l, struct str primary)
{
	for (unsigned i = 0; i < SCORE_TAAL_COUNT; i++)
		if (str_eq_nocase(primary, str_from(language_codes[i])))
			return &l->each[i];
	return str_eq(primary, STR("*")) ? &l->any : NULL;
}

/* One item of the list: a range, perhaps with its weight. A region counts as its language. */
static bool take_language(struct languages *l, struct str item)
{
	int q = 1000;
	struct str rest = str_trim(item);
	struct str range;
	struct str primary;
	if (rest.len == 0)
		return true; /* an empty item is none (RFC 9110, section 5.6.1) */
	if (!str_cut(&rest, ';', &range) || !read_range(str_trim(range), &primary))
		return false;
	if (rest.ptr != NULL) {
		const struct str weight = str_trim(rest);
		if (weight.len < 2 || (weight.ptr[0] != 'q' && weight.ptr[0] != 'Q') ||
			weight.ptr[1] != '=' ||
			!read_q((struct str){ weight.ptr + 2, weight.len - 2 }, &q))
			return false;
	}
	struct wanted *w = wanted_of(l, primary);
	if (w != NULL && q > w->q)
		*w = (struct wanted){ q, l->ranges };
	return true;
}

static bool take_languages(struct languages *l, struct str list)
{
	l->bytes += list.len;
	struct str item;
	while (l->bytes <= LANGUAGE_MAX_BYTES && str_cut(&list, ',', &item)) {
		l->ranges++;
		if (l->ranges > LANGUAGE_MAX_RANGES || !take_language(l, item))
			return false;
	}
	return l->bytes <= LANGUAGE_MAX_BYTES;
}

/* False when no language of ours is named, or none of them is wanted. */
static bool most_wanted(const struct languages *l, enum score_taal *ret_taal)
{
	enum score_taal best = SCORE_TAAL_NL;
	struct wanted most = { 0, 0 };
	bool named = false;
	for (unsigned i = 0; i < SCORE_TAAL_COUNT; i++) {
		named = named || l->each[i].q >= 0;
		const struct wanted w = l->each[i].q >= 0 ? l->each[i] : l->any;
		if (w.q > most.q || (w.q == most.q && w.q > 0 && w.place < most.place)) {
			most = w;
			best = (enum score_taal)i;
		}
	}
	*ret_taal = best;
	return named && most.q > 0;
}

void negotiate_speak(struct req *r, enum score_taal taal)
{
	r->taal = taal;
	task_set_words(r->t, taal == SCORE_TAAL_EN ? engels : NULL);
}

void negotiate_language_of_account(struct req *r, bool is_english)
{
	if (!r->taal_gevraagd)
		negotiate_speak(r, is_english ? SCORE_TAAL_EN : SCORE_TAAL_NL);
}

void negotiate_language(struct req *r)
{
	struct languages l = { .any = { -1, 0 } };
	for (unsigned i = 0; i < SCORE_TAAL_COUNT; i++)
		l.each[i].q = -1;
	enum score_taal taal = SCORE_TAAL_NL;
	bool fine = true;
	for (size_t i = 0; fine && i < r->http->header_count; i++) {
		const struct http_header *h = &r->http->headers[i];
		if (str_eq_nocase(h->name, STR("Accept-Language")))
			fine = take_languages(&l, h->value);
	}
	r->taal_gevraagd = fine && most_wanted(&l, &taal);
	r->taal = taal;
}

/* ---- body, version, token ---- */

enum err negotiate_body(struct req *r)
{
	if (r->op->body == NULL) {
		if (r->http->body.len == 0)
			return ERR_OK;
		task_fault(r->t, NULL, "inhoud.onverwacht", "Bij dit verzoek hoort geen inhoud.");
		return ERR_OK;
	}
	size_t count = 0;
	const struct str coding = http_req_header(r->http, "Content-Encoding", &count);
	if (count > 1 || (count == 1 && !str_eq_nocase(str_trim(coding), STR("identity"))))
		return task_fail(r->t, ERR_MEDIA_TYPE, "inhoud.codering",
			"Stuur de inhoud zoals hij is, niet ingepakt (Content-Encoding).");
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

/* An entity-tag as the contract has it: gives what stands between the quotes, NULL for others. */
static struct str entity_tag(struct str text)
{
	const size_t quote = str_starts(text, STR("W/")) ? 2 : 0;
	if (text.len < quote + 2 || text.ptr[quote] != '"' || text.ptr[text.len - 1] != '"')
		return STR_NULL;
	const struct str inside = { text.ptr + quote + 1, text.len - quote - 2 };
	for (size_t i = 0; i < inside.len; i++) {
		if (inside.ptr[i] < '!' || inside.ptr[i] > '~' || inside.ptr[i] == '"')
			return STR_NULL;
	}
	return inside.len >= 1 && inside.len <= TAG_MAX ? inside : STR_NULL;
}

void negotiate_if_match(struct req *r)
{
	size_t count = 0;
	const struct str value = http_req_header(r->http, "If-Match", &count);
	r->if_match = 0;
	if (!r->op->if_match || count == 0)
		return;
	const struct str tag = entity_tag(value);
	int64_t versie = 0;
	if (count > 1 || tag.ptr == NULL)
		task_fault(r->t, "If-Match", "versie.vorm",
			"Noem in If-Match precies één ETag, zoals \"7\": die van wat je wijzigt. "
			"Een "
			"lijst of * is niet genoeg.");
	else if (value.ptr[0] == '"' && tag.ptr[0] != '0' &&
		 str_to_int(tag, 1, INT64_MAX, &versie) == ERR_OK)
		r->if_match = versie;
	/* Another one, or a weak one, is no ETag of ours: it matches no version. */
}

bool negotiate_has_already(const struct req *r, struct str tag)
{
	for (size_t i = 0; i < r->http->header_count; i++) {
		const struct http_header *h = &r->http->headers[i];
		if (!str_eq_nocase(h->name, STR("If-None-Match")))
			continue;
		struct str rest = h->value;
		struct str item;
		while (str_cut(&rest, ',', &item)) {
			item = str_trim(item);
			if (str_starts(item, STR("W/")))
				item = (struct str){ item.ptr + 2, item.len - 2 };
			if (str_eq(item, tag) || str_eq(item, STR("*")))
				return true;
		}
	}
	return false;
}

enum err negotiate_once(struct req *r)
{
	uint8_t hash[AUTH_HASH_BYTES];
	const struct str body = buf_str(&r->resp->body);
	auth_fingerprint(&body, 1, hash);
	const struct str tag = str_from(arena_printf(task_arena(r->t), "\"%.*s\"", 32,
		auth_hex(task_arena(r->t), auth_hash_str(hash)).ptr));
	http_resp_header(r->resp, "ETag", tag);
	if (!negotiate_has_already(r, tag))
		return ERR_OK;
	r->resp->status = 304;
	r->betreft_count = 0;
	buf_reset(&r->resp->body);
	return ERR_OK;
}

bool negotiate_has_version(const struct req *r)
{
	size_t count = 0;
	(void)http_req_header(r->http, "If-Match", &count);
	return !r->op->if_match || count > 0;
}

enum err negotiate_bearer(const struct req *r, struct str *ret_token)
{
	size_t count = 0;
	struct str value = http_req_header(r->http, "Authorization", &count);
	struct str scheme;
	if (count != 1 || !str_cut(&value, ' ', &scheme) || !str_eq_nocase(scheme, STR("Bearer")))
		return ERR_UNAUTHENTICATED;
	*ret_token = str_trim(value);
	return ERR_OK;
}
