/*
 * X-Forwarded-For, in one line or in two: whoever is not our proxy changes nothing by it, a list
 * means the same in one line as in two, and who comes out is an address that stands in it or the
 * peer.
 */
#include <string.h>

#include "fuzz.h"
#include "http/forwarded.h"

#define MAX_BYTES 2048

static struct address sender(const struct http_proxies *p, const struct str *lines, size_t count)
{
	struct http_req http = { .header_count = count };
	FUZZ_CHECK(address_parse(STR("127.0.0.1"), &http.peer) == ERR_OK);
	for (size_t i = 0; i < count; i++)
		http.headers[i] = (struct http_header){ STR("X-Forwarded-For"), lines[i] };
	return http_sender(p, &http);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > MAX_BYTES)
		return 0;
	const struct str whole = { (const char *)data, size };
	struct http_proxies ours;
	struct http_proxies none = { .count = 0 };
	FUZZ_CHECK(http_proxies_parse(STR("127.0.0.1, 10.0.0.2, ::1"), &ours) == ERR_OK);
	const struct address from = sender(&ours, &whole, 1);
	const struct address peer = sender(&none, &whole, 1);
	struct address local;
	FUZZ_CHECK(address_parse(STR("127.0.0.1"), &local) == ERR_OK && address_eq(&peer, &local));
	char text[ADDRESS_TEXT_SIZE];
	address_network_text(&from, text);
	FUZZ_CHECK(strlen(text) < ADDRESS_TEXT_SIZE);
	/* A setting is read by the same words. */
	struct http_proxies said;
	if (http_proxies_parse(whole, &said) == ERR_OK)
		FUZZ_CHECK(said.count <= HTTP_MAX_PROXIES);
	const char *comma = memchr(data, ',', size);
	if (comma == NULL)
		return 0;
	const size_t first = (size_t)(comma - whole.ptr);
	const struct str lines[] = { { whole.ptr, first }, { comma + 1, size - first - 1 } };
	const struct address two = sender(&ours, lines, 2);
	FUZZ_CHECK(address_eq(&from, &two));
	return 0;
}
