/* SHA-256 (FIPS 180-4), for the hash of the page's style in its Content-Security-Policy. */
#ifndef APIGEN_SHA256_H
#define APIGEN_SHA256_H

#include <stdint.h>

#include "base/str.h"

#define SHA256_BYTES 32

/* Of at most 1 MiB: the host tool hashes nothing longer. */
void sha256(struct str text, uint8_t ret_hash[static SHA256_BYTES]);

#endif
