/// What each Latin letter beyond ASCII folds to, in the order of Unicode; a dot stands for a character that stays.
///
/// Made from the compatibility decompositions of the Unicode Character Database, without their marks, and from usage
/// for letters that have no decomposition: `ø` o, `æ` ae, `œ` oe, `ß` ss, `ł` l, `đ` d, `þ` th, and the hooked letters
/// of Hausa and Fulfulde.
enum FoldingTable {
    /// U+00C0 to U+025B: Latin-1, Extended-A and -B, and the first of the IPA letters.
    static let latin = parsed(
        """
        a a a a a a ae c e e e e i i i i d n o o o o o . o u u u u y th ss a a a a a a ae c e e e e i i
        i i d n o o o o o . o u u u u y th y a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g
        g g g g g g h h h h i i i i i i i i i i ij ij j j k k k l l l l l l l l l l n n n n n n n n n o
        o o o o o oe oe r r r r r r s s s s s s s s t t t t t t u u u u u u u u u u u u w w y y y z z z
        z z z s . b . . . . o . . . d . . . . e e . . . . . . . k k . . . n . . o o . . . . . . . . . .
        . . . u u . . y y . . . . . . . . . . . . . . . dz dz dz lj lj lj nj nj nj a a i i o o u u u u u
        u u u u u . a a a a . . . . g g k k o o o o . . j dz dz dz g g . . n n a a . . . . a a a a e e e
        e i i i i o o o o r r r r u u u u s s t t . . h h . . . . . . a a e e o o o o o o o o y y . . .
        . . . . . . . . . . . . . . . . . . . . . . . . . . . . b o . . d . e . e
        """)

    /// U+1E00 to U+1EFF: Latin Extended Additional.
    static let additional = parsed(
        """
        a a b b b b b b c c d d d d d d d d d d e e e e e e e e e e f f g g h h h h h h h h h h i i i i
        k k k k k k l l l l l l l l m m m m m m n n n n n n n n o o o o o o o o p p p p r r r r r r r r
        s s s s s s s s s s t t t t t t t t u u u u u u u u u u v v v v w w w w w w w w w w x x x x y y
        z z z z z z h t w y . s . . ss . a a a a a a a a a a a a a a a a a a a a a a a a e e e e e e e e
        e e e e e e e e i i i i o o o o o o o o o o o o o o o o o o o o o o o o u u u u u u u u u u u u
        u u y y y y y y y y . . . . . .
        """)

    /// U+FB00 to U+FB06: the ligatures that typesetters leave in PDF.
    static let ligatures = parsed(
        """
        ff fi fl ffi ffl st st
        """)

    private static func parsed(_ table: String) -> [[UInt8]] {
        table.split(whereSeparator: \.isWhitespace).map { $0 == "." ? [] : Array($0.utf8) }
    }
}
