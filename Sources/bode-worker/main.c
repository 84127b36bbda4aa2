//
// bode-worker: limits itself, then becomes another program.
//
//   bode-worker COMMAND [ARGUMENT …]
//
// Programs that read papers from outside (pdftohtml, tesseract) are run through it, so that a paper that breaks into one of them gains
// nothing: it has no network, no files but the system's own read-only ones, no other processes, 512 MiB and 20 s of CPU.
// COMMAND is an absolute path. Standard input, output and error are the caller's; every other descriptor is closed.
//
// It ends with COMMAND's status; 64 when called wrongly, 127 when COMMAND is not there, 126 when it could not be started.
// The kernel kills it (SIGKILL) when the thread that started it ends.
//
// What the kernel, or a service manager's own filter, does not allow (Landlock before Linux 5.13, seccomp in a container) is
// left out without a word, and the rest is kept: each layer stands alone.

#define _GNU_SOURCE
#include "confinement.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MEMORY_MIB = 512,
    CPU_SECONDS = 20,
    FILE_MIB = 64,
    DESCRIPTORS = 64,
};

static void limit_resources(void) {
    confine_limit(RLIMIT_AS, (rlim_t)MEMORY_MIB << 20);
    confine_limit(RLIMIT_CPU, CPU_SECONDS);
    confine_limit(RLIMIT_FSIZE, (rlim_t)FILE_MIB << 20);
    confine_limit(RLIMIT_NOFILE, DESCRIPTORS);
    confine_limit(RLIMIT_CORE, 0);
    confine_limit(RLIMIT_NPROC, 0);
    confine_limit(RLIMIT_MEMLOCK, 0);
    confine_limit(RLIMIT_MSGQUEUE, 0);
    confine_goes_first();
}

static void restrict_files(void) {
    struct confine_files files;
    if (!confine_files_begin(&files, 0)) return;
    static const char *const readable[] = {
        "/usr", "/lib", "/lib64", "/etc/fonts", "/etc/ld.so.cache", "/etc/papersize", "/dev/null", NULL};
    for (int index = 0; readable[index]; index++) {
        struct stat what;
        uint64_t rights = LANDLOCK_READ_FILE;
        if (stat(readable[index], &what) == 0 && S_ISDIR(what.st_mode)) {
            rights |= LANDLOCK_READ_DIRECTORY | LANDLOCK_EXECUTE;
        }
        confine_files_allow_path(&files, readable[index], rights);
    }
    confine_files_enforce(&files);
}

#ifdef CONFINE_ARCHITECTURE

// What a reader of papers has no business with. Everything else is allowed: a list of what a program needs would break with
// the next version of its library.
static const int denied[] = {
    // other machines
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
    // other processes
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp, SYS_kill, SYS_tkill, SYS_rt_sigqueueinfo,
    SYS_rt_tgsigqueueinfo, SYS_setpgid, SYS_setsid, SYS_prctl,
#ifdef SYS_pidfd_open
    SYS_pidfd_open, SYS_pidfd_send_signal,
#endif
#ifdef SYS_pidfd_getfd
    SYS_pidfd_getfd,
#endif
    // new processes
    SYS_clone,
#ifdef SYS_fork
    SYS_fork, SYS_vfork,
#endif
    SYS_execveat,
    // what stays when it is gone
    SYS_shmget, SYS_semget, SYS_msgget, SYS_mq_open,
    // the kernel
    SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_keyctl, SYS_add_key, SYS_request_key, SYS_init_module,
    SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_reboot, SYS_swapon, SYS_swapoff, SYS_acct, SYS_syslog,
    SYS_personality, SYS_quotactl,
#ifdef SYS_io_uring_setup
    SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register,
#endif
    // the file system's shape
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_unshare, SYS_setns, SYS_open_by_handle_at,
    SYS_name_to_handle_at, SYS_fanotify_init, SYS_mknodat,
#ifdef SYS_fsopen
    SYS_open_tree, SYS_move_mount, SYS_fsopen, SYS_fsmount, SYS_fspick,
#endif
};

/// Refuses the calls above from here on. The one `execve` that is left is that of `command`, told by its address.
static void restrict_calls(const char *command) {
    struct confine_calls calls;
    confine_calls_begin(&calls, SECCOMP_RET_KILL_PROCESS);
    // The C library asks for clone3 first, and takes this answer for an old kernel's.
#ifdef SYS_clone3
    CONFINE_ADD(&calls, CONFINE_IF(SYS_clone3, 1), CONFINE_REFUSE(ENOSYS));
#endif
    for (size_t index = 0; index < sizeof denied / sizeof *denied; index++) {
        CONFINE_ADD(&calls, CONFINE_IF(denied[index], 1), CONFINE_REFUSE(EPERM));
    }
    // It may signal itself, as abort() does.
    CONFINE_ADD(&calls, CONFINE_IF(SYS_tgkill, 4), CONFINE_LOAD_LOW(0), CONFINE_IF(getpid(), 1),
                CONFINE_RETURN(SECCOMP_RET_ALLOW), CONFINE_REFUSE(EPERM));
    uint64_t address = (uint64_t)(uintptr_t)command;
    CONFINE_ADD(&calls, CONFINE_IF(SYS_execve, 6), CONFINE_LOAD_LOW(0), CONFINE_IF(address, 3), CONFINE_LOAD_HIGH(0),
                CONFINE_IF(address >> 32, 1), CONFINE_RETURN(SECCOMP_RET_ALLOW), CONFINE_REFUSE(EPERM));
    CONFINE_ADD(&calls, CONFINE_RETURN(SECCOMP_RET_ALLOW));
    confine_calls_enforce(&calls);
}

#else
static void restrict_calls(const char *command) { (void)command; }
#endif

// ---------------------------------------------------------------------------------------------------------------------

int main(int count, char *arguments[]) {
    if (count < 2 || arguments[1][0] != '/') {
        fputs("usage: bode-worker /path/to/command [argument ...]\n", stderr);
        return 64;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    confine_close_the_rest();
    umask(077);
    if (chdir("/") != 0) return 126;
    limit_resources();
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    restrict_files();
    restrict_calls(arguments[1]);
    execve(arguments[1], arguments + 1, environ);
    int reason = errno;
    fprintf(stderr, "bode-worker: %s: %s\n", arguments[1], strerror(reason));
    return reason == ENOENT ? 127 : 126;
}
