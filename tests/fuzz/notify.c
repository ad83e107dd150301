/*
 * A notification as it comes from the server: a channel, and behind a line end its payload. Anybody
 * who may connect can send one. It is for us or not, a ring with news or without; the news of the
 * outbox are a place in its one form.
 */
#include <string.h>

#include "fuzz.h"
#include "queue/queue.h"

/* A payload of the server can have 7,999. */
#define MAX_BYTES 8192

/* Whatever is read comes back as the same text; what is not read writes nothing. */
static void check_place(struct str text)
{
	struct queue_place place = { -1, -1 };
	const enum err e = queue_place_read(text, &place);
	FUZZ_CHECK(e == ERR_OK || e == ERR_INVALID);
	if (e != ERR_OK) {
		FUZZ_CHECK(place.transactie == -1 && place.id == -1);
		return;
	}
	char again[64];
	const int len = snprintf(again, sizeof(again), "%lld.%lld", (long long)place.transactie,
		(long long)place.id);
	FUZZ_CHECK(len > 0 && str_eq(text, (struct str){ again, (size_t)len }));
	FUZZ_CHECK(place.transactie > 0 && place.id > 0);
}

static void check_notification(struct str channel, struct str payload)
{
	const struct str untouched = STR("-");
	struct str news = untouched;
	const bool ours = db_wake_read(channel, payload, &news);
	FUZZ_CHECK(ours == str_eq(channel, STR("schakel_gebeurtenis")));
	if (!ours) {
		FUZZ_CHECK(news.ptr == untouched.ptr);
		return;
	}
	FUZZ_CHECK(news.ptr == NULL || (news.ptr == payload.ptr && news.len == payload.len));
	FUZZ_CHECK(news.len <= DB_WAKE_NEWS_BYTES);
	for (size_t i = 0; i < news.len; i++)
		FUZZ_CHECK(news.ptr[i] > ' ' && news.ptr[i] < 0x7F);
	check_place(news);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > MAX_BYTES)
		return 0;
	struct str payload = { (const char *)data, size };
	struct str channel;
	if (!str_cut(&payload, '\n', &channel))
		return 0;
	check_notification(channel, payload);
	/* Half of all inputs would only try another channel. */
	check_notification(STR("schakel_gebeurtenis"), payload);
	check_place(payload);
	return 0;
}
