// atom FILE REPEATS: the fields of a feed's entries with libxml2's SAX2, the whole file in memory.
#include "ceiling.h"
#include <libxml/parser.h>

enum field { IDENTITY, TITLE, LINK, UPDATED, SUMMARY, FIELDS, NONE };

struct entry {
    char *fields[FIELDS];
};

struct feed {
    struct entry *entries;
    size_t count, room;
    bool is_inside;
    enum field field;
    char *text;
    size_t length, text_room;
};

static enum field named(const char *name) {
    if (!strcmp(name, "id")) return IDENTITY;
    if (!strcmp(name, "title")) return TITLE;
    if (!strcmp(name, "updated")) return UPDATED;
    if (!strcmp(name, "summary")) return SUMMARY;
    return NONE;
}

static void starts(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space, int spaces, const xmlChar **declared,
    int count, int defaulted, const xmlChar **attributes) {
    (void)prefix, (void)space, (void)spaces, (void)declared, (void)defaulted;
    struct feed *feed = context;
    feed->field = NONE;
    feed->length = 0;
    if (!strcmp((const char *)name, "entry")) {
        if (feed->count == feed->room) {
            feed->room = feed->room ? feed->room * 2 : 1024;
            feed->entries = need(realloc(feed->entries, feed->room * sizeof *feed->entries));
        }
        feed->entries[feed->count] = (struct entry){0};
        feed->is_inside = true;
    } else if (feed->is_inside && !strcmp((const char *)name, "link")) {
        // An attribute is its name, prefix, namespace, and the ends of its value.
        const char *address = NULL;
        size_t length = 0;
        bool is_alternate = true;
        for (int index = 0; index < count; index++, attributes += 5) {
            const char *value = (const char *)attributes[3];
            size_t size = (size_t)(attributes[4] - attributes[3]);
            if (!strcmp((const char *)attributes[0], "href")) address = value, length = size;
            if (!strcmp((const char *)attributes[0], "rel")) is_alternate = size == 9 && !memcmp(value, "alternate", 9);
        }
        char **link = &feed->entries[feed->count].fields[LINK];
        if (address && is_alternate && !*link) *link = need(strndup(address, length));
    } else if (feed->is_inside) {
        feed->field = named((const char *)name);
    }
}

static void ends(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space) {
    (void)prefix, (void)space;
    struct feed *feed = context;
    if (!feed->is_inside) return;
    if (!strcmp((const char *)name, "entry")) {
        feed->is_inside = false;
        feed->count++;
    } else if (feed->field != NONE) {
        char **field = &feed->entries[feed->count].fields[feed->field];
        if (!*field) *field = need(strndup(feed->text ? feed->text : "", feed->length));
    }
    feed->field = NONE;
}

static void has_text(void *context, const xmlChar *text, int length) {
    struct feed *feed = context;
    if (feed->field == NONE) return;
    size_t size = (size_t)length;
    if (feed->length + size > feed->text_room) {
        feed->text_room = (feed->length + size) * 2;
        feed->text = need(realloc(feed->text, feed->text_room));
    }
    memcpy(feed->text + feed->length, text, size);
    feed->length += size;
}

int main(int count, char **arguments) {
    if (count != 3) fail("atom FILE REPEATS");
    size_t size;
    char *bytes = contents(arguments[1], &size);
    int repeats = atoi(arguments[2]);
    xmlSAXHandler handler = {
        .initialized = XML_SAX2_MAGIC, .startElementNs = starts, .endElementNs = ends, .characters = has_text, .cdataBlock = has_text};
    struct feed feed = {0};
    struct moment start = moment();
    for (int turn = 0; turn < repeats; turn++) {
        for (size_t index = 0; index < feed.count; index++)
            for (int field = 0; field < FIELDS; field++) free(feed.entries[index].fields[field]);
        feed.count = 0;
        if (xmlSAXUserParseMemory(&handler, &feed, bytes, (int)size)) fail("not well-formed");
    }
    if (!feed.count) fail("no entries");
    say("MB", (double)size * repeats / 1e6, start);
}
