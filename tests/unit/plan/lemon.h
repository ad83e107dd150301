/* LEMON and CLP, asked for the cost of a flow: others who know. */
#ifndef TESTS_UNIT_PLAN_LEMON_H
#define TESTS_UNIT_PLAN_LEMON_H

#include <stdbool.h>

#include "plan/flow.h"

#ifdef __cplusplus
extern "C" {
#endif

/* False: there is no flow. Its cost scaling reads beyond its lists on some flows: not for tests. */
bool lemon_cost(const struct flow_problem *problem, int64_t *ret_cost);
bool lemon_scaling_cost(const struct flow_problem *problem, int64_t *ret_cost);
bool clp_cost(const struct flow_problem *problem, int64_t *ret_cost);

#ifdef __cplusplus
}
#endif

#endif
