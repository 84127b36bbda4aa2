import Pipeline

extension WebhookSink.Options {
    /// The address to post to, which may be a secret itself: whoever knows that of a chat's webhook can write there.
    func checkedURL(_ services: SinkServices) throws(InvalidOptions) -> String {
        switch (url, urlSecret) {
        case (let url?, nil): return url
        case (nil, let name?): return try services.secret(name)
        case (nil, nil): throw InvalidOptions("url", "is missing; write url: or url_secret:")
        case (_?, _?): throw InvalidOptions("url_secret", "goes in place of url:, not beside it")
        }
    }

    /// The template that is named, `nil` where none is.
    func checkedTemplate(_ services: SinkServices) throws(InvalidOptions) -> Template? {
        var style = try AlertText.Style(language: language, context: context, length: length)
        style.watches = services.watches
        guard let template else {
            for (option, isSet) in [
                ("language", language != nil), ("context", context != nil), ("length", length != nil),
            ] where isSet {
                throw InvalidOptions(option, "goes with template:")
            }
            return nil
        }
        return try Template(template, style: style, services: services)
    }
}
