#include "tests/support/language_server.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lsp/settings.h"

static void keep(void *context, const char *bytes, size_t len)
{
    struct language_server *ls = context;

    out_raw(&ls->sent, bytes, len);
}

static uint64_t now(void *context)
{
    return ((struct language_server *)context)->now_ms;
}

static int no_file(void *context, const char *path, size_t max, char **bytes, size_t *len)
{
    (void)context, (void)path, (void)max, (void)bytes, (void)len;
    return -ENOENT;
}

static int no_folder(void *context, const char *path,
                     void (*each)(void *argument, const struct server_entry *entry), void *argument)
{
    (void)context, (void)path, (void)each, (void)argument;
    return -ENOENT;
}

void language_server_start(struct language_server *ls, bool threads)
{
    const struct server_host host = {
        .context = ls,
        .send = keep,
        .now_ms = now,
        .read_file = no_file,
        .read_folder = no_folder,
        .threads = threads,
    };
    struct settings settings;

    *ls = (struct language_server){.now_ms = 1000};
    settings_init(&settings);
    ls->server = server_new(&host, &settings);
}

void language_server_end(struct language_server *ls)
{
    server_free(ls->server);
    out_free(&ls->sent);
}

void language_server_say(struct language_server *ls, const char *body, size_t len)
{
    char header[48];
    int header_len = snprintf(header, sizeof header, "Content-Length: %zu\r\n\r\n", len);

    server_feed(ls->server, header, (size_t)header_len);
    server_feed(ls->server, body, len);
    while (server_step(ls->server))
        ;
}

void language_server_sayf(struct language_server *ls, const char *format, ...)
{
    va_list arguments;
    char *body;
    int len;

    va_start(arguments, format);
    len = vasprintf(&body, format, arguments);
    va_end(arguments);
    if (len < 0)
        abort();
    language_server_say(ls, body, (size_t)len);
    free(body);
}

void language_server_initialize(struct language_server *ls, const char *capabilities)
{
    language_server_sayf(ls,
                         "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\","
                         "\"params\":{\"capabilities\":%s}}",
                         capabilities);
    language_server_sayf(ls, "{\"jsonrpc\":\"2.0\",\"method\":\"initialized\",\"params\":{}}");
}

void language_server_open(struct language_server *ls, const char *uri, const char *language,
                          const char *text, size_t len)
{
    struct out body = {0};

    out_object(&body);
    out_key_text(&body, "method", "textDocument/didOpen");
    out_key(&body, "params"), out_object(&body);
    out_key(&body, "textDocument"), out_object(&body);
    out_key_text(&body, "uri", uri);
    out_key_text(&body, "languageId", language);
    out_key_int(&body, "version", 1);
    out_key(&body, "text"), out_text_len(&body, text, len);
    out_end_object(&body), out_end_object(&body), out_end_object(&body);
    language_server_say(ls, body.bytes, body.len);
    out_free(&body);
}

void language_server_forget(struct language_server *ls)
{
    out_cut(&ls->sent, 0, false);
}

const char *language_server_last(struct language_server *ls, const char *method, size_t *ret_len)
{
    const char *at = ls->sent.bytes, *end = at ? at + ls->sent.len : NULL, *found = NULL;

    while (at < end) {
        const char *body = (const char *)memmem(at, (size_t)(end - at), "\r\n\r\n", 4) + 4;
        size_t len = strtoul(at + strlen("Content-Length: "), NULL, 10);

        if (memmem(body, len, method, strlen(method))) {
            found = body;
            *ret_len = len;
        }
        at = body + len;
    }
    return found;
}
