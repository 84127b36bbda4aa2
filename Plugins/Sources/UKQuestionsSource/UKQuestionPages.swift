import JSONSource
import Markup
import Pipeline
import WebSource

/// The pages of a round: of the questions answered since a day, then of those whose answer was corrected since.
///
/// Only answers move the watermark, since they are what there always is; corrections may be none for months.
struct UKQuestionPages: JSONPages {
    let origin: String
    private let source: String
    private let list: String
    private let items: QueryText
    private let size: Int

    private enum Leg: String { case answered, corrected }

    /// A page of one of the legs, as `answered/100`.
    private struct Place {
        var leg = Leg.answered
        var skip = 0

        init(_ leg: Leg, skip: Int = 0) { (self.leg, self.skip) = (leg, skip) }

        init(_ text: String?) {
            let parts = text?.split(separator: "/") ?? []
            guard parts.count == 2, let leg = Leg(rawValue: String(parts[0])), let skip = Int(parts[1]),
                skip >= 0
            else { return }
            (self.leg, self.skip) = (leg, skip)
        }

        var text: String { "\(leg.rawValue)/\(skip)" }
    }

    /// The media type of the link to a record.
    static let recordType = "application/json"
    /// Longest part of an answer that the announcement carries, in bytes: enough to tell one text from the next.
    private static let longestExcerpt = 400

    init(source: String, _ options: UKQuestionsSource.Options, _ network: SourceNetwork)
        throws(InvalidOptions)
    {
        self.source = source
        list = network.address.text
        size = try SourceOptions.size(options.pageSize, "page_size", usual: 100, most: 1000)
        let house = options.house ?? "Bicameral"
        guard ["Commons", "Lords", "Bicameral"].contains(house) else {
            throw InvalidOptions(
                "house", "'\(house.onOneLine(limit: 60))' is none of Commons, Lords and Bicameral")
        }
        var items = QueryText(["house": house, "searchTerm": options.term])
        for body in options.answeringBodies ?? [] { items.add("answeringBodies", String(body)) }
        items.add(options.parameters)
        items.add("includeWithdrawn", "true")
        items.add("expandMember", "true")
        self.items = items
        origin = items.added(to: list)
    }

    func address(from: Timestamp, page: String?) -> String {
        let place = Place(page)
        var items = items
        switch place.leg {
        case .answered:
            items.add("answered", "Answered")
            items.add("answeredWhenFrom", from.day.description)
        case .corrected: items.add("correctedWhenFrom", from.day.description)
        }
        items.add("skip", String(place.skip))
        items.add("take", String(size))
        return items.added(to: list)
    }

    func read(_ answer: JSONAnswer, from: Timestamp, page: String?) throws(PollFailure) -> JSONPage {
        var builder = PageBuilder()
        let results = try answer.entries("results")
        for result in results.prefix(PageBuilder.mostEntries) {
            let question = result.has("value") ? result["value"] : result
            builder.count(changed: Place(page).leg == .answered ? question.timestamp("dateAnswered") : nil)
            guard let id = question.text("id") else {
                builder.addNameless()
                continue
            }
            if let publication = publication(question, id) { builder.add(publication) }
        }
        return try builder.page(
            next: next(after: results.count, Place(page), total: answer.value.integer("totalResults")),
            identifiedBy: "id")
    }

    private func next(after count: Int, _ place: Place, total: Int?) -> JSONPage.Next {
        let (skip, overflow) = place.skip.addingReportingOverflow(count)
        let isMore = count > 0 && !overflow && (total.map { skip < $0 } ?? (count >= size))
        if isMore { return .page(Place(place.leg, skip: skip).text) }
        return place.leg == .answered ? .page(Place(.corrected).text) : .end
    }

    /// A question that has an answer, or was withdrawn; `nil` for any other.
    private func publication(_ question: JSONValue, _ id: String) -> Publication? {
        let isWithdrawn = question.flag("isWithdrawn") == true
        let answered = question.latest(["dateAnswered", "dateAnswerCorrected"])
        guard isWithdrawn || answered != nil || question.text("answerText") != nil else { return nil }
        let page = page(of: question)
        let excerpt = HTMLText.plain(question.rawText("answerText") ?? "")
            .singleLine(longest: Self.longestExcerpt)
        return Publication(
            source: source, entryID: id,
            identity: Identifier(
                rawValue: "https://questions-statements.parliament.uk/written-questions#" + id),
            aliases: page.map { [Identifier(rawValue: $0)] } ?? [],
            title: question.text(["heading", "questionText"]) ?? id, kind: "Written question",
            published: answered, updated: answered,
            links: isWithdrawn ? [] : links(question, id, page: page),
            summary: excerpt.isEmpty ? nil : excerpt, authors: question.texts("askingMember.name"),
            categories: question.texts("answeringBodyName") + question.texts("house") + states(question),
            isWithdrawn: isWithdrawn)
    }

    /// What the announcement says of the answer's state, so that its replacement is told apart.
    private func states(_ question: JSONValue) -> [String] {
        (question.flag("answerIsHolding") == true ? ["Holding answer"] : [])
            + (question.flag("answerIsCorrection") == true || question.text("dateAnswerCorrected") != nil
                ? ["Corrected answer"] : [])
    }

    /// The address for people: the number of a question is given again in the next session, so it needs the day.
    private func page(of question: JSONValue) -> String? {
        guard let number = question.text("uin"), let tabled = question.timestamp("dateTabled") else {
            return nil
        }
        return "https://questions-statements.parliament.uk/written-questions/detail/\(tabled.day)/"
            + QueryText.encoded(number)
    }

    private func links(_ question: JSONValue, _ id: String, page: String?) -> [Publication.Link] {
        let record = QueryText(["expandMember": "true"]).added(to: list + "/" + QueryText.encoded(id))
        // The page is what an alert leads to; the paper is made of the record.
        return (page.map { [.init(url: $0)] } ?? [])
            + [.init(url: record, relation: "enclosure", mediaType: Self.recordType)]
            + question.texts("attachments.url").compactMap { WebAddress($0) }
            .filter(\.isHTTP).map { .init(url: $0.text, relation: "related") }
    }
}
