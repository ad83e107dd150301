/*
 * The times that a school likes best for a request, in order: days and half-days of the week within
 * those of the request. The database keeps three lists of one length.
 */
#ifndef API_TIJDOPTIE_H
#define API_TIJDOPTIE_H

#include <stdbool.h>

#include "api/req.h"
#include "store/sql.h"

/* The value of the contract, with its key. */
void tijdoptie_kv(struct jsn_out *o, const struct aanvraag_get_row *a);

/* From a body, of struct api_tijdoptie. */
void tijdoptie_set(struct req *r, struct jsn_array opties, struct aanvraag_save_in *a);
void tijdoptie_copy(const struct aanvraag_get_row *from, struct aanvraag_save_in *a);

/* A fault for each that does not lie within the request. */
void tijdoptie_check(struct req *r, const struct aanvraag_save_in *a);

bool tijdoptie_same(const struct aanvraag_save_in *a, const struct aanvraag_save_in *b);

#endif
