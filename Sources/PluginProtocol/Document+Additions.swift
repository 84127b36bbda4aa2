package import Pipeline

extension Document {
    /// Adds what a stage found; nothing of it where any of it is wrong.
    ///
    /// - Parameters:
    ///   - additions: what it says, by answer.
    ///   - declared: what it may add.
    ///   - stage: whose annotations these are.
    /// - Throws: what is wrong, and with which answer.
    package mutating func add(
        _ additions: [AnswerAddition], declared: Set<Addition>, by stage: String
    ) throws(ProtocolFault) {
        var added = answers
        for addition in additions {
            guard added.indices.contains(addition.index) else {
                throw ProtocolFault("there is no answer \(addition.index) of \(answers.count)")
            }
            if let other = addition.kinds.subtracting(declared).map(\.rawValue).min() {
                throw ProtocolFault("it adds \(other), which it has not declared")
            }
            do throws(ProtocolFault) {
                let rules = AdditionRules(added[addition.index], stage: stage)
                try added[addition.index].add(addition, rules)
            } catch {
                throw ProtocolFault("answer \(addition.index): \(error)")
            }
        }
        answers = added
    }

    /// What `later` has that this one has not: what a stage added.
    package func additions(in later: Document) -> [AnswerAddition] {
        zip(answers, later.answers).enumerated().compactMap { index, pair in
            pair.0.addition(in: pair.1, at: index)
        }
    }
}

extension Answer {
    mutating func add(_ addition: AnswerAddition, _ rules: AdditionRules) throws(ProtocolFault) {
        if !rules.isTrusting { try check(addition) }
        try append(addition.themes, to: &themes) { wire throws(ProtocolFault) in try rules.theme(wire) }
        try append(addition.entities, to: &entities) { wire throws(ProtocolFault) in try rules.entity(wire) }
        try append(addition.commitments, to: &commitments) { wire throws(ProtocolFault) in
            try rules.commitment(wire)
        }
        try append(addition.annotations, to: &annotations) { wire throws(ProtocolFault) in
            try rules.annotation(wire)
        }
        var known: [Reference]? = references
        try append(addition.references, to: &known) { wire throws(ProtocolFault) in
            try rules.reference(wire)
        }
        references = known ?? []
        if let response = addition.response { self.response = response }
    }

    private func check(_ addition: AnswerAddition) throws(ProtocolFault) {
        let counts = [
            (themes?.count ?? 0) + (addition.themes?.count ?? 0),
            (entities?.count ?? 0) + (addition.entities?.count ?? 0),
            references.count + (addition.references?.count ?? 0),
            (commitments?.count ?? 0) + (addition.commitments?.count ?? 0),
            (annotations?.count ?? 0) + (addition.annotations?.count ?? 0),
        ]
        guard counts.allSatisfy({ $0 <= AdditionRules.mostOfAKind }) else {
            throw ProtocolFault("more than \(AdditionRules.mostOfAKind) of one kind")
        }
    }

    /// Puts what is new behind what is there.
    private func append<Wire, Value: Hashable>(
        _ wires: [Wire]?, to list: inout [Value]?, _ make: (Wire) throws(ProtocolFault) -> Value
    ) throws(ProtocolFault) {
        guard let wires else { return }
        var values = list ?? []
        var known = Set(values)
        for wire in wires {
            let value = try make(wire)
            if known.insert(value).inserted { values.append(value) }
        }
        list = values
    }

    /// What `later` has that this one has not; `nil` where that is nothing.
    fileprivate func addition(in later: Answer, at index: Int) -> AnswerAddition? {
        guard self != later else { return nil }
        let texts = ScalarOffsets(later)
        var addition = AnswerAddition(index: index)
        addition.themes = new(themes, later.themes) { ThemeWire($0, texts) }
        addition.entities = new(entities, later.entities) { EntityWire($0, texts) }
        addition.references = new(references, later.references) { ReferenceWire($0, texts) }
        addition.commitments = new(commitments, later.commitments) { CommitmentWire($0, texts) }
        addition.annotations = new(annotations, later.annotations) { AnnotationWire($0, texts) }
        if response != later.response { addition.response = later.response }
        return addition.kinds.isEmpty ? nil : addition
    }

    /// `nil` where a stage said nothing; an empty list where it looked and found nothing.
    private func new<Value: Hashable, Wire>(
        _ before: [Value]?, _ after: [Value]?, _ wire: (Value) -> Wire
    ) -> [Wire]? {
        guard let after, before != after else { return nil }
        let known = Set(before ?? [])
        return after.filter { !known.contains($0) }.map(wire)
    }
}

extension ThemeWire {
    init(_ theme: ThemeMatch, _ texts: ScalarOffsets) {
        (id, score, names) = (theme.id, theme.score, theme.names)
        evidence = theme.evidence.map { PlaceWire($0, texts) }
    }
}

extension EntityWire {
    init(_ entity: Entity, _ texts: ScalarOffsets) {
        (kind, canonical, id) = (entity.kind, entity.canonical, entity.id)
        (value, unit, isDemonym) = (entity.value, entity.unit, entity.isDemonym)
        place = PlaceWire(entity.span, texts)
    }
}

extension ReferenceWire {
    init(_ reference: Reference, _ texts: ScalarOffsets) {
        (id, url, place) = (reference.id, reference.url, PlaceWire(reference.span, texts))
    }
}

extension CommitmentWire {
    init(_ commitment: Commitment, _ texts: ScalarOffsets) {
        (due, by, place) = (commitment.due, commitment.by, PlaceWire(commitment.span, texts))
    }
}

extension AnnotationWire {
    init(_ annotation: Annotation, _ texts: ScalarOffsets) {
        (stage, kind, text) = (annotation.stage, annotation.kind, annotation.text)
        (language, url, score) = (annotation.language, annotation.url, annotation.score)
        (fields, place) = (annotation.fields, annotation.span.map { PlaceWire($0, texts) })
    }
}
