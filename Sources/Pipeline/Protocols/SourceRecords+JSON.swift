// How what is remembered of sources is written and read without `Codable`: it is at every poll.

extension SourceRecord: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("backfill", ifPresent: backfill)
            writer.member("failures", failures)
            writer.member("gone", ifPresent: gone)
            writer.member("hasBaseline", hasBaseline)
            writer.member("lastAttempt", ifPresent: lastAttempt)
            writer.member("lastFailure", ifPresent: lastFailure)
            writer.member("lastNew", ifPresent: lastNew)
            writer.member("lastSuccess", ifPresent: lastSuccess)
            writer.member("memory", ifPresent: memory)
            writer.member("name", name)
            writer.member("notBefore", ifPresent: notBefore)
            writer.member("storedDenial", ifPresent: storedDenial)
            writer.member("storedHealth", ifPresent: storedHealth)
            writer.member("unreachableSince", ifPresent: unreachableSince)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        backfill = try reader.member(ifPresent: "backfill")
        failures = try reader.member("failures")
        gone = try reader.member(ifPresent: "gone")
        hasBaseline = try reader.member("hasBaseline")
        lastAttempt = try reader.member(ifPresent: "lastAttempt")
        lastFailure = try reader.member(ifPresent: "lastFailure")
        lastNew = try reader.member(ifPresent: "lastNew")
        lastSuccess = try reader.member(ifPresent: "lastSuccess")
        memory = try reader.member(ifPresent: "memory")
        name = try reader.member("name")
        notBefore = try reader.member(ifPresent: "notBefore")
        storedDenial = try reader.member(ifPresent: "storedDenial")
        storedHealth = try reader.member(ifPresent: "storedHealth")
        unreachableSince = try reader.member(ifPresent: "unreachableSince")
        try reader.endObject()
    }
}

extension SourceMemory: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { $0.member("fields", fields) }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        self.init(try reader.member("fields"))
        try reader.endObject()
    }
}

extension Backfill: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("announces", announces)
            writer.member("finished", ifPresent: finished)
            writer.member("papers", papers)
            writer.member("since", since)
            writer.member("started", started)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        announces = try reader.member("announces")
        finished = try reader.member(ifPresent: "finished")
        papers = try reader.member("papers")
        since = try reader.member("since")
        started = try reader.member("started")
        try reader.endObject()
    }
}

extension SourceHealth: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("failedPolls", failedPolls)
            writer.member("failingSince", ifPresent: failingSince)
            writer.member("isCaughtUp", isCaughtUp)
            writer.member("isEmptied", isEmptied)
            writer.member("movedTo", ifPresent: movedTo)
            writer.member("papers", papers)
            writer.member("polls", polls)
            writer.member("silence", ifPresent: silence)
            writer.member("traffic", ifPresent: traffic)
            writer.member("unchangedPolls", unchangedPolls)
            writer.member("watchedSince", ifPresent: watchedSince)
            writer.member("window", window)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        failedPolls = try reader.member("failedPolls")
        failingSince = try reader.member(ifPresent: "failingSince")
        isCaughtUp = try reader.member("isCaughtUp")
        isEmptied = try reader.member("isEmptied")
        movedTo = try reader.member(ifPresent: "movedTo")
        papers = try reader.member("papers")
        polls = try reader.member("polls")
        silence = try reader.member(ifPresent: "silence")
        traffic = try reader.member(ifPresent: "traffic")
        unchangedPolls = try reader.member("unchangedPolls")
        watchedSince = try reader.member(ifPresent: "watchedSince")
        window = try reader.member("window")
        try reader.endObject()
    }
}

extension SourceHealth.Silence: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("isFailing", isFailing)
            writer.member("since", since)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        isFailing = try reader.member("isFailing")
        since = try reader.member("since")
        try reader.endObject()
    }
}

extension SourceHealth.Traffic: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("count", count)
            writer.member("floodSince", ifPresent: floodSince)
            writer.member("hour", hour)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        count = try reader.member("count")
        floodSince = try reader.member(ifPresent: "floodSince")
        hour = try reader.member("hour")
        try reader.endObject()
    }
}
