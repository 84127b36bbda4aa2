"""Feeds in Atom and RSS that announce papers that nobody wrote, from fixed seeds."""
from __future__ import annotations

import html
import time
from collections.abc import Iterator
from random import Random

import dutch

PAPERS_HOST, PAPERS_PORT = "127.77.0.1", 8077
"""Where the papers are said to be: a host that takes connections and does not answer, so that a row of polls is one of polls alone."""
FIRST_DAY = 1_700_000_000
SPREAD = 20_000_000


def entry(chance: Random, feed: int, number: int, atom: bool) -> str:
    """One entry, with what feeds of governments carry."""
    summary = dutch.prose(chance, 320)
    title, seconds = " ".join(summary.split()[:9]), time.gmtime(FIRST_DAY + chance.randrange(SPREAD))
    link = f"http://{PAPERS_HOST}:{PAPERS_PORT}/{feed}/kst-{feed}-{number}.html"
    shown, head = html.escape(summary), html.escape(title)
    if atom:
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", seconds)
        return (f'<entry><id>tag:papers.example,2024:{feed}:{number}</id><title>{head}</title>'
                f'<link rel="alternate" type="text/html" href="{link}"/>'
                f'<link rel="enclosure" type="application/pdf" href="{link}.pdf"/><updated>{at}</updated><published>{at}</published>'
                f'<author><name>Kabinet &amp; Kamer</name></author><category term="Buitenlandse zaken"/>'
                f'<summary type="html">&lt;p&gt;{html.escape(shown)}&lt;/p&gt;</summary></entry>\n')
    at = time.strftime("%a, %d %b %Y %H:%M:%S GMT", seconds)
    return (f'<item><title>{head}</title><link>{link}</link><guid isPermaLink="false">papers.example:{feed}:{number}</guid>'
            f'<pubDate>{at}</pubDate><dc:creator>Kabinet &amp; Kamer</dc:creator><category>Buitenlandse zaken</category>'
            f'<enclosure url="{link}.pdf" length="123456" type="application/pdf"/>'
            f'<description><![CDATA[<p>{summary}</p>]]></description></item>\n')


def enclosed(feed: int, entries: Iterator[str], atom: bool) -> str:
    """A whole feed of these entries."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    if atom:
        return (f'{head}<feed xmlns="http://www.w3.org/2005/Atom"><title>Bron {feed}</title><id>tag:papers.example,2024:{feed}</id>'
                f'<updated>2024-06-01T00:00:00Z</updated>\n{"".join(entries)}</feed>\n')
    return (f'{head}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Bron {feed}</title>'
            f'<link>https://papers.example/{feed}</link><description>Bron {feed}</description>\n{"".join(entries)}</channel></rss>\n')


def feed(number: int, entries: int = 50) -> str:
    """A feed of usual size: Atom where its number is even, RSS 2.0 where it is odd."""
    chance, atom = Random(f"feed {number}"), number % 2 == 0
    return enclosed(number, (entry(chance, number, index, atom) for index in range(entries)), atom)


def large(megabytes: float = 10) -> str:
    """One Atom feed of so many megabytes."""
    def entries() -> Iterator[str]:
        chance, size, number = Random(11), 0, 0
        while size < megabytes * 1e6:
            made = entry(chance, 1, number, atom=True)
            size += len(made.encode())
            number += 1
            yield made
    return enclosed(1, entries(), atom=True)


def announcing(number: int, papers: range, suffix: str) -> str:
    """An Atom feed of papers that lie beside it, by names relative to it."""
    return enclosed(number, (
        f'<entry><id>tag:papers.example,2024:{suffix}:{paper}</id><title>Schriftelijke vragen {paper}</title>'
        f'<link rel="alternate" href="{paper}.{suffix}"/><updated>2024-06-01T00:00:00Z</updated>'
        f'<summary>Schriftelijke vragen {paper}</summary></entry>\n' for paper in papers), atom=True)
