/* What is asked of every text in a body that is no secret and has no format, or that of an address
 * of mail: the generated decoders call it, so that a new field of the contract cannot forget it. */
#include "api/operations.h"
#include "auth/auth.h"
#include "base/date.h"
#include "domain/bsn.h"
#include "domain/leerling.h"

#define BEWIJS_BYTES 16 /* of the hash: who wants another text through can only write it */

struct jsn_complaint api_check_text(struct task *t, struct str text)
{
	if (bsn_in_text(task_arena(t), text))
		return JSN_COMPLAINT("tekst.bsn",
			"Hier staat een getal dat een burgerservicenummer kan zijn. Dat bewaren we "
			"niet: haal het weg. Bedoel je een ander nummer, schrijf het dan anders.");
	return JSN_FINE;
}

/* What a client gives back to confirm just this text. */
static const char *bewijs_of(struct arena *a, struct str text)
{
	uint8_t hash[AUTH_HASH_BYTES];
	auth_fingerprint(&text, 1, hash);
	return auth_hex(a, (struct str){ (const char *)hash, BEWIJS_BYTES }).ptr;
}

struct jsn_complaint api_check_free_text(struct task *t, struct str text)
{
	const struct jsn_complaint refused = api_check_text(t, text);
	if (refused.code != NULL)
		return refused;
	const bool datum =
		leerling_geboortedatum_in_text(text, date_in_netherlands(clock_now_us()));
	const bool namen = leerling_namen_in_text(text);
	if (!datum && !namen)
		return JSN_FINE;
	return (struct jsn_complaint){ .code = "tekst.bevestigen",
		.detail = task_sayf(t,
			"Hier lijkt %s te staan. Gegevens van leerlingen bewaren we niet: haal ze "
			"weg. Gaat het niet om leerlingen, bevestig de tekst dan: herhaal het "
			"verzoek met de kop Schakel-Bevestigd, en daarin de bevestiging van deze "
			"fout.",
			datum && namen ? task_say(t, "een geboortedatum en een lijst met namen")
			: datum	       ? task_say(t, "een geboortedatum")
				       : task_say(t, "een lijst met namen")),
		.bewijs = bewijs_of(task_arena(t), text) };
}
