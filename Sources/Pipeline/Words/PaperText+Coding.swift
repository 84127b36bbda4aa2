// Papers are stored by the hundred thousand lines: what a line does not say is left out, and what an older program did not know
// is taken for unsaid.

extension PaperText {
    private enum Key: String, CodingKey { case lines, format, isRecognised, unreadPages }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            lines: try container.decode([Line].self, forKey: .lines),
            format: try container.decode(Format.self, forKey: .format),
            isRecognised: try container.decodeIfPresent(Bool.self, forKey: .isRecognised) ?? false,
            unreadPages: try container.decodeIfPresent([Int].self, forKey: .unreadPages) ?? [])
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(lines, forKey: .lines)
        try container.encode(format, forKey: .format)
        if isRecognised { try container.encode(true, forKey: .isRecognised) }
        if !unreadPages.isEmpty { try container.encode(unreadPages, forKey: .unreadPages) }
    }
}

extension PaperText.Line {
    private enum Key: String, CodingKey { case text, page, setting, role, calls }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            try container.decode(String.self, forKey: .text),
            page: try container.decode(Int.self, forKey: .page),
            setting: try container.decodeIfPresent(PaperText.Setting.self, forKey: .setting),
            role: try container.decodeIfPresent(PaperText.Role.self, forKey: .role),
            calls: try container.decodeIfPresent([PaperText.Call].self, forKey: .calls) ?? [])
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(text, forKey: .text)
        try container.encode(page, forKey: .page)
        try container.encodeIfPresent(setting, forKey: .setting)
        try container.encodeIfPresent(role, forKey: .role)
        if !calls.isEmpty { try container.encode(calls, forKey: .calls) }
    }
}
