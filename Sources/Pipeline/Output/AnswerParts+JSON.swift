// How the parts of an answer object are written without `Codable`: the same bytes, key by key in their order.

extension AnswerObject: JSONWritable {
    package func write(to writer: inout JSONWriter) { members.write(to: &writer) }

    /// What it is written as, for whoever has something to add.
    package var members: JSONMembers {
        var members = AnswerBody(answer).members
        members.add("id", id)
        members.add("document", document)
        return members
    }
}

extension AnswerObject.DocumentHead: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            if !caseNumbers.isEmpty { writer.member("case_numbers", caseNumbers) }
            writer.member("date", date)
            writer.member("date_inferred", isDateInferred)
            writer.member("id", id)
            writer.member("kind", kind)
            if !printedNumbers.isEmpty { writer.member("printed_numbers", printedNumbers) }
            if isRecognised { writer.member("recognised", true) }
            writer.member("title", title)
            writer.member("url", url)
        }
    }
}

extension AnswerBody: JSONWritable {
    package func write(to writer: inout JSONWriter) { members.write(to: &writer) }

    var members: JSONMembers {
        let texts = ScalarOffsets(answer)
        var members = JSONMembers()
        members.add("numbers", answer.numbers)
        members.add("section", answer.section)
        members.add("asked_by", answer.askedBy.map(AskerObject.init))
        members.add("answered_by", answer.answeredBy.map(AnswererObject.init))
        members.add("question", answer.question)
        members.add("answer", answer.answer)
        members.add("refers_to", answer.refersTo)
        members.add("resolved", answer.resolved)
        members.add("references", answer.references.map { ReferenceObject($0, texts) })
        if !answer.footnotes.isEmpty {
            members.add("footnotes", answer.footnotes.map { FootnoteObject($0, texts) })
        }
        members.add("themes", ifPresent: answer.themes?.map { ThemeObject($0, texts) })
        members.add("entities", ifPresent: answer.entities?.map { EntityObject($0, texts) })
        members.add("commitments", ifPresent: answer.commitments?.map { CommitmentObject($0, texts) })
        members.add("response", ifPresent: answer.response)
        members.add("annotations", ifPresent: answer.annotations?.map { AnnotationObject($0, texts) })
        members.add("confidence", answer.confidence)
        return members
    }
}

extension AskerObject: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", name)
            writer.member("party", party)
        }
    }
}

extension AnswererObject: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", name)
            writer.member("role", role)
        }
    }
}

extension PlaceObject: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("end", end)
            writer.member("in", passage)
            writer.member("start", start)
            writer.member("text", text)
        }
    }
}

extension ThemeObject: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("evidence", evidence)
            writer.member("id", id)
            writer.member("names", ifPresent: names)
            writer.member("score", score)
        }
    }
}

extension EntityObject: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("canonical", entity.canonical)
            if entity.isDemonym { writer.member("demonym", true) }
            writer.member("end", place.end)
            writer.member("id", ifPresent: entity.id)
            writer.member("in", place.passage)
            writer.member("start", place.start)
            writer.member("text", place.text)
            writer.member("type", entity.kind)
            writer.member("unit", ifPresent: entity.unit)
            switch entity.value {
            case .number(let number)?:
                if let whole = Int64(exactly: number) {
                    writer.member("value", whole)
                } else {
                    writer.member("value", number)
                }
            case .text(let text)?: writer.member("value", text)
            case nil: break
            }
        }
    }
}

extension FootnoteObject: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("at", at)
            writer.member("in", passage)
            writer.member("label", label)
            writer.member("text", text)
        }
    }
}

extension ReferenceObject: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("end", place.end)
            writer.member("id", reference.id)
            writer.member("in", place.passage)
            writer.member("start", place.start)
            writer.member("text", place.text)
            writer.member("url", reference.url)
        }
    }
}

extension CommitmentObject: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("by", commitment.by)
            writer.member("due", commitment.due)
            writer.member("end", place.end)
            writer.member("in", place.passage)
            writer.member("start", place.start)
            writer.member("text", place.text)
        }
    }
}

extension AnnotationObject: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("end", ifPresent: place?.end)
            writer.member("fields", ifPresent: annotation.fields)
            writer.member("in", ifPresent: place?.passage)
            writer.member("kind", annotation.kind)
            writer.member("language", ifPresent: annotation.language)
            writer.member("score", ifPresent: annotation.score)
            writer.member("stage", annotation.stage)
            writer.member("start", ifPresent: place?.start)
            writer.member("text", annotation.text)
            writer.member("url", ifPresent: annotation.url)
            writer.member("words", ifPresent: place?.text)
        }
    }
}
