import Markup

/// The elements of officielebekendmakingen.nl's XML that matter to the text.
///
/// The schema (`op-xsd-2012-2` and later) has some hundred; older papers have roots and names of their own. What is not named
/// here is passed through, so that its text is kept.
enum OfficialName: XMLVocabulary {
    case question, answer
    /// `Vraag 1`, in a question or an answer; elsewhere the number of an article or a paper.
    case number
    /// The sentence about who asks or answers.
    case description
    /// What is said instead of an answer: a postponement, or a remark.
    case remark, notice
    /// A paragraph.
    case block
    case heading
    /// `label nr titel` in one line.
    case head, headPart
    case list, item, itemNumber
    case table, row, entry
    case note, noteNumber, noteCall
    case bold, lineBreak, raised
    case signature, signaturePart
    /// A part of a name, with nothing between it and the next but what is printed.
    case namePart
    case day
    case hidden
    case other

    init(_ name: String, in namespace: String) { self = Self.names[name.lowercased()] ?? .other }

    private static let names: [String: OfficialName] = [
        "vraag": .question, "antwoord": .answer, "nr": .number, "nummer": .number,
        "kamervraagomschrijving": .description, "omschr": .description, "kamervraagopmerking": .remark,
        "mededeling": .notice,
        "al": .block, "tekstregel": .block, "kamervraagnummer": .block, "vraagnummer": .block,
        "toelicht": .block, "dossiernummer": .block, "stuknr": .block, "datumtekst": .block,
        "titel": .block, "subtitel": .block, "intitule": .block, "ondw": .block, "term": .block,
        "alinea": .block, "p": .block, "wij": .block, "dagtekening": .block, "uitgifte": .block,
        "bijschrift": .block, "bron": .block, "slotformulering": .block, "citaat": .block,
        "tussenkop": .heading, "item-titel": .heading, "kop": .head, "label": .headPart,
        "lijst": .list, "li": .item, "li.nr": .itemNumber, "lidnr": .itemNumber, "row": .row, "tr": .row,
        "entry": .entry, "td": .entry, "th": .entry, "table": .table, "tabel": .table,
        "noot": .note, "voetnoot": .note, "noot.nr": .noteNumber, "nootnr": .noteNumber,
        "nootref": .noteCall, "voetref": .noteCall, "noot.al": .block,
        "nadruk": .bold, "vet": .bold, "br": .lineBreak, "sup": .raised, "ondertekening": .signature,
        "functie": .signaturePart, "naam": .signaturePart, "organisatie": .signaturePart,
        "voornaam": .namePart, "achternaam": .namePart, "voorvoegsels": .namePart, "datum": .day,
        "metadata": .hidden, "meta": .hidden, "colspec": .hidden, "plaatje": .hidden,
    ]
}
