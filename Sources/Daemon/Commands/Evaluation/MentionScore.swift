import Pipeline

/// What is said of mentions that gold has as well: their canonical names, values and units.
package struct MentionScore: Encodable {
    /// Mentions under the name that gold gives the thing.
    package var canonical = Tally()
    /// Mentions whose number, day or period is that of gold, or that rightly have none.
    package var value = Tally()
    /// Currencies of money, and what is counted.
    package var unit = Tally()
    /// Names of inhabitants and adjectives that are marked as such, and names that are not.
    package var demonym = Tally()

    /// Types whose mentions stand for a value.
    private static let valued: Set = ["date", "money", "quantity"]

    /// Adds one mention, which may stand in the passage several times: it is right where it is each time.
    ///
    /// Returns what is not as gold has it, for people.
    mutating func add(_ found: [Entity], _ gold: GoldFolder.Labels.Mention) -> [String] {
        var problems: [String] = []
        func judge(_ tally: inout Tally, _ found: [String], _ wanted: String) {
            let other = found.first { $0 != wanted }
            tally = tally + Tally(right: other == nil ? 1 : 0, of: 1)
            if let other { problems.append("\(other), not \(wanted)") }
        }
        if let name = gold.canonical {
            judge(
                &canonical, found.map { ComparedText.text($0.canonical) }, ComparedText.text(name))
        }
        if Self.valued.contains(gold.type) || gold.value != nil {
            judge(&value, found.map { Self.text($0.value) }, Self.text(gold.value?.value))
        }
        if let wanted = gold.unit {
            judge(&unit, found.map { ComparedText.text($0.unit ?? "") }, ComparedText.text(wanted))
        }
        if gold.type == Entity.Kind.place.rawValue {
            judge(
                &demonym, found.map { $0.isDemonym ? "a demonym" : "no demonym" },
                gold.demonym == true ? "a demonym" : "no demonym")
        }
        return problems
    }

    private static func text(_ value: Entity.Value?) -> String {
        switch value {
        case .number(let number)?: "\(number)"
        case .text(let text)?: text
        case nil: "no value"
        }
    }
}
