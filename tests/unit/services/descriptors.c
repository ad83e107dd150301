#include "api/descriptors.h"

#include <criterion/criterion.h>
#include <sys/resource.h>

static const struct config config = {
	.connections = 4096, .read_connections = 2, .write_connections = 8
};

Test(descriptors, are_more_than_one_a_connection)
{
	const struct descriptors d = descriptors_plan(&config, INT64_MAX);
	cr_assert_gt(d.needed, 4096 + 2 + 8);
	cr_assert_eq(d.connections, 4096);
}

Test(descriptors, suffice_when_there_are_just_as_many_as_needed)
{
	const int64_t needed = descriptors_plan(&config, INT64_MAX).needed;
	cr_assert_eq(descriptors_plan(&config, needed).connections, 4096);
	cr_assert_eq(descriptors_plan(&config, needed - 1).connections, 4095);
}

Test(descriptors, are_more_when_a_monitor_may_ask)
{
	struct config told = config;
	told.metrics_listen = "127.0.0.1:9100";
	cr_assert_gt(descriptors_plan(&told, INT64_MAX).needed,
		descriptors_plan(&config, INT64_MAX).needed);
}

Test(descriptors, leave_room_for_the_rest_first)
{
	const int64_t needed = descriptors_plan(&config, INT64_MAX).needed;
	cr_assert_eq(descriptors_plan(&config, needed - 4096 + 1).connections, 1);
	cr_assert_lt(descriptors_plan(&config, needed - 4096).connections, 1);
	cr_assert_lt(descriptors_plan(&config, 0).connections, 1);
}

static rlim_t soft_limit(void)
{
	struct rlimit limit;
	cr_assert_eq(getrlimit(RLIMIT_NOFILE, &limit), 0);
	return limit.rlim_cur;
}

static void set_limits(rlim_t soft, rlim_t hard)
{
	cr_assert_eq(setrlimit(RLIMIT_NOFILE, &(struct rlimit){ soft, hard }), 0);
}

Test(descriptors, raise_the_soft_limit_to_what_is_needed)
{
	const struct config small = {
		.connections = 300, .read_connections = 1, .write_connections = 1
	};
	set_limits(64, 1000);
	const struct descriptors d = descriptors_look(&small);
	cr_assert_eq(d.allowed, 1000);
	cr_assert_eq(d.connections, 300);
	descriptors_raise(&d);
	cr_assert_eq(soft_limit(), (rlim_t)d.needed);
	set_limits(900, 1000);
	descriptors_raise(&d);
	cr_assert_eq(soft_limit(), 900, "it was enough already");
}

Test(descriptors, go_no_further_than_the_hard_limit)
{
	set_limits(64, 500);
	const struct descriptors d = descriptors_look(&config);
	cr_assert_lt(d.connections, 500);
	cr_assert_gt(d.connections, 300);
	descriptors_raise(&d);
	cr_assert_eq(soft_limit(), 500);
}
