#include "domain/voornaam.h"

#include <string.h>

/* By their first letter, with a space around each. Without those that are a common word too, such
 * as lente, storm and job. */
static const char *const namen['z' - 'a' + 1] = {
	['a' - 'a'] =
		" aaliyah aaron abby abdel abdul abdullah abel achmed adam adil ahmed ahmet "
		"aicha aisha albert alex alexander ali alicia alina amber amin amina amir amira "
		"amy ana anass andrea andreas angelique anika anna anne annelies annemarie "
		"anouar anouk anthony anton arda arjan arjen arno arnoud aron arthur arwen arzu "
		"astrid aya aylin ayoub ayse aysel ",
	['b' - 'a'] =
		" bart bas bastiaan ben benjamin bente bert bianca bilal boaz bob bodhi boris "
		"bouchra brahim bram brian britt burak ",
	['c' - 'a'] =
		" carlijn carlo carmen caroline casper catharina celine cemre chantal charlotte "
		"chloe chris christiaan christian christina claudia coen colin cor corine "
		"cornelis ",
	['d' - 'a'] =
		" daan damian dana dani daniel danielle danique danny daphne dave david debbie "
		"denise deniz dennis dewi diana dido diederik diego dieuwertje dilara dina dirk "
		"djamila dominique donny driss duuk dylan ",
	['e' - 'a'] =
		" ebru eda edwin efe elias elif elin eline elisa elisabeth elise ella ellen els "
		"elsa emiel emily emir emma emre eray eren eric erica erik erika ersin esmee "
		"esra esther eva evelien evi evy ezra ",
	['f' - 'a'] = " faas fabian fabienne fadi fadoua faisal farah farid fatih fatima fay faye "
		      "feline felix femke fenna feyza fien filip finn fleur floor floortje floris "
		      "fouad frank frans fred frederik freek furkan ",
	['g' - 'a'] = " gabriel geert geertje gerard gerben gerrit gert gijs gina guus guusje ",
	['h' - 'a'] =
		" hafsa hakan halil hamid hamza hanna hannah hanne hanneke hans harm harry "
		"hasan hassan hatice heleen helena hendrik henk herman hicham hidde hilde hind "
		"hugo huib huseyin ",
	['i' - 'a'] = " ibrahim ibtissam ilham ilias ilse ilyas imane imke imran inge ingrid irene "
		      "iris isa isabel isabella isis ismail ivan ivar ivo ivy ",
	['j' - 'a'] =
		" jaap jack jacob jacqueline jade jaimy james jamie jamila jan jana janna "
		"janneke jannes janou jara jari jarno jaro jasmijn jasmin jason jasper jay "
		"jayden jaylinn jeffrey jelle jelmer jennifer jenny jens jeremy jeroen jesper "
		"jesse jessica jet jette jill jim jinte jip joan joanna joas jochem joelle joep "
		"johan johanna johannes john jolie jolijn jonas jonathan jonna joost jop jordy "
		"joris jorn jort josephine joshua josje joyce juan judith jules julia julian "
		"julie juliette julius jurre jurriaan justin ",
	['k' - 'a'] =
		" kaan kai karel karen karim karin karlijn kars kasper kate katja kaylee kees "
		"kelly kenza kerem kevin khadija khalid kim kimberly klaas koen koray krista "
		"kristel kubra kyan kyra ",
	['l' - 'a'] =
		" laila lana lara lars latifa laura lauren laurens lea leah leila lena lenn "
		"lennard lennart leo leon leonie levi lewis leyla lia liam lianne lieke lies "
		"liesbeth liesje lieve lilly lily lina linda linde linn lisa lisanne lise liv "
		"livia liz lize lizzy loek lois lola lorena lotte lottie lou loubna louis "
		"louise luc luca lucas lucia lucy luka lukas luna luuk lynn lysanne ",
	['m' - 'a'] =
		" maaike maarten maartje machteld maja malak malek malika malou manon manuel "
		"marc marcel marco margriet maria mariam marieke marije marijke marijn marina "
		"marit mark marleen marloes marlon marlou marouan martijn martin martine mary "
		"maryam mathijs mats matthijs maud maurice maurits max maxim maya mees mehdi "
		"mehmet meike melanie melis melissa melle menno merel merijn mert merve meryem "
		"mia michael michel michelle mieke miel mies mika mike mila milan milou mira "
		"miranda mirjam mirte mirthe mohamed mohammad mohammed moniek monique mouad "
		"mounir mourad muhammed murat mustafa myrthe ",
	['n' - 'a'] =
		" nabil nada nadia nadine najat naomi naoual nassim natalie natasja nathan "
		"nawal nick nicky nico nicole niek niels nienke nikki nils nina nisa noa noah "
		"noel noelle noor noortje nora norah norbert noud nour nur nynke ",
	['o' - 'a'] = " okan okke olaf oliver olivia olivier omar omer onur oscar othman otis otto "
		      "ouassim oumaima owen ozan ",
	['p' - 'a'] =
		" pascal patricia patrick paul paula pauline pelin pepijn peter petra phileine "
		"philip philippe pien piet pieter pietje pim pip pleun puck ",
	['q' - 'a'] = " quinn quint quinten ",
	['r' - 'a'] = " rachel rachid raf rafael ralph ramon rania raoul rayan rebecca redouan "
		      "reinier remco renee rens reza rianne rick rico rik riley rinske rita rob "
		      "robbert robbin robert robin rogier roland rolf romee romy ronald roos "
		      "roosmarijn rosa rosalie rowan ruben rutger ruud ryan ",
	['s' - 'a'] =
		" saar sabine sabrina safae said salma sam samantha sami samir samira samuel "
		"sander sandra sanne sara sarah saskia sebastiaan seda selim selin selma sem "
		"semih senna sepp serkan siebe siem sien sigrid silke simon simone sjaak sjoerd "
		"sjors skye sofia sofiane sofie sophia sophie soraya soufian soufiane stan "
		"stefan stefanie sterre steven stijn sumeyye suus suzan suzanne suze sven "
		"svenja sylvia sylvie ",
	['t' - 'a'] =
		" tamara tanja tara tarik tess tessa tessel teun teuntje thea theo thijmen "
		"thijs thirza thom thomas tibbe tijmen tijn tijs tim timo tina tirza tobias tom "
		"tomas toon tuana tugba tycho tygo tyler ",
	['u' - 'a'] = " umut ursula ",
	['v' - 'a'] = " valerie vanessa veerle vera victor victoria vigo vik vince vincent vivian ",
	['w' - 'a'] =
		" walid wassim wendy wesley wessel wiebe wieke wies willem willemijn wim wout "
		"wouter ",
	['x' - 'a'] = " xander xavi xavier ",
	['y' - 'a'] =
		" yara yasin yasmin yasmina yasmine yassin yassine yfke ylse ymke younes youri "
		"yousra youssef yunus yusuf yvette yvonne ",
	['z' - 'a'] = " zahra zakaria zara zehra zeynep zineb zoe zoey ",
};

bool voornaam_komt_voor(const char *gevouwen)
{
	if (gevouwen[0] < 'a' || gevouwen[0] > 'z' || namen[gevouwen[0] - 'a'] == NULL)
		return false;
	const char *all = namen[gevouwen[0] - 'a'];
	const size_t len = strlen(gevouwen);
	for (const char *at = strstr(all, gevouwen); at != NULL; at = strstr(at + 1, gevouwen))
		if (at[-1] == ' ' && at[len] == ' ')
			return true;
	return false;
}
