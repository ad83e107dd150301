/* What is asked of every text in a body that is no secret and has no format: the generated decoders
 * call it, so that a new field of the contract cannot forget it. */
#include "api/operations.h"
#include "domain/bsn.h"

struct jsn_complaint api_check_free_text(struct str text)
{
	if (bsn_in_text(text))
		return JSN_COMPLAINT("tekst.bsn",
			"Hier staat een getal dat een burgerservicenummer kan zijn. Dat bewaren we "
			"niet: haal het weg. Bedoel je een ander nummer, schrijf het dan anders.");
	return JSN_FINE;
}
