/* The socket on which a service listens. */
#ifndef API_LISTENER_H
#define API_LISTENER_H

/* Listens on `address` (host:port), the value of the setting `env`. The descriptor, of the caller;
 * -1 when that cannot be, which stderr then says with what to change. */
int listener_open(const char *env, const char *address);

#endif
