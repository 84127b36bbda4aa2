import Pipeline

/// The tables, as a list of steps to which steps are only ever added.
enum Schema {
    /// Marks the file as ours, in the header: "Bode".
    static let applicationID: Int64 = 0x426F_6465

    /// Brings the tables from the version found in the file to the last.
    ///
    /// Each step is one transaction with the version that it leads to, so that a process killed anywhere leaves the
    /// one or the other.
    static func migrate(_ database: Database) throws(LogFailure) {
        let found = Int(try database.integer("PRAGMA user_version") ?? 0)
        guard found <= migrations.count else {
            throw .damaged(
                """
                \(database.path) was written by a newer bode (schema \(found), this one knows \
                \(migrations.count)): run that version, or restore a backup from before the upgrade
                """)
        }
        for (index, script) in migrations.enumerated().dropFirst(found) {
            try database.transaction { () throws(LogFailure) in
                try database.execute(script)
                try database.execute(
                    "PRAGMA user_version = \(index + 1); PRAGMA application_id = \(applicationID)")
            }
        }
    }

    /// One script for each version, the first leading to version 1.
    ///
    /// A script that was released never changes.
    static let migrations = [
        """
        CREATE TABLE topic (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

        -- AUTOINCREMENT: a sequence is never used again, not after pruning and a restart either.
        -- The payload comes last, so that the rest can be read without it.
        CREATE TABLE message (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            topic INTEGER NOT NULL REFERENCES topic (id),
            appended INTEGER NOT NULL,
            checksum INTEGER NOT NULL,
            key TEXT NOT NULL,
            payload BLOB NOT NULL);
        CREATE INDEX message_in_topic ON message (topic);

        -- position: up to there nothing is fresh; each message is done, or has a settlement.
        CREATE TABLE reader (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            topic INTEGER NOT NULL REFERENCES topic (id),
            position INTEGER NOT NULL,
            memory BLOB);

        -- What became of a message where the position cannot say it.
        -- outcome: 0 done, beyond the position; 1 waiting until `due`; 2 set aside for `reason`.
        CREATE TABLE settlement (
            reader INTEGER NOT NULL REFERENCES reader (id),
            sequence INTEGER NOT NULL,
            outcome INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            due INTEGER,
            reason TEXT,
            PRIMARY KEY (reader, sequence)) WITHOUT ROWID;
        CREATE INDEX settlement_due ON settlement (reader, due) WHERE outcome = 1;
        CREATE INDEX settlement_aside ON settlement (reader) WHERE outcome = 2;
        CREATE INDEX settlement_kept ON settlement (sequence) WHERE outcome > 0;

        CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, record BLOB NOT NULL);
        CREATE TABLE entry (
            source INTEGER NOT NULL REFERENCES source (id),
            identity TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            PRIMARY KEY (source, identity)) WITHOUT ROWID;

        CREATE TABLE publication (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE, record BLOB NOT NULL);
        CREATE TABLE name (
            name TEXT PRIMARY KEY,
            publication INTEGER NOT NULL REFERENCES publication (id)) WITHOUT ROWID;
        """,
        """
        -- By when people look for a paper: ArchivedPublication.shelfTime.
        ALTER TABLE publication ADD COLUMN published INTEGER NOT NULL DEFAULT 0;
        UPDATE publication SET published = min(
            coalesce(json_extract(CAST(record AS TEXT), '$.publication.published'),
                json_extract(CAST(record AS TEXT), '$.firstSeen'), 0),
            coalesce(json_extract(CAST(record AS TEXT), '$.firstSeen'), 0));
        CREATE INDEX publication_published ON publication (published);

        CREATE INDEX message_by_key ON message (key, topic);

        -- Tries of messages at readers, for people who ask what became of one; gone with the message.
        CREATE TABLE attempt (
            sequence INTEGER NOT NULL,
            reader INTEGER NOT NULL,
            number INTEGER NOT NULL,
            time INTEGER NOT NULL,
            failure TEXT,
            PRIMARY KEY (sequence, reader, number)) WITHOUT ROWID;
        CREATE TRIGGER attempts_of_message AFTER DELETE ON message BEGIN
            DELETE FROM attempt WHERE sequence = old.sequence;
        END;
        """,
        """
        -- absent: since when nobody runs it.
        ALTER TABLE reader ADD COLUMN absent INTEGER;
        -- Of memory and records; rows that were stored before have none.
        ALTER TABLE reader ADD COLUMN checksum INTEGER;
        ALTER TABLE source ADD COLUMN checksum INTEGER;
        ALTER TABLE publication ADD COLUMN checksum INTEGER;
        -- Counted up whenever the write-ahead log begins or was copied into the database.
        CREATE TABLE life (id INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
        INSERT INTO life (id, generation) VALUES (1, 0);
        """,
        """
        -- Promises: `last_day` is the last day of the term, in days since 1970-01-01; `kind` that of the state.
        CREATE TABLE commitment (
            id TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            last_day INTEGER,
            state BLOB NOT NULL,
            record BLOB NOT NULL) WITHOUT ROWID;
        CREATE INDEX commitment_due ON commitment (last_day) WHERE kind = 'open';
        -- The names under which later papers refer to it.
        CREATE TABLE commitment_key (
            key TEXT NOT NULL,
            commitment TEXT NOT NULL REFERENCES commitment (id),
            PRIMARY KEY (key, commitment)) WITHOUT ROWID;
        """,
        """
        -- From here on checksums are those of ``Checksum``, for which an older program would take every message to be
        -- damaged. So it must refuse this file.
        CREATE INDEX reader_of_topic ON reader (topic);
        """,
        """
        -- What polls without news have changed in the record of a source since it was stored whole, as ``PollTimes`` says.
        CREATE TABLE poll (
            source INTEGER PRIMARY KEY REFERENCES source (id),
            attempt INTEGER NOT NULL,
            success INTEGER NOT NULL,
            not_before INTEGER NOT NULL,
            polls INTEGER NOT NULL,
            unchanged INTEGER NOT NULL,
            checksum INTEGER NOT NULL);
        """,
    ]
}
