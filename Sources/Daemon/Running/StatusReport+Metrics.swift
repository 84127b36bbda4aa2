import Engine
import Host
import Pipeline

extension StatusReport {
    /// The report for Prometheus: what `bode metrics` prints.
    ///
    /// `counts` is what was counted since the start, `progress` when the parts last got on, `state` the state directory.
    func metrics(counts: Meter.Counts?, progress: Timestamp?, state: String) -> String {
        var text = MetricsText()
        text.add(
            "bode_build_info", .gauge, help: "The version that runs.", [.init(1, ("version", version))])
        text.add("bode_up", .gauge, help: "1 while the daemon runs.", [.init(pid == nil ? 0 : 1)])
        text.add(
            "bode_concerns", .gauge, help: "Things that want a person, as bode status lists them.",
            [.init(Double(concerns.count))])
        addSources(to: &text)
        addReaders(to: &text)
        addStages(to: &text)
        if let counts { add(counts, to: &text) }
        addDisk(state, to: &text)
        if pid != nil { addProcess(progress, to: &text) }
        return text.text
    }

    private func addSources(to text: inout MetricsText) {
        func times(_ time: (SourceReport) -> String?) -> [MetricsText.Sample] {
            sources.compactMap { source in
                time(source).flatMap { Timestamp(rfc3339: $0) }.map {
                    .init(Double($0.milliseconds) / 1000, ("source", source.name))
                }
            }
        }
        func counts(_ count: (SourceReport) -> Int) -> [MetricsText.Sample] {
            sources.map { .init(Double(count($0)), ("source", $0.name)) }
        }
        text.add(
            "bode_source_last_attempt_timestamp_seconds", .gauge,
            help: "When the source was last asked.", times(\.lastAttempt))
        text.add(
            "bode_source_last_success_timestamp_seconds", .gauge,
            help: "When the source last answered as it should.", times(\.lastSuccess))
        text.add(
            "bode_source_last_new_item_timestamp_seconds", .gauge,
            help: "When the source last showed a paper that was new.", times(\.lastNew))
        text.add(
            "bode_source_next_poll_timestamp_seconds", .gauge,
            help: "When the source is asked next, more or less.", times(\.nextPoll))
        text.add(
            "bode_source_polls_total", .counter, help: "Requests for what is there, however they ended.",
            counts(\.polls))
        text.add(
            "bode_source_not_modified_total", .counter,
            help: "Polls to which the server said that nothing changed.", counts(\.unchangedPolls))
        text.add(
            "bode_source_failed_polls_total", .counter, help: "Polls that failed.", counts(\.failedPolls))
        text.add(
            "bode_source_papers_total", .counter, help: "Papers that the source has shown, each once.",
            counts(\.papers))
        text.add(
            "bode_source_consecutive_failures", .gauge, help: "Failed polls since the last that worked.",
            counts(\.failures))
        text.add(
            "bode_source_silent", .gauge, help: "1 where nothing new came for longer than silent_after.",
            counts { $0.isSilent ? 1 : 0 })
        text.add(
            "bode_source_gone", .gauge, help: "1 where the source is polled no more.",
            counts { $0.gone == nil ? 0 : 1 })
        text.add(
            "bode_source_papers_waiting", .gauge,
            help:
                "Papers that are not read yet: of the source's past, of a flood, and held until an operator says so.",
            sources.flatMap { source in
                [("history", source.history), ("flood", source.flood), ("held", source.held)].map {
                    .init(Double($1), ("source", source.name), ("queue", $0))
                }
            })
        text.add(
            "bode_source_papers_set_aside", .gauge,
            help: "Papers that were set aside while they waited to be read, since the disk has changed them.",
            counts(\.setAside))
    }

    private func addReaders(to text: inout MetricsText) {
        func counts(_ count: (Reader) -> Int) -> [MetricsText.Sample] {
            readers.map { .init(Double(count($0)), ("reader", $0.name)) }
        }
        text.add(
            "bode_queue_depth", .gauge, help: "Messages that a reader may take now or has in hand.",
            counts(\.ready))
        text.add(
            "bode_queue_retrying", .gauge, help: "Messages that wait for their next attempt.",
            counts(\.waiting))
        text.add(
            "bode_dlq_depth", .gauge, help: "Messages that were set aside.", counts(\.setAside))
        let now = Timestamp(rfc3339: time)
        text.add(
            "bode_queue_oldest_age_seconds", .gauge,
            help: "The age of the oldest message that a reader has not settled; 0 where there is none.",
            readers.map { reader in
                let oldest = reader.oldest.flatMap { Timestamp(rfc3339: $0) }
                let age = oldest.flatMap { oldest in now?.since(oldest) } ?? .zero
                let seconds = max(
                    0, Double(age.components.seconds) + Double(age.components.attoseconds) / 1e18)
                return .init(seconds, ("reader", reader.name))
            })
        let sinks = readers.compactMap { reader in reader.sink.map { (reader.name, $0) } }
        text.add(
            "bode_sink_consecutive_failures", .gauge, help: "Failed deliveries since the last that worked.",
            sinks.map { .init(Double($1.failures), ("reader", $0)) })
        text.add(
            "bode_sink_disabled", .gauge,
            help: "1 where a sink gets nothing more until an operator resumes it.",
            sinks.map { .init($1.gone == nil ? 0 : 1, ("reader", $0)) })
    }

