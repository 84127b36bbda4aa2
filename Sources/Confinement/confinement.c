#define _GNU_SOURCE
#include "confinement.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

void confine_limit(int resource, rlim_t most) {
    struct rlimit now;
    if (getrlimit((__rlimit_resource_t)resource, &now) != 0) return;
    if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most) most = now.rlim_max;
    struct rlimit wanted = {most, most};
    setrlimit((__rlimit_resource_t)resource, &wanted);
}

void confine_close_the_rest(void) {
#ifdef SYS_close_range
    if (syscall(SYS_close_range, 3, ~0U, 0) == 0) return;
#endif
    for (int descriptor = 3; descriptor < 4096; descriptor++) close(descriptor);
}

void confine_goes_first(void) {
    int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (score < 0) return;
    ssize_t ignored = write(score, "1000", 4);
    (void)ignored;
    close(score);
}

// --- Files -----------------------------------------------------------------------------------------------------------

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

int confine_files_begin(struct confine_files *files, int allows_network) {
    *files = (struct confine_files){.ruleset = -1, .known = 0};
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, 1);
    if (abi < 1) return 0;
    struct ruleset rules = {.files = (1 << 13) - 1};
    if (abi >= 2) rules.files |= LANDLOCK_REFER;
    if (abi >= 3) rules.files |= LANDLOCK_TRUNCATE;
    if (abi >= 5) rules.files |= LANDLOCK_DEVICE_IOCTL;
    if (abi >= 4 && !allows_network) rules.network = 3;  // TCP, both ways
    if (abi >= 6) rules.scope = 3;                       // abstract sockets and signals outside
    size_t size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
    files->ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
    files->known = rules.files;
    return files->ruleset >= 0;
}

void confine_files_allow(const struct confine_files *files, int descriptor, uint64_t rights) {
    struct stat what;
    if (fstat(descriptor, &what) != 0) return;
    if (!S_ISDIR(what.st_mode)) rights &= LANDLOCK_OF_FILES;
    struct beneath rule = {rights & files->known, descriptor};
    if (rule.allowed != 0) syscall(SYS_landlock_add_rule, files->ruleset, 1, &rule, 0);
}

void confine_files_allow_path(const struct confine_files *files, const char *path, uint64_t rights) {
    int descriptor = open(path, O_PATH | O_CLOEXEC);
    if (descriptor < 0) return;
    confine_files_allow(files, descriptor, rights);
    close(descriptor);
}

void confine_files_enforce(struct confine_files *files) {
    syscall(SYS_landlock_restrict_self, files->ruleset, 0);
    close(files->ruleset);
    files->ruleset = -1;
}

// --- System calls ----------------------------------------------------------------------------------------------------

void confine_calls_begin(struct confine_calls *calls, uint32_t foreign) {
    calls->length = 0;
#ifdef CONFINE_ARCHITECTURE
    CONFINE_ADD(calls, CONFINE_LOAD(arch),
                BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, CONFINE_ARCHITECTURE, 1, 0), CONFINE_RETURN(foreign),
                CONFINE_LOAD(nr));
#endif
#if defined(__x86_64__)
    // The x32 numbers are the same calls once more.
    CONFINE_ADD(calls, BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), CONFINE_REFUSE(EPERM));
#endif
}

void confine_calls_enforce(const struct confine_calls *calls) {
#ifdef CONFINE_ARCHITECTURE
    struct sock_fprog program = {calls->length, (struct sock_filter *)calls->filter};
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
#else
    (void)calls;
#endif
}
