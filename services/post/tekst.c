#include "post/tekst.h"

#include <string.h>

const char *const post_soort_codes[POST_SOORT_COUNT] = {
	[POST_AANMELDLINK] = "aanmeldlink",
	[POST_WACHTWOORDLINK] = "wachtwoordlink",
	[POST_WACHTWOORD_GEWIJZIGD] = "wachtwoord_gewijzigd",
	[POST_TWEEDE_FACTOR_AAN] = "tweede_factor_aan",
	[POST_TWEEDE_FACTOR_UIT] = "tweede_factor_uit",
	[POST_WELKOM] = "welkom",
	[POST_HEEFT_ACCOUNT] = "heeft_account",
	[POST_UITNODIGING] = "uitnodiging",
	[POST_UITNODIGING_ACCOUNT] = "uitnodiging_account",
	[POST_ANTWOORD] = "antwoord",
	[POST_EMAIL_BEVESTIGEN] = "email_bevestigen",
	[POST_EMAIL_GEVRAAGD] = "email_gevraagd",
	[POST_BEZWAAR_BEPERKT] = "bezwaar_beperkt",
	[POST_BEZWAAR_ONTVANGEN] = "bezwaar_ontvangen",
	[POST_BEZWAAR_TOEGEWEZEN] = "bezwaar_toegewezen",
	[POST_BEZWAAR_AFGEWEZEN] = "bezwaar_afgewezen",
	[POST_BEZWAAR_INGETROKKEN] = "bezwaar_ingetrokken",
	[POST_VRIJWILLIGER_EMAIL] = "vrijwilliger_email",
	[POST_DIENST_ERBIJ] = "dienst_erbij",
	[POST_DIENST_ERAF] = "dienst_eraf",
	[POST_DANKWOORD] = "dankwoord",
	[POST_INVALVRAAG] = "invalvraag",
	[POST_INVALLEN_JA] = "invallen_ja",
	[POST_INVALLEN_VOL] = "invallen_vol",
	[POST_HERINNERING] = "herinnering",
	[POST_HERINNERING_ACCOUNT] = "herinnering_account",
	[POST_VERZETVRAAG] = "verzetvraag",
	[POST_VERZET] = "verzet",
	[POST_VERZET_NIET] = "verzet_niet",
	[POST_TIJD] = "tijd",
	[POST_WACHTLIJST] = "wachtlijst",
};

const char *const post_taal_codes[POST_TAAL_COUNT] = { [POST_NL] = "nl", [POST_EN] = "en" };

