/*
 * The supply from inside, for voorraad.c (its life) and voorraad_vraag.c (its questions) only.
 */
#ifndef MOTOR_VOORRAAD_INTERN_H
#define MOTOR_VOORRAAD_INTERN_H

#include "motor/voorraad.h"
#include "motor/voorraad_stand.h"
#include "task/keeper.h"

/* Whoever waits looks again after so long, also when nobody woke it. */
#define VOORRAAD_LOOK_MS 250

/* A task that waits until something changed. */
struct wachter {
	struct task *task;
	struct wachter *next;
};

struct voorraad {
	struct loop *loop;
	struct db *db;
	struct db_wake *wake;
	struct voorraad_config config;
	struct stand *stand; /* answers; NULL = not yet */
	struct stand *nieuw; /* is being made */
	struct wachter *wachters;
	struct keeper keeper;
	struct voorraad_stats stats;
};

/* Until something changed, or the time is over; the caller looks which. */
void voorraad_wait_for_change(struct task *t, struct voorraad *v, int64_t ms);

#endif
