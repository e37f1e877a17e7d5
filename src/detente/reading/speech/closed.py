"""The small words of English that clauses hang on."""

from __future__ import annotations

from detente.reading.speech.words import bag

DETERMINERS = bag(
    "the a an this that these those his her its their our my your some any no every each "
    "many most several few all both another other such one two three four five six"
)
POSSESSIVES = bag("his her its their our my your whose")
SUBJECTS = bag(
    "he she it they we i you there this these those nobody everyone everybody somebody "
    "someone no-one nothing everything who he's she's it's they're we're i'm you're he'd "
    "she'd they'd it'd we'd i'd he'll she'll they'll it'll we'll i'll there's i've we've "
    "they've you've that's"
)
OBJECTS = bag("me him her us them you it himself herself themselves itself myself ourselves")
BE = bag("is are was were be been being am 's 're isn't aren't wasn't weren't")
HAVE = bag("has have had having hasn't haven't hadn't 've")
MODALS = bag(
    "will would can could may might must shall should won't wouldn't can't cannot couldn't "
    "shouldn't mustn't 'd 'll did didn't does doesn't do don't"
)
AUXILIARIES = BE | HAVE | MODALS
NEGATIONS = bag("not never n't nor hardly")
#: Words that may stand between a subject and its verb, or between a verb and what it attributes.
ADVERBS = bag(
    "also again already always even ever just later long never not now often once only "
    "quickly rather really recently repeatedly simply since so soon still then today tonight "
    "together too twice yesterday earlier publicly privately first further further instead "
    "long apparently once clearly perhaps simply thus therefore widely well aloud back "
    "out loud online either otherwise afterward afterwards meanwhile however sometimes "
    "initially finally in-person largely almost nearly"
)
DAYS = bag(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
    "yesterday today tonight january february march april may june july august september "
    "october november december"
)
PERIODS = bag(
    "week month year night spring summer autumn fall winter weekend morning afternoon "
    "evening decade day monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december"
)
PREPOSITIONS = bag(
    "of in on at by for with from to about against between among during after before "
    "over under into through via near outside inside since until toward towards "
    "across despite without within along around behind beyond like unlike upon per than "
    "amid following regarding concerning including"
)
SUBORDINATORS = bag(
    "that because although though while when whenever if as after before since until "
    "unless whether where whereas than once lest"
)
CONJUNCTIONS = bag("and but or nor yet so")
QUESTIONS = bag("whether if why how what who where which whom")
#: Words that open a sentence without being its subject.
OPENERS = bag(
    "but and yet still so then now later meanwhile however also instead moreover thus "
    "nevertheless nonetheless besides indeed today yesterday afterward afterwards earlier "
    "or nor for because privately publicly asked though although while as when if since "
    "even only just finally perhaps"
)
AUTHOR = bag(
    "i we you us me my our your i've i'm i'd i'll we've we're we'd we'll you've you're "
    "you'd you'll let's"
)
#: Verbs that lend their subject to an infinitive.
RAISERS = bag(
    """
    unable able hard difficult easy reluctant willing unwilling ready seem seems seemed
    appear appears appeared continue continues continued begin begins began start starts
    started come comes came tend tends tended used quick likely go goes went on rush rushed
    """
)
NOT_PARTICIPLES = bag(
    "during according including excluding regarding concerning following being "
    "king thing things something anything nothing everything morning evening "
    "spring string meeting hearing building briefing funding spending ceiling"
)


def finite(low: str) -> bool:
    """Whether a word looks like a finite verb."""
    return (
        low in AUXILIARIES
        or low in SHORT_VERBS
        or (low.endswith("ed") and len(low) > 3)
        or low.endswith(("n't", "'re", "'d", "'ll", "'ve", "'m"))
        or low in CONTRACTED
    )


#: Words with *is* or *has* in them, unlike "Okafor's".
CONTRACTED = bag(
    "he's she's it's that's there's what's who's here's how's where's let's "
    "everybody's nobody's everyone's something's nothing's"
)
#: Common verb forms that no ending betrays.
SHORT_VERBS = bag(
    "go goes went come comes came get gets got give gives gave take takes took make "
    "makes made know knows knew see sees saw think thinks thought want wants need needs "
    "seem seems look looks mean means meant work works keep keeps kept let lets put puts "
    "run runs ran say says said tell tells told become becomes became leave leaves left "
    "feel feels felt bring brings brought begin begins began show shows stand stands "
    "stood hear hears heard hold holds held lose loses lost pay pays paid meet meets met "
    "set sets lead leads led win wins won cost costs cut cuts lie lies spend spends spent "
    "fall falls fell send sends sent sell sells sold rise rises rose fail fails believe "
    "believes require requires remain remains deserve deserves threaten threatens "
    "include includes support supports oppose opposes belong belongs exist exists "
    "happen happens matter matters speak speaks spoke vote votes write wrote lack lacks "
    "did does do has have had is are was were will would could should can may might must "
    "hid hides hit hits kept drove flew flies threw throws chose chooses caught "
    "taught sought swore wore tore woke drank ate eats fought fights shot shut hurt "
    "rode rides rang sang sank shook slept swept struck strikes bet bets bid quit spread "
    "ain't love loves hate hates like likes trust trusts face faces plan plans hope hopes "
    "expect expects try tries tried act acts agree agrees represent represents "
    "understand understands move moves serve serves continue continues start starts "
    "stop stops turn turns help helps call calls play plays break breaks broke "
    "grow grows grew draw draws drew drive drives drove build builds built buy buys "
    "bought sit sits sat lives live use uses ask asks prefer prefers refuse refuses"
)
