import Engine
import Pipeline
import Testing

/// A health on a time of its own.
private final class Trial {
    var health: EndpointHealth
    var now = Timestamp(seconds: 1_767_225_600)

    init(
        lanes: Int = 4, schedule: [Duration] = [.seconds(5), .seconds(30)], record: SinkRecord = SinkRecord()
    ) {
        health = EndpointHealth(Traffic(lanes: lanes, batch: 1, schedule: schedule), record: record)
    }

    var places: Int { health.places(underWay: 0, at: now) }

    @discardableResult
    func fail(_ reason: String = "503", peace: Duration? = nil, chance: Double = 0.5)
        -> EndpointHealth.News?
    { health.failed(reason, peace: peace, at: now, chance: chance) }

    @discardableResult
    func succeed() -> EndpointHealth.News? { health.succeeded() }

    func gone() -> EndpointHealth.News? { health.gone("410", at: now) }
    func remind() -> EndpointHealth.News? { health.remind(at: now) }
    func enable(_ configuration: String) -> Bool { health.enable(configured: configuration) }
    func isConfigured(_ configuration: String) -> Bool { health.isConfigured(configuration) }

    func wait(_ duration: Duration) { now = now.adding(duration) }

    /// Fails again whenever it may be tried; returns when, in seconds from now.
    func failAtEachChance(for duration: Duration) -> [Int64] {
        let (start, end) = (now, now.adding(duration))
        var times: [Int64] = []
        while true {
            if let held = health.held(at: now) { now = max(now, held) }
            guard now <= end, places > 0 else { return times }
            times.append(now.since(start).components.seconds)
            fail()
        }
    }
}

struct EndpointHealthTests {
    @Test("begins with one delivery, and doubles what is under way while all goes well")
    func ramps() {
        let trial = Trial()
        var places = [trial.places]
        for _ in 0..<8 {
            trial.succeed()
            places.append(trial.places)
        }
        #expect(places == [1, 2, 2, 4, 4, 4, 4, 4, 4])
        #expect(trial.health.places(underWay: 3, at: trial.now) == 1)
        #expect(trial.health.places(underWay: 4, at: trial.now) == 0)
        #expect(trial.health.places(underWay: 5, at: trial.now) == 0)
    }

    @Test("slows down at a failure, and leaves an endpoint alone that refuses one event in five")
    func slowsDown() {
        let trial = Trial()
        for _ in 0..<4 { trial.succeed() }
        trial.fail()
        #expect(trial.places == 2)
        trial.fail()
        #expect(trial.places == 1)
        for number in 0..<100 {
            if number % 5 == 0 { trial.fail() } else { trial.succeed() }
            #expect(trial.places > 0)
        }
    }

    @Test("tries a dead endpoint one at a time, more and more seldom, and at least once an hour")
    func pauses() {
        let trial = Trial()
        let times = trial.failAtEachChance(for: .seconds(86_400))
        #expect(times.prefix(12) == [0, 0, 0, 0, 0, 5, 35, 155, 455, 1355, 3155, 6755])
        #expect(times.count == 34)
        #expect(trial.health.concurrency == 1)
    }

    @Test("is tried at once where an operator says so, and is no less watched for it")
    func letsGo() {
        let trial = Trial()
        let early = trial.health.letGo(at: trial.now)
        #expect(!early)
        for _ in 0..<EndpointHealth.failuresOfEndpoint { trial.fail() }
        #expect(trial.places == 0)
        let late = trial.health.letGo(at: trial.now)
        #expect(late)
        #expect(trial.places == 1)
        #expect(trial.health.isFailing)
        trial.fail()
        #expect(trial.places == 0)
    }

    @Test("varies each pause by a fifth", arguments: [(0.0, 4), (1.0, 6)])
    func varies(_ chance: Double, _ seconds: Int) {
        let trial = Trial()
        for _ in 0..<5 { trial.fail(chance: chance) }
        #expect(trial.health.held(at: trial.now) == trial.now.adding(.seconds(seconds)))
    }

    @Test("takes failures of deliveries that were under way together for one")
    func countsOnce() {
        let trial = Trial()
        for _ in 0..<9 { trial.fail() }
        #expect(trial.health.held(at: trial.now) == trial.now.adding(.seconds(5)))
    }

    @Test(
        "what was noted before the clock was set back holds up nobody",
        arguments: [[], [Duration.seconds(5)]],
        [nil, Duration.seconds(600)])
    func clockSetBack(_ schedule: [Duration], _ peace: Duration?) {
        let trial = Trial(schedule: schedule)
        for _ in 0..<5 { trial.fail(peace: peace) }
        #expect(trial.places == 0)
        trial.wait(.seconds(-10 * 86_400))
        #expect(trial.places == 1)
        // What it says now holds.
        trial.fail(peace: peace)
        #expect(trial.places == 0)
        trial.wait(peace ?? .seconds(30))
        #expect(trial.places == 1)
    }

    @Test("what was under way when the receiver wanted no more is no word of its recovery")
    func staysDisabledForStragglers() {
        let trial = Trial()
        #expect(trial.gone() == .disabled)
        #expect(trial.succeed() == nil)
        #expect(trial.places == 0 && trial.health.isFailing)
    }

    @Test("is well again after one success")
    func recovers() {
        let trial = Trial()
        for _ in 0..<5 { trial.fail() }
        trial.wait(.seconds(5))
        #expect(trial.succeed() == .recovered)
        #expect(trial.places == 2 && !trial.health.isFailing && trial.health.failures == 0)
        #expect(trial.succeed() == nil)
    }