    private func addStages(to text: inout MetricsText) {
        let stages = readers.compactMap { reader in reader.stage.map { (reader.name, $0) } }
        text.add(
            "bode_stage_disabled", .gauge,
            help: "1 where a stage outside the process is not run any more until an operator says so.",
            stages.map { .init($1.state == .disabled ? 1 : 0, ("reader", $0)) })
    }

    private func add(_ counts: Meter.Counts, to text: inout MetricsText) {
        text.add(
            "bode_source_http_responses_total", .counter,
            help: "What servers answered to a source since the start, by status code.",
            counts.responses.sorted { ($0.key.source, $0.key.code) < ($1.key.source, $1.key.code) }.map {
                .init(Double($0.value), ("source", $0.key.source), ("code", $0.key.code))
            })
        text.add(
            "bode_delivery_attempts_total", .counter,
            help:
                "Events given to a sink since the start, by what became of them and the receiver's status code.",
            counts.deliveries.sorted {
                ($0.key.sink, $0.key.outcome.rawValue, $0.key.code)
                    < ($1.key.sink, $1.key.outcome.rawValue, $1.key.code)
            }.map {
                .init(
                    Double($0.value), ("sink", $0.key.sink), ("outcome", $0.key.outcome.rawValue),
                    ("code", $0.key.code))
            })
        text.add(
            "bode_delivery_latency_seconds",
            help: "From when a paper was first seen to when a sink had taken what came of it.",
            counts.latencies.sorted { $0.key < $1.key }.map { .init($0.value, ("sink", $0.key)) })
        text.add(
            "bode_plugin_restarts_total", .counter,
            help:
                "How often the program of a stage or a sink was started again after it died, hung or spoke nonsense.",
            counts.restarts.sorted { $0.key < $1.key }.map { .init(Double($0.value), ("reader", $0.key)) })
        text.add(
            "bode_stage_seconds", help: "What a stage took for a document.",
            counts.stages.sorted { $0.key < $1.key }.map { .init($0.value, ("stage", $0.key)) })
    }

    private func addDisk(_ state: String, to text: inout MetricsText) {
        func gauge(_ name: String, _ help: String, _ value: Int?) {
            if let value { text.add(name, .gauge, help: help, [.init(Double(value))]) }
        }
        gauge(
            "bode_database_bytes", "The size of the database.",
            Files.size(of: "\(state)/bode.db").map { Int(clamping: $0) })
        gauge(
            "bode_wal_bytes", "The size of the database's write-ahead log.",
            Files.size(of: "\(state)/bode.db-wal").map { Int(clamping: $0) })
        gauge(
            "bode_disk_free_bytes", "What is free on the file system of the state directory.",
            Files.freeBytes(at: state).map { Int(clamping: $0) })
        if let isSynchronised = MachineClock.isSynchronised {
            gauge(
                "bode_clock_synchronised", "1 where something keeps the machine's clock in step.",
                isSynchronised ? 1 : 0)
        }
    }

    private func addProcess(_ progress: Timestamp?, to text: inout MetricsText) {
        let process = ProcessFigures()
        func add(_ name: String, _ kind: MetricsText.Kind, _ help: String, _ value: Double?) {
            if let value { text.add(name, kind, help: help, [.init(value)]) }
        }
        add(
            "bode_last_progress_timestamp_seconds", .gauge, "When the log and the stages last answered.",
            progress.map { Double($0.milliseconds) / 1000 })
        add("process_cpu_seconds_total", .counter, "Time of processors that was used.", process.cpuSeconds)
        add(
            "process_resident_memory_bytes", .gauge, "Memory that is in use.",
            process.residentBytes.map(Double.init))
        add(
            "process_virtual_memory_bytes", .gauge, "Memory that is addressed.",
            process.virtualBytes.map(Double.init))
        add("process_open_fds", .gauge, "Open file descriptors.", process.openFiles.map(Double.init))
        add(
            "process_max_fds", .gauge, "File descriptors that may be open.",
            process.mostFiles.map(Double.init))
        add("process_threads", .gauge, "Threads of the process.", process.threads.map(Double.init))
        add(
            "process_start_time_seconds", .gauge, "When the process started, since 1970.",
            process.startSeconds)
    }
}

extension MetricsText.Spread {
    /// What was counted, as it adds up.
    init(_ histogram: Meter.Histogram, _ label: (name: String, value: String)) {
        var total = 0
        let bounds = histogram.bounds + [.infinity]
        let buckets = zip(bounds, histogram.counts).map { bound, count in
            total += count
            return (bound: bound, count: total)
        }
        self.init(buckets, sum: histogram.sum, label)
    }
}
