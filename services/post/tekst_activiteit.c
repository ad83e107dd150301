/* Letters about an activity: what is asked, agreed, moved, called off and over. */
#include "post/tekst.h"

/* clang-format off */
const struct post_tekst post_teksten_activiteit[POST_SOORT_COUNT][POST_TAAL_COUNT] = {
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
	[POST_DANKWOORD] = {
		[POST_NL] = { "Bedankt voor je les",
			"Dag{naam},\n\n"
			"De school bedankt je. Het ging om:\n\n{over}\n\nDit schrijft de school:\n\n{woorden}\n\n"
			"Je certificaat om te bewaren of te printen staat hier. Geef de link aan niemand:\n\n{link}\n\n"
			"Ook wij zijn blij met je. Tot een volgende keer!\n" },
		[POST_EN] = { "Thank you for your lesson",
			"Hello{naam},\n\n"
			"The school thanks you. It was about:\n\n{over}\n\nThe school writes:\n\n{woorden}\n\n"
			"Your certificate to keep or to print is here. Give the link to nobody:\n\n{link}\n\n"
			"We are glad of you too. Until next time!\n" },
	},
	[POST_AFLOOP] = {
		[POST_NL] = { "Hoe ging het?",
			"Dag{naam},\n\n"
			"Dit is geweest:\n\n{over}\n\n"
			"Ging het door? Hoe lang duurde het, en wat vond je ervan? Vertel het met deze link, ook zonder account:\n\n{link}\n\n"
			"Daar haal je ook je certificaat op. De link werkt vier weken. Geef hem aan niemand.\n" },
		[POST_EN] = { "How did it go?",
			"Hello{naam},\n\n"
			"This is over:\n\n{over}\n\n"
			"Did it take place? How long was it, and what did you think of it? This link lets you tell, also without an account:\n\n{link}\n\n"
			"Your certificate is there as well. The link works for four weeks. Give it to nobody.\n" },
	},
	[POST_AFLOOP_ACCOUNT] = {
		[POST_NL] = { "Hoe ging het?",
			"Dag{naam},\n\n"
			"Dit is geweest:\n\n{over}\n\n"
			"Ging het door? Hoe lang duurde het, en wat vond je ervan? Meld je aan bij Schakel en vertel het:\n\n{link}\n\n"
			"Daar haal je ook een certificaat op.\n" },
		[POST_EN] = { "How did it go?",
			"Hello{naam},\n\n"
			"This is over:\n\n{over}\n\n"
			"Did it take place? How long was it, and what did you think of it? Sign in to Schakel and tell:\n\n{link}\n\n"
			"A certificate is there as well.\n" },
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
			"Waar het is, wie je kunt bellen, en afzeggen als je toch niet kunt:\n\n{link}\n\n"
			"Geef de link aan niemand.\n" },
		[POST_EN] = { "You stand in",
			"Hello{naam},\n\n"
			"Thank you for standing in. This is settled now:\n\n{over}\n\n"
			"Where it is, whom you can call, and to call it off if you cannot make it after all:\n\n{link}\n\n"
			"Give the link to nobody.\n" },
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
	[POST_ZOEKOPDRACHT] = {
		[POST_NL] = { "Nieuw voor je zoekopdrachten",
			"Dag{naam},\n\n"
			"Er is iets nieuws dat past bij wat je zoekt. Zo veel vonden je zoekopdrachten:\n\n{over}\n\n"
			"Bekijk het bij Schakel, of stop met deze brieven. Stoppen kan ook zonder aan te melden:\n\n{link}\n\n"
			"Je krijgt hoogstens één brief per dag, en nooit twee keer over hetzelfde.\n" },
		[POST_EN] = { "News for your saved searches",
			"Hello{naam},\n\n"
			"There is something new that fits what you look for. Your searches found so much:\n\n{over}\n\n"
			"Look at it in Schakel, or stop these letters. To stop, you need not sign in:\n\n{link}\n\n"
			"You get no more than one letter a day, and never about the same thing again.\n" },
	},
	[POST_VOORSTEL] = {
		[POST_NL] = { "Een voorstel wacht op jullie antwoord",
			"Dag{naam},\n\n"
			"Het Technocentrum heeft dit voorstel goedgekeurd:\n\n{over}\n\n"
			"Meld je aan bij Schakel en zeg of het kan:\n\n{link}\n\n"
			"Zeggen beide kanten ja, dan staat het in de agenda.\n" },
		[POST_EN] = { "A proposal waits for your answer",
			"Hello{naam},\n\n"
			"The Technocentrum approved this proposal:\n\n{over}\n\n"
			"Sign in to Schakel and say whether it is possible:\n\n{link}\n\n"
			"When both sides say yes, it stands in the calendar.\n" },
	},
	[POST_VOORSTEL_NIEUW] = {
		[POST_NL] = { "Er is een nieuw voorstel",
			"Dag{naam},\n\n"
			"Een eerder voorstel ging niet door. Dit is het volgende:\n\n{over}\n\n"
			"Het Technocentrum kijkt er nog naar. Daarna hoor je of je kunt antwoorden.\n" },
		[POST_EN] = { "There is a new proposal",
			"Hello{naam},\n\n"
			"An earlier proposal did not go through. This is the next one:\n\n{over}\n\n"
			"The Technocentrum still looks at it. Then you hear whether you can answer.\n" },
	},
	[POST_VOORSTEL_VERVALT] = {
		[POST_NL] = { "Een voorstel gaat niet door",
			"Dag{naam},\n\n"
			"Dit voorstel gaat niet door:\n\n{over}\n\n"
			"Je hoeft niets te doen. Een link om erop te antwoorden, werkt niet meer.\n" },
		[POST_EN] = { "A proposal does not go through",
			"Hello{naam},\n\n"
			"This proposal does not go through:\n\n{over}\n\n"
			"There is nothing to do. A link to answer it works no more.\n" },
	},
	[POST_AFGESPROKEN] = {
		[POST_NL] = { "Het is afgesproken",
			"Dag{naam},\n\n"
			"Beide kanten hebben ja gezegd. Dit staat nu in de agenda:\n\n{over}\n\n"
			"Waar het is, wie je kunt bellen, en afzeggen als het toch niet kan:\n\n{link}\n\n"
			"Geef de link aan niemand.\n" },
		[POST_EN] = { "It is agreed",
			"Hello{naam},\n\n"
			"Both sides said yes. This stands in the calendar now:\n\n{over}\n\n"
			"Where it is, whom you can call, and to call it off if it is not possible after all:\n\n{link}\n\n"
			"Give the link to nobody.\n" },
	},
	[POST_AFGEZEGD] = {
		[POST_NL] = { "Een afspraak gaat niet door",
			"Dag{naam},\n\n"
			"Deze afspraak is afgezegd en staat niet meer in de agenda:\n\n{over}\n\n"
			"Je hoeft niet te komen of iemand te ontvangen. Vragen? Die stel je aan het Technocentrum.\n" },
		[POST_EN] = { "An appointment is cancelled",
			"Hello{naam},\n\n"
			"This appointment was cancelled and no longer stands in the calendar:\n\n{over}\n\n"
			"You need not come, nor receive anybody. Questions? Ask the Technocentrum.\n" },
	},
	[POST_INVALLER] = {
		[POST_NL] = { "Er is een invaller",
			"Dag{naam},\n\n"
			"Iemand valt in. Dit staat nu in de agenda:\n\n{over}\n\n"
			"Kan het toch niet? Laat het dan meteen weten, in Schakel of aan het Technocentrum.\n" },
		[POST_EN] = { "Somebody stands in",
			"Hello{naam},\n\n"
			"Somebody stands in. This stands in the calendar now:\n\n{over}\n\n"
			"Is it not possible after all? Then say so at once, in Schakel or to the Technocentrum.\n" },
	},
	[POST_RONDGANG_TE_WEINIG] = {
		[POST_NL] = { "Te weinig bedrijven voor jullie rondgang",
			"Dag{naam},\n\n"
			"Voor jullie rondgang zijn er te weinig bedrijven over. Dit ging niet door, en we vonden niemand anders:\n\n{over}\n\n"
			"Meld je aan bij Schakel en kies opnieuw. Wie nee zei, vragen we voor die dag niet weer:\n\n{link}\n\n"
			"Staat er nog een bedrijf in de agenda? Dat blijft op jullie rekenen tot je opnieuw kiest of de rondgang afzegt.\n"
			"De andere bedrijven horen van ons dat het niet doorgaat.\n" },
		[POST_EN] = { "Too few companies for your tour",
			"Hello{naam},\n\n"
			"Too few companies are left for your tour. This did not go through, and we found nobody else:\n\n{over}\n\n"
			"Sign in to Schakel and choose again. Who said no, we do not ask again for that day:\n\n{link}\n\n"
			"Does a company still stand in the calendar? It counts on you until you choose again or call the tour off.\n"
			"The other companies hear from us that it does not go through.\n" },
	},
	[POST_KEUZEVRAAG] = {
		[POST_NL] = { "Zet op volgorde met wie je het liefst samenwerkt",
			"Dag{naam},\n\n"
			"Scholen en aanbieders kiezen elkaar: {over}.\n"
			"Meld je aan bij Schakel en zet op volgorde wie je het liefst hebt:\n\n{link}\n\n"
			"Niemand ziet jouw volgorde. Wie je niet noemt, zetten wij daarachter: wie het best past eerst.\n"
			"Daarna verdelen we zo dat niemand beter kan ruilen. Je zit nog nergens aan vast.\n" },
		[POST_EN] = { "Rank whom you would most like to work with",
			"Hello{naam},\n\n"
			"Schools and suppliers choose each other: {over}.\n"
			"Sign in to Schakel and rank whom you would most like to have:\n\n{link}\n\n"
			"Nobody sees your ranks. Those you do not name we put behind them: the best fit first.\n"
			"Then we divide so that no two would rather swap. You are not bound to anything yet.\n" },
	},
	[POST_KEUZEVRAAG_ALLEEN] = {
		[POST_NL] = { "Zet op volgorde met wie je het liefst samenwerkt",
			"Dag{naam},\n\n"
			"Scholen en aanbieders kiezen elkaar: {over}.\n"
			"Meld je aan bij Schakel en zet op volgorde wie je het liefst hebt:\n\n{link}\n\n"
			"Niemand ziet jouw volgorde. Je krijgt alleen wie je noemt: noem er dus genoeg.\n"
			"Daarna verdelen we zo dat niemand beter kan ruilen. Je zit nog nergens aan vast.\n" },
		[POST_EN] = { "Rank whom you would most like to work with",
			"Hello{naam},\n\n"
			"Schools and suppliers choose each other: {over}.\n"
			"Sign in to Schakel and rank whom you would most like to have:\n\n{link}\n\n"
			"Nobody sees your ranks. You get only those you name, so name enough of them.\n"
			"Then we divide so that no two would rather swap. You are not bound to anything yet.\n" },
	},
	[POST_KEUZE_HERINNERING] = {
		[POST_NL] = { "Herinnering: met wie werk je het liefst samen?",
			"Dag{naam},\n\n"
			"Je hebt nog niet gekozen: {over}.\n"
			"Meld je aan bij Schakel en zet op volgorde wie je het liefst hebt:\n\n{link}\n\n"
			"Niemand ziet jouw volgorde. Je zit nog nergens aan vast.\n" },
		[POST_EN] = { "Reminder: whom would you most like to work with?",
			"Hello{naam},\n\n"
			"You have not chosen yet: {over}.\n"
			"Sign in to Schakel and rank whom you would most like to have:\n\n{link}\n\n"
			"Nobody sees your ranks. You are not bound to anything yet.\n" },
	},
	[POST_KEUZE_NIEMAND] = {
		[POST_NL] = { "Deze ronde is er niemand uitgekomen",
			"Dag{naam},\n\n"
			"De ronde is voorbij: {over}.\n"
			"Voor jullie is er deze keer niemand uitgekomen. De aanvraag blijft open. In Schakel zie je waaraan het ligt en wat helpt:\n\n{link}\n" },
		[POST_EN] = { "Nobody came out of this round for you",
			"Hello{naam},\n\n"
			"The round is over: {over}.\n"
			"Nobody came out of it for you this time. The request stays open. In Schakel you see why, and what helps:\n\n{link}\n" },
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
	[POST_VERZETVRAAG_REEKS] = {
		[POST_NL] = { "Kan een reeks op een ander dagdeel?",
			"Dag{naam},\n\n"
			"Dit staat in de agenda:\n\n{over}\n\n"
			"De andere kant wil dit graag verzetten. Volgens Schakel kunnen jullie de eerste keer allebei op:\n\n{woorden}\n\n"
			"De keren daarna schuiven evenveel dagen mee, naar hetzelfde dagdeel.\n"
			"Kies er een met deze link, of zeg dat het niet kan. Dat kan ook zonder account:\n\n{link}\n\n"
			"Kies je niets, dan blijft alles zoals het is. De link werkt tot het begint. Geef hem aan niemand.\n" },
		[POST_EN] = { "Could a series be on another half-day?",
			"Hello{naam},\n\n"
			"This stands in the calendar:\n\n{over}\n\n"
			"The other side would like to move it. As far as Schakel knows both of you can make the first time on:\n\n{woorden}\n\n"
			"The times behind it move by as many days, to the same half of the day.\n"
			"Choose one with this link, or say that it cannot be. No account is needed:\n\n{link}\n\n"
			"If you choose nothing, all stays as it is. The link works until it begins. Give it to nobody.\n" },
	},
	[POST_VERZET] = {
		[POST_NL] = { "Een afspraak is verzet",
			"Dag{naam},\n\n"
			"Deze afspraak is verzet. Eerst was het:\n\n{woorden}\n\n"
			"Zo staat hij nu in de agenda:\n\n{over}\n\n"
			"Was er een faciliteit bij gereserveerd? Die is weer vrij. Reserveer haar opnieuw als dat nodig is.\n"
			"Kan het zo toch niet? Laat het dan meteen weten aan het Technocentrum.\n" },
		[POST_EN] = { "An appointment was moved",
			"Hello{naam},\n\n"
			"This appointment was moved. Before, it was:\n\n{woorden}\n\n"
			"So it stands in the calendar now:\n\n{over}\n\n"
			"Was a facility booked with it? That is free again. Book it anew if you need it.\n"
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
			"De tijd van deze afspraak is doorgegeven of gewijzigd:\n\n{over}\n\n"
			"Tijd: {woorden}\n\n"
			"Kan het zo niet? Overleg dan met elkaar, of laat het weten aan het Technocentrum.\n" },
		[POST_EN] = { "When it begins",
			"Hello{naam},\n\n"
			"The time of this appointment was told or changed:\n\n{over}\n\n"
			"Time: {woorden}\n\n"
			"Is that not possible? Then talk with each other, or tell the Technocentrum.\n" },
	},
	[POST_INSCHRIJVING_JA] = {
		[POST_NL] = { "Je plek staat vast",
			"Dag{naam},\n\n"
			"Deze plek is bevestigd en staat in de agenda:\n\n{over}\n\n"
			"Kan het toch niet? Zeg dan meteen af in Schakel, of laat het weten aan het Technocentrum.\n" },
		[POST_EN] = { "Your place is confirmed",
			"Hello{naam},\n\n"
			"This place is confirmed and stands in the calendar:\n\n{over}\n\n"
			"Is it not possible after all? Then call it off in Schakel at once, or tell the Technocentrum.\n" },
	},
	[POST_INSCHRIJVING_NEE] = {
		[POST_NL] = { "Deze plek is niet voor jullie",
			"Dag{naam},\n\n"
			"Deze plek is helaas niet voor jullie:\n\n{over}\n\n"
			"In Schakel zie je welke plekken er nog zijn. Vragen? Die stel je aan het Technocentrum.\n" },
		[POST_EN] = { "This place is not for you",
			"Hello{naam},\n\n"
			"Unfortunately this place is not for you:\n\n{over}\n\n"
			"In Schakel you see which places are left. Questions? Ask the Technocentrum.\n" },
	},
	[POST_INSCHRIJVING_AF] = {
		[POST_NL] = { "Wat was geboekt, gaat niet door",
			"Dag{naam},\n\n"
			"Dit is afgezegd en staat niet meer in de agenda:\n\n{over}\n\n"
			"Je hoeft hiervoor niet te komen of iemand te ontvangen. Vragen? Die stel je aan het Technocentrum.\n" },
		[POST_EN] = { "A booking is cancelled",
			"Hello{naam},\n\n"
			"This was cancelled and no longer stands in the calendar:\n\n{over}\n\n"
			"You need not come for it, nor receive anybody. Questions? Ask the Technocentrum.\n" },
	},
	[POST_PLEK_VERVALT] = {
		[POST_NL] = { "Een plek bij een evenement gaat niet door",
			"Dag{naam},\n\n"
			"Deze plek gaat niet door en staat niet meer in de agenda:\n\n{over}\n\n"
			"De reden: {woorden}\n\n"
			"In Schakel zie je welke plekken er nog zijn. Vragen? Die stel je aan het Technocentrum.\n" },
		[POST_EN] = { "A place at an event is cancelled",
			"Hello{naam},\n\n"
			"This place was cancelled and no longer stands in the calendar:\n\n{over}\n\n"
			"The reason: {woorden}\n\n"
			"In Schakel you see which places are left. Questions? Ask the Technocentrum.\n" },
	},
	[POST_BOEKING_VRAAG] = {
		[POST_NL] = { "Iemand vraagt een plek bij je",
			"Dag{naam},\n\n"
			"Dit wordt bij jullie gevraagd:\n\n{over}\n\n"
			"Zeg in Schakel ja of nee. Zo lang houden we de plek vast.\n"
			"Komt er op tijd geen antwoord, dan vervalt de vraag. De plek is dan weer vrij, en wie het vroeg, krijgt bericht.\n" },
		[POST_EN] = { "Somebody asks for a place",
			"Hello{naam},\n\n"
			"This is asked of you:\n\n{over}\n\n"
			"Say yes or no in Schakel. For as long we keep the place.\n"
			"Without an answer in time the question ends. The place is free again then, and who asked is told.\n" },
	},
	[POST_BOEKING_NIEUW] = {
		[POST_NL] = { "Er is een plek bij je geboekt",
			"Dag{naam},\n\n"
			"Dit is bij jullie geboekt en staat in de agenda:\n\n{over}\n\n"
			"Je hoeft niets te doen. Kan het toch niet? Zeg dan meteen af in Schakel.\n" },
		[POST_EN] = { "A place with you is booked",
			"Hello{naam},\n\n"
			"This is booked with you and stands in the calendar:\n\n{over}\n\n"
			"There is nothing to do. Is it not possible after all? Then call it off in Schakel at once.\n" },
	},
	[POST_BOEKING_DICHT] = {
		[POST_NL] = { "De ruimte is dan niet open",
			"Dag{naam},\n\n"
			"Deze reservering gaat niet door, want de ruimte is dan niet meer open:\n\n{over}\n\n"
			"Kies in Schakel een ander dagdeel of een andere ruimte. Vragen? Die stel je aan het Technocentrum.\n" },
		[POST_EN] = { "The room is not open then",
			"Hello{naam},\n\n"
			"This booking is called off, because the room is not open then any more:\n\n{over}\n\n"
			"Choose another half-day or another room in Schakel. Questions? Ask the Technocentrum.\n" },
	},
	[POST_BOEKING_VERLOPEN] = {
		[POST_NL] = { "Er kwam geen antwoord op je vraag",
			"Dag{naam},\n\n"
			"Op je vraag om deze plek kwam op tijd geen antwoord. De plek is weer vrij:\n\n{over}\n\n"
			"Kies in Schakel een ander dagdeel of een andere plek. Vragen? Die stel je aan het Technocentrum.\n" },
		[POST_EN] = { "Your question got no answer",
			"Hello{naam},\n\n"
			"Your question for this place got no answer in time. The place is free again:\n\n{over}\n\n"
			"Choose another half-day or another place in Schakel. Questions? Ask the Technocentrum.\n" },
	},
	[POST_AFGEZEGD_SCHOOL] = {
		[POST_NL] = { "Een afspraak gaat niet door",
			"Dag{naam},\n\n"
			"Deze afspraak is afgezegd en staat niet meer in de agenda:\n\n{over}\n\n"
			"Wordt er iemand anders gevonden, dan lees je dat in een volgende brief. Vragen? Die stel je aan het Technocentrum.\n" },
		[POST_EN] = { "An appointment is cancelled",
			"Hello{naam},\n\n"
			"This appointment was cancelled and no longer stands in the calendar:\n\n{over}\n\n"
			"When somebody else is found, you read it in a next letter. Questions? Ask the Technocentrum.\n" },
	},
	[POST_NIET_VERSCHENEN] = {
		[POST_NL] = { "Er is gemeld dat dit niet doorging",
			"Dag{naam},\n\n"
			"Over deze afspraak is gemeld dat ze niet doorging, omdat er iemand niet kwam:\n\n{over}\n\n"
			"Klopt dat niet? Zeg hier tot twee weken na de afspraak hoe het ging. Dan kijkt een medewerker ernaar:\n\n{link}\n" },
		[POST_EN] = { "It was said that this did not take place",
			"Hello{naam},\n\n"
			"Of this appointment it was said that it did not take place, because somebody did not come:\n\n{over}\n\n"
			"Is that not right? Say here until two weeks after it how it went. A member of staff looks at it then:\n\n{link}\n" },
	},
	[POST_TOCH_AFGEROND] = {
		[POST_NL] = { "Vastgelegd: dit ging door",
			"Dag{naam},\n\n"
			"Het Technocentrum heeft vastgelegd dat dit doorging:\n\n{over}\n\n"
			"Je hoeft niets te doen. Klopt het niet? Vraag het Technocentrum.\n" },
		[POST_EN] = { "Settled: this took place",
			"Hello{naam},\n\n"
			"The Technocentrum has settled that this took place:\n\n{over}\n\n"
			"There is nothing to do. Is it not right? Ask the Technocentrum.\n" },
	},
	[POST_AFLOOP_SCHOOL] = {
		[POST_NL] = { "Hoe ging het?",
			"Dag{naam},\n\n"
			"Dit is geweest:\n\n{over}\n\n"
			"Ging het door, en wat vonden jij en de klas ervan? Meld je aan bij Schakel en vertel het. Bedank daar ook wie er was:\n\n{link}\n" },
		[POST_EN] = { "How did it go?",
			"Hello{naam},\n\n"
			"This is over:\n\n{over}\n\n"
			"Did it take place, and what did you and the class think of it? Sign in to Schakel and tell. Thank who was there as well:\n\n{link}\n" },
	},
};
/* clang-format on */
