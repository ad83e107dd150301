#include <math.h>
#include <stdlib.h>

#include <coin/Clp_C_Interface.h>

#include "lemon.h"

/* A row for each node, a column for each arc; what is not integral would show as another cost. */
bool clp_cost(const struct flow_problem *problem, int64_t *ret_cost)
{
	const size_t n = problem->arc_count;
	CoinBigIndex *const start = calloc(n + 1, sizeof(*start));
	int *const index = calloc(2 * n + 1, sizeof(*index));
	double *const value = calloc(2 * n + 1, sizeof(*value));
	double *const column = calloc(3 * n + 1, sizeof(*column));
	double *const row = calloc(problem->node_count + 1, sizeof(*row));
	for (size_t i = 0; i < n; i++) {
		const struct flow_arc *const a = &problem->arcs[i];
		start[i + 1] = (CoinBigIndex)(2 * (i + 1));
		index[2 * i] = (int)a->from;
		value[2 * i] = 1;
		index[2 * i + 1] = (int)a->to;
		value[2 * i + 1] = -1;
		column[i] = (double)a->low;
		column[n + i] = (double)a->cap;
		column[2 * n + i] = (double)a->cost;
	}
	for (size_t i = 0; i < problem->node_count; i++)
		row[i] = (double)problem->supply[i];
	Clp_Simplex *const model = Clp_newModel();
	Clp_setLogLevel(model, 0);
	Clp_loadProblem(model, (int)n, (int)problem->node_count, start, index, value, column,
		&column[n], &column[2 * n], row, row);
	Clp_dual(model, 0);
	const bool found = Clp_status(model) == 0;
	if (found)
		*ret_cost = llround(Clp_objectiveValue(model));
	Clp_deleteModel(model);
	free(start);
	free(index);
	free(value);
	free(column);
	free(row);
	return found;
}
