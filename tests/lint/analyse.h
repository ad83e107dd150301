/*
 * What analysers cannot see across files, told as macros: these functions always give back an
 * error, so that nothing behind TRY runs after them. Included in front of every file but those that
 * define them.
 */
#ifndef TESTS_LINT_ANALYSE_H
#define TESTS_LINT_ANALYSE_H

#include "api/req.h"
#include "task/task.h"

#ifdef ANALYSE_DB /* its struct conn is another than that of lib/http */
#include "db/internal.h"
#endif

#define task_fail(t, e, ...)	 ((void)task_fail(t, e, __VA_ARGS__), (e))
#define req_not_found(r, what)	 ((void)req_not_found(r, what), ERR_NOT_FOUND)
#define req_stale(r, versie)	 ((void)req_stale(r, versie), ERR_PRECONDITION_FAILED)
#define db_fault_lost(t)	 ((void)db_fault_lost(t), ERR_UNAVAILABLE)
#define db_fault_slow(t)	 ((void)db_fault_slow(t), ERR_UNAVAILABLE)
#define db_fault_busy(t)	 ((void)db_fault_busy(t), ERR_UNAVAILABLE)
#define db_fault_unknown(t)	 ((void)db_fault_unknown(t), ERR_UNAVAILABLE)
#define db_fault_bug(t, s, what) ((void)db_fault_bug(t, s, what), ERR_INTERNAL)

#endif
