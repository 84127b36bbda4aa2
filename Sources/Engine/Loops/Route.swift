package import Pipeline

/// The stages of a configuration in their order, some of them outside the process.
///
/// Which of them a paper has passed travels with it, and what is next follows from that and from this alone. So a stage that
/// is added, removed or moved while papers are on their way loses none of them and runs for none of them twice.
package struct Route: Sendable {
    package enum Step: Sendable {
        case inside(any Stage)
        /// By the name under which it is configured.
        case outside(String)
    }

    package let steps: [Step]

    package init(_ steps: [Step]) { self.steps = steps }

    /// The names of the stages outside the process, in their order.
    package var outside: [String] {
        steps.compactMap { step in
            if case .outside(let name) = step { name } else { nil }
        }
    }

    /// The stages within the process, in their order.
    package var stages: [any Stage] {
        steps.compactMap { step in
            if case .inside(let stage) = step { stage } else { nil }
        }
    }

    /// A part of the way: what is passed within the process, and where the paper goes from there.
    struct Leg {
        var stages: [any Stage]
        var end: Topic
    }

    /// The next part of the way of a paper that has passed the stages of these names.
    ///
    /// A stage that needs the paper's text is left out where that is gone.
    func leg(after passed: [String], hasText: Bool) -> Leg {
        var stages: [any Stage] = []
        for step in steps {
            switch step {
            case .inside(let stage):
                let type = type(of: stage)
                guard !passed.contains(type.name), hasText || !type.needsText else { continue }
                stages.append(stage)
            case .outside(let name):
                guard passed.contains(name) else { return Leg(stages: stages, end: .stage(name)) }
            }
        }
        return Leg(stages: stages, end: .documents)
    }
}

/// A paper that came through a part of its way.
struct Stretch: Sendable {
    var document: Document
    /// The stages that it has passed so far; `nil` where none is outside the process.
    var passed: [String]?
    /// Where it goes from here.
    var end: Topic
}