/* clang-format off */
static const struct post_tekst teksten[POST_SOORT_COUNT][POST_TAAL_COUNT] = {
	[POST_AANMELDLINK] = {
		[POST_NL] = { "Aanmelden bij Schakel",
			"Dag{naam},\n\n"
			"Met deze link meld je je aan bij Schakel:\n\n{link}\n\n"
			"De link werkt één keer, tot een kwartier na je vraag. Geef hem aan niemand.\n"
			"Heb je hier niet om gevraagd? Dan hoef je niets te doen.\n" },
		[POST_EN] = { "Sign in to Schakel",
			"Hello{naam},\n\n"
			"This link signs you in to Schakel:\n\n{link}\n\n"
			"It works once, until a quarter of an hour after you asked for it. Give it to nobody.\n"
			"If you did not ask for it, there is nothing to do.\n" },
	},
	[POST_WACHTWOORDLINK] = {
		[POST_NL] = { "Een nieuw wachtwoord voor Schakel",
			"Dag{naam},\n\n"
			"Met deze link kies je een nieuw wachtwoord voor Schakel:\n\n{link}\n\n"
			"De link werkt één keer, tot een kwartier na je vraag. Geef hem aan niemand.\n"
			"Heb je hier niet om gevraagd? Dan hoef je niets te doen: je wachtwoord blijft zoals het is.\n" },
		[POST_EN] = { "A new password for Schakel",
			"Hello{naam},\n\n"
			"With this link you choose a new password for Schakel:\n\n{link}\n\n"
			"It works once, until a quarter of an hour after you asked for it. Give it to nobody.\n"
			"If you did not ask for it, there is nothing to do: your password stays as it is.\n" },
	},
	[POST_WACHTWOORD_GEWIJZIGD] = {
		[POST_NL] = { "Je wachtwoord voor Schakel is gewijzigd",
			"Dag{naam},\n\n"
			"Je wachtwoord voor Schakel is zojuist gewijzigd. Waar je nog was aangemeld, ben je nu afgemeld.\n"
			"Was jij dit niet? Vraag dan meteen een nieuw wachtwoord aan en waarschuw het Technocentrum.\n" },
		[POST_EN] = { "Your password for Schakel was changed",
			"Hello{naam},\n\n"
			"Your password for Schakel was changed just now. Where you were still signed in, you are signed out.\n"
			"Was it not you? Then ask for a new password at once, and warn the Technocentrum.\n" },
	},
	[POST_TWEEDE_FACTOR_AAN] = {
		[POST_NL] = { "Aanmelden bij Schakel vraagt nu een code",
			"Dag{naam},\n\n"
			"Voor aanmelden bij Schakel is vanaf nu ook een code uit je app nodig.\n"
			"Bewaar je herstelcodes: daarmee kom je binnen als je de app kwijt bent.\n"
			"Was jij dit niet? Waarschuw dan meteen het Technocentrum.\n" },
		[POST_EN] = { "Signing in to Schakel now takes a code",
			"Hello{naam},\n\n"
			"From now on, signing in to Schakel also takes a code of your app.\n"
			"Keep your recovery codes: they let you in when you have lost the app.\n"
			"Was it not you? Then warn the Technocentrum at once.\n" },
	},
	[POST_TWEEDE_FACTOR_UIT] = {
		[POST_NL] = { "Aanmelden bij Schakel vraagt geen code meer",
			"Dag{naam},\n\n"
			"Voor aanmelden bij Schakel is geen code uit je app meer nodig.\n"
			"Was jij dit niet? Waarschuw dan meteen het Technocentrum.\n" },
		[POST_EN] = { "Signing in to Schakel takes no code any more",
			"Hello{naam},\n\n"
			"Signing in to Schakel no longer takes a code of your app.\n"
			"Was it not you? Then warn the Technocentrum at once.\n" },
	},
	[POST_WELKOM] = { /* without a name: whoever asked may have made it up */
		[POST_NL] = { "Je account bij Schakel",
			"Dag,\n\n"
			"Met dit e-mailadres is een account bij Schakel gevraagd. Met deze link meld je je aan:\n\n{link}\n\n"
			"De link werkt één keer, tot een kwartier na de vraag. Daarna zeg je bij welke school of welk bedrijf je hoort.\n"
			"Heb je hier niet om gevraagd? Dan hoef je niets te doen: een account dat niemand gebruikt, verdwijnt.\n" },
		[POST_EN] = { "Your account with Schakel",
			"Hello,\n\n"
			"An account with Schakel was asked for with this address. This link signs you in:\n\n{link}\n\n"
			"It works once, until a quarter of an hour after it was asked for. Then you say to which school or company you belong.\n"
			"If you did not ask for it, there is nothing to do: an account that nobody uses goes away.\n" },
	},
	[POST_HEEFT_ACCOUNT] = {
		[POST_NL] = { "Je hebt al een account bij Schakel",
			"Dag{naam},\n\n"
			"Met dit e-mailadres is een account bij Schakel gevraagd, maar dat heb je al. Met deze link meld je je aan:\n\n{link}\n\n"
			"De link werkt één keer, tot een kwartier na de vraag. Geef hem aan niemand.\n"
			"Heb je hier niet om gevraagd? Dan hoef je niets te doen.\n" },
		[POST_EN] = { "You have an account with Schakel already",
			"Hello{naam},\n\n"
			"An account with Schakel was asked for with this address, but you have one. This link signs you in:\n\n{link}\n\n"
			"It works once, until a quarter of an hour after it was asked for. Give it to nobody.\n"
			"If you did not ask for it, there is nothing to do.\n" },
	},
	[POST_UITNODIGING] = { /* without a name: whoever invites may have made it up */
		[POST_NL] = { "Een uitnodiging voor Schakel",
			"Dag,\n\n"
			"Je bent uitgenodigd om mee te doen in Schakel, als {over}.\n"
			"Met deze link meld je je aan; daarna zeg je ja of nee:\n\n{link}\n\n"
			"De link werkt één keer, een week lang. Daarna vraag je met dit e-mailadres zelf een nieuwe. Geef hem aan niemand.\n"
			"Weet je niet waar dit over gaat? Dan hoef je niets te doen.\n" },
		[POST_EN] = { "An invitation to Schakel",
			"Hello,\n\n"
			"You are invited to take part in Schakel, as {over}.\n"
			"This link signs you in; then you say yes or no:\n\n{link}\n\n"
			"It works once, for a week. After that you ask for a new one with this address. Give it to nobody.\n"
			"If you do not know what this is about, there is nothing to do.\n" },
	},
	[POST_UITNODIGING_ACCOUNT] = {
		[POST_NL] = { "Een uitnodiging voor Schakel",
			"Dag{naam},\n\n"
			"Je bent uitgenodigd om mee te doen in Schakel, als {over}.\n"
			"Meld je aan met je account; daar zeg je ja of nee:\n\n{link}\n\n"
			"Weet je niet waar dit over gaat? Dan hoef je niets te doen.\n" },
		[POST_EN] = { "An invitation to Schakel",
			"Hello{naam},\n\n"
			"You are invited to take part in Schakel, as {over}.\n"
			"Sign in with your account; there you say yes or no:\n\n{link}\n\n"
			"If you do not know what this is about, there is nothing to do.\n" },
	},
	[POST_ANTWOORD] = {
		[POST_NL] = { "Kun je deze les geven?",
			"Dag{naam},\n\n"
			"Het Technocentrum heeft een voorstel voor jou goedgekeurd:\n\n{over}\n\n"
			"Kun je dan? Of liever op een ander moment? Met deze link antwoord je, ook zonder account:\n\n{link}\n\n"
			"De link werkt één keer, hoogstens veertien dagen, en niet langer dan het voorstel op antwoord wacht. Geef hem aan niemand.\n" },
		[POST_EN] = { "Can you give this lesson?",
			"Hello{naam},\n\n"
			"The Technocentrum approved a proposal for you:\n\n{over}\n\n"
			"Can you make it? Or would another time be better? This link lets you answer, also without an account:\n\n{link}\n\n"
			"It works once, for fourteen days at most, and no longer than the proposal waits for an answer. Give it to nobody.\n" },
	},
	[POST_EMAIL_BEVESTIGEN] = { /* without a name: the address may be somebody else's */
		[POST_NL] = { "Bevestig je nieuwe e-mailadres voor Schakel",
			"Dag,\n\n"
			"Iemand met een account bij Schakel wil dit e-mailadres gaan gebruiken. Ben jij dat? Bevestig het dan met deze link:\n\n{link}\n\n"
			"De link werkt één keer, een dag lang. Daarna meld je je aan met dit adres. Geef hem aan niemand.\n"
			"Was jij dit niet? Dan hoef je niets te doen: er verandert niets.\n" },
		[POST_EN] = { "Confirm your new address for Schakel",
			"Hello,\n\n"
			"Somebody with an account at Schakel wants to use this address. Is that you? Then confirm it with this link:\n\n{link}\n\n"
			"It works once, for a day. After that you sign in with this address. Give it to nobody.\n"
			"Was it not you? Then there is nothing to do: nothing changes.\n" },
	},
	[POST_EMAIL_GEVRAAGD] = {
		[POST_NL] = { "Een ander e-mailadres voor je account bij Schakel",
			"Dag{naam},\n\n"
			"Voor je account bij Schakel is een ander e-mailadres gevraagd. Is dat adres bevestigd, dan meld je je daarmee aan, en niet meer met dit adres.\n"
			"Was jij dit? Dan hoef je hier niets te doen.\n"
			"Was jij dit niet? Met deze link houd je het tegen, of draai je het terug. Dat kan zeven dagen lang:\n\n{link}\n\n"
			"De link werkt één keer. Kies daarna meteen een nieuw wachtwoord. Geef hem aan niemand.\n" },
		[POST_EN] = { "Another address for your account with Schakel",
			"Hello{naam},\n\n"
			"Another address was asked for your account with Schakel. Once it is confirmed you sign in with that one, and no longer with this.\n"
			"Was it you? Then there is nothing to do here.\n"
			"Was it not you? With this link you stop it, or take it back, for seven days:\n\n{link}\n\n"
			"It works once. Then choose a new password at once. Give it to nobody.\n" },
	},
	[POST_BEZWAAR_BEPERKT] = {
		[POST_NL] = { "Je bezwaar is ontvangen",
			"Dag{naam},\n\n"
			"Je maakt bezwaar tegen het gebruik van je gegevens om scholen en aanbieders bij elkaar te brengen.\n"
			"Dat gebruik is nu gestopt. Je wordt niet meer voorgesteld, en anderen zien je naam niet.\n"
			"Afspraken die al staan, blijven staan. Zeg ze zelf af als je niet komt.\n"
			"Binnen een maand hoor je wat we besluiten. Wil je je bezwaar intrekken? Dat kan altijd.\n" },
		[POST_EN] = { "We received your objection",
			"Hello{naam},\n\n"
			"You object to the use of your data to bring schools and those who offer together.\n"
			"That use has stopped now. You are no longer proposed, and others do not see your name.\n"
			"What was agreed stays. Cancel it yourself if you will not come.\n"
			"Within a month you hear what we decide. You can withdraw your objection at any time.\n" },
	},
	[POST_BEZWAAR_ONTVANGEN] = {
		[POST_NL] = { "Je bezwaar is ontvangen",
			"Dag{naam},\n\n"
			"Je maakt bezwaar tegen het gebruik van je gegevens voor veiligheid en verantwoording.\n"
			"We kijken of je bezwaar zwaarder weegt dan de veiligheid van anderen. Tot dan gaat het gebruik door.\n"
			"Binnen een maand hoor je wat we besluiten. Wil je je bezwaar intrekken? Dat kan altijd.\n" },
		[POST_EN] = { "We received your objection",
			"Hello{naam},\n\n"
			"You object to the use of your data for safety and accountability.\n"
			"We look whether your objection weighs more than the safety of others. Until then the use goes on.\n"
			"Within a month you hear what we decide. You can withdraw your objection at any time.\n" },
	},
	[POST_BEZWAAR_TOEGEWEZEN] = {
		[POST_NL] = { "Je krijgt gelijk met je bezwaar",
			"Dag{naam},\n\n"
			"Je maakte bezwaar tegen het gebruik van je gegevens. Je krijgt gelijk: we gebruiken ze daar niet meer voor.\n"
			"{over}\n"
			"Wil je dat we je gegevens ook wissen? Dat kan in je account, of vraag het ons.\n" },
		[POST_EN] = { "Your objection is upheld",
			"Hello{naam},\n\n"
			"You objected to the use of your data. You are right: we no longer use it for that.\n"
			"{over}\n"
			"Do you want us to erase your data too? You can do that in your account, or ask us.\n" },
	},
	[POST_BEZWAAR_AFGEWEZEN] = {
		[POST_NL] = { "Het besluit over je bezwaar",
			"Dag{naam},\n\n"
			"Je maakte bezwaar tegen het gebruik van je gegevens. We gaan er toch mee door. Dit is waarom:\n\n{over}\n\n"
			"Ben je het er niet mee eens? Vraag ons om uitleg. Je kunt ook klagen bij de Autoriteit Persoonsgegevens, "
			"of naar de rechter gaan.\n" },
		[POST_EN] = { "The decision about your objection",
			"Hello{naam},\n\n"
			"You objected to the use of your data. We go on with it all the same. This is why:\n\n{over}\n\n"
			"Do you not agree? Ask us to explain. You can also complain to the Autoriteit Persoonsgegevens, or go to court.\n" },
	},
	[POST_BEZWAAR_INGETROKKEN] = {
		[POST_NL] = { "Je bezwaar is ingetrokken",
			"Dag{naam},\n\n"
			"Je bezwaar tegen het gebruik van je gegevens is ingetrokken. We gebruiken ze weer zoals daarvoor.\n"
			"Klopt dat niet? Laat het ons meteen weten.\n" },
		[POST_EN] = { "Your objection is withdrawn",
			"Hello{naam},\n\n"
			"Your objection to the use of your data is withdrawn. We use it again as before.\n"
			"Is that not right? Tell us at once.\n" },
	},
	[POST_VRIJWILLIGER_EMAIL] = { /* to the old address, which may not be theirs any more */
		[POST_NL] = { "Een ander e-mailadres voor je lessen",
			"Dag{naam},\n\n"
			"Het e-mailadres waarop Schakel je bereikt over lessen, is gewijzigd. Vanaf nu komen die berichten op het nieuwe adres.\n"
			"Wie dit deed: {over}.\n"
			"Klopt het? Dan hoef je niets te doen. Klopt het niet? Laat het dan meteen weten aan het Technocentrum.\n" },
		[POST_EN] = { "Another address for your lessons",
			"Hello{naam},\n\n"
			"The address by which Schakel reaches you about lessons was changed. From now on those letters go to the new one.\n"
			"Who did it: {over}.\n"
			"Is it right? Then there is nothing to do. Is it not? Then tell the Technocentrum at once.\n" },
	},
	[POST_DIENST_ERBIJ] = {
		[POST_NL] = { "Een dienst opent nu je account bij Schakel",
			"Dag{naam},\n\n"
			"Je hebt je bij Schakel aangemeld met {over}. Vanaf nu kom je daarmee in je account.\n"
			"Was jij dit niet? Beëindig dat dan in je account, en waarschuw het Technocentrum.\n" },
		[POST_EN] = { "A service now opens your account at Schakel",
			"Hello{naam},\n\n"
			"You signed in to Schakel with {over}. From now on that opens your account.\n"
			"Was it not you? Then end that in your account, and warn the Technocentrum.\n" },
	},
	[POST_DIENST_ERAF] = {
		[POST_NL] = { "Een dienst opent je account bij Schakel niet meer",
			"Dag{naam},\n\n"
			"Met {over} kom je niet meer in je account bij Schakel: dat is zojuist beëindigd.\n"
			"Was jij dit niet? Kies dan meteen een nieuw wachtwoord en waarschuw het Technocentrum.\n" },
		[POST_EN] = { "A service no longer opens your account at Schakel",
			"Hello{naam},\n\n"
			"{over} no longer opens your account at Schakel: that was ended just now.\n"
			"Was it not you? Then choose a new password at once, and warn the Technocentrum.\n" },
	},
	[POST_DANKWOORD] = {
		[POST_NL] = { "Bedankt voor je les",
			"Dag{naam},\n\n"
			"De school bedankt je voor {over}:\n\n{woorden}\n\n"
			"Ook wij zijn blij met je. Tot een volgende keer!\n" },
		[POST_EN] = { "Thank you for your lesson",
			"Hello{naam},\n\n"
			"The school thanks you for {over}:\n\n{woorden}\n\n"
			"We are glad of you too. Until next time!\n" },
	},
	[POST_INVALVRAAG] = {
		[POST_NL] = { "Kun je invallen?",
			"Dag{naam},\n\n"
			"Iemand kan niet komen. Kun jij invallen?\n\n{over}\n\n"
			"Zeg ja of nee met deze link, ook zonder account:\n\n{link}\n\n"
			"We vragen het meer mensen tegelijk. Wie het eerst ja zegt, valt in. De link werkt tot het begint. Geef hem aan niemand.\n" },
		[POST_EN] = { "Can you stand in?",
			"Hello{naam},\n\n"
			"Somebody cannot come. Can you stand in?\n\n{over}\n\n"
			"Say yes or no with this link, also without an account:\n\n{link}\n\n"
			"We ask several people at once. Who says yes first does it. The link works until it begins. Give it to nobody.\n" },
	},
	[POST_INVALLEN_JA] = {
		[POST_NL] = { "Je valt in",
			"Dag{naam},\n\n"
			"Fijn dat je invalt. Dit staat nu vast:\n\n{over}\n\n"
			"Kun je toch niet? Laat het dan meteen weten aan het Technocentrum.\n" },
		[POST_EN] = { "You stand in",
			"Hello{naam},\n\n"
			"Thank you for standing in. This is settled now:\n\n{over}\n\n"
			"Can you not make it after all? Then tell the Technocentrum at once.\n" },
	},
	[POST_INVALLEN_VOL] = {
		[POST_NL] = { "Je hoeft niet in te vallen",
			"Dag{naam},\n\n"
			"We vroegen of je kon invallen. Dat hoeft niet meer.\n\n{over}\n\n"
			"Je hoeft niets te doen.\n" },
		[POST_EN] = { "You need not stand in",
			"Hello{naam},\n\n"
			"We asked whether you could stand in. That is no longer needed.\n\n{over}\n\n"
			"There is nothing to do.\n" },
	},
	[POST_HERINNERING] = {
		[POST_NL] = { "Herinnering: kun je deze les geven?",
			"Dag{naam},\n\n"
			"We hebben nog geen antwoord van je op dit voorstel:\n\n{over}\n\n"
			"Kun je dan? Of liever op een ander moment? Met deze link antwoord je, ook zonder account:\n\n{link}\n\n"
			"De link uit de vorige brief werkt niet meer. Antwoord je niet op tijd, dan vervalt het voorstel. Geef de link aan niemand.\n" },
		[POST_EN] = { "Reminder: can you give this lesson?",
			"Hello{naam},\n\n"
			"We have no answer from you yet to this proposal:\n\n{over}\n\n"
			"Can you make it? Or would another time be better? This link lets you answer, also without an account:\n\n{link}\n\n"
			"The link in the letter before works no more. Without an answer in time the proposal ends. Give the link to nobody.\n" },
	},
	[POST_WACHTLIJST] = {
		[POST_NL] = { "Er is aanbod voor je aanvraag op de wachtlijst",
			"Dag{naam},\n\n"
			"Jullie aanvraag voor een {over} staat op de wachtlijst. Nu is er aanbod dat past.\n"
			"Meld je aan bij Schakel, bekijk wie er kan en kies:\n\n{link}\n\n"
			"Is de periode van de aanvraag voorbij? Kies dan eerst een nieuwe laatste dag.\n"
			"Andere scholen kunnen hetzelfde aanbod krijgen: wacht dus niet te lang.\n" },
		[POST_EN] = { "There is an offer for your request on the waiting list",
			"Hello{naam},\n\n"
			"Your request for a {over} is on the waiting list. Now there is an offer that fits.\n"
			"Sign in to Schakel, look who can come and choose:\n\n{link}\n\n"
			"Is the period of the request over? Then choose another last day first.\n"
			"Other schools may get the same offer, so do not wait too long.\n" },
	},
	[POST_HERINNERING_ACCOUNT] = {
		[POST_NL] = { "Herinnering: een voorstel wacht op antwoord",
			"Dag{naam},\n\n"
			"We hebben nog geen antwoord van jullie op dit voorstel:\n\n{over}\n\n"
			"Meld je aan bij Schakel en zeg of het kan:\n\n{link}\n\n"
			"Antwoorden jullie niet op tijd, dan vervalt het voorstel.\n" },
		[POST_EN] = { "Reminder: a proposal waits for an answer",
			"Hello{naam},\n\n"
			"We have no answer from you yet to this proposal:\n\n{over}\n\n"
			"Sign in to Schakel and say whether it is possible:\n\n{link}\n\n"
			"Without an answer in time the proposal ends.\n" },
	},
	[POST_VERZETVRAAG] = {
		[POST_NL] = { "Kan het op een ander dagdeel?",
			"Dag{naam},\n\n"
			"Dit staat in de agenda:\n\n{over}\n\n"
			"De andere kant wil het graag verzetten. Volgens Schakel kunnen jullie allebei op:\n\n{woorden}\n\n"
			"Kies er een met deze link, of zeg dat het niet kan. Dat kan ook zonder account:\n\n{link}\n\n"
			"Kies je niets, dan blijft alles zoals het is. De link werkt tot het begint. Geef hem aan niemand.\n" },
		[POST_EN] = { "Could it be another half-day?",
			"Hello{naam},\n\n"
			"This stands in the calendar:\n\n{over}\n\n"
			"The other side would like to move it. As far as Schakel knows both of you can make:\n\n{woorden}\n\n"
			"Choose one with this link, or say that it cannot be. No account is needed:\n\n{link}\n\n"
			"If you choose nothing, all stays as it is. The link works until it begins. Give it to nobody.\n" },
	},
	[POST_VERZET] = {
		[POST_NL] = { "Een afspraak is verzet",
			"Dag{naam},\n\n"
			"Deze afspraak is verzet. Zo staat hij nu in de agenda:\n\n{over}\n\n"
			"Kan het zo toch niet? Laat het dan meteen weten aan het Technocentrum.\n" },
		[POST_EN] = { "An appointment was moved",
			"Hello{naam},\n\n"
			"This appointment was moved. So it stands in the calendar now:\n\n{over}\n\n"
			"Is that not possible after all? Then tell the Technocentrum at once.\n" },
	},
	[POST_VERZET_NIET] = {
		[POST_NL] = { "Verzetten lukt niet",
			"Dag{naam},\n\n"
			"De andere kant kan op geen van de dagdelen die je noemde. Alles blijft zoals het was:\n\n{over}\n\n"
			"Kun je dan niet? Noem andere dagdelen, of laat het weten aan het Technocentrum.\n" },
		[POST_EN] = { "It could not be moved",
			"Hello{naam},\n\n"
			"The other side can make none of the half-days that you named. All stays as it was:\n\n{over}\n\n"
			"Can you not make it? Name other half-days, or tell the Technocentrum.\n" },
	},
	[POST_TIJD] = {
		[POST_NL] = { "Hoe laat het begint",
			"Dag{naam},\n\n"
			"De school heeft de tijd doorgegeven van deze afspraak:\n\n{over}\n\n"
			"Tijd: {woorden}\n\n"
			"Kan het zo niet? Overleg dan met de school, of laat het weten aan het Technocentrum.\n" },
		[POST_EN] = { "When it begins",
			"Hello{naam},\n\n"
			"The school told the time of this appointment:\n\n{over}\n\n"
			"Time: {woorden}\n\n"
			"Is that not possible? Then talk with the school, or tell the Technocentrum.\n" },
	},
};
/* clang-format on */

