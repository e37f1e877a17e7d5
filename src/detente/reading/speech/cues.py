"""The words that attribute: verbs, nouns and adjectives of saying, thinking and wanting.

Each verb says in which ways what it attributes may follow:

T  a clause, with or without *that*         "said (that) she would go"
W  a question                               "asked whether she would go"
I  an infinitive                            "promised to go"
O  somebody, then an infinitive             "urged her to go"
R  somebody told, before the clause         "told reporters (that) she would go"
N  a thing                                  "rejected the offer"
A  a thing, then *as* something             "described the offer as thin"
C  a thing, then what it is called          "called the offer a joke"
G  somebody, then *of* or *for* something   "accused her of hiding it"
Q  quoted words alone                       "he continued: ..."
P  a preposition, named after the colon     "called for a vote"

A small letter `v` marks what goes on in a mind, which is a viewpoint unless it is quoted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes: its basic form, its form here, and the ways it attributes.

    Attributes
    ----------
    lemma : str
    form : "base", "s", "past", "part", "ing", "noun" or "adjective"
        `past` stands for a past form that may be a participle too.
    frames : frozenset of str
        Letters of the table above.
    prepositions : frozenset of str
        Those of frame P; of a noun or adjective, those that may lead to its content.
    mental : bool
        What goes on in a mind, not said aloud.
    strength : float in [0, 1]
        How often such a word attributes where its frame fits.
    """

    lemma: str
    form: str
    frames: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    mental: bool = False
    strength: float = 0.8


