"""How English words bend: the forms of a verb, the plural of a noun."""

from __future__ import annotations

from detente.reading.acts.lists import bag, read_list

IRREGULAR = {base: forms for base, *forms in map(str.split, read_list("irregular"))}

# Verbs of two and more syllables that double their last letter.
_DOUBLE = bag("""admit commit permit submit refer confer defer occur rebut compel expel repel dispel
    rebel transfer deter propel patrol abet regret quarrel cancel signal marshal shovel level label
    travel control incur recur allot acquit omit abhor concur kidnap channel equip fulfil instil
    enrol""")
_VOWELS = "aeiou"
_MEN = {"man": "men", "woman": "women", "policeman": "policemen", "child": "children",
        "serviceman": "servicemen", "gunman": "gunmen", "person": "people", "body": "bodies",
        "crisis": "crises"}  # fmt: skip


def verb_forms(base: str) -> dict[str, str]:
    """Every form of a verb with its tag: VB, VBZ, VBD, VBN, VBG."""
    head, _, rest = base.partition("_")
    tail = f"_{rest}" if rest else ""
    if head in IRREGULAR:
        third, past, participle, gerund = IRREGULAR[head]
        forms = {head: "VB", third: "VBZ", gerund: "VBG", participle: "VBN", past: "VBD"}
        if past == head:
            forms[head] = "VB"
    else:
        forms = _regular(head)
    return {form + tail: tag for form, tag in forms.items()}


def _regular(verb: str) -> dict[str, str]:
    forms = {verb: "VB"}
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        forms[verb + "es"] = "VBZ"
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        forms[verb[:-1] + "ies"] = "VBZ"
    else:
        forms[verb + "s"] = "VBZ"
    if verb.endswith("e"):
        forms[verb + "d"] = "VBD"
        stem = verb if verb.endswith(("ee", "oe", "ye")) else verb[:-1]
        forms[(verb[:-2] + "y" if verb.endswith("ie") else stem) + "ing"] = "VBG"
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        forms[verb[:-1] + "ied"] = "VBD"
        forms[verb + "ing"] = "VBG"
    else:
        if _doubles(verb):
            forms[verb + verb[-1] + "ed"] = "VBD"
            forms[verb + verb[-1] + "ing"] = "VBG"
        if not _doubles(verb) or verb in _DOUBLE:
            forms[verb + "ed"] = "VBD"
            forms[verb + "ing"] = "VBG"
    return forms


def _doubles(verb: str) -> bool:
    if verb in _DOUBLE:
        return True
    if len(verb) < 3 or verb[-1] in "aeiouwxy" or verb[-2] not in _VOWELS:
        return False
    return verb[-3] not in _VOWELS and sum(letter in _VOWELS for letter in verb) == 1


def plural(noun: str) -> str:
    """The plural of a noun; of a phrase, that of its last word or of the word before `of`."""
    if "_of_" in noun:
        head, rest = noun.split("_of_", 1)
        return f"{plural(head)}_of_{rest}"
    head, _, last = noun.rpartition("_")
    lead = f"{head}_" if head else ""
    if last in _MEN:
        return lead + _MEN[last]
    if last.endswith(("s", "sh", "ch", "x", "z", "argo", "veto")):
        return lead + last + "es"
    if last.endswith("y") and last[-2:-1] not in _VOWELS:
        return lead + last[:-1] + "ies"
    return lead + last + "s"


def spellings(word: str) -> list[str]:
    """A word as spelt on either side of the Atlantic: `organise` and `organize`."""
    found = [word]
    for british, american in (("isation", "ization"), ("ise", "ize"), ("our", "or")):
        if british in word and word not in ("raise", "promise", "compromise", "exercise", "advise"):
            found.append(word.replace(british, american))
    return found