enum err post_soort_parse(struct str code, enum post_soort *ret_soort)
{
	for (int i = 0; i < POST_SOORT_COUNT; i++)
		if (str_eq(code, str_from(post_soort_codes[i]))) {
			*ret_soort = (enum post_soort)i;
			return ERR_OK;
		}
	return ERR_NOT_FOUND;
}

enum err post_taal_parse(struct str code, enum post_taal *ret_taal)
{
	for (int i = 0; i < POST_TAAL_COUNT; i++)
		if (str_eq(code, str_from(post_taal_codes[i]))) {
			*ret_taal = (enum post_taal)i;
			return ERR_OK;
		}
	return ERR_NOT_FOUND;
}

/* ---- names ---- */

#define NAME_MAX_BYTES	100
#define NAME_MAX_DIGITS 5 /* more of them are a number to call */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "x.nl", and not "O.B.S." or "J. de Wit". */
static bool is_domain(struct str text, size_t dot)
{
	return dot > 0 && dot + 2 < text.len &&
	       (is_letter(text.ptr[dot - 1]) || is_digit(text.ptr[dot - 1])) &&
	       is_letter(text.ptr[dot + 1]) && is_letter(text.ptr[dot + 2]);
}

bool post_is_naam(struct str text)
{
	if (text.len == 0 || text.len > NAME_MAX_BYTES)
		return false;
	static const char signs[] = { '/', '\\', '@', ':', '<', '>' };
	size_t digits = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (memchr(signs, text.ptr[i], sizeof(signs)) != NULL ||
			(text.ptr[i] == '.' && is_domain(text, i)))
			return false;
		digits += is_digit(text.ptr[i]);
	}
	return digits <= NAME_MAX_DIGITS;
}

