/* Content negotiation, preconditions and the token: what the headers of a request say beside its
 * body (RFC 9110 §8.3, §11.6.2, §12.5.1, §12.5.4, §13.1.1). */
#ifndef API_NEGOTIATE_H
#define API_NEGOTIATE_H

#include "api/req.h"
#include "auth/auth.h"

/* ERR_NOT_ACCEPTABLE when the field Accept leaves out both `media` and problem documents' fallback.
 */
MUST_CHECK enum err negotiate_accept(struct req *r, const char *media);

/*
 * The language of the sentences in the answer, into r->taal: what Accept-Language weighs most, the
 * first of equals. Dutch, until the account says otherwise, without it, when it names neither, and
 * when it is in no form of RFC 9110 or larger than anybody needs; never a reason to refuse.
 */
void negotiate_language(struct req *r);

/* That of the account, when Accept-Language asked for none. */
void negotiate_language_of_account(struct req *r, bool is_english);

/* From here on: of the answer, and of the faults that are seen. */
void negotiate_speak(struct req *r, enum score_taal taal);

/* What Content-Language says of it: "nl" or "en". */
const char *negotiate_language_code(enum score_taal taal);

/* ERR_MEDIA_TYPE when a body came in another form than the operation's; parameters other than
 * charset=utf-8 are refused. A body where none belongs is a fault of the input. */
MUST_CHECK enum err negotiate_body(struct req *r);

/*
 * Reads If-Match into r->if_match; 0, which no version has, when it is no ETag of ours. Anything
 * but one entity-tag is a fault of the input. So is "*": it matches whatever stands there (RFC 9110
 * §13.1.1), and a change is only taken from who has seen what it changes.
 */
void negotiate_if_match(struct req *r);

/* False when the operation asks for If-Match and there is none: 428. */
bool negotiate_has_version(const struct req *r);

/* Whether If-None-Match names this ETag: the client has the answer already (RFC 9110 §13.1.2). */
bool negotiate_has_already(const struct req *r, struct str tag);

/* The answer as it was written, with an ETag made of it; 304 when the client has it already: it is
 * not sent again, and shows nobody's data. Last of a handler that reads. */
enum err negotiate_once(struct req *r);

/* What Schakel-Bevestigd confirms, onto the task; operations that take it only. */
void negotiate_bevestigd(struct req *r);

/* The one bearer token in Authorization (RFC 6750 §2.1), of whatever form. ERR_UNAUTHENTICATED
 * without a field, with several, or with another scheme. */
MUST_CHECK enum err negotiate_bearer(const struct req *r, struct str *ret_token);

#endif
