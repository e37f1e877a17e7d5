"""One command a file; the module is named as the command and has `command`."""

#: first sentences for `detente --help`, which loads no command; a test holds them to the commands
SUMMARIES = {
    "bargain": "Find where a deal lies, as the case assumes and as each side sees it.",
    "brief": "Write every analysis that a case allows into one file.",
    "bundle": "Put a case and its brief into one zip, each file with its sum.",
    "check": "Say what is wrong with a case, and what it is not yet good for.",
    "coalitions": "Find the states that parties would leave together.",
    "completion": "Print a script that completes commands and cases in your shell.",
    "diff": "Say which inputs and which verdicts changed between two versions of a case.",
    "dilemmas": "Find the dilemmas that positions, threats and doubts put each party in.",
    "evidence": "Keep, search, code and link what documents say, beside a case.",
    "inverse": "Say what a party would have to prefer for a state to be stable for it.",
    "levers": "Find the smallest changes that would let an outcome hold, and what else they do.",
    "list": "List the shipped cases.",
    "new": "Start a case.",
    "path": "Look for ways from the present to a target.",
    "read": "Find what the sides say in documents, with the place of every statement.",
    "serve": "Open the workbench in a browser, on this computer only.",
    "schema": "Print the JSON Schema of case files, for editors.",
    "solve": "Find the states that nobody has reason to leave.",
    "sure": "Say how far conclusions survive what is doubtful.",
    "talks": "Say how long the talks can run, who would leave first, and where that would leave "
    "everyone.",
    "views": "Compare what each party sees with what it expects and with the base.",
    "words": "Compare how the sides use words.",
}
