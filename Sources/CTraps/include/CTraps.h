// Notes that the process is about to end by a fault of its own. In C, since nothing else is promised to be safe in a signal handler.
#pragma once

// From now on a trap (SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT) writes one byte, `T`, to `descriptor` before it takes its course.
// The descriptor is not to be closed; one that was given before is closed here.
void ctraps_note_into(int descriptor);

// Gives the calling thread a stack for its handlers, so that running out of its own is noted too; it is gone with the thread.
// Does nothing the second time, where traps are not noted, and where the thread has such a stack already.
void ctraps_cover_thread(void);
