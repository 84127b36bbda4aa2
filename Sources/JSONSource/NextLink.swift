import Pipeline
package import WebSource

extension SourceNetwork {
    /// What the link in the field called `name` leads to.
    ///
    /// Links come from outside: only those to the hosts of the source are followed.
    package func next(_ answer: JSONAnswer, _ name: String) -> JSONPage.Next {
        guard let text = answer.value.text(name, longest: WebAddress.longest) else { return .end }
        guard let link = WebAddress(answer.url)?.resolving(text), link.isHTTP, let host = link.host,
            !link.hasUser
        else {
            return .broken("its '\(name)' is no address: \(text.onOneLine(limit: 200))")
        }
        guard hosts.contains(host) else {
            return .broken(
                "its '\(name)' leads to \(host), which is none of the source's 'hosts': the rest is left")
        }
        return .page(link.text)
    }
}
