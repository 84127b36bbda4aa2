extension Array {
    /// The same elements in no more memory than they take, where an array that grew has room for as many again.
    ///
    /// For tables that are made once and kept for as long as the process runs.
    package var fitted: [Element] { capacity > count ? map(\.self) : self }
}
