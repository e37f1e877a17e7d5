"""`detente words`."""

from __future__ import annotations

import os

import click

from detente.cli.options import CaseName, as_json, note, print_rows, read_case

KEYS = (
    "distinctive", "collocations", "use", "contested", "salience", "tone", "acts",
    "answers", "meanings",
)  # fmt: skip


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--by",
    required=True,
    metavar="FIELD",
    help="What tells the sides apart: any field of the documents, such as party, country, author,"
    " source, or year, month. With --case, party and speaker are those who are quoted.",
)
@click.option(
    "--over",
    type=click.Choice(["year", "quarter", "month", "week", "day"]),
    help="Compare the sides within each such window of time, and tell what changes.",
)
@click.option(
    "--term", "terms", multiple=True, metavar="T", help="Show one term in full; may be repeated."
)
@click.option(
    "--side", "sides", multiple=True, metavar="S", help="Tell of this side only; may be repeated."
)
@click.option(
    "--measure",
    "measures",
    multiple=True,
    type=click.Choice(KEYS),
    help="Only this measure; may be repeated. Default: all that the documents and the case allow.",
)
@click.option("--case", "case", type=CaseName(), help="Who speaks for whom, and the issues.")
@click.option(
    "--topic",
    "topics",
    multiple=True,
    metavar="NAME=WORD,WORD",
    help="Words of a topic of your own, for salience; an ending * stands for any ending.",
)
@click.option("--top", type=click.IntRange(1), metavar="N", help="At most N terms a side.")
@click.option(
    "--page",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    metavar="N",
    help="Which forty of many sides to tell of; --json tells of all.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="With --json, also terms that a side never uses.",
)
@click.option(
    "--prior",
    default="corpus",
    show_default=True,
    metavar="P",
    help="corpus: as many words as an average side has, spread as in all documents; corpus:N: N"
    " words, spread so; a number: that many uses of every term.",
)
@click.option("--min-uses", type=click.IntRange(1), default=5, show_default=True, metavar="N",
              help="Fewer uses of a term, over all sides, are too few to say.")  # fmt: skip
@click.option("--min-docs", type=click.IntRange(1), default=2, show_default=True, metavar="N",
              help="Fewer documents with a term are too few to say.")  # fmt: skip
@click.option(
    "--tokens",
    type=click.Choice(["words", "plain"]),
    default="words",
    show_default=True,
    help="words: with their inner apostrophes and hyphens; plain: lower case, ASCII punctuation"
    " taken out, two characters or more.",
)
@click.option("--ngrams", type=click.IntRange(1, 2), default=2, show_default=True,
              help="1 for single words, 2 for pairs as well.")  # fmt: skip
@click.option("--context", "span", type=click.IntRange(1, 50), default=8, show_default=True,
              metavar="N", help="Words on either side of a term that are its context.")  # fmt: skip
@click.option("--draws", type=click.IntRange(19), default=999, show_default=True, metavar="N",
              help="Permutations of whole documents, at most.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, metavar="N",
              help="Where the permutations begin.")  # fmt: skip
@as_json
def command(
    files: tuple[str, ...],
    by: str,
    over: str | None,
    terms: tuple[str, ...],
    sides: tuple[str, ...],
    measures: tuple[str, ...],
    case: str | None,
    topics: tuple[str, ...],
    top: int | None,
    page: int,
    everything: bool,
    prior: str,
    min_uses: int,
    min_docs: int,
    tokens: str,
    ngrams: int,
    span: int,
    draws: int,
    seed: int,
    as_json: bool,
) -> None:
    """Compare how the sides use words.

    Reads files, folders and corpora (JSON lines). Tells which terms set a side apart, which it uses
    otherwise than the others, whose words are held at arm's length; with --over, how that changes;
    with --case, also issues, tone and who answers whom. Whatever there are too few uses to say is
    not said.

    \b
        detente words speeches.jsonl --by party
        detente words speeches.jsonl --by party --over year --term guarantee
        detente words speeches.jsonl --by country --side Fiji --top 20
        detente words article.txt --by source --measure contested
        detente words articles/ --by party --case talks.yaml --json
    """
    # products of matrices are small here; threads would only wait for one another
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    prior_uses, prior_words = _prior(prior)
    named = dict(_topic(text) for text in topics)
    loaded = read_case(case) if case is not None else None

    from detente.cli.progress import shown
    from detente.reading.documents import Limits, open_documents
    from detente.reading.words import compare_words

    with shown("Reading") as progress:
        detail = loaded is not None and by in ("party", "speaker")
        found = compare_words(
            open_documents(files, limits=Limits(detail=detail)),
            by,
            over,
            terms,
            case=loaded,
            sides=sides,
            measures=measures or None,
            topics=named,
            progress=progress,
            tokens=tokens,
            ngrams=ngrams,
            prior=prior_uses,
            prior_words=prior_words,
            min_uses=min_uses,
            min_docs=min_docs,
            span=span,
            draws=draws,
            seed=seed,
            top=top,
            page=page,
            everything=everything,
        )
    for one in found.unreadable:
        note(str(one))
    if as_json:
        print_rows(found.to_rows())
    else:
        click.echo(str(found))
    for line in found.notes:
        note(line)


def _prior(text: str) -> tuple[float | None, float | None]:
    """Uses of every term, or words spread as in the corpus."""
    kind, _, words = text.partition(":")
    try:
        if kind != "corpus":
            return _above(text), None
        return None, _above(words) if words else None
    except ValueError:
        message = "corpus, corpus:N or a number above 0 is wanted"
        raise click.UsageError(f"--prior {text}: {message}.") from None


def _above(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise ValueError
    return value


def _topic(text: str) -> tuple[str, tuple[str, ...]]:
    name, equals, words = text.partition("=")
    listed = tuple(word.strip() for word in words.split(",") if word.strip())
    if not equals or not name.strip() or not listed:
        raise click.UsageError(f"--topic {text}: NAME=WORD,WORD is wanted.")
    return name.strip(), listed
