/*
 * The brake on guessing passwords: after too many failures for one e-mail address, signing in with
 * it waits.
 *
 * Per process and in memory, in a table of fixed size: it slows guessing down without locking the
 * owner out for long, and an attacker cannot make it grow.
 */
#ifndef API_REM_H
#define API_REM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

#define REM_FAILURES  10 /* within REM_WINDOW_US; the next try is refused */
#define REM_WINDOW_US (5 * 60 * INT64_C(1000000))

bool rem_is_on(struct str email, int64_t now_us);
void rem_count_failure(struct str email, int64_t now_us);
void rem_forget(struct str email); /* after a success */

#endif
