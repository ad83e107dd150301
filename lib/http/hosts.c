/* The hosts that a server answers for. */
#include "http/http.h"
#include "http/parse.h"

/* Where the port begins, with its colon; the length when there is none. */
static size_t port_at(struct str host)
{
	size_t at = 0;
	if (host.len > 0 && host.ptr[0] == '[')
		while (at < host.len && host.ptr[at] != ']')
			at++;
	while (at < host.len && host.ptr[at] != ':')
		at++;
	return at;
}

bool http_hosts_is_valid(struct str hosts)
{
	struct str rest = str_trim(hosts);
	struct str one;
	if (rest.len == 0)
		return true;
	while (str_cut(&rest, ',', &one)) {
		const struct str host = str_trim(one);
		if (!http_host_is_valid(host) || port_at(host) + 1 == host.len)
			return false;
	}
	return true;
}

bool http_hosts_include(struct str hosts, struct str host)
{
	struct str rest = str_trim(hosts);
	struct str one;
	if (rest.len == 0)
		return true;
	while (str_cut(&rest, ',', &one)) {
		const struct str listed = str_trim(one);
		const size_t name_len = port_at(listed) == listed.len ? port_at(host) : host.len;
		if (str_eq_nocase(listed, (struct str){ host.ptr, name_len }))
			return true;
	}
	return false;
}
