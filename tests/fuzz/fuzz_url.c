/* URLs and paths of requests: what comes out is canonical, and is its own canonical form. */
#include <stdlib.h>
#include <string.h>

#include "lang/decide/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void check_canonical(const char *path)
{
    char again[URL_PATH_MAX];
    size_t len = strlen(path);

    check(path[0] == '/');
    check(len == 1 || path[len - 1] != '/');
    check(!strstr(path, "//") && !strstr(path, "/./") && !strstr(path, "/../"));
    check(!strpbrk(path, "?#\\ \t\r\n"));
    check(url_normalise_path(path, again, sizeof(again)) && strcmp(again, path) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    char path[URL_PATH_MAX];
    struct url url;

    if (!text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    if (url_normalise_path(text, path, sizeof(path)))
        check_canonical(path);
    if (url_parse(text, &url)) {
        check(url.host[0] != '\0' && url.port != 0);
        check(!strpbrk(url.host, "/@:?#[]\\% "));
        if (url_normalise_path(url.path, path, sizeof(path)))
            check_canonical(path);
    }
    free(text);
    return 0;
}
