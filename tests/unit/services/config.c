#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* What config_read prints; the caller frees it. */
static enum err read_config(struct config *ret_config, char **ret_said)
{
	size_t size = 0;
	FILE *errors = open_memstream(ret_said, &size);
	const enum err e = config_read(ret_config, errors);
	fclose(errors);
	return e;
}

Test(config, has_a_working_default_for_everything)
{
	struct config c;
	char *said = NULL;
	cr_assert_eq(read_config(&c, &said), ERR_OK, "%s", said);
	cr_assert_str_eq(c.listen, "127.0.0.1:8080");
	cr_assert_eq(c.processes, 2);
	free(said);
}

Test(config, takes_the_environment_over_the_default)
{
	setenv("SCHAKEL_PROCESSES", "4", 1);
	setenv("SCHAKEL_LISTEN", "[::1]:9000", 1);
	struct config c;
	char *said = NULL;
	cr_assert_eq(read_config(&c, &said), ERR_OK, "%s", said);
	cr_assert_eq(c.processes, 4);
	char host[64];
	uint16_t port = 0;
	cr_assert_eq(config_address(c.listen, host, sizeof(host), &port), ERR_OK);
	cr_assert_str_eq(host, "::1");
	cr_assert_eq(port, 9000);
	free(said);
}

Test(config, names_every_fault_at_once)
{
	setenv("SCHAKEL_PROCESSES", "0", 1);
	setenv("SCHAKEL_IDLE_MS", "snel", 1);
	setenv("SCHAKEL_LISTEN", "8080", 1);
	setenv("SCHAKEL_LOG_LEVEL", "hard", 1);
	setenv("SCHAKEL_HOSTS", "a b", 1);
	struct config c;
	char *said = NULL;
	cr_assert_eq(read_config(&c, &said), ERR_INVALID);
	static const char *const names[] = { "SCHAKEL_PROCESSES", "SCHAKEL_IDLE_MS",
		"SCHAKEL_LISTEN", "SCHAKEL_LOG_LEVEL", "SCHAKEL_HOSTS" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		cr_assert_not_null(strstr(said, names[i]), "%s is missing in: %s", names[i], said);
	free(said);
}
