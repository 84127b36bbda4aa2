//
// bode-plugin: runs a plugin as its child, limited, and lets nothing of it outlive the daemon.
//
//   bode-plugin [--parent PID] [--memory BYTES] [--directory PATH] [--hide PATH]… [--write PATH]… -- COMMAND [ARGUMENT…]
//
//   --parent     the daemon; where it is no longer the parent, nothing is started
//   --memory     the address space of the plugin, and of each process that it starts
//   --directory  where it works: the one place, beside --write, where it may change files
//   --hide       what it must not read: a directory with all beneath, or a file. Names and sizes are no secret.
//   --write      what it may change beside its directory
//
// The plugin has no way to new privileges, reads what its user can read but for what is hidden, and writes where it is told. The
// network is its own affair; Unix sockets are refused, since the daemon's own is one. COMMAND is looked for on the PATH.
// Standard input, output and error are the caller's; every other descriptor is closed.
//
// SIGTERM, SIGINT and SIGHUP are passed on to the plugin. SIGQUIT kills it and all that came of it. The same happens when it has
// ended, and when the parent has. bode-plugin ends with COMMAND's status: 128 and its number where a signal ended it; 64 when
// called wrongly, 127 when COMMAND is not there, 126 when it could not be started.

#define _GNU_SOURCE
#include "plugin.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/// Sent when the thread that started this program, or the whole parent, has ended.
static const int PARENT_SIGNAL = SIGUSR1;

static int usage(void) {
    fputs("usage: bode-plugin [--parent PID] [--memory BYTES] [--directory PATH] [--hide PATH]... [--write PATH]... -- "
          "COMMAND [ARGUMENT...]\n", stderr);
    return 64;
}

/// Reads a whole number above 0; 0 for anything else.
static unsigned long long number(const char *text) {
    if (*text < '0' || *text > '9') return 0;
    char *end = NULL;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    return errno != 0 || *end != 0 ? 0 : value;
}

/// Reads the options; returns where COMMAND is, 0 where they are wrong.
static int read_options(struct plugin *plugin, int count, char *arguments[]) {
    for (int index = 1; index < count; index++) {
        const char *name = arguments[index];
        if (strcmp(name, "--") == 0) return index + 1 < count ? index + 1 : 0;
        if (++index >= count) return 0;
        char *value = arguments[index];
        if (strcmp(name, "--hide") == 0) {
            plugin->hidden[plugin->hidden_count++] = value;
        } else if (strcmp(name, "--write") == 0) {
            plugin->writable[plugin->writable_count++] = value;
        } else if (strcmp(name, "--directory") == 0) {
            plugin->directory = value;
        } else if (strcmp(name, "--memory") == 0) {
            if ((plugin->memory = (rlim_t)number(value)) == 0) return 0;
        } else if (strcmp(name, "--parent") == 0) {
            unsigned long long parent = number(value);
            if (parent == 0 || parent > INT_MAX) return 0;
            plugin->parent = (pid_t)parent;
        } else {
            return 0;
        }
    }
    return 0;
}

/// In the child: becomes COMMAND, with the signal mask `mask`. Returns its status where it cannot.
static int become(struct plugin *plugin, char *command[], const sigset_t *mask) {
    pid_t launcher = plugin->launcher;
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (getppid() != launcher) return 128 + SIGKILL;
    // A signal to its own group must reach nobody else.
    setsid();
    umask(077);
    if (plugin->directory != NULL && chdir(plugin->directory) != 0) {
        fprintf(stderr, "<3>bode-plugin: %s: %s\n", plugin->directory, strerror(errno));
        return 126;
    }
    if (plugin->memory != 0) confine_limit(RLIMIT_AS, plugin->memory);
    confine_limit(RLIMIT_CORE, 0);
    confine_goes_first();
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    plugin_restrict_files(plugin);
    plugin_restrict_calls(plugin);
    sigprocmask(SIG_SETMASK, mask, NULL);
    execvp(command[0], command);
    int reason = errno;
    fprintf(stderr, "<3>bode-plugin: %s: %s\n", command[0], strerror(reason));
    return reason == ENOENT ? 127 : 126;
}

/// Gives the caller's pipes back, so that only the plugin holds them.
static void let_go_of_pipes(void) {
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nothing < 0) return;
    for (int descriptor = 0; descriptor < 3; descriptor++) dup2(nothing, descriptor);
    if (nothing > 2) close(nothing);
}

/// Waits until the plugin has ended or must; returns its status.
static int attend(pid_t child, pid_t parent, const sigset_t *signals) {
    int status = SIGKILL;
    for (;;) {
        // Orphans of the plugin's are reaped as they end.
        int state;
        for (pid_t ended; (ended = waitpid(-1, &state, WNOHANG)) > 0;) {
            if (ended == child) {
                plugin_end_all(signals);
                return state;
            }
        }
        // Also where it ended before the kernel was asked to tell.
        if (getppid() != parent) break;
        int number = sigwaitinfo(signals, NULL);
        if (number == SIGQUIT) break;
        if (number == SIGTERM || number == SIGINT || number == SIGHUP) kill(child, number);
    }
    plugin_end_all(signals);
    return status;
}

int main(int count, char *arguments[]) {
    char **paths = calloc((size_t)count * 2 + 2, sizeof *paths);
    if (paths == NULL) return 126;
    struct plugin plugin = {.hidden = paths, .writable = paths + count + 1, .launcher = getpid()};
    int command = read_options(&plugin, count, arguments);
    if (command == 0) return usage();

    sigset_t signals, before;
    sigemptyset(&signals);
    int const attended[] = {SIGCHLD, SIGTERM, SIGINT, SIGHUP, SIGQUIT, PARENT_SIGNAL};
    for (size_t index = 0; index < sizeof attended / sizeof *attended; index++) sigaddset(&signals, attended[index]);
    sigprocmask(SIG_BLOCK, &signals, &before);

    if (plugin.parent == 0) plugin.parent = getppid();
    prctl(PR_SET_PDEATHSIG, PARENT_SIGNAL, 0, 0, 0);
    if (getppid() != plugin.parent) return 128 + SIGKILL;
    confine_close_the_rest();
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    confine_limit(RLIMIT_CORE, 0);

    pid_t child = fork();
    if (child == 0) _exit(become(&plugin, arguments + command, &before));
    if (child < 0) {
        fprintf(stderr, "<3>bode-plugin: %s\n", strerror(errno));
        return 126;
    }
    let_go_of_pipes();
    int status = attend(child, plugin.parent, &signals);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
