public import Pipeline
public import Testing

/// Expects a sink to keep what ``Sink`` promises; every sink's tests call this.
///
/// `make` builds the sink as after a start; every one that it builds delivers to the same place, and `arrived` reads the
/// JSON of the events that have arrived there, in order. `isExact` is true where the sink promises that an event arrives
/// once even when a crash came before its settlement.
public func expectSinkContract<Tested: Sink>(
    _ type: Tested.Type = Tested.self, isExact: Bool = false, make: () throws -> Tested,
    arrived: () async throws -> [String], location: SourceLocation = #_sourceLocation
) async throws {
    #expect(
        Tested.name.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
        },
        "the name is a key of the configuration", sourceLocation: location)
    #expect(
        !Tested.name.isEmpty && Tested.traffic.lanes > 0 && Tested.traffic.batch > 0, sourceLocation: location
    )
    #expect(Tested.traffic.schedule.allSatisfy { $0 >= .zero }, sourceLocation: location)
    let events = (0..<20).map(sampleEvent)

    let sink = try make()
    try await sink.resume(nil)
    let nothing = await sink.deliver([])
    #expect(nothing.outcomes.isEmpty, "no events, no outcomes", sourceLocation: location)
    let settled = await deliver(events[..<8], to: sink, location)
    #expect(
        try await arrived() == events[..<8].map(\.json), "in order, as they are", sourceLocation: location)

    // Delivered, but the process ends before that is stored.
    _ = await deliver(events[8..<12], to: sink, location)
    let next = try make()
    try await next.resume(settled)
    let memory = await deliver(events[8...], to: next, location)
    try await expectAll(try await arrived())

    // A start after which nothing was settled, and one that has nothing to catch up with.
    try await next.resume(memory)
    try await next.resume(memory)
    try await expectAll(try await arrived())

    func expectAll(_ found: [String]) async throws {
        var seen: Set<String> = []
        let distinct = found.filter { seen.insert($0).inserted }
        #expect(distinct == events.map(\.json), "none lost, none overtaken", sourceLocation: location)
        if isExact { #expect(found.count == distinct.count, "none twice", sourceLocation: location) }
    }
}

/// Delivers in calls of the size that the sink asks for, and returns the last memory.
private func deliver<Tested: Sink>(
    _ events: ArraySlice<Event>, to sink: Tested, _ location: SourceLocation
) async -> SinkMemory? {
    var (memory, rest): (SinkMemory?, ArraySlice<Event>) = (nil, events)
    while !rest.isEmpty {
        let batch = Array(rest.prefix(max(Tested.traffic.batch, 1)))
        rest = rest.dropFirst(batch.count)
        let delivery = await sink.deliver(batch)
        #expect(
            delivery.outcomes == batch.map { _ in .delivered }, "one outcome for each event",
            sourceLocation: location)
        memory = delivery.memory ?? memory
    }
    return memory
}

/// The `number`th of endlessly many events, all different.
public func sampleEvent(_ number: Int) -> Event {
    let digits = String(max(number, 0), radix: 2)
    let letters = String(digits.map { $0 == "0" ? "a" : "b" })
    let id = "evt_" + String(repeating: "a", count: max(26 - letters.utf8.count, 0)) + letters
    return Event(
        id: id, kind: .answerPublished,
        json: """
            {"data":{"id":"paper#\(number)","question":"Wat is “\(number)”? é 🦜"},"id":"\(id)",\
            "source":"https://bode.example/","specversion":"1.0","type":"bode.answer.published"}
            """,
        sinks: ["sample"])
}
