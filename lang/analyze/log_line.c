#include "lang/analyze/log_line.h"

#include <stdlib.h>

#include "lang/analyze/internal.h"

struct log_reader *log_reader_new(void)
{
    struct log_reader *reader = calloc(1, sizeof *reader);

    if (!reader)
        abort();
    return reader;
}

void log_reader_free(struct log_reader *reader)
{
    if (!reader)
        return;
    json_decref(reader->json);
    free(reader);
}

bool log_line_read(struct log_reader *reader, const char *line, size_t len_bytes,
                   struct log_line *ret_line, const char **ret_wrong)
{
    return log_line_read_fast(reader, line, len_bytes, ret_line) ||
           log_line_read_exact(reader, line, len_bytes, ret_line, ret_wrong);
}
