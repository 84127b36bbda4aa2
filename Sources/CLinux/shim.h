// What Swift's Glibc module lacks. Without _GNU_SOURCE: with it, fd_set has other field names than in Dispatch's module, and a
// target that imports both does not compile.
#pragma once
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/syscall.h>
#include <unistd.h>

static inline int clinux_pipe2(int *_Nonnull ends) { return (int)syscall(SYS_pipe2, ends, O_CLOEXEC); }
// F_SETPIPE_SZ, which <fcntl.h> has with _GNU_SOURCE only.
static const int clinux_set_pipe_size = 1031;
static inline int clinux_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

// glibc 2.34; declared here since <spawn.h> does so with _GNU_SOURCE only.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *_Nonnull, int);

static inline int clinux_close_from(posix_spawn_file_actions_t *_Nonnull actions, int lowest) {
    return posix_spawn_file_actions_addclosefrom_np(actions, lowest);
}

// What glibc does with freed memory; other C libraries have nothing to set there.
#ifdef __GLIBC__
#include <malloc.h>
static inline void clinux_limit_arenas(int most) { (void)mallopt(M_ARENA_MAX, most); }
static inline void clinux_trim_heap(void) { (void)malloc_trim(0); }
#else
static inline void clinux_limit_arenas(int most) { (void)most; }
static inline void clinux_trim_heap(void) {}
#endif
