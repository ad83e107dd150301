/*
 * A text as a QR code (ISO/IEC 18004), drawn as an SVG picture that scales and needs nothing else.
 * libqrencode makes the pattern; this draws it. The only one that knows libqrencode.
 */
#ifndef BASE_QR_H
#define BASE_QR_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

#define QR_TEXT_MAX 1000 /* bytes */

/* Adds the picture to `out`. ERR_INVALID for an empty text, one with NUL, or one of more than
 * QR_TEXT_MAX bytes. */
MUST_CHECK enum err qr_svg(struct buf *out, struct str text);

#endif
