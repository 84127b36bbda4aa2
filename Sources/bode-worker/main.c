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
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
    MEMORY_MIB = 512,
    CPU_SECONDS = 20,
    FILE_MIB = 64,
    DESCRIPTORS = 64,
};

// --- Limits on what it may use ---------------------------------------------------------------------------------------

static void limit(int resource, rlim_t most) {
    struct rlimit now;
    if (getrlimit((__rlimit_resource_t)resource, &now) != 0) return;
    // A limit that is already lower stays.
    if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most) most = now.rlim_max;
    struct rlimit wanted = {most, most};
    setrlimit((__rlimit_resource_t)resource, &wanted);
}

static void limit_resources(void) {
    limit(RLIMIT_AS, (rlim_t)MEMORY_MIB << 20);
    limit(RLIMIT_CPU, CPU_SECONDS);
    limit(RLIMIT_FSIZE, (rlim_t)FILE_MIB << 20);
    limit(RLIMIT_NOFILE, DESCRIPTORS);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NPROC, 0);
    limit(RLIMIT_MEMLOCK, 0);
    limit(RLIMIT_MSGQUEUE, 0);
    // When memory runs out, this goes first, and not the daemon.
    int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (score >= 0) {
        ssize_t ignored = write(score, "1000", 4);
        (void)ignored;
        close(score);
    }
}

static void close_the_rest(void) {
#ifdef SYS_close_range
    if (syscall(SYS_close_range, 3, ~0U, 0) == 0) return;
#endif
    for (int descriptor = 3; descriptor < 4096; descriptor++) close(descriptor);
}

// --- Files: Landlock -------------------------------------------------------------------------------------------------
// https://docs.kernel.org/userspace-api/landlock.html. The numbers are the kernel's ABI, written down here since the headers
// of the system this is built on may be older than the kernel it runs on.

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

struct ruleset {
    uint64_t files;
    uint64_t network;
    uint64_t scope;
};

struct beneath {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed));

enum { LANDLOCK_EXECUTE = 1 << 0, LANDLOCK_READ_FILE = 1 << 2, LANDLOCK_READ_DIRECTORY = 1 << 3 };

static void restrict_files(void) {
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, 1);
    if (abi < 1) return;
    struct ruleset rules = {.files = (1 << 13) - 1};
    if (abi >= 2) rules.files |= 1 << 13;  // links across directories
    if (abi >= 3) rules.files |= 1 << 14;  // truncation
    if (abi >= 5) rules.files |= 1 << 15;  // ioctl on devices
    if (abi >= 4) rules.network = 3;       // TCP, both ways
    if (abi >= 6) rules.scope = 3;         // abstract sockets and signals outside
    size_t size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
    if (ruleset < 0) return;
    static const char *const readable[] = {
        "/usr", "/lib", "/lib64", "/etc/fonts", "/etc/ld.so.cache", "/etc/papersize", "/dev/null", NULL};
    for (int index = 0; readable[index]; index++) {
        int parent = open(readable[index], O_PATH | O_CLOEXEC);
        if (parent < 0) continue;
        struct stat what;
        uint64_t allowed = LANDLOCK_READ_FILE;
        if (fstat(parent, &what) == 0 && S_ISDIR(what.st_mode)) allowed |= LANDLOCK_READ_DIRECTORY | LANDLOCK_EXECUTE;
        struct beneath rule = {allowed, parent};
        syscall(SYS_landlock_add_rule, ruleset, 1, &rule, 0);
        close(parent);
    }
    syscall(SYS_landlock_restrict_self, ruleset, 0);
    close(ruleset);
}

// --- System calls: seccomp -------------------------------------------------------------------------------------------

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define LOAD_LOW(n) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + 8 * (n))
#define LOAD_HIGH(n) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + 8 * (n) + 4)
#define RETURN(value) BPF_STMT(BPF_RET | BPF_K, value)
#define REFUSE RETURN(SECCOMP_RET_ERRNO | EPERM)

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
    struct sock_filter filter[sizeof denied / sizeof *denied * 2 + 40];
    unsigned short length = 0;
#define ADD(...)                                                                            \
    do {                                                                                    \
        const struct sock_filter added[] = {__VA_ARGS__};                                   \
        memcpy(filter + length, added, sizeof added);                                       \
        length = (unsigned short)(length + sizeof added / sizeof *added);                   \
    } while (0)
    ADD(LOAD(arch), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0), RETURN(SECCOMP_RET_KILL_PROCESS), LOAD(nr));
#if defined(__x86_64__)
    // The x32 numbers are the same calls once more.
    ADD(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), REFUSE);
#endif
    // The C library asks for clone3 first, and takes this answer for an old kernel's.
#ifdef SYS_clone3
    ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1), RETURN(SECCOMP_RET_ERRNO | ENOSYS));
#endif
    for (size_t index = 0; index < sizeof denied / sizeof *denied; index++) {
        ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)denied[index], 0, 1), REFUSE);
    }
    // It may signal itself, as abort() does.
    ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_tgkill, 0, 4), LOAD_LOW(0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)getpid(), 0, 1), RETURN(SECCOMP_RET_ALLOW), REFUSE);
    uint64_t address = (uint64_t)(uintptr_t)command;
    ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execve, 0, 6), LOAD_LOW(0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)address, 0, 3), LOAD_HIGH(0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(address >> 32), 0, 1), RETURN(SECCOMP_RET_ALLOW), REFUSE);
    ADD(RETURN(SECCOMP_RET_ALLOW));
    struct sock_fprog program = {length, filter};
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
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
    close_the_rest();
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
