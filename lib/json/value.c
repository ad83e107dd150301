#include "json/value.h"

#include <assert.h>

#include "json/formats.h"
#include "json/pattern.h"

#define CHOICES_MAX_BYTES 300

struct jsn_complaint jsn_wrong_kind(enum jsn_kind kind)
{
	static const char *const details[] = {
		[JSN_STRING] = "Dit moet een tekst zijn.",
		[JSN_INTEGER] = "Dit moet een geheel getal zijn.",
		[JSN_BOOLEAN] = "Dit moet true of false zijn.",
		[JSN_DATE] = "Dit moet een tekst zijn, zoals 2026-09-01.",
		[JSN_INSTANT] = "Dit moet een tekst zijn, zoals 2026-09-01T08:30:00Z.",
		[JSN_UUID] = "Dit moet een tekst met een UUID zijn.",
		[JSN_ENUM] = "Dit moet een tekst zijn.",
		[JSN_OBJECT] = "Dit moet een object zijn.",
		[JSN_ARRAY] = "Dit moet een lijst zijn.",
	};
	return JSN_COMPLAINT("veld.type", details[kind]);
}

struct jsn_complaint jsn_take_integer(
	struct task *t, const struct jsn_value *value, int64_t number, int64_t *ret_value)
{
	if (number < value->min)
		return JSN_COMPLAINT("veld.te_klein",
			task_sayf(t, "Dit getal moet %lld of hoger zijn.", (long long)value->min));
	if (number > value->max)
		return JSN_COMPLAINT("veld.te_groot",
			task_sayf(t, "Dit getal moet %lld of lager zijn.", (long long)value->max));
	*ret_value = number;
	return JSN_FINE;
}

struct jsn_complaint jsn_take_count(struct task *t, const struct jsn_value *value, size_t count)
{
	if (value->min > 0 && count < (uint64_t)value->min)
		return JSN_COMPLAINT(
			"veld.te_kort", task_sayf(t, "Deze lijst is te kort. Het minimum is %lld.",
						(long long)value->min));
	if (value->max < 0 || count > (uint64_t)value->max)
		return JSN_COMPLAINT(
			"veld.te_lang", task_sayf(t, "Deze lijst is te lang. Het maximum is %lld.",
						(long long)value->max));
	return JSN_FINE;
}

static struct jsn_complaint check_length(
	struct task *t, const struct jsn_value *value, struct str text)
{
	const size_t length = str_code_points(text);
	if (length == 0 && value->min > 0)
		return JSN_COMPLAINT("veld.te_kort", "Deze tekst mag niet leeg zijn.");
	if (value->min > 0 && length < (uint64_t)value->min)
		return JSN_COMPLAINT("veld.te_kort",
			task_sayf(t, "Deze tekst is te kort. Het minimum is %lld tekens.",
				(long long)value->min));
	if (value->max < 0 || length > (uint64_t)value->max)
		return JSN_COMPLAINT("veld.te_lang",
			task_sayf(t, "Deze tekst is te lang. Het maximum is %lld tekens.",
				(long long)value->max));
	return JSN_FINE;
}

static struct jsn_complaint take_string(
	struct task *t, const struct jsn_value *value, struct str text, struct str *ret_text)
{
	const char *bad_character = str_check_text(text);
	if (bad_character != NULL)
		return JSN_COMPLAINT("veld.tekens", bad_character);
	const struct jsn_complaint wrong_length = check_length(t, value, text);
	if (wrong_length.code != NULL)
		return wrong_length;
	/* A copy, since a query value does not end in NUL; it is short by now. */
	if (value->pattern != NULL && !jsn_pattern_matches(value->pattern,
					      arena_strndup(task_arena(t), text.ptr, text.len)))
		return JSN_COMPLAINT("veld.patroon", "Deze tekst heeft niet de goede vorm.");
	if (value->format == JSN_FORMAT_EMAIL && !jsn_is_email(text))
		return JSN_COMPLAINT("veld.formaat", "Dit is geen geldig e-mailadres.");
	if (value->format == JSN_FORMAT_URI && !jsn_is_uri(text))
		return JSN_COMPLAINT("veld.formaat", "Dit is geen geldig webadres.");
	const struct jsn_complaint refused =
		value->check != NULL ? value->check(t, text) : JSN_FINE;
	if (refused.code == NULL || refused.bewijs != NULL)
		*ret_text = text;
	return refused;
}

