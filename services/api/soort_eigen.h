/*
 * What belongs to some types of activity only: how a class is received, how long something runs,
 * the milestones of an assignment. Of another type these stay empty, and a value is a fault that
 * says so; which belong to which is in soort_eigen_van.
 */
#ifndef API_SOORT_EIGEN_H
#define API_SOORT_EIGEN_H

#include "api/req.h"
#include "domain/soort.h"
#include "store/sql.h"

/* The members of the contract that belong to this type, NULL behind the last. */
const char *const *soort_eigen_van(enum soort soort);

void soort_eigen_put_aanvraag(struct jsn_out *o, const struct aanvraag_get_row *a);
void soort_eigen_put_aanbod(struct jsn_out *o, const struct aanbod_get_row *a);

/* From what is sent, from what is stored, and the one changed by the other; lists are borrowed or
 * of the task. */
void soort_eigen_nieuw_aanvraag(
	struct req *r, const struct api_aanvraag_nieuw *n, struct aanvraag_save_in *a);
void soort_eigen_row_aanvraag(const struct aanvraag_get_row *row, struct aanvraag_save_in *a);
void soort_eigen_merge_aanvraag(
	struct req *r, const struct api_aanvraag_wijziging *w, struct aanvraag_save_in *a);
void soort_eigen_nieuw_aanbod(
	struct req *r, const struct api_aanbod_nieuw *n, struct aanbod_save_in *a);
void soort_eigen_row_aanbod(const struct aanbod_get_row *row, struct aanbod_save_in *a);
void soort_eigen_merge_aanbod(
	struct req *r, const struct api_aanbod_wijziging *w, struct aanbod_save_in *a);

/* Faults for what does not belong to the type, and for milestones that are not in order. */
void soort_eigen_check_aanvraag(struct req *r, struct aanvraag_save_in *a);
/* What its soort needs before it opens. */
void soort_eigen_check_opening(struct req *r, const struct aanvraag_save_in *a);
void soort_eigen_check_aanbod(struct req *r, const struct aanbod_save_in *a);

/* Whether a match that rests on one may rest on the other. */
bool soort_eigen_same(const struct aanvraag_save_in *a, const struct aanvraag_save_in *b);

#endif
