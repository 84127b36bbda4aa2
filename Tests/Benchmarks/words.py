"""Phrases, prose that holds them, labelled texts and records, from fixed seeds."""
from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random

import dutch
import papers

STARTS = "Ba Do Ka Lo Mi Na Or Pe Ri Sa Te Vo Wa Ze Bri Kra Sta Gri Flo Hen".split()
ENDS = "mako dijk sen stra veld dorp lena rik tamo gara ward mans beek huis niva bos".split()
FIRST = ("Aisha Bart Carla Dirk Elif Freek Greta Hamza Iris Joris Karin Leo Margriet Niels Olga Paul Quinten Ria Sven Truus Umut Vera "
         "Wouter Xander Yara Zoë Anouk Bilal Chantal Douwe Eline Fatima Gijs Hilde Ilse Jelle Kim Lars Manon Nadia").split()
BETWEEN = ["", "", "", "van ", "de ", "van de ", "van der ", "van den ", "ter ", "ten "]
LAST = ("Aalbers Blok Coenen Doorn Engels Fokkema Goossens Hartman Idzerda Joosten Kroon Lammers Mertens Nauta Otten Pronk Reinders "
        "Snijders Tuinman Uijl Verbeek Westra IJzerman Zijlstra Beukema Claassen Dam Elzinga Franken Geerts Hofstra Janssens Keizer "
        "Lodewijks Moerman Noord Oosting Pot Rademaker Spaan Thijssen Vrolijk Wiegers Zomer Bergsma Croon Dales Faber Groeneveld").split()
KINDS = "Stichting|Vereniging|Instituut voor|Raad voor|Bureau|Fonds voor|Commissie|Dienst|Platform|Autoriteit".split("|")
SUBJECTS = ("Archieven Bossen Cultuurgoed Drinkwater Emancipatie Filantropie Gezondheid Havens Innovatie Jeugd Kunsten Landschap "
            "Monumenten Noodhulp Onderzoek Pers Rivieren Scholing Toezicht Uitvoer Vrede Waterbeheer Zeevaart Zorg").split()


def known() -> list[str]:
    """What the prose itself names: places, organisations, subjects."""
    places = [where.split(" ", 1)[1] for where in dutch.WHERE if where[3].isupper()]
    return places + [who.split(" ", 1)[-1] for who in dutch.WHO] + [what.split(" ", 1)[1] for what in dutch.WHAT]


def phrases(count: int = 10_000) -> list[str]:
    """Names of people, organisations and places, each once."""
    chance, found = Random(7), dict.fromkeys(known())
    while len(found) < count:
        if chance.random() < 0.55:
            name = f"{chance.choice(FIRST)} {chance.choice(BETWEEN)}{chance.choice(LAST)}"
        else:
            second = f"en {chance.choice(SUBJECTS)}" if chance.random() < 0.5 else f"{chance.choice(STARTS)}{chance.choice(ENDS)}"
            name = f"{chance.choice(KINDS)} {chance.choice(SUBJECTS)} {second}"
        found[name] = None
    return list(found)


def prose(megabytes: float, names: list[str]) -> Iterator[str]:
    """Paragraphs with a name in about every forty words."""
    chance, size = Random(8), 0
    while size < megabytes * 1e6:
        paragraph = papers.with_names(chance, dutch.prose(chance, chance.randint(300, 1500)), names)
        size += len(paragraph.encode()) + 2
        yield paragraph


def terms(themes: int = 12, each: int = 200) -> dict[str, list[str]]:
    """Words of themes, compounds as Dutch makes them."""
    stems = [f"{start.lower()}{end}" for start in STARTS for end in ENDS[:10]]
    return {f"theme{number}": [f"{stem}{ENDS[number]}" for stem in stems[:each]] for number in range(themes)}


def labelled(count: int, of: dict[str, list[str]], size: int = 2048) -> Iterator[tuple[str, str]]:
    """Texts of about `size` bytes, each with some terms of its theme and a few of another: `(theme, text)`."""
    chance, themes = Random(9), sorted(of)
    for _ in range(count):
        theme, other = chance.choice(themes), chance.choice(themes)
        words = dutch.prose(chance, size).split()
        for place in range(len(words)):
            draw = chance.random()
            if draw < 0.1:
                words[place] = chance.choice(of[theme] if draw < 0.08 else of[other])
        yield theme, " ".join(words)[:size]


def records(count: int, size: int = 2048) -> Iterator[str]:
    """Lines of JSON of so many bytes: what a queue holds and a webhook posts."""
    chance = Random(10)
    for number in range(count):
        line = json.dumps({"id": number, "kind": "answer", "theme": "sahel", "text": dutch.prose(chance, size)}, ensure_ascii=False)
        yield line.encode()[:size - 2].decode(errors="ignore").rstrip("\\") + '"}'
