#include "runtime/supervise/message.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void say(const char *format, ...)
{
    char line[MESSAGE_MAX + 2];
    size_t len = (size_t)snprintf(line, sizeof(line), "egress-run: ");
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(line + len, MESSAGE_MAX - len, format, arguments);
    va_end(arguments);
    len = strlen(line);
    line[len++] = '\n';
    /* Where standard error is gone there is nobody to be told. */
    if (write(STDERR_FILENO, line, len) < 0)
        return;
}
