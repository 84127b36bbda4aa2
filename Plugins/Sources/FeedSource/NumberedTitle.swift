import WebSource

extension FeedEntry {
    /// What the paper is called: the summary, where the title is its number and who published it and nothing else.
    ///
    /// officielebekendmakingen.nl writes `kst-1027687 : Tweede Kamer der Staten-Generaal`, and the title of the paper below.
    var titleOfPaper: String {
        guard let summary, OfficialNumber.paper(titled: title) != nil else { return title }
        let name = title.utf8.firstIndex(of: UInt8(ascii: " ")) ?? title.endIndex
        guard title[name...].hasPrefix(" : ") else { return title }
        let text = summary.singleLine(longest: Self.longestTitle)
        return text.isEmpty ? title : text
    }

    /// Longest summary that is a title, in bytes.
    private static let longestTitle = 1024
}
