import Pipeline

/// The numbers by which a paper names itself in its head.
enum OfficialNumbers {
    /// How many filled lines of a paper are its head.
    private static let headLines = 40
    /// How many numbers one head may have.
    private static let most = 10

    /// The numbers, canonical: `ah-tk-20242025-595`, `2024Z18294`, `29237-178`, `AH 609` as `ah-609`.
    static func find(in text: PaperText) -> [String] {
        []
    }
}
