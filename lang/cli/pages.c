#include "lang/cli/pages.h"

#include <ctype.h>
#include <string.h>

#include "lang/source/pages.h"

#define WIDTH 80

/* A paragraph, its lines broken at blanks. */
static void print_wrapped(FILE *out, const char *text)
{
    size_t column = 0;

    while (*text) {
        size_t len = strcspn(text, " ");

        if (column && column + 1 + len > WIDTH) {
            fputc('\n', out);
            column = 0;
        } else if (column) {
            fputc(' ', out);
            column++;
        }
        fwrite(text, 1, len, out);
        column += len;
        text += len;
        text += *text == ' ';
    }
    fputs("\n\n", out);
}

static void print_example(FILE *out, enum diagnostic_code code, const char *title,
                          const char *example)
{
    const char *command;
    int len;

    example = diagnostic_example(example, &command, &len);
    fprintf(out, "%s", title);
    if (len != sizeof "check" - 1)
        fprintf(out, ", with `egress-policy %.*s %s`", len, command, diagnostic_example_file(code));
    fputs(":\n\n", out);
    while (*example) {
        size_t line = strcspn(example, "\n");

        fprintf(out, "%s%.*s\n", line ? "    " : "", (int)line, example);
        example += line + 1;
    }
}

static void print_body(FILE *out, enum diagnostic_code code)
{
    const struct diagnostic_page *page = &diagnostic_pages[code];

    print_wrapped(out, diagnostic_infos[code].explanation);
    print_wrapped(out, page->why);
    print_example(out, code, "Wrong", page->wrong);
    fputc('\n', out);
    print_example(out, code, "Right", page->right);
}

void cli_print_page(FILE *out, enum diagnostic_code code)
{
    const struct diagnostic_info *info = &diagnostic_infos[code];

    fprintf(out, "%s[%s]: %s\n\n", severity_name(info->severity), info->code, info->title);
    print_body(out, code);
}

void cli_print_pages(FILE *out)
{
    fputs("# Diagnostics\n"
          "\n"
          "What `egress-policy` says of a policy. Codes are stable. `E` is an error: the line "
          "counts\n"
          "for nothing, and nothing is compiled. `W` is a warning. `egress-policy explain CODE` "
          "prints\n"
          "one of these pages.\n"
          "\n"
          "In the examples `<byte 07>` stands for a byte, `<U+202E>` for a character, and\n"
          "`<70 times TEXT>` for many of them, `\\n` in it for a line end and `<n>` for a number.\n"
          "\n"
          "This file is written by `egress-policy check --codes`.\n",
          out);
    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++) {
        fprintf(out, "\n## %s: %s\n\n", diagnostic_infos[i].code, diagnostic_infos[i].title);
        print_body(out, (enum diagnostic_code)i);
    }
}

bool cli_is_code(const char *word, enum diagnostic_code *ret_code, bool *ret_known)
{
    if (strlen(word) != 5 || !isalpha((unsigned char)word[0]) ||
        strspn(word + 1, "0123456789") != 4)
        return false;
    *ret_known = diagnostic_find(word, ret_code);
    return true;
}
