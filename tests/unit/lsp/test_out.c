/* JSON as it is written; URIs. */
#include <criterion/criterion.h>
#include <jansson.h>
#include <string.h>

#include "lsp/out.h"
#include "lsp/uri.h"
#include "tests/support/generate.h"

Test(out, values)
{
    const char wanted[] = "{\"a\":[1,-2,true,null,\"x\"],\"b\":{},\"c\":[]}";
    struct out out = {0};

    out_object(&out);
    out_key(&out, "a"), out_array(&out);
    out_int(&out, 1), out_int(&out, -2), out_bool(&out, true), out_null(&out);
    out_text(&out, "x");
    out_end_array(&out);
    out_key(&out, "b"), out_object(&out), out_end_object(&out);
    out_key(&out, "c"), out_array(&out), out_end_array(&out);
    out_end_object(&out);
    cr_assert_eq(out.len, sizeof wanted - 1);
    cr_assert_arr_eq(out.bytes, wanted, out.len);
    out_free(&out);
}

/* Whatever the bytes, JSON comes out, and of text the same text. */
Test(out, texts)
{
    struct random random = {5};

    for (int i = 0; i < 20000; i++) {
        struct out out = {0};
        char text[24];
        size_t len = random_below(&random, sizeof text);
        json_t *json, *same;

        for (size_t k = 0; k < len; k++)
            text[k] = (char)random_below(&random, random_below(&random, 2) ? 128 : 256);
        out_text_len(&out, text, len);
        json = json_loadb(out.bytes, out.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
        cr_assert(json_is_string(json), "%.*s", (int)out.len, out.bytes);
        same = json_stringn(text, len); /* NULL: not UTF-8 */
        cr_assert(!same || json_equal(json, same));
        json_decref(same);
        json_decref(json);
        out_free(&out);
    }
}

static const struct {
    const char *uri, *path;
} uris[] = {
    {"file:///a/b.egress", "/a/b.egress"},
    {"file:///a%20b/%C3%A9", "/a b/\xC3\xA9"},
    {"FILE://localhost/x", "/x"},
    {"file:///x?q#f", "/x"},
    {"file:///x%zz%2", "/x%zz%2"},
    {"file:///x%00y", NULL},
    {"file://host/x", NULL},
    {"untitled:Untitled-1", NULL},
    {"", NULL},
};

Test(out, uris)
{
    struct arena arena = {0};

    for (size_t i = 0; i < sizeof uris / sizeof uris[0]; i++) {
        const char *path = uri_to_path(&arena, uris[i].uri);

        if (!uris[i].path)
            cr_expect_null(path, "%s", uris[i].uri);
        else
            cr_expect_str_eq(path, uris[i].path);
    }
    cr_expect_str_eq(uri_of_path(&arena, "/a b/\xC3\xA9%"), "file:///a%20b/%C3%A9%25");
    arena_free(&arena);
}
