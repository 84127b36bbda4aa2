import CCurl

extension CurlHTTP {
    /// The version of libcurl and of what it is built with: `libcurl/7.88.1 OpenSSL/3.0.19 …`.
    package static var libraryVersion: String { String(cString: curl_version()) }
}
