/* Codes and numbers. Addresses on the web and names have files of their own. */
#include "domain/normaliseer.h"

#include <string.h>

#include "domain/teken.h"

enum err normaliseer_postcode(struct str s, char ret_code[static POSTCODE_LEN + 1])
{
	const struct str t = str_trim(s);
	if (t.len < POSTCODE_LEN)
		return ERR_INVALID;
	char code[POSTCODE_LEN + 1] = { 0 };
	for (size_t i = 0; i < 4; i++) {
		if (!teken_is_digit(t.ptr[i]))
			return ERR_INVALID;
		code[i] = t.ptr[i];
	}
	const struct str letters = str_trim((struct str){ t.ptr + 4, t.len - 4 });
	if (code[0] == '0' || letters.len != 2)
		return ERR_INVALID;
	for (size_t i = 0; i < 2; i++) {
		if (!teken_is_letter(letters.ptr[i]))
			return ERR_INVALID;
		code[4 + i] = teken_upper(letters.ptr[i]);
	}
	if (code[4] == 'S' && (code[5] == 'A' || code[5] == 'D' || code[5] == 'S'))
		return ERR_INVALID;
	memcpy(ret_code, code, sizeof(code));
	return ERR_OK;
}

static bool is_toevoeging(struct str s)
{
	if (s.len == 0 || s.len > TOEVOEGING_MAX)
		return false;
	bool any = false;
	for (size_t i = 0; i < s.len; i++) {
		if (teken_is_digit(s.ptr[i]) || teken_is_letter(s.ptr[i]))
			any = true;
		else if (strchr(" -/.", s.ptr[i]) == NULL || s.ptr[i] == '\0')
			return false;
	}
	return any;
}

enum err normaliseer_huisnummer(struct str s, struct huisnummer *ret_huisnummer)
{
	const struct str t = str_trim(s);
	size_t digits = 0;
	int32_t nummer = 0;
	while (digits < t.len && digits < 6 && teken_is_digit(t.ptr[digits]))
		nummer = nummer * 10 + (t.ptr[digits++] - '0');
	if (digits == 0 || digits > 5 || t.ptr[0] == '0')
		return ERR_INVALID;
	struct str rest = { t.ptr + digits, t.len - digits };
	if (rest.len == 0) {
		*ret_huisnummer = (struct huisnummer){ nummer, STR_NULL };
		return ERR_OK;
	}
	const bool separated = rest.ptr[0] == '-' || rest.ptr[0] == ' ';
	if (!separated && !teken_is_letter(rest.ptr[0]))
		return ERR_INVALID;
	rest = str_trim(rest);
	if (rest.ptr[0] == '-')
		rest = str_trim((struct str){ rest.ptr + 1, rest.len - 1 });
	if (!is_toevoeging(rest))
		return ERR_INVALID;
	*ret_huisnummer = (struct huisnummer){ nummer, rest };
	return ERR_OK;
}

#define DIGITS_MAX 24

/* The digits of a telephone number as it was written, '+' and "(0)" resolved. */
struct digits {
	char d[DIGITS_MAX];
	size_t count;
	bool international; /* began with + or 00, which are not in d */
};

static enum err collect_digits(struct str t, struct digits *n)
{
	size_t i = 0;
	if (t.len > 0 && t.ptr[0] == '+') {
		n->international = true;
		i = 1;
	} else if (str_starts(t, STR("00"))) {
		n->international = true;
		i = 2;
	}
	for (; i < t.len; i++) {
		const struct str rest = { t.ptr + i, t.len - i };
		if (n->international && str_starts(rest, STR("(0)"))) {
			i += 2;
			continue;
		}
		if (strchr(" -./()", t.ptr[i]) != NULL && t.ptr[i] != '\0')
			continue;
		if (!teken_is_digit(t.ptr[i]) || n->count == DIGITS_MAX)
			return ERR_INVALID;
		n->d[n->count++] = t.ptr[i];
	}
	return ERR_OK;
}

