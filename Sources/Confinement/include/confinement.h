// What the two launchers, bode-worker and bode-plugin, have in common: ways in which a process limits itself before it becomes
// another program.
//
// What the kernel, or a service manager's own filter, does not allow (Landlock before Linux 5.13, seccomp in a container) is
// left out without a word, and the rest is kept: each layer stands alone.
#pragma once

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>

/// Lowers a resource limit, for good; one that is lower already stays.
void confine_limit(int resource, rlim_t most);

/// Closes every descriptor but standard input, output and error.
void confine_close_the_rest(void);

/// When memory runs out, this process goes first, and not the daemon.
void confine_goes_first(void);

// --- Files: Landlock -------------------------------------------------------------------------------------------------
// https://docs.kernel.org/userspace-api/landlock.html. The numbers are the kernel's ABI, written down here since the headers
// of the system this is built on may be older than the kernel it runs on.

enum {
    LANDLOCK_EXECUTE = 1 << 0,
    LANDLOCK_WRITE_FILE = 1 << 1,
    LANDLOCK_READ_FILE = 1 << 2,
    LANDLOCK_READ_DIRECTORY = 1 << 3,
    LANDLOCK_REMOVE_DIRECTORY = 1 << 4,
    LANDLOCK_REMOVE_FILE = 1 << 5,
    LANDLOCK_MAKE_DIRECTORY = 1 << 7,
    LANDLOCK_MAKE_FILE = 1 << 8,
    LANDLOCK_MAKE_SOCKET = 1 << 9,
    LANDLOCK_MAKE_FIFO = 1 << 10,
    LANDLOCK_MAKE_LINK = 1 << 12,
    LANDLOCK_REFER = 1 << 13,
    LANDLOCK_TRUNCATE = 1 << 14,
    LANDLOCK_DEVICE_IOCTL = 1 << 15,
};

/// Rights that make sense on something that is no directory.
#define LANDLOCK_OF_FILES \
    (LANDLOCK_EXECUTE | LANDLOCK_WRITE_FILE | LANDLOCK_READ_FILE | LANDLOCK_TRUNCATE | LANDLOCK_DEVICE_IOCTL)

/// Rules on what the process may do with files; all that no rule allows will be refused.
struct confine_files {
    int ruleset;
    /// The rights that this kernel knows of.
    uint64_t known;
};

/// Begins a set of rules. Signals to processes outside and their abstract sockets are refused with it; TCP is where
/// `allows_network` is 0. Returns 0 where the kernel has no Landlock.
int confine_files_begin(struct confine_files *files, int allows_network);

/// Allows `rights` on what the descriptor stands for, and on all beneath. Rights that do not fit are left out.
void confine_files_allow(const struct confine_files *files, int descriptor, uint64_t rights);

/// The same by path; one that does not exist is left out.
void confine_files_allow_path(const struct confine_files *files, const char *path, uint64_t rights);

/// Puts the rules into force, for good.
void confine_files_enforce(struct confine_files *files);

// --- System calls: seccomp -------------------------------------------------------------------------------------------

#if defined(__x86_64__)
#define CONFINE_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define CONFINE_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

enum { CONFINE_LONGEST_FILTER = 320 };

/// A filter of system calls that is being written.
struct confine_calls {
    unsigned short length;
    struct sock_filter filter[CONFINE_LONGEST_FILTER];
};

#define CONFINE_LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define CONFINE_LOAD_LOW(n) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + 8 * (n))
#define CONFINE_LOAD_HIGH(n) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + 8 * (n) + 4)
#define CONFINE_RETURN(value) BPF_STMT(BPF_RET | BPF_K, value)
#define CONFINE_REFUSE(number) CONFINE_RETURN(SECCOMP_RET_ERRNO | (number))
/// Goes on with the next instruction where what is loaded equals `value`, else skips so many.
#define CONFINE_IF(value, skipped) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), 0, skipped)

#define CONFINE_ADD(calls, ...)                                                                                   \
    do {                                                                                                          \
        const struct sock_filter added[] = {__VA_ARGS__};                                                         \
        if ((calls)->length + sizeof added / sizeof *added > CONFINE_LONGEST_FILTER) __builtin_trap();            \
        memcpy((calls)->filter + (calls)->length, added, sizeof added);                                           \
        (calls)->length = (unsigned short)((calls)->length + sizeof added / sizeof *added);                       \
    } while (0)

/// Begins a filter: calls of another machine's convention get `foreign`; the number of the call is loaded.
void confine_calls_begin(struct confine_calls *calls, uint32_t foreign);

/// Puts the filter into force, for good.
void confine_calls_enforce(const struct confine_calls *calls);
