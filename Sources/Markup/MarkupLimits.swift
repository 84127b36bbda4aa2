/// How much of a document is read before it is refused.
package struct MarkupLimits: Sendable {
    /// Bytes of the document once it is UTF-8.
    package var bytes: Int
    /// Elements within elements.
    package var depth: Int
    /// Bytes of one element's attributes together.
    package var attributes: Int
    /// Bytes of text made from a page.
    package var text: Int

    package init(
        bytes: Int = 64 << 20, depth: Int = 256, attributes: Int = 1 << 20, text: Int = 16 << 20
    ) {
        (self.bytes, self.depth, self.attributes, self.text) = (bytes, depth, attributes, text)
    }

    /// What a web page may need: browsers stop nesting at 512 elements too.
    package static let page = MarkupLimits(depth: 512)
}
