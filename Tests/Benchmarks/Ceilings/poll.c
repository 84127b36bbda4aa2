// poll ADDRESSES CONNECTIONS VALIDATORS: asks for feeds over libcurl's multi handle and reads them with expat.
//
// VALIDATORS is a file of ETags, a line for each address: it is sent where it is there, and written at the end. What it takes is the whole
// process's, since a poller has to start too.
#include "ceiling.h"
#include <curl/curl.h>
#include <expat.h>
#include <strings.h>

struct poll {
    char *address, validator[128];
    char *bytes;
    size_t size, room;
    struct curl_slist *headers;
};

struct reader {
    bool is_inside, is_wanted;
    char *text;
    size_t length, room, entries, kept;
};

static const char *local(const char *name) {
    const char *bar = strrchr(name, '|');
    return bar ? bar + 1 : name;
}

static bool is_any(const char *name, const char *const *names) {
    for (; *names; names++)
        if (!strcmp(name, *names)) return true;
    return false;
}

static const char *const ENTRIES[] = {"entry", "item", NULL};
static const char *const FIELDS[] = {"id", "guid", "title", "link", "updated", "pubDate", "summary", "description", NULL};

static void starts(void *context, const char *qualified, const char **attributes) {
    struct reader *reader = context;
    const char *name = local(qualified);
    if (is_any(name, ENTRIES)) reader->is_inside = true;
    reader->is_wanted = reader->is_inside && is_any(name, FIELDS);
    reader->length = 0;
    if (reader->is_wanted && !strcmp(name, "link"))
        for (; *attributes; attributes += 2)
            if (!strcmp(attributes[0], "href")) reader->kept += strlen(attributes[1]);
}

static void ends(void *context, const char *qualified) {
    struct reader *reader = context;
    if (is_any(local(qualified), ENTRIES)) {
        reader->is_inside = false;
        reader->entries++;
    } else if (reader->is_wanted) {
        char *field = need(strndup(reader->text ? reader->text : "", reader->length));
        reader->kept += strlen(field);
        free(field);
    }
    reader->is_wanted = false;
}

static void has_text(void *context, const char *text, int length) {
    struct reader *reader = context;
    if (!reader->is_wanted) return;
    size_t size = (size_t)length;
    if (reader->length + size > reader->room) {
        reader->room = (reader->length + size) * 2;
        reader->text = need(realloc(reader->text, reader->room));
    }
    memcpy(reader->text + reader->length, text, size);
    reader->length += size;
}

static size_t has_body(char *bytes, size_t unit, size_t count, void *context) {
    struct poll *poll = context;
    size_t size = unit * count;
    if (poll->size + size > poll->room) {
        poll->room = (poll->size + size) * 2;
        poll->bytes = need(realloc(poll->bytes, poll->room));
    }
    memcpy(poll->bytes + poll->size, bytes, size);
    poll->size += size;
    return size;
}

static size_t has_header(char *line, size_t unit, size_t count, void *context) {
    struct poll *poll = context;
    size_t size = unit * count, length = 0;
    if (size < 6 || strncasecmp(line, "etag:", 5)) return size;
    for (char *at = line + 5; at < line + size && *at != '\r' && *at != '\n' && length < sizeof poll->validator - 1; at++)
        if (*at != ' ') poll->validator[length++] = *at;
    poll->validator[length] = 0;
    return size;
}

static void ask(CURLM *multi, CURL *easy, struct poll *poll) {
    if (poll->validator[0]) {
        char header[160];
        snprintf(header, sizeof header, "If-None-Match: %s", poll->validator);
        poll->headers = curl_slist_append(NULL, header);
    }
    curl_easy_setopt(easy, CURLOPT_URL, poll->address);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, poll);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, poll);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, poll);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, poll->headers);
    curl_multi_add_handle(multi, easy);
}

static void read_feed(struct reader *reader, struct poll *poll) {
    XML_Parser parser = XML_ParserCreateNS(NULL, '|');
    XML_SetUserData(parser, reader);
    XML_SetElementHandler(parser, starts, ends);
    XML_SetCharacterDataHandler(parser, has_text);
    if (XML_Parse(parser, poll->bytes, (int)poll->size, 1) != XML_STATUS_OK) fail("not well-formed");
    XML_ParserFree(parser);
}

static void settle(CURL *easy, CURLcode result, struct reader *reader) {
    struct poll *poll;
    long status;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &poll);
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    if (result != CURLE_OK || (status != 200 && status != 304)) fail("a feed cannot be had");
    if (status == 200) read_feed(reader, poll);
    free(poll->bytes);
    poll->bytes = NULL;
    curl_slist_free_all(poll->headers);
    poll->headers = NULL;
}

static void load(const char *path, struct poll *polls, size_t count) {
    FILE *file = fopen(path, "r");
    for (size_t index = 0; file && index < count && fgets(polls[index].validator, sizeof polls->validator, file); index++)
        polls[index].validator[strcspn(polls[index].validator, "\n")] = 0;
    if (file) fclose(file);
}

static void store(const char *path, const struct poll *polls, size_t count) {
    FILE *file = fopen(path, "w");
    if (!file) fail("the validators cannot be written");
    for (size_t index = 0; index < count; index++) fprintf(file, "%s\n", polls[index].validator);
    fclose(file);
}

int main(int count, char **arguments) {
    if (count != 4) fail("poll ADDRESSES CONNECTIONS VALIDATORS");
    size_t size, total, next = 0;
    char **addresses = lines(contents(arguments[1], &size), &total);
    int most = atoi(arguments[2]), running = 0, waiting, left;
    struct poll *polls = need(calloc(total, sizeof *polls));
    for (size_t index = 0; index < total; index++) polls[index].address = addresses[index];
    load(arguments[3], polls, total);
    curl_global_init(CURL_GLOBAL_ALL);
    CURLM *multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)most * 2);
    struct reader reader = {0};
    for (; running < most && next < total; running++) {
        CURL *easy = curl_easy_init();
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, has_body);
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, has_header);
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        ask(multi, easy, &polls[next++]);
    }
    while (running) {
        curl_multi_perform(multi, &left);
        for (CURLMsg *message; (message = curl_multi_info_read(multi, &waiting));) {
            CURL *easy = message->easy_handle;
            CURLcode result = message->data.result;
            settle(easy, result, &reader);
            curl_multi_remove_handle(multi, easy);
            if (next < total) ask(multi, easy, &polls[next++]);
            else running--;
        }
        if (running) curl_multi_poll(multi, NULL, 0, 100, NULL);
    }
    store(arguments[3], polls, total);
    printf("%zu feeds, %zu entries, %zu bytes of fields\n", total, reader.entries, reader.kept);
}
