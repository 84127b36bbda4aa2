// log FILE COUNT BATCH: a durable log in SQLite (WAL, synchronous FULL): messages of 2 KB are appended, claimed and acknowledged, a batch at a
// time, each step a transaction of its own.
#include "ceiling.h"
#include <sqlite3.h>
#include <unistd.h>

enum { SIZE = 2048 };

static sqlite3 *database;

static void run(const char *statement) {
    if (sqlite3_exec(database, statement, NULL, NULL, NULL)) fail(sqlite3_errmsg(database));
}

static sqlite3_stmt *prepared(const char *statement) {
    sqlite3_stmt *made;
    if (sqlite3_prepare_v3(database, statement, -1, SQLITE_PREPARE_PERSISTENT, &made, NULL)) fail(sqlite3_errmsg(database));
    return made;
}

static void step(sqlite3_stmt *statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) fail(sqlite3_errmsg(database));
    sqlite3_reset(statement);
}

static void open_new(const char *path) {
    static const char *const endings[] = {"", "-wal", "-shm"};
    for (size_t index = 0; index < sizeof endings / sizeof *endings; index++) {
        char name[4096];
        snprintf(name, sizeof name, "%s%s", path, endings[index]);
        unlink(name);
    }
    if (sqlite3_open(path, &database)) fail(sqlite3_errmsg(database));
    run("pragma journal_mode = wal");
    run("pragma synchronous = full");
    run("create table message(id integer primary key, is_claimed int not null default 0, body blob not null)");
    run("create index waiting on message(is_claimed, id)");
}

int main(int count, char **arguments) {
    if (count != 4) fail("log FILE COUNT BATCH");
    size_t total = strtoul(arguments[2], NULL, 10), batch = strtoul(arguments[3], NULL, 10);
    if (!batch) fail("a batch is of one message at least");
    open_new(arguments[1]);
    sqlite3_stmt *begin = prepared("begin immediate"), *commit = prepared("commit"), *append = prepared("insert into message(body) values (?1)"),
                 *claim = prepared("update message set is_claimed = 1 where id in "
                                   "(select id from message where is_claimed = 0 order by id limit ?1) returning id, body"),
                 *acknowledge = prepared("delete from message where id = ?1");
    static char body[SIZE];
    memset(body, 'm', SIZE);
    sqlite3_int64 *claimed = need(malloc(batch * sizeof *claimed));
    struct moment start = moment();
    for (size_t done = 0; done < total; done += batch) {
        step(begin);
        for (size_t index = 0; index < batch; index++) {
            sqlite3_bind_blob(append, 1, body, SIZE, SQLITE_STATIC);
            step(append);
        }
        step(commit);
        size_t got = 0;
        step(begin);
        sqlite3_bind_int64(claim, 1, (sqlite3_int64)batch);
        while (sqlite3_step(claim) == SQLITE_ROW && got < batch) {
            if (sqlite3_column_bytes(claim, 1) != SIZE) fail("a message is not whole");
            claimed[got++] = sqlite3_column_int64(claim, 0);
        }
        sqlite3_reset(claim);
        step(commit);
        if (got != batch) fail("a message is missing");
        step(begin);
        for (size_t index = 0; index < got; index++) {
            sqlite3_bind_int64(acknowledge, 1, claimed[index]);
            step(acknowledge);
        }
        step(commit);
    }
    say("messages", (double)total, start);
    sqlite3_close(database);
}
