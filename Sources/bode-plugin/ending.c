// How everything that a plugin started comes to its end.
//
// This process is the reaper of all that descends from it: who loses its parent becomes its child, however often it forked and
// whatever session it made. So killing every child until there is none reaches them all.

#define _GNU_SOURCE
#include "plugin.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/// Kills `process` where it is a living child; 1 where it was. The kernel is asked, since /proc shows not everybody everything.
static int kill_child(pid_t process) {
    siginfo_t state = {0};
    if (waitid(P_PID, (id_t)process, &state, WEXITED | WNOHANG | WNOWAIT) != 0 || state.si_pid != 0) return 0;
    kill(process, SIGKILL);
    return 1;
}

/// Kills the children that /proc names; returns how many.
static int kill_those_seen(void) {
    DIR *processes = opendir("/proc");
    if (processes == NULL) return 0;
    int killed = 0;
    for (struct dirent *entry; (entry = readdir(processes)) != NULL;) {
        int process = atoi(entry->d_name);
        if (process > 1) killed += kill_child(process);
    }
    closedir(processes);
    return killed;
}

/// Kills the children under all numbers that there can be: some seconds of work at most, for those who hide.
static void kill_those_hidden(void) {
    int most = 1 << 22;
    FILE *limit = fopen("/proc/sys/kernel/pid_max", "re");
    if (limit != NULL) {
        if (fscanf(limit, "%d", &most) != 1 || most < 2 || most > 1 << 22) most = 1 << 22;
        fclose(limit);
    }
    for (int process = 2; process <= most; process++) kill_child(process);
}

void plugin_end_all(const sigset_t *signals) {
    for (;;) {
        int killed = kill_those_seen();
        pid_t ended;
        int reaped = 0;
        while ((ended = waitpid(-1, NULL, WNOHANG)) > 0) reaped = 1;
        if (ended < 0 && errno == ECHILD) return;
        if (killed == 0 && !reaped) kill_those_hidden();
        // Until somebody has ended; not for ever, since a stopped reaper of one's own hears nothing.
        struct timespec pause = {.tv_nsec = 5000000};
        sigtimedwait(signals, NULL, &pause);
    }
}
