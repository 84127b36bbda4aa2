import Host
import Pipeline

/// `bode init`: writes a first configuration that works, and says what to do next.
package enum FirstConfiguration {
    package static func write(to path: String, contact: String) async -> ExitStatus {
        guard Settings.isContact(contact) else {
            Environment.writeToStandardError(
                "--contact: '\(contact.onOneLine(limit: 80))' is neither an e-mail address nor a web address\n"
            )
            return .usage
        }
        guard !Files.exists(path) else {
            Environment.writeToStandardError(
                "\(path) is there already; name another file, or take it away first\n")
            return .unavailable
        }
        let text = template(contact: contact)
        do throws(FileFailure) { try Files.writeDurably(Array(text.utf8), to: path) } catch {
            Environment.writeToStandardError("\(error)\n")
            return .unavailable
        }
        // What it wrote is checked as the user's own would be, so that a bad contact is told now.
        let verdict = await ConfigurationCheck.run(path)
        guard verdict == .success else { return verdict }
        Environment.writeToStandardOutput(
            Array(
                """

                \(path) is written. Next:
                  1. Read it; change the watch to what your desk wants to hear of.
                  2. bode check -c \(path)     says whether it is good
                  3. bode run -c \(path)       polls; alerts appear in state/alerts.ndjson
                  4. bode status -c \(path)    says how it is doing
                The first poll only remembers what is there; alerts come with what is published after it.

                """.utf8))
        return .success
    }

    private static func template(contact: String) -> String {
        """
        # Bode's configuration. `bode check -c FILE` says whether the file is good; Deploy/bode.yaml explains the keys.

        # Who runs this: an e-mail address or a web address, told to the servers that are asked.
        contact: \(contact)

        # Where Bode keeps what it must not forget. Relative to this file.
        state: state

        # What is polled.
        sources:
          tweede-kamer:
            kind: syncfeed
            category: Document
            types: [Antwoord schriftelijke vragen, Verslag van een schriftelijk overleg]
            every: 60s
            silent_after: 4d
          # Other official sources come ready-made; the README lists them, share/bode/sources has them.
          #official: {use: officielebekendmakingen}
          #un-press: {use: un-press}

        # What is done with each paper.
        stages: [parse, themes, entities, commitments]

        # Who wants to hear of what. Words, "phrases", fields (theme: entity: party: …), AND, OR, NOT and brackets.
        watches:
          sahel:
            query: theme:sahel
            sinks: [alerts]

        # Where alerts go. Relative paths lie in the state directory.
        sinks:
          alerts: {kind: file, path: alerts.ndjson}

        """
    }
}