bool post_zonder_link(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == '@' || (text.ptr[i] == '.' && is_domain(text, i)) ||
			(text.ptr[i] == '/' && i > 0 && text.ptr[i - 1] == '/'))
			return false;
	return true;
}

/* As what somebody is invited: with the name of the organisation, and without it. */
static const struct rol_tekst {
	const char *rol;
	struct {
		const char *met, *zonder;
	} als[POST_TAAL_COUNT];
} rollen[] = {
	{ "docent", { { "docent bij", "docent bij een school" },
			    { "a teacher at", "a teacher at a school" } } },
	{ "school", { { "coördinator bij", "coördinator bij een school" },
			    { "a coordinator at", "a coordinator at a school" } } },
	{ "bedrijf", { { "contactpersoon van", "contactpersoon van een bedrijf" },
			     { "a contact of", "a contact of a company" } } },
	{ "vrijwilliger",
		{ { "vrijwilliger van", "vrijwilliger" }, { "a volunteer of", "a volunteer" } } },
	{ "kringcoordinator", { { "coördinator van", "coördinator van een kring" },
				      { "the coordinator of", "the coordinator of a circle" } } },
	{ "medewerker", { { NULL, "medewerker van het Technocentrum" },
				{ NULL, "staff of the Technocentrum" } } },
	{ "beheerder", { { NULL, "beheerder van het Technocentrum" },
			       { NULL, "an administrator of the Technocentrum" } } },
	{ "lezer", { { NULL, "lezer bij het Technocentrum" },
			   { NULL, "a reader at the Technocentrum" } } },
};

