package import Pipeline

/// Mail goes through the same multi handle as the web: one queue, one set of sockets, one judgement of addresses.
extension CurlHTTP: MailService {
    package func submit(_ submission: MailSubmission) async throws(MailFailure) {
        guard submission.security != .none || submission.access.allowsPlainHTTP else {
            throw .unavailable("mail is not encrypted with security: none; allow it with insecure: true")
        }
        let policy: AddressPolicy
        do { policy = try known.policy(allowing: submission.access.allowedAddresses) } catch {
            throw .unavailable(error.description)
        }
        let transfer = try MailTransfer(submission, policy: policy, sockets: sockets, settings: settings)
        switch await run(transfer, within: min(max(submission.timeout, .zero), .seconds(3_600))) {
        case .failure(.cancelled): throw .cancelled
        case .failure(let failure): throw .unavailable("\(submission.host): \(failure)")
        case .success(let answer) where answer.status < 400: return
        case .success(let answer):
            let reply = "\(submission.host): \(String(decoding: answer.body, as: UTF8.self))"
            throw MailFailure(answer.status, to: answer.headers.first?.value ?? "", reply)
        }
    }
}

extension MailFailure {
    /// What a reply means: about the recipient or the message after `RCPT` and `DATA`, about everything before.
    init(_ code: Int, to command: String, _ reply: String) {
        switch (command, code) {
        // The service is closing, or wants another login: whatever it answers, the message is not at fault.
        case (_, 421), (_, 454), (_, 530...538): self = .unavailable(reply)
        case ("RCPT", 500...), ("DATA", 500...), ("MAIL", 552): self = .refused(reply)
        case ("RCPT", _), ("DATA", _), ("MAIL", 452): self = .postponed(reply)
        default: self = .unavailable(reply)
        }
    }
}
