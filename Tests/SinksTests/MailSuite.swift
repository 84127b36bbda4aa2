import MailSink
import Pipeline
import PipelineTesting

/// Sinks that mail alerts to a table, at a time of their own.
protocol MailSuite {
    var clock: ManualClock { get }
    var mail: MailTable { get }
}

extension MailSuite {
    func options(_ change: (inout MailSink.Options) -> Void = { _ in }) -> MailSink.Options {
        var options = MailSink.Options(
            server: "smtp.example.org", from: "Bode <bode@example.org>", to: ["desk@example.org"])
        change(&options)
        return options
    }

    func sink(_ service: (any MailService)? = nil, _ change: (inout MailSink.Options) -> Void = { _ in })
        throws(InvalidOptions) -> MailSink
    {
        try MailSink(
            name: "desk", options(change),
            services: SinkServices(
                services: Services(http: HTTPTable(), mail: service ?? mail, clock: clock),
                directory: "/nonexistent"
            ) { name throws(InvalidOptions) in
                guard name == "smtp" else { throw InvalidOptions("secret", "there is none") }
                return "open sesame"
            })
    }

    func answer(
        _ number: Int, question: String = "Hoeveel?", title: String = "De woestijn", watch: String = "sahel"
    ) -> Event {
        var event = sampleEvent(number)
        event.json = """
            {"data":{"answer":"Twaalf.","asked_by":[{"name":"Vermeer","party":"ABC"}],"document":{"title":\(JSONText.string(title)),\
            "url":"https://example.org/1"},"numbers":[\(number)],"question":\(JSONText.string(question)),\
            "watches":["\(watch)"]},"id":"\(event.id)","subject":"kst-1#\(number)","time":"2026-11-26T10:59:00Z",\
            "type":"\(event.kind.rawValue)"}
            """
        return event
    }

    func amended(_ number: Int) -> Event {
        var event = answer(number)
        event.kind = .answerAmended
        event.id = "evt_z" + event.id.dropFirst(5)
        event.json = event.json.replacing("answer.published", with: "answer.amended").replacing(
            sampleEvent(number).id, with: event.id)
        return event
    }

    func trouble() -> Event {
        var event = sampleEvent(99)
        event.kind = .sourceSilent
        event.json = """
            {"data":{"reason":"no new paper for 4d"},"id":"\(event.id)","subject":"gazette","type":"bode.source.silent"}
            """
        return event
    }
}
