import StrictYAML
import Testing

@Suite("YAML as JSON") struct JSONTests {
    @Test(
        "says the same",
        arguments: [
            (
                "{a: 1, b: -2.5e3, c: true, d: false, e: ~, f: text}",
                #"{"a":1,"b":-2.5e3,"c":true,"d":false,"e":null,"f":"text"}"#
            ),
            (
                #"{a: "1", b: 'true', c: "", d: "say \"hi\"\n\\"}"#,
                #"{"a":"1","b":"true","c":"","d":"say \"hi\"\n\\"}"#
            ),
            ("[a, [1, [2]], {}]", #"["a",[1,[2]],{}]"#),
            // What JSON has no such number for is text.
            (
                "[010, 1., .5, +1, 1e, 0x1F, .inf, 12:30, 1_000, 0, -0]",
                #"["010","1.",".5","+1","1e","0x1F",".inf","12:30","1_000",0,-0]"#
            ),
            (#"["\u001b[31m", "café\u2028"]"#, #"["\u001b[31m","café\u2028"]"#),
        ])
    func says(_ yaml: String, _ json: String) throws {
        #expect(try StrictYAML.parse(yaml, file: "a.yaml").json == json)
    }
}
