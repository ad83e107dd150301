/*
 * The audit of calls: one row for each that wrote something or gave data of somebody else, written
 * in the transaction of what it did, before the answer leaves. Of a call that is only read from,
 * that row is the whole transaction.
 *
 * It holds ids and no names; where a call came from as the network that the log tells, too: enough
 * to tell one place from another, and not whose telephone it was. What is refused writes nothing:
 * the log has its line.
 */
#ifndef API_AUDIT_H
#define API_AUDIT_H

#include "api/req.h"

/* Most that one answer may be about: a page of matches, both sides of each. */
#define AUDIT_BETREFT_MAX 512

/*
 * The answer gives how to reach this one, or what is known of them: a volunteer, an account, or an
 * organisation by its contact. Whoever calls about themself or their own organisation leaves no
 * trace of it.
 */
void audit_shows(struct req *r, struct uuid id);

/* The answer gives all of the caller's own data: worth keeping as well, for who comes with a token
 * that is not theirs. */
void audit_shows_self(struct req *r);

/* Begins the transaction when there is none; to be called once the answer stands. */
MUST_CHECK enum err audit_write(struct req *r);

#endif
