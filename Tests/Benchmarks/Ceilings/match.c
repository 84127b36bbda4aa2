// match PHRASES TEXT: every end of every phrase in the text with Hyperscan or Vectorscan, neither the longest nor on bounds of words.
#include "ceiling.h"
#include <hs.h>

static int found(unsigned phrase, unsigned long long from, unsigned long long to, unsigned flags, void *count) {
    (void)phrase, (void)from, (void)to, (void)flags;
    ++*(size_t *)count;
    return 0;
}

int main(int count, char **arguments) {
    if (count != 3) fail("match PHRASES TEXT");
    size_t size, length, total, hits = 0;
    char **phrases = lines(contents(arguments[1], &length), &total);
    char *text = contents(arguments[2], &size);
    size_t *lengths = need(malloc(total * sizeof *lengths));
    unsigned *flags = need(calloc(total, sizeof *flags)), *numbers = need(calloc(total, sizeof *numbers));
    for (size_t index = 0; index < total; index++) {
        lengths[index] = strlen(phrases[index]);
        numbers[index] = (unsigned)index;  // phrases of one number take minutes to compile
    }
    hs_database_t *database;
    hs_compile_error_t *problem;
    hs_scratch_t *scratch = NULL;
    if (hs_compile_lit_multi((const char *const *)phrases, flags, numbers, lengths, (unsigned)total, HS_MODE_BLOCK, NULL, &database, &problem))
        fail(problem->message);
    if (hs_alloc_scratch(database, &scratch)) fail("no memory");
    struct moment start = moment();
    if (hs_scan(database, text, (unsigned)size, 0, scratch, found, &hits) != HS_SUCCESS || !hits) fail("not searched");
    say("MB", (double)size / 1e6, start);
}
