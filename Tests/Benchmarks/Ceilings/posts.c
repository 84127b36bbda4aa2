// posts ADDRESS BODIES COUNT CONNECTIONS: signed posts over libcurl's multi handle, a body a line.
#include "ceiling.h"
#include <curl/curl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

static const char KEY[] = "a key of the benchmarks";

struct post {
    CURL *easy;
    struct curl_slist *headers;
};

static size_t drop(char *bytes, size_t unit, size_t count, void *context) {
    (void)bytes, (void)context;
    return unit * count;
}

static void post_body(CURLM *multi, struct post *post, const char *body) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    size_t size = strlen(body);
    char header[128] = "X-Signature: sha256=";
    if (!HMAC(EVP_sha256(), KEY, sizeof KEY - 1, (const unsigned char *)body, size, digest, &length)) fail("no signature");
    char *end = header + strlen(header);
    for (unsigned index = 0; index < length; index++) end += sprintf(end, "%02x", digest[index]);
    curl_slist_free_all(post->headers);
    post->headers = curl_slist_append(NULL, "Content-Type: application/json");
    post->headers = curl_slist_append(post->headers, header);
    post->headers = curl_slist_append(post->headers, "Expect:");
    curl_easy_setopt(post->easy, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(post->easy, CURLOPT_POSTFIELDSIZE, (long)size);
    curl_easy_setopt(post->easy, CURLOPT_HTTPHEADER, post->headers);
    curl_multi_add_handle(multi, post->easy);
}

int main(int count, char **arguments) {
    if (count != 5) fail("posts ADDRESS BODIES COUNT CONNECTIONS");
    size_t size, bodies, next = 0, total = strtoul(arguments[3], NULL, 10);
    char **body = lines(contents(arguments[2], &size), &bodies);
    if (!bodies) fail("no bodies");
    int most = atoi(arguments[4]), running = 0, waiting, left;
    struct post *posts = need(calloc((size_t)most, sizeof *posts));
    struct moment start = moment();
    curl_global_init(CURL_GLOBAL_ALL);
    CURLM *multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)most);
    for (; running < most && next < total; running++) {
        struct post *post = &posts[running];
        post->easy = curl_easy_init();
        curl_easy_setopt(post->easy, CURLOPT_URL, arguments[1]);
        curl_easy_setopt(post->easy, CURLOPT_WRITEFUNCTION, drop);
        curl_easy_setopt(post->easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(post->easy, CURLOPT_PRIVATE, post);
        post_body(multi, post, body[next++ % bodies]);
    }
    while (running) {
        curl_multi_perform(multi, &left);
        for (CURLMsg *message; (message = curl_multi_info_read(multi, &waiting));) {
            struct post *post;
            long status;
            CURL *easy = message->easy_handle;
            CURLcode result = message->data.result;
            curl_easy_getinfo(easy, CURLINFO_PRIVATE, &post);
            curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
            if (result != CURLE_OK || status != 200) fail("a post failed");
            curl_multi_remove_handle(multi, easy);
            if (next < total) post_body(multi, post, body[next++ % bodies]);
            else running--;
        }
        if (running) curl_multi_poll(multi, NULL, 0, 100, NULL);
    }
    say("posts", (double)total, start);
}
