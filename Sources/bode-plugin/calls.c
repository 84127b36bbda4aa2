// What a plugin may ask of the kernel: everything but what reaches the daemon past Landlock.

#define _GNU_SOURCE
#include "plugin.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#ifdef CONFINE_ARCHITECTURE

/// Refused whatever they are asked for: other processes' memory and descriptors, and what makes calls that no filter sees.
static const int denied[] = {
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev,
#ifdef SYS_pidfd_getfd
    SYS_pidfd_getfd,
#endif
#ifdef SYS_io_uring_setup
    SYS_io_uring_setup,
#endif
};

/// Signals by a process's number. Landlock refuses them too from Linux 6.12 on.
static const int signalling[] = {
    SYS_kill, SYS_tgkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo,
#ifdef SYS_pidfd_open
    SYS_pidfd_open,
#endif
};

void plugin_restrict_calls(const struct plugin *plugin) {
    struct confine_calls calls;
    confine_calls_begin(&calls, SECCOMP_RET_ERRNO | ENOSYS);
    for (size_t index = 0; index < sizeof denied / sizeof *denied; index++) {
        CONFINE_ADD(&calls, CONFINE_IF(denied[index], 1), CONFINE_REFUSE(EPERM));
    }
    // The daemon takes orders on a Unix socket, and Landlock cannot tell one from another. Pairs reach nobody.
    CONFINE_ADD(&calls, CONFINE_IF(SYS_socket, 4), CONFINE_LOAD_LOW(0), CONFINE_IF(AF_UNIX, 1), CONFINE_REFUSE(EACCES),
                CONFINE_RETURN(SECCOMP_RET_ALLOW));
    pid_t group = getpgid(plugin->parent);
    int const spared[] = {-1, plugin->parent, -plugin->parent, plugin->launcher, -plugin->launcher, -group};
    enum { SPARED = sizeof spared / sizeof *spared };
    for (size_t index = 0; index < sizeof signalling / sizeof *signalling; index++) {
        CONFINE_ADD(&calls, CONFINE_IF(signalling[index], 2 + 2 * SPARED), CONFINE_LOAD_LOW(0));
        for (int other = 0; other < SPARED; other++) {
            CONFINE_ADD(&calls, CONFINE_IF(spared[other], 1), CONFINE_REFUSE(EPERM));
        }
        CONFINE_ADD(&calls, CONFINE_RETURN(SECCOMP_RET_ALLOW));
    }
    CONFINE_ADD(&calls, CONFINE_RETURN(SECCOMP_RET_ALLOW));
    confine_calls_enforce(&calls);
}

#else
void plugin_restrict_calls(const struct plugin *plugin) { (void)plugin; }
#endif
