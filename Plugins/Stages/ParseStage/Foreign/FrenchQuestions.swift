import Pipeline

/// Written questions of the French Assemblée nationale and Sénat with the answers of the ministers.
///
/// Pages with labels, `Rubrique`, `Tête d'analyse`, `Texte de la question`, `Texte de la réponse`, and the Journal officiel,
/// where each pair runs on: `1234. − 12 septembre 2017. − M. Exemple attire … Réponse. − …`, unaccented in old files.
enum FrenchQuestions: Layout {
    static func read(_ raw: RawPaper) -> Reading? {
        guard FrenchMarks(raw.lines).areRecognised else { return nil }
        let paper = ForeignPaper(raw)
        var reader = FrenchReader(paper: paper, marks: FrenchMarks(paper.lines))
        return reader.reading()
    }
}
