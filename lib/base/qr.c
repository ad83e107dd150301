#include "base/qr.h"

#include <qrencode.h>
#include <string.h>

#define QUIET 4 /* modules of white around it, as the standard asks */

/* Dark modules as strips of one high, each a subpath: M x y h n v 1 h -n z. */
static void add_path(struct buf *out, const QRcode *qr)
{
	for (int y = 0; y < qr->width; y++) {
		const unsigned char *row = qr->data + (ptrdiff_t)y * qr->width;
		int x = 0;
		while (x < qr->width) {
			int n = 0;
			while (x + n < qr->width && (row[x + n] & 1) != 0)
				n++;
			if (n > 0)
				buf_addf(out, "M%d %dh%dv1h-%dz", x + QUIET, y + QUIET, n, n);
			x += n > 0 ? n : 1;
		}
	}
}

enum err qr_svg(struct buf *out, struct str text)
{
	char plain[QR_TEXT_MAX + 1];
	if (text.len == 0 || text.len > QR_TEXT_MAX || memchr(text.ptr, '\0', text.len) != NULL)
		return ERR_INVALID;
	memcpy(plain, text.ptr, text.len);
	plain[text.len] = '\0';
	QRcode *qr = QRcode_encodeString8bit(plain, 0, QR_ECLEVEL_M);
	memset(plain, 0, sizeof(plain));
	if (qr == NULL)
		return ERR_INVALID;
	const int side = qr->width + 2 * QUIET;
	buf_addf(out,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
		"shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path "
		"d=\"",
		side, side, side, side);
	add_path(out, qr);
	buf_add_str(out, STR("\"/></svg>"));
	QRcode_free(qr);
	return ERR_OK;
}
