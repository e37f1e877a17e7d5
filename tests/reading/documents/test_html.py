"""HTML: the article alone, what the page says of itself, and no network."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from detente.reading.documents import READERS, Limits
from tests.reading.documents.contract import read, stretches

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Talks stall in Nordhaven | Harbour Gazette</title>
<meta name="author" content="Ana Reis"><meta property="og:site_name" content="Harbour Gazette">
<meta property="article:published_time" content="2031-02-21T23:30:00-05:00">
<meta property="article:modified_time" content="2031-03-01T08:00:00Z">
<script>var spy = "http://example.invalid/"; document.write("<p>Never run.</p>")</script></head>
<body><header class="site"><a href="/">Harbour Gazette</a></header>
<nav><ul><li><a href="/world">World</a></li><li><a href="/boats">Boats</a></li></ul></nav>
<div id="cookie-consent"><p>We use cookies to make you feel at home. Accept all of them.</p></div>
<article><h1>Talks stall in Nordhaven</h1>
<p class="byline">By Ana Reis</p>
<p>The mayor of Nordhaven said on Monday that the city would not negotiate while the strike went
on, and that the docks could stay shut for all she cared.</p>
<img src="http://example.invalid/pixel.gif" alt="pixel">
<p>The union answered within the hour that it had <b>never</b> been asked, and that
&ldquo;<i>talks</i>&rdquo; were a word for the newspapers alone.</p>
<div class="ad-slot"><p>Buy a boat today and pay in spring!</p></div>
<h2>What next</h2>
<blockquote><p>&ldquo;We shall see who is hungry first,&rdquo; said one of the dockers, who did
not want to be named.</p></blockquote>
<ul><li>The council meets on Tuesday to talk about wages.</li>
<li>The union votes on Friday.</li></ul>
</article>
<section id="comments"><h3>3 comments</h3>
<p>Anonymous wrote: they are all liars, all of them, as everybody knows.</p></section>
<footer><p>© Harbour Gazette 2031. All rights reserved. Written by nobody.</p></footer>
</body></html>
"""
LINKED = '<script type="application/ld+json">%s</script>'
WORDS = {
    "cp1251": "Порт закрыт до утра.",
    "shift_jis": "港は朝まで閉鎖。",
    "iso-8859-2": "Přístav zůstane zavřený.",
    "utf-16": "Порт закрыт до утра.",
}


def test_the_article_without_what_surrounds_it(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    one = read(path)
    assert [words.split()[:3] for place, words in stretches(one) if place.startswith("¶")] == [
        ["The", "mayor", "of"],
        ["The", "union", "answered"],
        ["“We", "shall", "see"],
        ["The", "council", "meets"],
        ["The", "union", "votes"],
    ]
    assert "never been asked, and that “talks” were a word" in one.text
    for boilerplate in ("cookies", "Boats", "Buy a boat", "liars", "rights reserved", "Never run"):
        assert boilerplate not in one.text
    assert one.title == "Talks stall in Nordhaven"
    assert (one.author, one.source, one.date) == ("Ana Reis", "Harbour Gazette", "2031-02-21")
    assert one.language == "en"
    lines = PAGE.split("\n")
    for piece in one.pieces:
        assert piece.line is not None
        assert one.text[piece.start : piece.start + 3].strip("“") in lines[piece.line - 1]


def test_a_page_in_which_no_article_is_found_gives_its_words(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><body><nav>Home</nav><div>No deal, said Reis.</div><script>x()</script>"
        "<table><tr><td>Wages</td><td>2 %</td></tr></table><p hidden>Psst.</p></body></html>",
        encoding="utf-8",
    )
    assert [words for _, words in stretches(read(path))] == ["No deal, said Reis.", "Wages | 2 %"]


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (LINKED % '{"@graph": [{"datePublished": "2031-02-21"}]}', "2031-02-21"),
        (LINKED % '{"datePublished": ', None),
        (LINKED % ("[" * 100_000), None),
        ('<meta name="DC.date.issued" content="21 February 2031">', "2031-02-21"),
        ('<meta property="article:modified_time" content="2031-02-21">', None),
        ('<meta name="date" content="soon"><meta name="pubdate" content="2031-02">', "2031-02"),
    ],
)
def test_when_a_page_was_published(tmp_path: Path, head: str, date: str | None) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        f"<html><head>{head}</head><body><p>The mayor said no on 3 March 2030.</p></body></html>",
        encoding="utf-8",
    )
    assert read(path).date == date


def test_a_time_element_of_the_article_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><body><article><time datetime='2031-02-21T10:00'>Friday</time>"
        "<p>The mayor said no.</p></article></body></html>",
        encoding="utf-8",
    )
    assert read(path).date == "2031-02-21"


@pytest.mark.parametrize("encoding", list(WORDS))
def test_the_encoding_that_the_page_names(tmp_path: Path, encoding: str) -> None:
    words = WORDS[encoding]
    path = tmp_path / "a.html"
    page = f"<html><head><meta charset='{encoding}'></head><body><p>{words}</p></body></html>"
    path.write_bytes(page.encode(encoding))
    assert read(path).text == words


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura  # what it defines on import is no connection

    assert trafilatura.__name__

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", never)
    monkeypatch.setattr(socket, "create_connection", never)
    monkeypatch.setattr(socket, "getaddrinfo", never)
    reader = READERS["html"].read
    assert reader is not None
    assert "mayor" in reader(PAGE.encode(), Limits()).text
    assert reader(b"http://example.invalid/", Limits()).text
    hostile = b'<html><head><base href="http://example.invalid/"><link rel="canonical" href="x">'
    assert reader(
        hostile + b"<meta http-equiv=refresh content='0;url=x'><p>Yes.</p>", Limits()
    ).text


def test_deep_nesting_is_survived(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<p>The mayor said no.</p>" + "<div>" * 200_000, encoding="utf-8")
    assert "The mayor said no." in read(path).text
