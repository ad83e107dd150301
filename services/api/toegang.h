/*
 * What a caller may reach: the one place where x-toegang of the contract is held.
 *
 * An operation gives each role a reach, or none. From the reach and the member that calls follows a
 * bereik: ids of which at most one is set, or all there is. Every statement about objects that
 * belong to somebody takes it, and finds only those; what lies outside looks absent. A reach of
 * `mandaat` is that of `eigen`, with toegang_mandaat for the object itself.
 */
#ifndef API_TOEGANG_H
#define API_TOEGANG_H

#include "api/req.h"
#include "domain/toestand.h"
#include "store/sql.h"

/*
 * Whether the caller may call this operation, and how far it reaches (r->bereik); from then on the
 * task of the request works on the caller's behalf (db_act): without, a statement finds nothing of
 * anybody. ERR_FORBIDDEN "rol.niet_toegestaan", or "rol.geen" for who is no member of anything.
 */
MUST_CHECK enum err toegang_check(struct req *r);

/*
 * From now on the task of the request works for r->actor as far as r->bereik reaches: what the
 * policies of the database call its own is the account and, for a member, what it is a member of.
 */
void toegang_act(struct req *r);

/*
 * Whether the session may do this at all: staff has to have proved a second factor (403
 * "tweede_factor.nodig"), and what the contract marks x-bevestiging asks for a proof of a short
 * while ago (`confirmed_us`, INT64_MIN for none; 403 "bevestiging.nodig"). Neither that nor what is
 * marked x-zelf is for an app (403 "app.niet_hier").
 */
MUST_CHECK enum err toegang_session(struct req *r, int64_t confirmed_us);

/* The same proof, for operations that need it for some of what they do: 403 "bevestiging.nodig". */
MUST_CHECK enum err toegang_bewijs(const struct req *r);

/* Whether what the caller decides about lies within its mandate, when that is its reach:
 * ERR_FORBIDDEN "mandaat.ontbreekt". `gemeente` may be absent. */
MUST_CHECK enum err toegang_mandaat(const struct req *r, struct str soort, struct str gemeente);

/* The side that a role is of in the life of a koppeling; a reader has none: ROL_COUNT. */
enum rol toegang_rol(enum api_rol rol);

/*
 * Whether the caller sees a property (api_zicht_…, from x-zicht of the contract): its role is named
 * there, and where that says so, the object is the caller's own.
 */
bool toegang_ziet(const struct req *r, const enum api_toegang zicht[API_ROL_COUNT], bool eigen);

/*
 * The same for a member who is not signed in but known by a link: its own reach. False for a role
 * that has nothing of its own.
 */
bool toegang_als_eigen(struct req *r);

/* The members of a bereik that most statements take. */
#define BEREIK(r)                                                                 \
	.alle = (r)->bereik.alle, .docent_id = (r)->bereik.docent_id,             \
	.school_id = (r)->bereik.school_id, .bedrijf_id = (r)->bereik.bedrijf_id, \
	.vrijwilliger_id = (r)->bereik.vrijwilliger_id, .kring_id = (r)->bereik.kring_id

/* The same for lists that have a branch for each side, and one for all. */
#define BEREIK_OF_SIDE(r)                                                                         \
	.has_school_id = !uuid_is_nil((r)->bereik.school_id), .school_id = (r)->bereik.school_id, \
	.has_bedrijf_id = !uuid_is_nil((r)->bereik.bedrijf_id),                                   \
	.bedrijf_id = (r)->bereik.bedrijf_id,                                                     \
	.has_vrijwilliger_id = !uuid_is_nil((r)->bereik.vrijwilliger_id),                         \
	.vrijwilliger_id = (r)->bereik.vrijwilliger_id,                                           \
	.has_kring_id = !uuid_is_nil((r)->bereik.kring_id), .kring_id = (r)->bereik.kring_id

#endif
