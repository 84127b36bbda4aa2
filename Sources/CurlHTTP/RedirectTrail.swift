/// The redirects that a request has followed.
struct RedirectTrail {
    private(set) var count = 0
    /// The address after the leading permanent ones.
    private(set) var movedTo: String?
    private var isPermanent = true

    mutating func follow(_ status: Int, to address: String) {
        count += 1
        isPermanent = isPermanent && (status == 301 || status == 308)
        if isPermanent { movedTo = address }
    }
}
