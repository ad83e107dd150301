/* Letters about an account: signing in, invitations, whose data they are. */
#include "post/tekst.h"

/* clang-format off */
const struct post_tekst post_teksten_account[POST_SOORT_COUNT][POST_TAAL_COUNT] = {
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
};
/* clang-format on */
