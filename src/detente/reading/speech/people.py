"""Words that name people by what they are: titles, offices, given names, peoples of countries."""

from __future__ import annotations

from detente.reading.speech.words import bag

#: Words that may stand before a name, in lower case and without full stops.
TITLES = bag(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady madam madame monsieur herr frau
    señor señora sen senator rep representative congressman congresswoman gov governor lt
    pres president vice deputy assistant acting interim prime minister premier chancellor
    secretary undersecretary mayor councillor councilman councilwoman commissioner
    ambassador envoy judge justice attorney general gen colonel col major maj captain capt
    sgt sergeant admiral adm king queen prince princess emir sheikh pope cardinal archbishop
    bishop rev reverend father rabbi imam speaker chairman chairwoman chair chief director
    foreign defence defense finance interior trade labour labor energy state treasury
    spokesman spokeswoman spokesperson negotiator analyst economist leader head candidate
    strategist pollster adviser advisor aide lawyer host former first republican democrat
    democratic national security press campaign manager house majority minority
    """
)

#: How people are addressed, whatever they do.
ADDRESSES = bag("mr mrs ms miss sir lord dame lady madam madame monsieur herr frau señor señora")

#: Titles that say whether the name behind them is a man's or a woman's.
GENDER_TITLES = {
    **dict.fromkeys(
        bag("""mr sir lord monsieur herr señor congressman councilman king prince emir sheikh pope
        father chairman spokesman businessman"""),
        "he",
    ),
    **dict.fromkeys(
        bag(
            """
    mrs ms miss dame lady madam madame frau señora congresswoman councilwoman queen princess
    chairwoman spokeswoman businesswoman
    """
        ),
        "she",
    ),
}

#: One who speaks for the side named beside the word.
OFFICES = bag(
    """
    adviser advisor aide ambassador attorney boss chair chairman chairwoman chancellor chief
    commander commissioner consul counsel counterpart delegate deputy diplomat director
    envoy executive foreign general governor head lawyer leader legislator manager mayor
    mediator minister ministry monarch negotiator office officer official parliament premier
    president president-elect prime representative secretary senator source speaker
    spokesman spokesperson spokeswoman steward strategist surrogate undersecretary vice-
    president whip
    """
)

#: Many who stand for the side named beside the word.
BODIES = bag(
    """
    administration army authorities authority board cabinet camp campaign capital coalition
    command committee congress council delegation embassy executives forces government
    headquarters leaders leadership management members military mission negotiators
    officials parliament party people presidency press regime representatives secretariat
    service side state statement team
    """
)

#: Words between the side and its office: "Russian *deputy foreign* minister".
BETWEEN = bag(
    """
    acting assistant chief deputy defence defense economic energy finance first foreign
    government head health interior interim justice labor labour lead main military national
    new permanent press prime second security senior special state top trade transport
    treasury vice
    """
)

#: Bodies rather than persons, where they end a name of several words.
NOT_SURNAMES = bag(
    """
    administration agency alliance army assembly association authority bank board bureau
    cabinet campaign capital center centre chamber college commission committee company
    congress corporation council court department east federation force forces foundation
    front government group guard hall house inc institute journal kingdom league ministry
    mission movement nations news north office organisation organization palace parliament
    party post press republic senate service side society south square state states street
    team times tower treaty union university west
    """
)

MALE = bag(
    """
    aaron adam adrian ahmed alan albert alejandro aleksandr alexander alexei ali andreas
    andrei andrew anthony antonio antony arthur barack ben benjamin bernard bernie bill bob
    boris brad brian bruce carl carlos charles chris christian christopher chuck clarence
    colin craig dan daniel dave david dennis diego dmitry dmitri don donald doug douglas ed
    edward elias emil emmanuel eric ernest ethan evan felix fernando francis francisco frank
    fred frederick gary geoffrey george gerald giovanni glenn gordon graham greg gregory
    hans harold harry hassan henry howard hugo ian igor isaac ivan jack jacob jake jakob
    james jan jason javier jay jean jeff jeffrey jeremy jerry jim jimmy joe joel johan john
    jon jonas jonathan jorge jose joseph josh joshua juan julian julio karl keith ken
    kenneth kevin klaus konstantin kurt kyle larry lars lawrence leo leon leonard liam lloyd
    louis luca lucas luis luke magnus marc marco marcus mario mark martin matt matthew max
    michael miguel mikhail mike mitch mitt mohamed mohammed nathan neil nicholas nick
    nicolas nikolai niels noah oleg oliver omar oscar otto pablo patrick paul pavel pedro
    per peter phil philip pierre rafael ralph ray raymond ricardo rich richard rick rob
    robert roberto rodrigo roger roland ron ronald ross roy russell ryan salman sam samuel
    scott sean sebastian sergei sergey sergio simon stanley stefan stephen steve steven
    stuart sven ted terry thomas tim timothy toby todd tom tomas tony tyler victor viktor
    vincent vladimir volodymyr abraham adolfo alfredo andre angus armando barry beto bobby brendan
    brett brian byron cesar chad clark clint cody corey cory damon darrell darren derek devin dick
    dominic donnie doug dwight eddie eduardo efrain elijah eli ezra floyd gabriel gavin gene gerald
    gerard gilbert glen greg gus hakeem hank herb herman ibrahim isaiah jared jarrod jay jeb jerome
    jimmy joaquin joey johnny josef josiah keenan kevin kirk kris lamar lance leroy levi luther
    malcolm manny mason maurice mick mickey miles mitchell mohammad monty ned newt noel norm norman
    omari orrin owen perry pete ramon rand randall randy raul raymond reggie rex rodney ruben rudy
    rufus rusty sebastian seth shane sherrod sid spencer stan stephan teddy terrence tommy travis
    trent trevor trey tucker vernon vince virgil wade wallace wally wendell wilbur willie zachary
    walter warren wayne will william xavier yuri yusuf
    """
)

FEMALE = bag(
    """
    abigail agnes alice alicia alison amanda amelia amy ana andrea angela anita ann anna
    anne annette anya audrey barbara beatrice beth betty brenda bridget camila carla carly
    carmen carol carolina caroline carolyn catherine cecilia charlotte cheryl christina
    christine cindy claire clara claudia condoleezza corinne cynthia daniela deborah debra
    denise diana diane dolores donna doris dorothy edith elaine elena eleanor elisa
    elisabeth elizabeth ella ellen emily emma erika esther eva eve evelyn farah fatima fiona
    frances freya gabriela gail gina gloria grace greta hannah heather heidi helen helena
    hilary hillary hope huma ida ingrid irene iris isabel isabella jane janet jean jennifer
    jessica jill joan joanna joyce judith judy julia julie karen kate katherine kathleen
    kathy katie katrina kellyanne kelly kim kirsten kristen laura lauren layla leila lena
    lesley leticia linda lisa liz lorena louise lucia lucy lydia madeleine mara margaret
    maria marie marina marion marta martha mary maya megan melania melissa mercedes michelle
    mira miriam monica nadia nancy naomi natalia natalie nicola nina nora olga olivia pamela
    patricia paula petra priya rachel rebecca renata rita rosa rosemary ruth samantha sandra
    sara sarah sharon sheila silvia sofia sonia sophie stephanie susan susanna suzanne
    sylvia tamara tanya tara teresa theresa tina ursula valentina valerie vanessa vera
    addie adele adriana alexandria alexandra alison allison alma alyssa andie annette annie antonia
    april arlene audra ayanna bella bernadette bertha bessie beverly bianca bonnie bonita brianna
    britney brooke camille candace carole carrie cassandra cassidy cathy celeste charlene chelsea
    chloe chrissy christie claudette colleen constance cora courtney daisy danielle daphne darlene
    dawn debbie delia della denise dianne dina dottie dora doreen edna eileen elise elissa eloise
    elsa elsie erica erin estelle ethel eunice evangeline faith felicia florence gabby gabrielle
    georgia geraldine gertrude gladys glenda gretchen guadalupe gwen harriet hattie hazel hilda
    ilhan imelda imani ines irma ivanka jackie jacqueline jana janelle janice jasmine jeanette
    jeannie jenna jenny jo joann jocelyn jodi johanna josephine josie juanita june kamala kara karin
    kathryn katharine katy kayla kayleigh keisha kendra kristi kristin kyrsten lana latoya laurie
    leah leanne lena leslie letitia lila lillian lindy lois loretta lori lorraine lucille lucinda
    lucy luz lydia lynn lynne mabel maggie marcia marcy margarita margo marianne maribel marilyn
    marjorie marsha maureen maxine meg mercy meredith mildred millie mindy misty molly mona muriel
    myra nadine nellie nicole nikki noelle noreen odessa opal paige pam patsy patty paulette pauline
    pearl peggy penelope penny phyllis polly priscilla rashida raquel regina rhonda roberta robin
    rochelle rosalind rosemarie rosie roxanne ruby sabrina sadie sally sandy selena shannon sharice
    sheryl shirley sonya stacey stacy stella sue summer susie suzy sybil tabitha tammy tasha tessa
    thelma tiffany toni tracy trisha trudy tulsi vicki vicky violet vivian wanda whitney wilma
    winifred yolanda yvette veronica victoria virginia wendy yasmin yvonne zainab zoe
    """
)

#: A country's name, in lower case, and what its people, or things of it, are called.
PEOPLES = {
    "afghanistan": ("afghan",),
    "america": ("american",),
    "argentina": ("argentine", "argentinian"),
    "armenia": ("armenian",),
    "australia": ("australian",),
    "austria": ("austrian",),
    "azerbaijan": ("azerbaijani", "azeri"),
    "belarus": ("belarusian", "belarussian"),
    "belgium": ("belgian",),
    "bosnia": ("bosnian",),
    "brazil": ("brazilian",),
    "britain": ("british",),
    "bulgaria": ("bulgarian",),
    "canada": ("canadian",),
    "chile": ("chilean",),
    "china": ("chinese",),
    "colombia": ("colombian",),
    "croatia": ("croatian",),
    "cuba": ("cuban",),
    "cyprus": ("cypriot",),
    "czech republic": ("czech",),
    "denmark": ("danish", "dane"),
    "egypt": ("egyptian",),
    "estonia": ("estonian",),
    "ethiopia": ("ethiopian",),
    "european union": ("european", "eu"),
    "finland": ("finnish",),
    "france": ("french",),
    "georgia": ("georgian",),
    "germany": ("german",),
    "great britain": ("british",),
    "greece": ("greek",),
    "hungary": ("hungarian",),
    "india": ("indian",),
    "indonesia": ("indonesian",),
    "iran": ("iranian",),
    "iraq": ("iraqi",),
    "ireland": ("irish",),
    "israel": ("israeli",),
    "italy": ("italian",),
    "japan": ("japanese",),
    "jordan": ("jordanian",),
    "kazakhstan": ("kazakh",),
    "kenya": ("kenyan",),
    "kosovo": ("kosovar",),
    "latvia": ("latvian",),
    "lebanon": ("lebanese",),
    "libya": ("libyan",),
    "lithuania": ("lithuanian",),
    "mexico": ("mexican",),
    "moldova": ("moldovan",),
    "morocco": ("moroccan",),
    "netherlands": ("dutch",),
    "nigeria": ("nigerian",),
    "north korea": ("north korean",),
    "norway": ("norwegian",),
    "pakistan": ("pakistani",),
    "palestine": ("palestinian",),
    "philippines": ("filipino", "philippine"),
    "poland": ("polish",),
    "portugal": ("portuguese",),
    "qatar": ("qatari",),
    "romania": ("romanian",),
    "russia": ("russian",),
    "saudi arabia": ("saudi",),
    "serbia": ("serbian",),
    "slovakia": ("slovak",),
    "slovenia": ("slovenian", "slovene"),
    "south africa": ("south african",),
    "south korea": ("south korean",),
    "soviet union": ("soviet",),
    "spain": ("spanish",),
    "sudan": ("sudanese",),
    "sweden": ("swedish",),
    "switzerland": ("swiss",),
    "syria": ("syrian",),
    "taiwan": ("taiwanese",),
    "tunisia": ("tunisian",),
    "turkey": ("turkish",),
    "ukraine": ("ukrainian",),
    "united kingdom": ("british",),
    "united states": ("american",),
    "united states of america": ("american",),
    "venezuela": ("venezuelan",),
    "vietnam": ("vietnamese",),
    "west": ("western",),
    "yemen": ("yemeni",),
}

PRONOUNS = {
    "he": "he",
    "him": "he",
    "his": "he",
    "himself": "he",
    "she": "she",
    "her": "she",
    "hers": "she",
    "herself": "she",
    "they": "they",
    "them": "they",
    "their": "they",
    "it": "it",
    "its": "it",
}


def gender_of(words: list[str]) -> str | None:
    """`he` or `she`, where a title or a given name among the words of a name says so."""
    for word in words:
        if word in GENDER_TITLES:
            return GENDER_TITLES[word]
    for word in words:
        if word in MALE:
            return "he"
        if word in FEMALE:
            return "she"
    return None
