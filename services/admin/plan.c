#include "admin/plan.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/plan_opnieuw.h"
#include "plan/graph.h"

#define MIB	      ((size_t)1 << 20)
#define GEHEUGEN_MIB  2048 /* as a planning may take */
#define GEHEUGEN_MOST (INT64_C(1) << 24)

static int usage(void)
{
	fputs("Gebruik: schakel plan solve [--geheugen MIB] BESTAND\n"
	      "         schakel plan replay ID\n"
	      "  solve lost een stroom tegen de laagste kosten op: DIMACS (`p min`, `p asn`) of "
	      "een\n"
	      "  toewijzing van de OR-Library. Schrijft `cost GETAL`, dan `f VAN NAAR AANTAL`\n"
	      "  van elke boog met stroom (bij de OR-Library: rij en kolom). Uitgang 3: er is\n"
	      "  geen stroom die aan alles voldoet.\n"
	      "  --geheugen MIB  wat meer nodig heeft, wordt geweigerd (standaard 2048)\n"
	      "  replay maakt een planning opnieuw uit wat ervan is bewaard, en zegt of het\n"
	      "  hetzelfde wordt. Uitgang 4: het wordt anders.\n",
		stderr);
	return 2;
}

/* ---- the file ---- */

static int too_large(size_t need_bytes, size_t max_bytes)
{
	fprintf(stderr, "Dit vraagt %zu MiB geheugen, en mag er %zu: kies --geheugen.\n",
		need_bytes / MIB + 1, max_bytes / MIB);
	return 1;
}

static bool read_all(int fd, char *text, size_t size)
{
	size_t have = 0;
	while (have < size) {
		const ssize_t got = read(fd, text + have, size - have);
		if (got <= 0)
			return false;
		have += (size_t)got;
	}
	return true;
}

/* 0: there it is, of the heap. */
static int load(const char *path, size_t max_bytes, struct str *ret_text)
{
	struct stat st;
	int status = 1;
	*ret_text = STR_NULL;
	const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		fprintf(stderr, "%s is geen bestand dat te lezen is.\n", path);
	} else if ((size_t)st.st_size > max_bytes) {
		status = too_large((size_t)st.st_size, max_bytes);
	} else {
		const size_t size = (size_t)st.st_size;
		char *const text = malloc(size + 1);
		if (text != NULL && read_all(fd, text, size)) {
			*ret_text = (struct str){ text, size };
			status = 0;
		} else {
			free(text);
			fprintf(stderr, "%s is niet te lezen.\n", path);
		}
	}
	if (fd >= 0)
		(void)close(fd);
	return status;
}

/* ---- the answer ---- */

static int print(const struct graph *g, const int64_t *flow, int64_t cost)
{
	printf("cost %" PRId64 "\n", cost);
	for (size_t i = 0; i < g->flow.arc_count; i++)
		if (flow[i] != 0)
			printf("f %" PRIu32 " %" PRIu32 " %" PRId64 "\n", g->arcs[i].from + 1,
				g->arcs[i].to + 1 - g->columns_from, flow[i]);
	if (fflush(stdout) == 0 && !ferror(stdout))
		return 0;
	fputs("De uitkomst is niet te schrijven.\n", stderr);
	return 1;
}

static int say_none(const char *why)
{
	puts("infeasible");
	fprintf(stderr, "Er is geen oplossing: %s.\n", why);
	return PLAN_EXIT_NO_FLOW;
}

static int solve(const struct graph *g)
{
	int64_t *const flow = calloc(g->flow.arc_count + 1, sizeof(*flow));
	int64_t *const price = calloc(g->flow.node_count + 1, sizeof(*price));
	if (flow == NULL || price == NULL)
		err_fatal("no memory for a plan");
	const struct flow_answer a = flow_solve(&g->flow, 0, flow, price);
	int64_t cost = 0;
	int status = 1;
	if (a.verdict == FLOW_WRONG)
		status = say_none("wat vertrekt, is niet evenveel als wat aankomt");
	else if (a.verdict == FLOW_INFEASIBLE)
		status = say_none("geen stroom voldoet aan alle aantallen en grenzen");
	else if (a.verdict != FLOW_OPTIMAL)
		fputs("De kosten of aantallen zijn samen te groot om mee te rekenen.\n", stderr);
	else if (!flow_check(&g->flow, flow, price, &cost) || cost != a.cost)
		fputs("De uitkomst doorstaat de controle niet; dat is een fout van Schakel.\n",
			stderr);
	else
		status = print(g, flow, cost);
	free(flow);
	free(price);
	return status;
}

static int solve_file(const char *path, size_t max_bytes)
{
	struct str text;
	struct graph g;
	struct graph_fault fault;
	int status = load(path, max_bytes, &text);
	if (status != 0)
		return status;
	const enum err e = graph_read(text, max_bytes, &g, &fault);
	free((void *)text.ptr);
	if (e == ERR_TOO_LARGE)
		return too_large(fault.need_bytes, max_bytes);
	if (e != ERR_OK) {
		fprintf(stderr, "%s, regel %zu: %s.\n", path, fault.line, fault.why);
		return 1;
	}
	status = solve(&g);
	graph_fini(&g);
	return status;
}

int plan_command(int argc, char **argv, const struct config *config)
{
	int64_t mib = GEHEUGEN_MIB;
	struct uuid id;
	if (argc == 3 && strcmp(argv[1], "replay") == 0)
		return uuid_parse(str_from(argv[2]), &id) == ERR_OK ? plan_opnieuw(id, config)
								    : usage();
	const bool limited = argc == 5 && strcmp(argv[2], "--geheugen") == 0;
	if (argc < 3 || strcmp(argv[1], "solve") != 0 || (argc != 3 && !limited))
		return usage();
	if (limited && str_to_int(str_from(argv[3]), 1, GEHEUGEN_MOST, &mib) != ERR_OK)
		return usage();
	return solve_file(argv[argc - 1], (size_t)mib * MIB);
}
