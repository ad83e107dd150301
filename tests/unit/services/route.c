#include "api/route.h"

#include <criterion/criterion.h>

static const char *operation(enum http_method method, const char *path)
{
	const struct route route = route_find(method, str_from(path));
	return route.op == NULL ? "-" : route.op->operation_id;
}

Test(route, finds_the_operation_of_a_path)
{
	cr_assert_str_eq(operation(HTTP_GET, "/v1/scholen"), "schoolList");
	cr_assert_str_eq(operation(HTTP_GET, "/v1/scholen/x"), "schoolGet");
	cr_assert_str_eq(operation(HTTP_POST, "/v1/aanvragen"), "aanvraagPost");
	cr_assert_str_eq(operation(HTTP_GET, "/v1/aanvragen/a/kandidaten/b"), "kandidaatGet");
}

Test(route, gives_the_raw_parameters_with_their_names)
{
	const struct route route = route_find(HTTP_GET, STR("/v1/aanvragen/a%20/kandidaten/b"));
	cr_assert_eq(route.param_count, 2);
	cr_assert(str_eq(route.names[0], STR("id")));
	cr_assert(str_eq(route.params[0], STR("a%20")));
	cr_assert(str_eq(route.names[1], STR("aanbodId")));
	cr_assert(str_eq(route.params[1], STR("b")));
}

Test(route, treats_head_as_the_get_of_a_path)
{
	cr_assert_str_eq(operation(HTTP_HEAD, "/v1/scholen"), "schoolList");
	cr_assert_str_eq(operation(HTTP_HEAD, "/v1/aanmeldlinks"), "-");
}

Test(route, knows_no_other_spelling_of_a_path)
{
	static const char *const paths[] = { "/", "", "/v1", "/v1/", "/v1/scholen/", "//v1/scholen",
		"/v1//scholen", "/V1/scholen", "/v1/Scholen", "/v1/scholen/a/b", "/v1/%73cholen",
		"/v1/aanvragen//kandidaten" };
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		cr_assert_str_eq(operation(HTTP_GET, paths[i]), "-", "%s", paths[i]);
}

Test(route, names_the_methods_that_a_path_does_have)
{
	struct arena a;
	arena_init(&a, 1 << 16);
	const struct route route = route_find(HTTP_DELETE, STR("/v1/aanvragen/a"));
	cr_assert_null(route.op);
	cr_assert(str_eq(route_allow(&a, route.methods), STR("GET, HEAD, PATCH, OPTIONS")));
	arena_fini(&a);
}

Test(route, has_every_method_for_the_service_as_a_whole)
{
	struct arena a;
	arena_init(&a, 1 << 16);
	const struct route route = route_find(HTTP_OPTIONS, STR("*"));
	cr_assert_null(route.op);
	cr_assert(str_eq(
		route_allow(&a, route.methods), STR("GET, HEAD, POST, PATCH, DELETE, OPTIONS")));
	arena_fini(&a);
}

Test(route, says_that_an_unknown_path_has_no_methods)
{
	cr_assert_eq(route_find(HTTP_GET, STR("/v1/nergens")).methods, 0);
}