    @Test("tells the first failure, another reason, and that it keeps failing, each once")
    func tells() {
        let trial = Trial()
        let news = ["503", "503", "timeout", "503", "503", "503", "timeout"].map { trial.fail($0) }
        #expect(news == [.troubled, nil, .troubled, .troubled, .failing, nil, nil])
    }

    @Test("keeps the peace that the receiver asked for, whatever is delivered in the meantime")
    func keepsPeace() {
        let trial = Trial()
        trial.fail(peace: .seconds(600))
        trial.fail(peace: .seconds(60))
        trial.succeed()
        trial.wait(.seconds(599))
        #expect(trial.places == 0)
        // Over a restart too.
        let later = EndpointHealth(
            Traffic(lanes: 4, batch: 1, schedule: [.seconds(5)]), record: trial.health.record)
        #expect(later.places(underWay: 0, at: trial.now) == 0)
        trial.wait(.seconds(1))
        #expect(trial.places > 0)
    }

    @Test("leaves what is local alone for the same short while, and never disables it")
    func isLocal() {
        let trial = Trial(lanes: 1, schedule: [])
        let times = trial.failAtEachChance(for: .seconds(7 * 86_400))
        #expect(times.prefix(3) == [0, 20, 40])
        #expect(trial.health.record.disabled == nil)
    }

    // MARK: Disabled

    @Test("is disabled when all has failed for five days, and reminds once a day")
    func disables() {
        let trial = Trial()
        let times = trial.failAtEachChance(for: .seconds(9 * 86_400))
        #expect(times.last.map { (432_000...435_600).contains($0) } == true)
        #expect(times.count < 140)
        #expect(trial.health.record.disabled?.reason.hasSuffix("503") == true)
        var reminders = 0
        for _ in 0..<(3 * 24) {
            trial.wait(.seconds(3600))
            if trial.remind() == .reminder { reminders += 1 }
            #expect(trial.places == 0)
        }
        #expect(reminders == 3)
    }

    @Test("counts the five days from a failure after which nothing worked, and not over a silence")
    func counts() {
        let trial = Trial()
        // One event a week, which fails, is no five days of failure.
        for _ in 0..<4 {
            trial.fail()
            trial.wait(.seconds(7 * 86_400))
        }
        #expect(trial.health.record.disabled == nil)
        // Nor are five days with a success.
        for day in 0..<11 {
            for _ in 0..<4 {
                trial.fail()
                trial.wait(.seconds(6 * 3600))
            }
            if day == 4 { trial.succeed() }
        }
        #expect(trial.health.record.disabled != nil)
        let other = Trial()
        for day in 0..<9 {
            for _ in 0..<4 {
                other.fail()
                other.wait(.seconds(6 * 3600))
            }
            if day == 4 { other.succeed() }
        }
        #expect(other.health.record.disabled == nil)
    }

    @Test("is disabled at once where the receiver wants no more, which is told once")
    func gone() {
        let trial = Trial()
        #expect(trial.gone() == .disabled)
        #expect(trial.gone() == nil)
        #expect(trial.places == 0)
        let later = EndpointHealth(
            Traffic(lanes: 4, batch: 1, schedule: [.seconds(5)]), record: trial.health.record)
        #expect(later.places(underWay: 0, at: trial.now) == 0)
    }

    @Test("is enabled by an operator, and by another configuration")
    func enables() {
        let trial = Trial()
        #expect(!trial.enable("a"))
        #expect(!trial.isConfigured("a"))
        _ = trial.gone()
        #expect(!trial.isConfigured("a"))
        #expect(trial.places == 0)
        #expect(trial.isConfigured("b"))
        #expect(trial.places == 1)
        _ = trial.gone()
        #expect(trial.enable("b"))
        #expect(trial.places == 1 && !trial.health.isFailing)
    }
}

private final class Order {
    private var order = DeliveryOrder()
    func admits(_ sequence: Int64, of subject: String) -> Bool { order.admits(sequence, of: subject) }
    func note(_ sequence: Int64, of subject: String) { order.note(sequence, of: subject) }
    func settle(_ sequence: Int64, of subject: String) -> Int64? { order.settle(sequence, of: subject) }
    func letGo() -> [Int64] { order.letGo() }
}

struct DeliveryOrderTests {
    @Test("lets an event wait for the earlier one of its subject, and for no other")
    func orders() {
        let order = Order()
        #expect(order.admits(1, of: "a"))
        #expect(order.admits(2, of: "b"))
        #expect(!order.admits(3, of: "a"))
        #expect(!order.admits(4, of: "a"))
        #expect(order.settle(2, of: "b") == nil)
        #expect(order.settle(1, of: "a") == 3)
        #expect(order.admits(3, of: "a"))
        #expect(!order.admits(4, of: "a"))
        #expect(order.settle(3, of: "a") == 4)
        #expect(order.admits(4, of: "a"))
        #expect(order.settle(4, of: "a") == nil)
        #expect(order.admits(5, of: "a"))
    }

    @Test("knows what waited before a restart, in whatever order it hears of it")
    func recalls() {
        let order = Order()
        for sequence in [7, 3, 5] as [Int64] { order.note(sequence, of: "a") }
        #expect(!order.admits(9, of: "a"))
        #expect(!order.admits(7, of: "a"))
        #expect(order.admits(3, of: "a"))
        // 5 has not been claimed yet, so there is nobody to let go.
        #expect(order.settle(3, of: "a") == nil)
        #expect(order.admits(5, of: "a"))
        #expect(order.settle(5, of: "a") == 7)
        #expect(Set(order.letGo()) == [9])
    }
}
