#include "CTraps.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    TRAPS = 6,
    // Several times what the widest processor state takes; pages that are never touched cost nothing.
    STACK = 64 << 10,
};

static const int traps[TRAPS] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
// What each did before: end the process, or print a backtrace first.
static struct sigaction courses[TRAPS];
static atomic_int note = -1;

// Only what signal-safety(7) lists.
static void on_trap(int number) {
    int descriptor = atomic_load(&note);
    if (descriptor >= 0) (void)!write(descriptor, "T", 1);
    for (int i = 0; i < TRAPS; i++) {
        if (traps[i] == number) sigaction(number, &courses[i], NULL);
    }
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, number);
    pthread_sigmask(SIG_UNBLOCK, &one, NULL);
    raise(number);
    // Swift's backtrace returns, and counts on the same fault happening again; a signal from outside does not.
    signal(number, SIG_DFL);
    raise(number);
}

static void install(void) {
    struct sigaction action = {.sa_handler = on_trap, .sa_flags = SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < TRAPS; i++) {
        sigaction(traps[i], NULL, &courses[i]);
        // Whoever started the process may have had it ignored; what is noted must end it.
        if (!(courses[i].sa_flags & SA_SIGINFO) && courses[i].sa_handler == SIG_IGN) courses[i].sa_handler = SIG_DFL;
        sigaction(traps[i], &action, NULL);
    }
}

void ctraps_note_into(int descriptor) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    int before = atomic_exchange(&note, descriptor);
    if (before >= 0) close(before);
    pthread_once(&once, install);
}

static pthread_key_t stack_key;
static bool has_key;

// Runs on the thread that ends.
static void uncover(void *stack) {
    stack_t none = {.ss_flags = SS_DISABLE};
    if (sigaltstack(&none, NULL) == 0) munmap(stack, STACK);
}

static void make_key(void) { has_key = pthread_key_create(&stack_key, uncover) == 0; }

void ctraps_cover_thread(void) {
    static _Thread_local bool is_covered;
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    if (is_covered || atomic_load_explicit(&note, memory_order_relaxed) < 0) return;
    is_covered = true;
    pthread_once(&once, make_key);
    stack_t present;
    if (!has_key || sigaltstack(NULL, &present) != 0 || !(present.ss_flags & SS_DISABLE)) return;
    void *memory = mmap(NULL, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return;
    stack_t stack = {.ss_sp = memory, .ss_size = STACK};
    if (pthread_setspecific(stack_key, memory) != 0 || sigaltstack(&stack, NULL) != 0) {
        pthread_setspecific(stack_key, NULL);
        munmap(memory, STACK);
    }
}
