/*
 * Signing in elsewhere (OpenID Connect, code flow with PKCE): the services that know people of
 * schools and companies already, such as SURFconext, Entree Federatie or an Entra tenant.
 *
 * Which ones stands in a file (SCHAKEL_AANMELDDIENSTEN), with the secret that each gave us. Of the
 * rest only their issuer is believed: its document has to name itself, its endpoints stand on its
 * own origin, its keys are asked anew when a token names one that is not known, once a minute at
 * most. Each process remembers that for an hour. Nothing here knows of accounts.
 */
#ifndef API_AANMELDDIENST_H
#define API_AANMELDDIENST_H

#include <stdio.h>

#include "auth/id_token.h"
#include "base/err.h"
#include "task/task.h"

#define AANMELDDIENST_MAX	 16
#define AANMELDDIENST_DOMEIN_MAX 64 /* of one service */
#define AANMELDDIENST_TRIED	 256

struct aanmelddienst {
	/* As the file has it. */
	const char *code, *naam, *issuer, *client_id, *scopes;
	const char *geheim;			  /* wiped with the rest */
	const char *brin_claim;			  /* "" for none */
	const char *alleen_claim, *alleen_waarde; /* whom it knows and we let in; "": everybody */
	const char *ca_file; /* who signs its certificate; "": whom this system trusts */
	/* What stands behind the @ of the addresses that the service answers for. */
	const char *email_domeinen[AANMELDDIENST_DOMEIN_MAX];
	size_t email_domein_count;
	bool lid_actief; /* its teachers are members at once; else they wait for a yes */
	/* As the service said, until then (clock_mono_us). */
	char *authorization_endpoint, *token_endpoint, *jwks_uri; /* on the heap */
	bool says_iss;						  /* RFC 9207 */
	int64_t known_until_us;
	struct auth_jwks *keys;
	int64_t keys_until_us;
	int64_t kid_again_us; /* when a key that is not among them makes us ask again */
	int64_t failed_us;    /* when it last did not say one of these; 0: it did */
	int asking;	      /* how many tasks wait for it to say one of these, or for a token */
	/* The ways whose codes were tried last, in turn. */
	uint64_t tried[AANMELDDIENST_TRIED];
	size_t tried_next;
};

struct aanmelddiensten {
	struct arena memory;
	struct aanmelddienst items[AANMELDDIENST_MAX];
	size_t count;
};

/* Reads the file; "" is none. Every fault is printed to `errors`. */
MUST_CHECK enum err aanmelddiensten_create(
	const char *path, struct aanmelddiensten **ret_diensten, FILE *errors);
void aanmelddiensten_destroy(struct aanmelddiensten *d);
struct aanmelddienst *aanmelddiensten_find(struct aanmelddiensten *d, struct str code);

/* Asks the service for what is not known of it (any more), its keys as well: before anybody goes
 * there, and before a code is used. What it said before holds as long as it does not answer.
 * ERR_UNAVAILABLE on the task when it does not answer, or not as it should. */
MUST_CHECK enum err aanmelddienst_know(struct task *t, struct aanmelddienst *d);

/* What the service says of who came back with a code: the claims of a token that holds. Few are
 * asked at once (ERR_UNAVAILABLE), and a few times for one verifier (ERR_UNAUTHENTICATED). It is
 * known (aanmelddienst_know). */
MUST_CHECK enum err aanmelddienst_exchange(struct task *t, struct aanmelddienst *d, struct str code,
	struct str verifier, struct str nonce, const char *redirect_uri, int64_t now_us,
	const struct jsn_doc **ret_claims);

#endif
