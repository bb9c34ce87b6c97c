#include <string.h>
#include <strings.h>

#include "lang/workflow/workflow.h"

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* '*' any run, '?' any one byte, case-insensitive. One place to go back to is enough: a later star
   can do whatever an earlier one could. */
static bool glob_match(const char *pattern, const char *text, size_t text_len)
{
    const char *end = text + text_len;
    const char *star = NULL, *star_text = NULL;
    while (text < end) {
        if (*pattern == '*') {
            star = ++pattern;
            star_text = text;
        } else if (*pattern && (*pattern == '?' || lower(*pattern) == lower(*text))) {
            pattern++;
            text++;
        } else if (star) {
            pattern = star;
            text = ++star_text;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}

/* OWNER/egress@REF or OWNER/egress/SUB@REF. */
static bool names_repository(const char *uses, size_t len)
{
    static const char repository[] = "egress";
    const char *slash = memchr(uses, '/', len);
    if (!slash || slash == uses)
        return false;
    const char *name = slash + 1;
    size_t left = len - (size_t)(name - uses);
    if (left < sizeof repository - 1 || strncasecmp(name, repository, sizeof repository - 1) != 0)
        return false;
    return left == sizeof repository - 1 || name[sizeof repository - 1] == '/';
}

bool workflow_uses_match(const char *uses, const char *pattern)
{
    size_t len = strlen(uses);
    size_t name_len = strcspn(uses, "@");
    if (pattern)
        return glob_match(pattern, uses, len) || glob_match(pattern, uses, name_len);
    if (strncmp(uses, "./", 2) == 0)
        return true;
    return strncmp(uses, "docker://", 9) != 0 && names_repository(uses, name_len);
}

bool workflow_file_name(const char *path)
{
    size_t len = strlen(path);
    return (len > 4 && strcasecmp(path + len - 4, ".yml") == 0) ||
           (len > 5 && strcasecmp(path + len - 5, ".yaml") == 0);
}
