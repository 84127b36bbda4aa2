// What the ceilings share: clocks, whole files, their lines, and the line that says what was done.
#pragma once
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

struct moment {
    double wall, cpu;
};

static inline struct moment moment(void) {
    struct timespec now;
    struct rusage usage;
    clock_gettime(CLOCK_MONOTONIC, &now);
    getrusage(RUSAGE_SELF, &usage);
    return (struct moment){
        (double)now.tv_sec + (double)now.tv_nsec / 1e9,
        (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6};
}

// Says what was done since the start, as the programs of Bode do.
static inline void say(const char *unit, double units, struct moment start) {
    struct moment end = moment();
    printf("{\"unit\": \"%s\", \"units\": %.6f, \"secs\": %.6f, \"cpu\": %.6f}\n", unit, units, end.wall - start.wall, end.cpu - start.cpu);
}

static inline void fail(const char *why) {
    fprintf(stderr, "%s\n", why);
    exit(1);
}

static inline void *need(void *memory) {
    if (!memory) fail("no memory");
    return memory;
}

// A whole file, with a zero behind it.
static inline char *contents(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) fail("a file cannot be read");
    *size = (size_t)ftell(file);
    rewind(file);
    char *bytes = need(malloc(*size + 1));
    if (fread(bytes, 1, *size, file) != *size) fail("a file cannot be read");
    bytes[*size] = 0;
    fclose(file);
    return bytes;
}

// The lines of a text, which is cut up.
static inline char **lines(char *text, size_t *count) {
    size_t room = 1024;
    char **found = need(malloc(room * sizeof *found));
    *count = 0;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        if (*count == room) found = need(realloc(found, (room *= 2) * sizeof *found));
        found[(*count)++] = line;
    }
    return found;
}
