#pragma once
#include <sqlite3.h>

// A macro that is an expression.
static const int csqlite_ioerr_write = SQLITE_IOERR_WRITE;

// SQLITE_TRANSIENT is a cast that Swift does not import; an empty blob has no address, which SQLite would take for NULL.
static inline int csqlite_bind_blob(sqlite3_stmt *_Nonnull s, int i, const void *_Nullable bytes, sqlite3_uint64 count) {
    return count == 0 ? sqlite3_bind_zeroblob(s, i, 0) : sqlite3_bind_blob64(s, i, bytes, count, SQLITE_TRANSIENT);
}

static inline int csqlite_bind_text(sqlite3_stmt *_Nonnull s, int i, const char *_Nonnull text, sqlite3_uint64 count) {
    return sqlite3_bind_text64(s, i, text, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

// sqlite3_db_config is variadic.
static inline int csqlite_no_checkpoint_on_close(sqlite3 *_Nonnull db, int is_set) {
    return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, is_set, (int *)0);
}
