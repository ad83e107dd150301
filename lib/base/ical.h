/*
 * Writing iCalendar (RFC 5545), line by line.
 *
 * Every line ends in CRLF and is folded at 75 octets, never inside a character (section 3.1). Text
 * is escaped (section 3.3.11); whatever it holds, it cannot end its line or begin another property.
 * Which properties a calendar has and in which order, the caller knows.
 */
#ifndef BASE_ICAL_H
#define BASE_ICAL_H

#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

#define ICAL_LINE_MAX 75 /* octets, without the CRLF */

/*
 * `name` is the property with its parameters, as they stand ("REFRESH-INTERVAL;VALUE=DURATION").
 * Of a text line ends become \n, other controls go but for tabs, and bytes that are no UTF-8 become
 * U+FFFD. `value` of ical_value is of another type than TEXT: it is not escaped, and is as little
 * able to end its line.
 */
void ical_text(struct buf *b, const char *name, struct str text);
void ical_value(struct buf *b, const char *name, struct str value);
/* The lines around a component: "VEVENT". */
void ical_begin(struct buf *b, const char *component);
void ical_end(struct buf *b, const char *component);
void ical_int(struct buf *b, const char *name, int64_t n);
/* In UTC, whole seconds: 20261124T081500Z. Years 0 to 9999. */
void ical_instant(struct buf *b, const char *name, int64_t us);

#endif