VERBS = """
say TWQN 1
tell RWQO 1
add TQ 0.9
note TQ 0.9
argue TQ:for,against 0.95
claim TIQ 0.95
insist TQ:on 0.95
maintain TQ 0.8
assert TQ 0.9
contend TQ 0.9
allege TQ 0.95
state TQ 0.85
declare TQC 0.85
announce TNQ 0.85
report TQ 0.8
reveal TQ 0.75
disclose TQ 0.8
explain TWQ 0.85
point_out TQ 0.9
acknowledge TNQ 0.85
admit TQ:to 0.85
concede TQ 0.9
confess TQ:to 0.8
confirm TWQN 0.85
deny TN 0.85
dispute TN 0.8
reject N 0.75
dismiss AN 0.75
rebut N 0.7
refute N 0.7
contradict - 0.5
counter TQ 0.9
reply TQ 0.9
respond TQ 0.8
answer Q 0.8
retort TQ 0.9
respond Q 0.8
repeat TQN 0.7
reiterate TQN 0.85
stress TQN 0.85
emphasize TQN 0.85
emphasise TQN 0.85
observe TQ 0.7
remark TQ 0.9
comment Q:on 0.6
suggest TQN 0.8
imply T 0.8
hint T:at 0.8
indicate TW 0.8
signal TI 0.65
warn TRQ:of,against,about 0.9
caution TRQ:against 0.9
predict TQN 0.9
forecast TN 0.8
estimate TN 0.8
project T 0.7
calculate T 0.7
promise TIRNQ 0.85
pledge TINQ 0.85
vow TIQ 0.9
swear TIQ 0.8
threaten TIN 0.8
offer IN 0.6
propose TIN 0.75
demand TINQ 0.85
request TN 0.7
ask OWQ:for 0.8
inquire WQ:about 0.8
wonder vWQ 0.85
question WN 0.75
urge ORTNQ 0.9
encourage O 0.75
exhort O 0.8
implore OQ 0.8
beg OQ 0.7
plead Q:for,with 0.7
appeal -:for 0.6
advise ORT:against 0.75
recommend TN 0.8
order O 0.6
instruct O 0.75
command OQ 0.6
call_on O 0.9
call_upon O 0.9
call_for N 0.9
call C 0.8
label C 0.8
brand C 0.8
dub C 0.7
deem C 0.7
term C 0.7
describe A 0.9
portray A 0.85
characterize A 0.9
characterise A 0.9
depict A 0.8
cast A 0.5
paint A 0.5
denounce AN 0.8
condemn AN 0.8
criticize AGN 0.8
criticise AGN 0.8
slam AN 0.7
blast AN 0.65
attack AN 0.35
mock AN 0.7
ridicule AN 0.75
deride AN 0.8
decry AN 0.8
lambaste AN 0.8
rip AN 0.4
praise AGN 0.8
hail AN 0.8
applaud AGN 0.7
commend AGN 0.75
laud AN 0.8
tout AN 0.75
celebrate A 0.4
welcome AN 0.6
endorse N 0.55
defend AN 0.5
accuse G 0.9
blame GN 0.8
fault G 0.7
thank G 0.5
complain TQ:about,of 0.85
lament TQN 0.8
protest TQ 0.6
object TQ:to 0.75
joke TQ:about 0.85
quip TQ 0.9
boast TQ:about,of 0.85
brag TQ:about 0.85
gush TQ 0.8
muse TQ:about 0.8
tweet TQ 0.85
express N 0.75
voice N 0.7
require T 0.6
mandate T 0.6
retweet N 0.6
write TQ 0.8
post Q 0.6
text Q 0.6
testify TQ:about 0.85
vent Q 0.6
shout TQ 0.8
yell TQ 0.8
scream TQ 0.7
cry Q 0.6
whisper TQ 0.8
mutter TQ 0.8
murmur TQ 0.8
exclaim TQ 0.9
interject Q 0.9
fume TQ 0.9
thunder Q 0.8
snap Q 0.7
scoff TQ:at 0.8
sneer TQ 0.8
chide Q 0.7
continue Q 0.8
conclude TQ 0.8
begin Q 0.5
go_on Q 0.7
recall TWQN 0.75
recount TWQN 0.75
relate T 0.6
elaborate Q 0.7
clarify TQ 0.8
specify TW 0.7
assure RTO 0.85
reassure RT 0.85
remind RT 0.75
inform RT 0.8
notify RT 0.75
persuade RO 0.5
convince RO 0.5
brief - 0.4
rule TQ 0.75
hold T 0.45
find T 0.7
determine TW 0.6
conclude TQ 0.8
discover T 0.5
show TW 0.75
demonstrate T 0.55
prove T 0.5
require - 0.4
stipulate T 0.8
speculate TQ:about 0.85
theorize TQ 0.85
posit TQ 0.85
postulate TQ 0.85
quote A 0.5
cite AN 0.4
refuse I 0.75
decline I 0.7
agree vTIQ:on 0.8
disagree vQ:with,about 0.75
rule_out N 0.8
oppose vN 0.8
support vN 0.7
back vN 0.45
favor vN 0.75
favour vN 0.75
prefer vIN 0.8
believe vTONQ:in 0.95
think vTWNQ:of,about 0.9
feel vTQ:like 0.8
know vTW 0.7
reckon vTQ 0.9
guess vT 0.7
suppose vT 0.8
assume vT 0.85
presume vT 0.8
suspect vTN 0.85
doubt vTWN 0.85
fear vTIN 0.85
worry vTQ:about,over 0.85
fret vTQ:about,over 0.85
hope vTI:for 0.9
wish vTI:for 0.8
want vIONW 0.9
desire vIN 0.75
seek vN 0.4
expect vTION 0.8
anticipate vTN 0.8
foresee vTN 0.8
envision vTAN 0.8
imagine vTWN 0.75
plan vI:on 0.8
intend vIT 0.85
aim vI 0.75
consider vCN 0.75
regard vA 0.85
view vA 0.85
see vA 0.85
perceive vAT 0.8
treat vA 0.4
mean vI 0.5
decide vITW:on,against 0.7
choose vI 0.5
resolve vIT 0.6
realize vTW 0.75
realise vTW 0.75
recognize vTW 0.75
recognise vTW 0.75
understand vTW 0.75
learn vTW 0.6
notice vT 0.6
remember vTW 0.65
forget vT 0.5
care vW:about 0.6
like vIN 0.55
love vIN 0.5
hate vIN 0.6
dislike vN 0.7
resent vTN 0.8
regret vTN 0.8
appreciate vTN 0.6
enjoy - 0.3
trust vTN 0.6
distrust vN 0.75
admire vN 0.7
respect vN 0.5
accept vTN 0.6
dread vTN 0.8
long vI:for 0.6
yearn vI:for 0.75
vote - 0.3
"""

