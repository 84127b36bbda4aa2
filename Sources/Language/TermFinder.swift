import Synchronization

/// Finds phrases, and words as parts of compounds, in one pass over a text.
///
/// What a word is to it is judged once, and remembered in a ``WordMemory`` that goes from text to text. A class, since its tables
/// are many, and each copy would count the references to them all.
package final class TermFinder: Sendable {
    /// A place where a phrase stands, or a part of a compound.
    package struct Place: Sendable {
        /// The index of the phrase, or what the part was added with.
        package let id: Int
        package let words: Range<Int>
        /// How many letters the part has; `Int.max` for a phrase.
        package let letters: Int

        package var isWhole: Bool { letters == .max }
    }

    package let matcher: PhraseMatcher
    private let parts: CompoundParts

    /// `parts` are sealed already.
    package init(_ phrases: [Phrase], parts: CompoundParts) {
        (matcher, self.parts) = (PhraseMatcher(phrases), parts)
    }

    /// Calls `found` with the places that begin at one word, in no order, word after word, where there are any.
    package func visit(
        _ text: ScannedText, _ memory: inout WordMemory, _ found: (_ places: [Place]) -> Void
    ) {
        memory.recognise(
            text, { matcher.mayMatter($0, in: text) || parts.mayHaveParts($0, of: text) }
        ) { word, patterns, phrases, found in
            parts.visit(word, of: text) { id, letters in
                found.append(
                    WordMemory.Part(
                        id: Int32(truncatingIfNeeded: id), length: Int32(truncatingIfNeeded: letters)))
            }
            return matcher.judge(word, of: text, &patterns, &phrases)
        }
        visit(text, memory, found)
    }

    private func visit(_ text: ScannedText, _ memory: WordMemory, _ found: (_ places: [Place]) -> Void) {
        var (search, matches, places) = (PhraseMatcher.Search(), [PhraseMatcher.Match](), [Place]())
        let count = memory.places.count
        for index in memory.places.indices {
            let (place, traits) = memory.places[index]
            if traits.isDisjoint(with: [.begins, .hasParts]) { continue }
            let (known, word) = (memory.known[Int(place)], index..<index &+ 1)
            for place in known.parts {
                let part = memory.parts[Int(place)]
                places.append(Place(id: Int(part.id), words: word, letters: Int(part.length)))
            }
            let hasCapital = text.words[index].letterCase.hasCapital
            if traits.contains(hasCapital ? .begins : .beginsSmall) {
                for place in known.phrases {
                    let phrase = memory.phrases[Int(place)]
                    guard matcher.accepts(phrase, word, of: text) else { continue }
                    places.append(Place(id: Int(phrase), words: word, letters: .max))
                }
                if traits.contains(.goesOn), index &+ 1 < count,
                    memory.places[index &+ 1].traits.contains(.isInside)
                {
                    matcher.find(at: index, before: count, in: text, &search, &matches, longerThan: 1) {
                        index, take in
                        let known = Int(memory.places[index].place)
                        guard known >= 0 else { return }
                        for place in memory.known[known].patterns {
                            take(memory.patterns[Int(place)])
                        }
                    }
                    for match in matches {
                        places.append(Place(id: match.phrase, words: match.tokens, letters: .max))
                    }
                    matches.removeAll(keepingCapacity: true)
                }
            }
            if !places.isEmpty {
                found(places)
                places.removeAll(keepingCapacity: true)
            }
        }
    }
}

/// Memories for as many texts as are read at once; each is lent to one reader at a time.
package final class WordMemories: Sendable {
    private let idle = Mutex([WordMemory]())

    package init() {}

    /// Lends a memory for a while.
    package func withMemory<Result>(_ body: (inout WordMemory) -> Result) -> Result {
        var memory = idle.withLock { $0.popLast() } ?? WordMemory()
        let result = body(&memory)
        idle.withLock { $0.append(memory) }
        return result
    }
}
