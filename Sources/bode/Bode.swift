@main struct Bode { static func main() {} }
