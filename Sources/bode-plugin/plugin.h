#pragma once

#include "confinement.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/types.h>

/// What a plugin is started with.
struct plugin {
    /// The daemon, and bode-plugin itself.
    pid_t parent;
    pid_t launcher;
    /// Its largest address space, in bytes; 0 for no limit.
    rlim_t memory;
    /// Where it works; `NULL` for where bode-plugin was started.
    char *directory;
    char **hidden;
    int hidden_count;
    char **writable;
    int writable_count;
};

/// Lets the process read all but what is hidden, and write only where it may.
void plugin_restrict_files(struct plugin *plugin);

/// Refuses what would reach the daemon past all other walls.
void plugin_restrict_calls(const struct plugin *plugin);

/// Kills every process that descends from this one, until none is left, and reaps them; `signals` are blocked, SIGCHLD among
/// them.
void plugin_end_all(const sigset_t *signals);
