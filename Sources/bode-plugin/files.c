// What a plugin may do with files.
//
// Landlock knows only what is allowed, and a rule holds for all beneath. So a directory above something hidden gets no rule of
// its own: everything in it does, but for what is hidden. What comes into such a directory later cannot be read either.

#define _GNU_SOURCE
#include "plugin.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    READ = LANDLOCK_READ_FILE | LANDLOCK_EXECUTE,
    WRITE = LANDLOCK_WRITE_FILE | LANDLOCK_REMOVE_DIRECTORY | LANDLOCK_REMOVE_FILE | LANDLOCK_MAKE_DIRECTORY
        | LANDLOCK_MAKE_FILE | LANDLOCK_MAKE_SOCKET | LANDLOCK_MAKE_FIFO | LANDLOCK_MAKE_LINK | LANDLOCK_REFER
        | LANDLOCK_TRUNCATE | LANDLOCK_DEVICE_IOCTL,
};

/// `path` without links, as far as it exists; the rest as it is. `NULL` where there is no memory.
static char *resolved(const char *path) {
    char *whole = realpath(path, NULL);
    if (whole != NULL) return whole;
    char *start = strdup(path);
    char *slash = start == NULL ? NULL : strrchr(start, '/');
    if (slash == NULL || slash[1] == 0) return start;
    char *parent;
    if (slash == start) {
        parent = strdup("");
    } else {
        *slash = 0;
        parent = resolved(start);
        *slash = '/';
    }
    if (parent != NULL && asprintf(&whole, "%s%s", parent, slash) < 0) whole = NULL;
    free(parent);
    free(start);
    return whole;
}

/// Whether `path` is `other` (1), lies above it (2), or has nothing to do with it (0).
static int relation(const char *path, const char *other) {
    size_t length = strlen(path);
    if (strncmp(path, other, length) != 0) return 0;
    return other[length] == 0 ? 1 : other[length] == '/' ? 2 : 0;
}

/// Lets all in the open directory be read but what is hidden; closes it. `path` has no slash at its end: "" is the root.
static void allow_around(
    const struct confine_files *files, const struct plugin *plugin, const char *path, int directory) {
    DIR *stream = fdopendir(directory);
    if (stream == NULL) {
        close(directory);
        return;
    }
    for (struct dirent *entry; (entry = readdir(stream)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        char child[PATH_MAX];
        if (snprintf(child, sizeof child, "%s/%s", path, entry->d_name) >= (int)sizeof child) continue;
        int is_hidden = 0, is_above = 0;
        for (int index = 0; index < plugin->hidden_count; index++) {
            int found = relation(child, plugin->hidden[index]);
            is_hidden |= found == 1;
            is_above |= found == 2;
        }
        if (is_hidden) continue;
        if (is_above) {
            int inner = openat(directory, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            if (inner >= 0) allow_around(files, plugin, child, inner);
            continue;
        }
        // Where a link leads is allowed, or not, under its own path.
        int found = openat(directory, entry->d_name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
        if (found < 0) continue;
        confine_files_allow(files, found, READ);
        close(found);
    }
    closedir(stream);
}

void plugin_restrict_files(struct plugin *plugin) {
    struct confine_files files;
    if (!confine_files_begin(&files, 1)) return;
    // Names may be listed everywhere, else no program could look beside itself where something hidden lies there too.
    confine_files_allow_path(&files, "/", LANDLOCK_READ_DIRECTORY);
    for (int index = 0; index < plugin->hidden_count; index++) {
        char *path = resolved(plugin->hidden[index]);
        // Without memory to tell what is hidden, nothing is shown.
        if (path == NULL) _exit(126);
        for (size_t end = strlen(path); end > 0 && path[end - 1] == '/'; end--) path[end - 1] = 0;
        plugin->hidden[index] = path;
    }
    if (plugin->hidden_count == 0) {
        confine_files_allow_path(&files, "/", READ);
    } else {
        int root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (root >= 0) allow_around(&files, plugin, "", root);
    }
    static const char *const devices[] = {"/dev/null", "/dev/zero", "/dev/full", "/dev/tty", NULL};
    for (int index = 0; devices[index]; index++) {
        confine_files_allow_path(&files, devices[index], READ | LANDLOCK_WRITE_FILE | LANDLOCK_DEVICE_IOCTL);
    }
    // Semaphores of the C library, and of Python's multiprocessing.
    confine_files_allow_path(
        &files, "/dev/shm",
        READ | LANDLOCK_WRITE_FILE | LANDLOCK_MAKE_FILE | LANDLOCK_REMOVE_FILE | LANDLOCK_TRUNCATE);
    // A plugin that is to change a file can read it as well, whatever is hidden around it.
    if (plugin->directory != NULL) confine_files_allow_path(&files, plugin->directory, READ | WRITE);
    for (int index = 0; index < plugin->writable_count; index++) {
        confine_files_allow_path(&files, plugin->writable[index], READ | WRITE);
    }
    confine_files_enforce(&files);
}