/* Nine digits that stand behind the 0: areas and 06 begin with 1-7, 084/085/087/088 with 8. */
static bool is_dutch(const char *d, size_t count)
{
	return count == 9 && d[0] >= '1' && d[0] <= '8' && memcmp(d, "800", 3) != 0;
}

enum err normaliseer_telefoon(struct str s, char ret_nummer[static TELEFOON_LEN_MAX + 1])
{
	struct digits n = { .count = 0 };
	TRY(collect_digits(str_trim(s), &n));
	const char *dutch = NULL;
	if (!n.international && n.count == 10 && n.d[0] == '0')
		dutch = n.d + 1;
	else if (n.international && n.count == 11 && memcmp(n.d, "31", 2) == 0)
		dutch = n.d + 2;
	if (dutch != NULL) {
		if (!is_dutch(dutch, 9))
			return ERR_INVALID;
		memcpy(ret_nummer, "+31", 3);
		memcpy(ret_nummer + 3, dutch, 9);
		ret_nummer[12] = '\0';
		return ERR_OK;
	}
	if (!n.international || n.count < 7 || n.count > 15 || n.d[0] == '0')
		return ERR_INVALID;
	if (memcmp(n.d, "31", 2) == 0)
		return ERR_INVALID; /* Dutch, but not nine digits */
	ret_nummer[0] = '+';
	memcpy(ret_nummer + 1, n.d, n.count);
	ret_nummer[n.count + 1] = '\0';
	return ERR_OK;
}

enum err normaliseer_vestigingscode(struct str s, char ret_code[static VESTIGINGSCODE_LEN + 1])
{
	const struct str t = str_trim(s);
	if (t.len != VESTIGINGSCODE_LEN)
		return ERR_INVALID;
	for (size_t i = 0; i < t.len; i++) {
		const bool letter = i == 2 || i == 3;
		if (letter ? !teken_is_letter(t.ptr[i]) : !teken_is_digit(t.ptr[i]))
			return ERR_INVALID;
	}
	for (size_t i = 0; i < t.len; i++)
		ret_code[i] = teken_upper(t.ptr[i]);
	ret_code[VESTIGINGSCODE_LEN] = '\0';
	return ERR_OK;
}

enum err normaliseer_gemeentecode(struct str s, char ret_code[static GEMEENTECODE_LEN + 1])
{
	struct str t = str_trim(s);
	if (t.len == GEMEENTECODE_LEN + 2 && str_eq_nocase((struct str){ t.ptr, 2 }, STR("GM"))) {
		t.ptr += 2;
		t.len -= 2;
	}
	if (t.len == 0 || t.len > GEMEENTECODE_LEN)
		return ERR_INVALID;
	bool zero = true;
	for (size_t i = 0; i < t.len; i++) {
		if (!teken_is_digit(t.ptr[i]))
			return ERR_INVALID;
		zero = zero && t.ptr[i] == '0';
	}
	if (zero)
		return ERR_INVALID;
	memset(ret_code, '0', GEMEENTECODE_LEN);
	memcpy(ret_code + GEMEENTECODE_LEN - t.len, t.ptr, t.len);
	ret_code[GEMEENTECODE_LEN] = '\0';
	return ERR_OK;
}

enum err normaliseer_kvk(struct str s, char ret_nummer[static KVK_LEN + 1])
{
	const struct str t = str_trim(s);
	char nummer[KVK_LEN + 1] = { 0 };
	size_t count = 0;
	for (size_t i = 0; i < t.len; i++) {
		if (t.ptr[i] == ' ' || t.ptr[i] == '.')
			continue;
		if (!teken_is_digit(t.ptr[i]) || count == KVK_LEN)
			return ERR_INVALID;
		nummer[count++] = t.ptr[i];
	}
	if (count != KVK_LEN)
		return ERR_INVALID;
	memcpy(ret_nummer, nummer, sizeof(nummer));
	return ERR_OK;
}
