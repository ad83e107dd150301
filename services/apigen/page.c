#include "apigen.h"
void emit_page(const struct contract *c, struct buf *page, struct buf *csp)
{
	buf_addf(page, "%s", "x");
	buf_addf(csp, "%s", "default-src 'none'");
}