struct str post_rol(struct arena *a, enum post_taal taal, struct str rol, struct str organisatie)
{
	const struct rol_tekst *r = rollen;
	while (!str_eq(rol, str_from(r->rol)))
		r++; /* the schema allows no other text */
	if (r->als[taal].met == NULL || !post_is_naam(organisatie))
		return str_from(r->als[taal].zonder);
	return str_from(arena_printf(a, "%s %.*s", r->als[taal].met, STR_FMT(organisatie)));
}

enum post_taal post_taal_of(struct str code)
{
	enum post_taal taal = POST_NL;
	return post_taal_parse(code, &taal) == ERR_OK ? taal : POST_NL;
}

const struct post_tekst *post_tekst(enum post_soort soort, enum post_taal taal)
{
	return &teksten[soort][taal];
}

void post_fill(struct buf *out, const char *tekst, const struct post_waarden *waarden)
{
	static const char *const names[] = { "{naam}", "{link}", "{over}", "{woorden}" };
	const struct str values[] = { waarden->naam, waarden->link, waarden->over,
		waarden->woorden };
	const bool greets = post_is_naam(waarden->naam);
	while (*tekst != '\0') {
		bool named = false;
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && !named; i++) {
			named = strncmp(tekst, names[i], strlen(names[i])) == 0;
			if (!named)
				continue;
			if (i == 0 && greets)
				buf_add_char(out, ' ');
			if (i != 0 || greets)
				buf_add_str(out, values[i]);
			tekst += strlen(names[i]);
		}
		if (!named)
			buf_add_char(out, *tekst++);
	}
}
