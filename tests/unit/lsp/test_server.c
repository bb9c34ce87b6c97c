/* The server in memory: order, floods, texts that no client should send. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lsp/documents.h"
#include "tests/support/language_server.h"

static const char uri[] = "file:///a.egress";

static size_t count(const struct language_server *ls, const char *what)
{
    size_t found = 0;

    for (size_t at = 0; at + strlen(what) <= ls->sent.len; at++)
        found += !memcmp(ls->sent.bytes + at, what, strlen(what));
    return found;
}

/* Many changes that wait are told of once, as they all are. */
Test(server, flood)
{
    struct language_server ls;
    char body[512];

    language_server_start(&ls, false);
    language_server_initialize(&ls, "{}");
    language_server_open(&ls, uri, "egress", "", 0);
    language_server_forget(&ls);
    for (int i = 0; i < 5000; i++) {
        char header[48];
        int len = snprintf(body, sizeof body,
                           "{\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":"
                           "{\"uri\":\"%s\",\"version\":%d},\"contentChanges\":[{\"range\":"
                           "{\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":0,"
                           "\"character\":0}},\"text\":\"bad\\n\"}]}}",
                           uri, i + 2);

        server_feed(ls.server, header, (size_t)sprintf(header, "Content-Length: %d\r\n\r\n", len));
        server_feed(ls.server, body, (size_t)len);
    }
    while (server_step(ls.server))
        ;
    cr_assert_eq(count(&ls, "publishDiagnostics"), 1);
    cr_assert_eq(count(&ls, "\"code\":\"E0202\""), 1000);
    cr_assert_eq(count(&ls, "4000 more problems"), 1);
    language_server_end(&ls);
}

static const char *const odd[] = {
    "",
    "null",
    "7",
    "[]",
    "[{}]",
    "{}",
    "{\"id\":1}",
    "{\"id\":{},\"method\":\"x\"}",
    "{\"id\":null,\"method\":\"x\"}",
    "{\"method\":7}",
    "{\"id\":1.5,\"method\":\"shutdown\"}",
    "{\"id\":1,\"result\":{}}",
    "{\"id\":\"\\u0000\",\"method\":\"x\"}",
    "{\"method\":\"exit\"",
    "\xFF\xFE",
    "{\"id\":1,\"method\":\"textDocument/hover\",\"params\":null}",
    "{\"method\":\"textDocument/didOpen\",\"params\":[]}",
    "{\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":[]}}}",
    "{\"method\":\"textDocument/didClose\"}",
    "{\"method\":\"$/cancelRequest\"}",
    "{\"method\":\"$/cancelRequest\",\"params\":{\"id\":{}}}",
    "{\"method\":\"workspace/didChangeConfiguration\",\"params\":{\"settings\":{\"egress\":7}}}",
    "{\"method\":\"workspace/didChangeWorkspaceFolders\",\"params\":{\"event\":{\"added\":[7]}}}",
};

Test(server, odd_messages)
{
    struct language_server ls;
    size_t len;

    language_server_start(&ls, false);
    language_server_initialize(&ls, "{}");
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
        language_server_say(&ls, odd[i], strlen(odd[i]));
    cr_assert(!server_ended(ls.server));
    language_server_sayf(&ls, "{\"id\":\"last\",\"method\":\"shutdown\"}");
    cr_assert_not_null(language_server_last(&ls, "\"id\":\"last\",\"result\":null", &len));
    language_server_sayf(&ls, "{\"method\":\"exit\"}");
    cr_assert(server_ended(ls.server));
    cr_assert_eq(server_exit_code(ls.server), 0);
    language_server_end(&ls);
}

/* Changes that make no sense lose the document; it is found again when it is sent whole. */
Test(server, lost_document)
{
    static const char *const changes[] = {
        "7",
        "[7]",
        "[{}]",
        "[{\"text\":7}]",
        "[{\"range\":{},\"text\":\"x\"}]",
        "[{\"range\":{\"start\":{\"line\":-1,\"character\":0},\"end\":{\"line\":0,\"character\":0}}"
        ","
        "\"text\":\"\"}]",
    };
    struct language_server ls;
    size_t len;

    language_server_start(&ls, false);
    language_server_initialize(&ls, "{}");
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        language_server_open(&ls, uri, "egress", "bad\n", 4);
        language_server_forget(&ls);
        language_server_sayf(&ls,
                             "{\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":"
                             "{\"uri\":\"%s\"},\"contentChanges\":%s}}",
                             uri, changes[i]);
        cr_expect_not_null(language_server_last(&ls, "\"diagnostics\":[]", &len), "%s", changes[i]);
        language_server_sayf(&ls,
                             "{\"id\":1,\"method\":\"textDocument/hover\",\"params\":"
                             "{\"textDocument\":{\"uri\":\"%s\"},\"position\":{\"line\":0,"
                             "\"character\":0}}}",
                             uri);
        cr_expect_not_null(language_server_last(&ls, "-32803", &len));
        language_server_forget(&ls);
        language_server_sayf(&ls,
                             "{\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":"
                             "{\"uri\":\"%s\"},\"contentChanges\":[{\"text\":\"bad\"}]}}",
                             uri);
        cr_expect_not_null(language_server_last(&ls, "E0202", &len));
    }
    language_server_end(&ls);
}

/* More text than is kept is not kept. */
Test(server, too_much_text)
{
    const size_t size = DOCUMENT_MAX_BYTES;
    struct documents documents = {0};
    struct document *document;
    char *text = malloc(size + 1), name[64];

    memset(text, '#', size + 1);
    for (int i = 0; i < 5; i++) {
        snprintf(name, sizeof name, "file:///%d.egress", i);
        document = documents_open(&documents, name, "egress", 1, text, size);
        cr_expect_eq(document->lost, i == 4, "%d", i);
    }
    documents_close(&documents, documents_find(&documents, "file:///0.egress"));
    document = documents_open(&documents, name, "egress", 2, text, size);
    cr_expect(!document->lost, "there is room again");
    document = documents_open(&documents, "b", "egress", 1, text, size + 1);
    cr_expect(document->lost);
    documents_free(&documents);
    free(text);
}

/* A half of a character, as an editor may send it that counts in UTF-16. */
Test(server, lone_surrogate)
{
    struct language_server ls;
    size_t len;

    language_server_start(&ls, false);
    language_server_initialize(&ls, "{}");
    language_server_sayf(&ls,
                         "{\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":"
                         "{\"uri\":\"%s\",\"languageId\":\"egress\",\"version\":1,"
                         "\"text\":\"# \\ud83d\\nbad\"}}}",
                         uri);
    cr_assert_not_null(language_server_last(&ls, "E0202", &len));
    language_server_end(&ls);
}
