#include "lemon.h"

#include <vector>

#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

using Graph = lemon::SmartDigraph;

using Simplex = lemon::NetworkSimplex<Graph, int64_t, int64_t>;
using Scaling = lemon::CostScaling<Graph, int64_t, int64_t>;

template <class Solver> static bool cost_by(const flow_problem *problem, int64_t *ret_cost)
{
	Graph graph;
	graph.reserveNode(static_cast<int>(problem->node_count));
	graph.reserveArc(static_cast<int>(problem->arc_count));
	std::vector<Graph::Node> nodes;
	for (size_t i = 0; i < problem->node_count; i++)
		nodes.push_back(graph.addNode());
	Graph::ArcMap<int64_t> low(graph), cap(graph), cost(graph);
	Graph::NodeMap<int64_t> supply(graph);
	for (size_t i = 0; i < problem->arc_count; i++) {
		const flow_arc &a = problem->arcs[i];
		const Graph::Arc arc = graph.addArc(nodes[a.from], nodes[a.to]);
		low[arc] = a.low;
		cap[arc] = a.cap;
		cost[arc] = a.cost;
	}
	for (size_t i = 0; i < problem->node_count; i++)
		supply[nodes[i]] = problem->supply[i];
	Solver solver(graph);
	solver.lowerMap(low).upperMap(cap).costMap(cost).supplyMap(supply);
	if (solver.run() != Solver::OPTIMAL)
		return false;
	*ret_cost = solver.template totalCost<int64_t>();
	return true;
}

bool lemon_cost(const flow_problem *problem, int64_t *ret_cost)
{
	return cost_by<Simplex>(problem, ret_cost);
}

bool lemon_scaling_cost(const flow_problem *problem, int64_t *ret_cost)
{
	return cost_by<Scaling>(problem, ret_cost);
}
