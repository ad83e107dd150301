#include "post/eml.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "json/formats.h"

#define DAY_US	 (86400 * INT64_C(1000000))
#define WORD_MAX 75 /* octets of one encoded word (RFC 2047, section 2) */

static bool is_line(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] < 0x20 || s.ptr[i] == 0x7F)
			return false;
	return s.len > 0 && str_check_text(s) == NULL;
}

static bool is_plain(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] >= 0x80)
			return false;
	return s.len < 900 && memmem(s.ptr, s.len, "=?", 2) == NULL;
}

/* What a character takes in the Q encoding: itself, or three for each of its bytes. */
static size_t q_size(const char *bytes, size_t len)
{
	const char c = bytes[0];
	const bool itself = len == 1 && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
						(c >= '0' && c <= '9') || c == ' ');
	return itself ? 1 : 3 * len;
}

static void add_q(struct buf *out, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		const char c = bytes[i];
		if (q_size(&c, 1) == 1 && len == 1)
			buf_add_char(out, c == ' ' ? '_' : c);
		else
			buf_addf(out, "=%02X", (unsigned)(unsigned char)c);
	}
}

static size_t char_len(const char *text, size_t left)
{
	struct utf8_state u = { 0 };
	for (size_t i = 0; i < left; i++)
		if (utf8_push(&u, (uint8_t)text[i]) == UTF8_DONE)
			return i + 1;
	return 1;
}

/* As encoded words, each on a line of its own, none ending inside a character. */
static void add_encoded(struct buf *out, struct str text)
{
	static const char open[] = "=?utf-8?Q?";
	size_t used = 0;
	for (size_t i = 0; i < text.len;) {
		const size_t len = char_len(text.ptr + i, text.len - i);
		const size_t size = q_size(text.ptr + i, len);
		if (used > 0 && used + size + 2 > WORD_MAX) {
			buf_add_str(out, STR("?=\r\n "));
			used = 0;
		}
		if (used == 0) {
			buf_add_str(out, str_from(open));
			used = strlen(open);
		}
		add_q(out, text.ptr + i, len);
		used += size;
		i += len;
	}
	buf_add_str(out, STR("?="));
}

static void add_date(struct buf *out, int64_t us)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
		"Aug", "Sep", "Oct", "Nov", "Dec" };
	const int32_t date = (int32_t)(us / DAY_US);
	const int64_t second = us % DAY_US / 1000000;
	int year, month, day;
	date_to_civil(date, &year, &month, &day);
	buf_addf(out, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n", days[date_weekday(date) - 1],
		day, months[month - 1], year, (int)(second / 3600), (int)(second / 60 % 60),
		(int)(second % 60));
}

/* Of an address, which has one @. */
static struct str domain_of(struct str address)
{
	struct str local;
	return str_cut(&address, '@', &local) ? address : STR_NULL;
}

/* Line ends as mail has them; a lone CR of the text is dropped. */
static void add_text(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\n')
			buf_add_str(out, STR("\r\n"));
		else if (text.ptr[i] != '\r')
			buf_add_char(out, text.ptr[i]);
	}
}

enum err eml_write(struct buf *out, const struct eml *m)
{
	if (!is_line(m->van) || !is_line(m->naar) || !is_line(m->onderwerp) ||
		!jsn_is_email(m->van) || !jsn_is_email(m->naar))
		return ERR_INVALID;
	char id[UUID_TEXT_LEN + 1];
	uuid_format(m->id, id);
	add_date(out, m->op_us);
	buf_addf(out, "From: Schakel <%.*s>\r\n", STR_FMT(m->van));
	buf_addf(out, "To: <%.*s>\r\n", STR_FMT(m->naar));
	buf_add_str(out, STR("Subject: "));
	if (is_plain(m->onderwerp))
		buf_add_str(out, m->onderwerp);
	else
		add_encoded(out, m->onderwerp);
	buf_addf(out, "\r\nMessage-ID: <%s@%.*s>\r\n", id, STR_FMT(domain_of(m->van)));
	buf_addf(out, "Content-Language: %.*s\r\n", STR_FMT(m->taal));
	buf_add_str(out, STR("MIME-Version: 1.0\r\n"
			     "Content-Type: text/plain; charset=utf-8\r\n"
			     "Content-Transfer-Encoding: 8bit\r\n"
			     "Auto-Submitted: auto-generated\r\n\r\n"));
	add_text(out, m->tekst);
	return ERR_OK;
}