IRREGULAR = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "forecast": ("forecasts", "forecast", "forecast", "forecasting"),
    "cast": ("casts", "cast", "cast", "casting"),
    "write": ("writes", "wrote", "written", "writing"),
    "begin": ("begins", "began", "begun", "beginning"),
    "go": ("goes", "went", "gone", "going"),
    "hold": ("holds", "held", "held", "holding"),
    "find": ("finds", "found", "found", "finding"),
    "show": ("shows", "showed", "shown", "showing"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "feel": ("feels", "felt", "felt", "feeling"),
    "know": ("knows", "knew", "known", "knowing"),
    "seek": ("seeks", "sought", "sought", "seeking"),
    "foresee": ("foresees", "foresaw", "foreseen", "foreseeing"),
    "see": ("sees", "saw", "seen", "seeing"),
    "mean": ("means", "meant", "meant", "meaning"),
    "choose": ("chooses", "chose", "chosen", "choosing"),
    "understand": ("understands", "understood", "understood", "understanding"),
    "learn": ("learns", "learned", "learned", "learning"),
    "forget": ("forgets", "forgot", "forgotten", "forgetting"),
    "beg": ("begs", "begged", "begged", "begging"),
    "rip": ("rips", "ripped", "ripped", "ripping"),
    "slam": ("slams", "slammed", "slammed", "slamming"),
    "quip": ("quips", "quipped", "quipped", "quipping"),
    "brag": ("brags", "bragged", "bragged", "bragging"),
    "plan": ("plans", "planned", "planned", "planning"),
    "dub": ("dubs", "dubbed", "dubbed", "dubbing"),
    "snap": ("snaps", "snapped", "snapped", "snapping"),
    "fret": ("frets", "fretted", "fretted", "fretting"),
    "admit": ("admits", "admitted", "admitted", "admitting"),
    "refer": ("refers", "referred", "referred", "referring"),
    "prefer": ("prefers", "preferred", "preferred", "preferring"),
    "rebut": ("rebuts", "rebutted", "rebutted", "rebutting"),
    "regret": ("regrets", "regretted", "regretted", "regretting"),
    "label": ("labels", "labeled", "labeled", "labeling"),
    "signal": ("signals", "signaled", "signaled", "signaling"),
    "hate": ("hates", "hated", "hated", "hating"),
}

#: Nouns that lead to what somebody says or thinks: how it follows, and prepositions.
NOUNS = """
claim T 0.9
allegation T:of 0.85
accusation T:of 0.85
charge T 0.6
assertion T 0.9
contention T 0.9
argument T 0.85
belief T:in 0.9
view T 0.85
opinion T 0.9
idea T 0.6
notion T 0.8
conviction T 0.8
suspicion T:of 0.85
assumption T 0.8
assurance T 0.9
suggestion T 0.85
insinuation T 0.85
warning T:of,about 0.85
concern T:about,over 0.8
worry T:about,over 0.8
fear T:of,about 0.8
hope T:of,for 0.8
promise TI:of 0.85
pledge TI:of 0.85
vow TI 0.9
threat TI:of 0.8
statement T 0.8
announcement T 0.8
complaint T:about 0.85
prediction T:of 0.85
insistence T:on 0.9
conclusion T 0.8
rumor T:of,about 0.8
rumour T:of,about 0.8
speculation T:about 0.8
report T:of 0.7
theory T 0.7
impression T 0.8
expectation T 0.8
confidence T 0.6
doubt T:about 0.7
demand TI:for 0.8
call I:for 0.75
request I:for 0.7
refusal I 0.75
decision I 0.6
plan I 0.65
proposal I 0.7
desire I:for 0.75
wish I 0.75
intention I:of 0.8
willingness I 0.65
reluctance I 0.65
commitment I 0.55
offer I 0.65
criticism -:of 0.7
praise -:for 0.7
support -:for 0.5
opposition -:to 0.6
denial T:of 0.8
admission T 0.85
acknowledgment T 0.8
acknowledgement T 0.8
revelation T 0.6
ruling T 0.7
sense T 0.5
feeling T 0.7
testimony T 0.8
remark T:about 0.7
question -:about 0.5
"""

