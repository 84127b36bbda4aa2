import Pipeline

/// Tells which archived papers are the same as one that has come in.
///
/// One name in common is enough, where the name is of one paper alone. Else the papers must be of one case, or one of them
/// must be known by an interim identifier; neither may have a final number that the other lacks for another; and most of
/// their answers must say the same. So a question is never taken for its answer, nor an answer for a later one in the same
/// case.
struct Kinship {
    private let paper: ReadPaper
    private let names: PaperNames

    init(of paper: ReadPaper, _ names: PaperNames) { (self.paper, self.names) = (paper, names) }

    func isSame(_ archived: ArchivedPublication) -> Bool {
        let known = archived.names + [archived.id]
        if !Set(names.own).isDisjoint(with: known) { return true }
        guard !paper.document.publication.isWithdrawn, !OfficialFamily.contradict(names.own, known) else {
            return false
        }
        let shared = Set(names.hints).intersection(known)
        let isInterim = names.own.contains(where: \.isInterim) || known.contains(where: \.isInterim)
        guard shared.contains(where: PaperNames.isCase) || (isInterim && !shared.isEmpty) else {
            return false
        }
        return saysTheSame(as: archived.answers)
    }

    /// Whether most answers of the shorter of the two are answers of the other.
    private func saysTheSame(as known: [ArchivedAnswer]) -> Bool {
        let current = known.filter { !$0.isSuperseded }
        let fates = Pairing(paper.document.answers, with: current).fates
        let same = fates.count { if case .same = $0 { true } else { false } }
        return same > 0 && same * 2 > min(fates.count, current.count)
    }
}
