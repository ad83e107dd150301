/*
 * Sessions that this process looked up a moment ago, so that not every call has to ask who comes.
 *
 * What is remembered is never believed by itself: the first statement of a call carries the
 * question whether it still is so (sessie/namens.sql, struct db_proof), and a call that needs no
 * statement asks it before it is answered (caller_prove). So whatever ends or changes a session, in
 * whatever process, holds from the next call on. A coordinator's mandate is not remembered, nor is
 * a key.
 */
#ifndef API_BEKEND_H
#define API_BEKEND_H

#include <stdbool.h>
#include <stdint.h>

#include "store/sql.h"

#define BEKEND_MAX 4096 /* sessions; one that falls on the place of another takes it */

struct bekend;

struct bekend *bekend_create(void);
void bekend_destroy(struct bekend *b);

/* What sessie_get gave for this, when that was not long ago; *ret_row points into b until its next
 * use. */
bool bekend_find(
	const struct bekend *b, const struct sessie_get_in *in, struct sessie_get_row *ret_row);
void bekend_keep(
	struct bekend *b, const struct sessie_get_in *in, const struct sessie_get_row *row);
void bekend_forget(struct bekend *b, const struct sessie_get_in *in);

#endif