#: Adjectives of mind: how their content follows.
ADJECTIVES = """
confident T:of,in 0.85
sure T:of 0.7
certain T:of 0.75
convinced T:of 0.9
hopeful T:about 0.85
optimistic T:about 0.85
pessimistic T:about 0.85
skeptical T:of,about 0.85
sceptical T:of,about 0.85
doubtful T:of,about 0.8
worried T:about 0.85
concerned T:about,with 0.8
afraid TI:of 0.8
fearful T:of 0.85
aware T:of 0.6
unaware T:of 0.6
adamant T:about 0.85
certain T 0.7
disappointed T:in,with,by 0.75
surprised T:by 0.65
angry T:about,over,at 0.65
furious T:about,over,at,with 0.7
upset T:about,over,with 0.65
frustrated T:with,by 0.7
glad TI 0.75
proud TI:of 0.7
happy TI:with,about 0.6
pleased TI:with 0.7
sorry T:for,about 0.65
eager I 0.75
willing I 0.65
unwilling I 0.7
reluctant I 0.7
determined I 0.75
ready I 0.35
opposed -:to 0.75
wary -:of 0.75
critical -:of 0.75
supportive -:of 0.7
dismissive -:of 0.75
tired -:of 0.6
"""

#: Adverbs that attribute without saying to whom.
HEARSAY = frozenset({"reportedly", "allegedly", "supposedly", "purportedly"})

DOUBLED = {"rip", "slam", "quip", "brag", "dub", "snap", "fret"}


def inflect(verb: str) -> tuple[str, str, str, str]:
    """The third person, the past, the participle and the -ing form of a verb."""
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        third = verb + "es"
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        third = verb[:-1] + "ies"
    else:
        third = verb + "s"
    if verb.endswith("e"):
        past, ing = verb + "d", verb[:-1] + "ing"
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        past, ing = verb[:-1] + "ied", verb + "ing"
    else:
        past, ing = verb + "ed", verb + "ing"
    if verb.endswith("ee"):
        ing = verb + "ing"
    return third, past, past, ing


def lines(table: str) -> list[tuple[str, str, frozenset[str], float]]:
    """The lines of a table: lemma, frames, prepositions, strength."""
    found = []
    for line in table.split("\n"):
        if not line:
            continue
        lemma, frames, strength = line.split()
        letters, _, prepositions = frames.partition(":")
        found.append(
            (lemma, letters, frozenset(filter(None, prepositions.split(","))), float(strength))
        )
    return found


@cache
def verbs() -> dict[str, tuple[Cue, ...]]:
    """Every form of every verb that attributes; those with a particle under the verb alone."""
    found: dict[str, list[Cue]] = {}
    for lemma, letters, prepositions, strength in lines(VERBS):
        frames = frozenset(letters) - {"v", "-"} | ({"P"} if prepositions else set())
        head = lemma.partition("_")[0]
        third, past, participle, ing = inflect(head)
        forms = {head: "base", third: "s", ing: "ing", participle: "part"}
        forms[past] = "past"
        for written, form in forms.items():
            cue = Cue(lemma, form, frozenset(frames), prepositions, "v" in letters, strength)
            known = found.setdefault(written, [])
            if all(other.lemma != lemma for other in known):
                known.append(cue)
    return {
        written: tuple(sorted(cues, key=lambda cue: "_" not in cue.lemma))
        for written, cues in found.items()
    }


@cache
def nouns() -> dict[str, Cue]:
    """Every noun that attributes, in singular and plural."""
    found = {}
    for lemma, letters, prepositions, strength in lines(NOUNS):
        plural = lemma[:-1] + "ies" if lemma.endswith("y") else lemma + "s"
        frames = frozenset(letters) - {"-"} | ({"P"} if prepositions else set())
        for written in (lemma, plural):
            found[written] = Cue(lemma, "noun", frozenset(frames), prepositions, False, strength)
    return found


@cache
def adjectives() -> dict[str, Cue]:
    """Every adjective of mind."""
    found = {}
    for lemma, letters, prepositions, strength in lines(ADJECTIVES):
        frames = frozenset(letters) - {"-"} | ({"P"} if prepositions else set())
        found[lemma] = Cue(lemma, "adjective", frozenset(frames), prepositions, True, strength)
    return found
