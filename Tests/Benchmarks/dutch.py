"""Sentences as official papers have them, from a vocabulary of the genre: the same random source gives the same sentences."""
from __future__ import annotations

from random import Random

WHO = (
    "Het kabinet|De regering|De minister|De staatssecretaris|De inspectie|De gemeente|De missie|De Europese Unie|Nederland|"
    "De Wereldbank|De Verenigde Naties|De internationale gemeenschap|De commissie|De Raad van State|Het ministerie van Defensie|"
    "Het ministerie van Buitenlandse Zaken|De Europese Commissie|De Rekenkamer|De ambassade|De Algemene Rekenkamer|De NAVO|"
    "De Afrikaanse Unie|Het Rode Kruis|De politie|Het openbaar ministerie|De Nationaal Coördinator").split("|")
DOES = (
    "onderzoekt|steunt|bespreekt|volgt|erkent|verwacht|betreurt|bevordert|financiert|evalueert|onderschrijft|verwelkomt|overweegt|"
    "herziet|begeleidt|versterkt|beoordeelt|coördineert|bekostigt|beschrijft|benadrukt|verlengt|beëindigt|hervat|toetst").split("|")
WHAT = (
    "de veiligheidssituatie|de samenwerking met internationale partners|de gevolgen voor de bevolking|de opvang van vluchtelingen|"
    "de voortgang van het programma|de cijfers over het afgelopen jaar|het advies van de commissie|de berichtgeving van de omroep|"
    "de opbouw van de rechtsstaat|de training van militairen|de levering van humanitaire hulp|de toegang tot schoon drinkwater|"
    "de bestrijding van terrorisme|het toezicht op de uitvoering|de begroting voor ontwikkelingssamenwerking|de inzet van grondtroepen|"
    "de sancties tegen Rusland|de bescherming van journalisten|het onderwijs aan meisjes|de strijd tegen corruptie|"
    "de handel in wapens|het bericht over de bezuinigingen|de terugkeer van asielzoekers|de gevolgen van klimaatverandering|"
    "de oogst en de voedselprijzen|de positie van vrouwen|de dialoog met de autoriteiten|de verkiezingen van het voorjaar|"
    "de militaire aanwezigheid|het mandaat van de vredesmissie|de aanpak van mensenhandel|de berechting van strijders|"
    "de ondersteuning van maatschappelijke organisaties|de evaluatie van het beleid|de hervorming van de veiligheidssector").split("|")
WHERE = (
    "in Mali|in Niger|in Burkina Faso|in de Sahel|in Oekraïne|in Soedan|in Tsjaad|in Syrië|in Libanon|in Ethiopië|in West-Afrika|"
    "in de grensstreek|in Bamako|in Niamey|in Rotterdam|in Brussel|in Genève|in Duitsland|in Frankrijk|in Jemen|in Somalië|"
    "in de regio|in de hoofdstad|op het platteland|langs de kust|in Benin|in Ghana|in Senegal|in Nigeria|in Afghanistan|in Den Haag").split("|")
WHY = (
    "waarbij de uitkomst nog niet vaststaat|omdat de omstandigheden sterk zijn veranderd|zoals eerder aan de Kamer is gemeld|"
    "in overleg met de betrokken organisaties|zonder dat dit tot nieuwe uitgaven leidt|waarvoor 2,5 miljoen euro is begroot|"
    "nadat de overeenkomst op 3 maart 2024 afliep|hoewel de gegevens onvolledig zijn|zolang de veiligheid van medewerkers het toelaat|"
    "mede op verzoek van de Verenigde Naties|als onderdeel van de geïntegreerde inzet|om nieuwe aanslagen te voorkomen|"
    "wat 90 militairen en 25 deskundigen vergt|door de staatsgreep van vorig jaar|met bijzondere aandacht voor jongeren|"
    "aangezien ruim 40 procent van de inwoners daarvan afhangt|tegen de achtergrond van toenemend geweld|"
    "conform de motie van het lid Kuiper|zoals beschreven in het rapport van de inspectie|ten koste van andere prioriteiten").split("|")
SAYS = (
    "Het kabinet zal uw Kamer voor de zomer van 2025 informeren over {what}.|Over {what} {where} kan op dit moment geen uitspraak worden gedaan.|"
    "Dat {who} {what} {does}, is bekend.|Er zijn geen aanwijzingen dat {what} {where} in gevaar komt.|"
    "Ja.|Nee, dat beeld herkent het kabinet niet.|Zie het antwoord op de vorige vraag.|"
    "Sinds 2019 is {where} 12,4 miljoen euro besteed aan {what}.|{What} blijft {where} een punt van zorg, {why}.|"
    "In 2023 ging het om 1.250 gevallen, {why}.|{Who} en {who} werken {where} samen aan {what}.").split("|")
ASKS = (
    "Klopt het dat {who} {what} {where} {does}?|Kan de minister toelichten wat {what} {where} betekent, {why}?|"
    "Welke stappen zet {who} met het oog op {what} {where}?|Deelt u de mening dat {what} {where} meer aandacht verdient, {why}?|"
    "Hoe beoordeelt u {what} en {what} {where}?|Bent u bekend met {what} {where}?|"
    "Hoeveel geld is er in 2024 uitgetrokken voor {what} {where}?|Bent u bereid om {what} te bespreken met {who}, {why}?").split("|")


def filled(chance: Random, pattern: str) -> str:
    """The pattern with each name in braces replaced by a draw; a capital asks for a capital."""
    pools = {"who": WHO, "does": DOES, "what": WHAT, "where": WHERE, "why": WHY}
    out = []
    for piece in pattern.split("{"):
        name, brace, rest = piece.partition("}")
        if not brace:
            out.append(piece)
            continue
        drawn = chance.choice(pools[name.lower()])
        if name[0].isupper():
            drawn = drawn[0].upper() + drawn[1:]
        elif drawn.startswith(("De ", "Het ")):
            drawn = drawn[0].lower() + drawn[1:]
        out.append(drawn + rest)
    return "".join(out)


def sentence(chance: Random) -> str:
    """A sentence of an answer or of prose."""
    if chance.random() < 0.3:
        return filled(chance, chance.choice(SAYS))
    return filled(chance, "{Who} {does} {what} {where}, {why}.")


def question(chance: Random) -> str:
    """A sentence that asks."""
    return filled(chance, chance.choice(ASKS))


def prose(chance: Random, size: int, ask: bool = False) -> str:
    """Sentences of about so many bytes."""
    out = [question(chance) if ask else sentence(chance)]
    while sum(map(len, out)) < size:
        out.append(question(chance) if ask else sentence(chance))
    return " ".join(out)
