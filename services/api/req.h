/*
 * One call of an operation, as a handler sees it.
 *
 * A handler does four things: decode (done: `in` is checked by the contract), call store or domain,
 * encode, return. Dispatch has already found the operation, the caller and the caller's role; it
 * commits what the handler began, together with the record of the Idempotency-Key, and turns an
 * error into a problem document.
 */
#ifndef API_REQ_H
#define API_REQ_H

#include <stdint.h>

#include "api/limit.h"
#include "api/operations.h"
#include "base/address.h"
#include "base/date.h"
#include "base/uuid.h"
#include "db/db.h"
#include "http/http.h"
#include "score/uitleg.h"
#include "store/sql.h"
#include "task/task.h"
#include "json/jsn.h"

struct app;

/* Who calls, and as which member. The ids of organisations are nil when the role has none. */
struct actor {
	struct uuid account_id; /* nil when nobody signed in (open operations) */
	struct uuid sessie_id;
	bool met_code;		/* proved a second factor */
	struct uuid app_id;	/* nil: no app, but the person */
	struct uuid sleutel_id; /* nil: no key */
	struct uuid lid_id;	/* nil: a member of nothing, and `rol` says nothing */
	enum api_rol rol;
	struct uuid school_id;
	struct uuid bedrijf_id;
	struct uuid vrijwilliger_id;
	struct uuid kring_id;
	struct db_texts soorten, gemeenten; /* the mandate of a kringcoordinator */
	bool vertrouwenspersoon;	    /* reads reports, and decides about them */
};

/* Whose objects a call may see (api/toegang.h): all, or those of the one id that is set. */
struct bereik {
	bool alle;
	struct uuid docent_id; /* the account of a teacher: what it made itself */
	struct uuid school_id;
	struct uuid bedrijf_id;
	struct uuid vrijwilliger_id;
	struct uuid kring_id;
};

struct req {
	struct task *t;
	struct app *app;
	const struct http_req *http;
	struct http_resp *resp;
	const struct api_operation *op;
	struct actor actor;
	struct bereik bereik;
	struct db_proof nog_zo; /* of a caller that was remembered (api/bekend.h) */
	struct sessie_get_in gevraagd;
	struct sessie_namens_in vraag;
	struct db_actor namens; /* the same for the policies of the database */
	bool bewezen;	      /* who calls has proved a short while ago to be the account's owner */
	int64_t now_us;	      /* the one moment of this request */
	int32_t today;	      /* its date in the Netherlands */
	enum score_taal taal; /* of the sentences: api/negotiate.h */
	bool taal_gevraagd;   /* by Accept-Language */
	int64_t if_match;     /* version that If-Match names; operations with if_match only */
	struct jsn_out out;   /* writes the body */
	struct db_tx *tx;     /* the write transaction, once begun */
	struct str idempotency_key;	/* under which its answer is kept; NULL without one */
	struct str vingerafdruk;	/* of what is asked under it */
	bool lid_onleesbaar;		/* Schakel-Lid is no id: a fault, with all others */
	bool by_cookie;			/* its token came in a cookie, as a browser sends it */
	struct address from;		/* whom it comes from, by what our proxies say */
	const struct limit *limit;	/* that counted it; NULL: none did */
	struct limit_state limit_state; /* of that limit, with this request */
	const struct limit *day;	/* the same, of a day; NULL: none did */
	struct limit_state day_state;
	int64_t stap_us; /* 0, or: it is answered at the end of a step of time that is so long */
	/* What was asked of somebody else, who says it once: for another try (dispatch.c). */
	const void *opgehaald;
	const char *id;	       /* request id, for logs and problem documents */
	struct uuid onderwerp; /* what the path names; nil: a collection */
	struct uuid *betreft;  /* whose data the answer gives (api/audit.h) */
	size_t betreft_count;
};

/* The read pool: for GET. */
struct db_tx *req_reader(struct req *r);

/* The one write transaction of this request; begun at the first call. Never committed by a handler.
 */
MUST_CHECK enum err req_begin(struct req *r, struct db_tx **ret_tx);

/* Nothing that was begun stays; no audit either. */
void req_drop(struct req *r);

/* Status of the answer (200 when not called) with its version as ETag (`"7"`). */
void req_item(struct req *r, int status, int64_t versie);

/* 201 with ETag, and Location made of the collection's path and the id ("/v1/aanvragen/" + id). */
void req_created(struct req *r, int64_t versie, const char *collection, struct uuid id);

/* 202: a worker will do it; Location says where to look how far it is. */
void req_accepted(struct req *r, const char *collection, struct uuid id);

/* A session that was last used then or earlier has ended. */
int64_t req_seen_after(const struct req *r);

/* What the client calls itself, as far as that is a line of text and fits; and from which network
 * it comes, not from which host: enough for its owner to know a session by. Empty when unknown. */
struct str req_device(const struct req *r);
struct str req_network(const struct req *r);

/* A word of the contract as part of a sentence, in the language of the caller. */
const char *req_word(struct req *r, struct str word);

/* The answer for what is absent or not the caller's: both look alike. `what` is Dutch: "Deze
 * aanvraag". */
enum err req_not_found(struct req *r, const char *what);

/* Why one of many things did not happen, so that it is told and the rest goes on. What ends the
 * whole is returned: also what another did at the same moment, after which all of it is tried again
 * (dispatch.h). */
MUST_CHECK enum err req_excuse(
	struct req *r, enum err e, struct str *ret_code, struct str *ret_uitleg);

/* If-Match named another version than `versie`: 412 with the current ETag. */
enum err req_stale(struct req *r, int64_t versie);

bool req_is(const struct req *r, enum api_rol rol);

/* For the school: its coordinator or a teacher. */
bool req_is_school(const struct req *r);

/* A list being answered page by page, ordered by an optional text and an id. */
struct page {
	int64_t limit;
	struct uuid after_id;  /* nil on the first page */
	struct str after_text; /* empty on the first page */
	int64_t after_number;  /* 0 on the first page; for lists ordered by a number */
	size_t shown;
	bool more;
};

/*
 * Reads the cursor (bound to the operation and its filters; a strange one is a fault of the input).
 * A list asks the store for limit + 1 rows; page_open says how many of `count` to show and opens
 * {"items":[
 */
MUST_CHECK enum err page_init(
	struct req *r, struct str cursor, int64_t limit, struct page *ret_page);
/* Fails as for a cursor of this list that no page can have given. */
MUST_CHECK enum err page_damaged(struct req *r);
void page_open(struct req *r, struct page *p, size_t count);
/* Closes the list: ],"volgende":… and the Link header. The last shown row's keys make the next
 * cursor. */
void page_close(struct req *r, struct page *p, struct str last_text, int64_t last_number,
	struct uuid last_id);
/* The same without the closing brace, when more members follow; the caller ends the object. */
void page_close_items(struct req *r, struct page *p, struct str last_text, int64_t last_number,
	struct uuid last_id);

#endif