static struct jsn_complaint take_choice(
	struct task *t, const struct jsn_value *value, struct str text, int32_t *ret_index)
{
	for (int32_t i = 0; value->names[i] != NULL; i++) {
		if (str_eq(text, str_from(value->names[i]))) {
			*ret_index = i;
			return JSN_FINE;
		}
	}
	struct buf detail;
	buf_init(&detail, CHOICES_MAX_BYTES);
	for (size_t i = 0; value->names[i] != NULL; i++)
		buf_addf(&detail, "%s%s", i > 0 ? ", " : "", value->names[i]);
	const char *text_of_detail = "Dit is geen van de waarden die mogen.";
	if (!detail.overflow)
		text_of_detail =
			task_sayf(t, "Kies een van deze: %.*s.", (int)detail.len, detail.ptr);
	buf_fini(&detail);
	return JSN_COMPLAINT("veld.keuze", text_of_detail);
}

struct jsn_complaint jsn_take_text(
	struct task *t, const struct jsn_value *value, struct str text, void *ret_value)
{
	switch (value->kind) {
	case JSN_STRING: return take_string(t, value, text, ret_value);
	case JSN_ENUM: return take_choice(t, value, text, ret_value);
	case JSN_DATE:
		if (date_parse(text, ret_value) != ERR_OK)
			return JSN_COMPLAINT("veld.formaat",
				"Dit is geen bestaande datum. Schrijf de datum als 2026-09-01.");
		return JSN_FINE;
	case JSN_INSTANT:
		if (instant_parse(text, ret_value) != ERR_OK)
			return JSN_COMPLAINT("veld.formaat",
				"Dit is geen geldig tijdstip. Schrijf het als "
				"2026-09-01T08:30:00Z.");
		return JSN_FINE;
	case JSN_UUID:
		if (uuid_parse(text, ret_value) != ERR_OK)
			return JSN_COMPLAINT("veld.formaat", "Dit is geen geldige UUID.");
		return JSN_FINE;
	case JSN_INTEGER:
	case JSN_BOOLEAN:
	case JSN_OBJECT:
	case JSN_ARRAY: break;
	}
	return jsn_wrong_kind(value->kind);
}

static struct jsn_complaint take_parameter(
	struct task *t, const struct jsn_value *value, struct str text, void *ret_value)
{
	assert(value->kind != JSN_OBJECT && value->kind != JSN_ARRAY);
	if (value->kind == JSN_BOOLEAN) {
		const bool yes = str_eq(text, STR("true"));
		if (!yes && !str_eq(text, STR("false")))
			return jsn_wrong_kind(JSN_BOOLEAN);
		*(bool *)ret_value = yes;
		return JSN_FINE;
	}
	if (value->kind == JSN_INTEGER) {
		int64_t number;
		if (str_to_int(text, INT64_MIN, INT64_MAX, &number) != ERR_OK)
			return jsn_wrong_kind(JSN_INTEGER);
		return jsn_take_integer(t, value, number, ret_value);
	}
	return jsn_take_text(t, value, text, ret_value);
}

void jsn_decode_text(struct task *t, struct str text, const struct jsn_value *value,
	const char *pointer, void *ret_value)
{
	if (text.ptr == NULL)
		text = STR("");
	const struct jsn_complaint complaint = take_parameter(t, value, text, ret_value);
	if (complaint.code != NULL)
		task_fault(t, pointer, complaint.code, "%s", task_say(t, complaint.detail));
}
