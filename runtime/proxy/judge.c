/* What is asked of the policy about a connection or request, and what becomes of the answer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/proxy/conn.h"

#define NEEDS_INSPECTION                                                                           \
    "only a URL rule allows this host, and requests inside TLS cannot be seen by this version"
#define NO_RULE "no rule of the policy allows it"

/* ---- questions --------------------------------------------------------------------------- */

struct verdict conn_ask(const struct conn *conn, struct decide_event event)
{
    event.dst_ip = conn->flow.dst_ip;
    event.dst_port = conn->flow.dst_port;
    event.process = conn->process;
    return decide_ask(conn->proxy->config.decide, &event, proxy_now_ms());
}

/* Any name bound to the address counts: the bytes themselves say none. */
struct verdict conn_ask_raw(const struct conn *conn)
{
    return conn_ask(conn, (struct decide_event){.question = QUESTION_TCP});
}

struct verdict conn_ask_address(const struct conn *conn)
{
    return conn_ask(conn, (struct decide_event){.question = QUESTION_TCP, .named = true});
}

/* What the client wants, with `host` established (or NULL). */
static struct verdict ask_kind(const struct conn *conn, const char *host)
{
    if (conn->kind == KIND_RAW)
        return conn_ask_raw(conn);
    return conn_ask(conn, (struct decide_event){
                              .question = conn->kind == KIND_TLS ? QUESTION_TLS : QUESTION_HTTP,
                              .named = true,
                              .host = host,
                              .claimed = conn->claimed,
                              .url = conn->url,
                              .method = conn->http ? conn->http->method : NULL,
                          });
}

bool conn_allows(struct verdict verdict)
{
    return verdict.allow && !verdict.inspect_only;
}

bool conn_claims(struct conn *conn, const char *name)
{
    free(conn->claimed);
    conn->claimed = name ? strdup(name) : NULL;
    conn->claim = conn->claimed ? CLAIM_MADE : CLAIM_NONE;
    return !name || conn->claimed;
}

/* ---- answers ----------------------------------------------------------------------------- */

/* Refuses. Whether or not it can be written down, nothing was let through. */
static void deny(struct conn *conn, const char *error, const char *reason)
{
    (void)conn_write_down(conn, error, reason);
    if (conn->kind == KIND_HTTP)
        http_answer(conn, 403, reason);
    else
        conn_abort(conn);
}

void conn_refuse(struct conn *conn, const char *error, const char *reason)
{
    conn->verdict = (struct verdict){.rule = -1};
    deny(conn, error, reason);
}

static void deny_by_policy(struct conn *conn, bool claim_would_help)
{
    char reason[NAME_SIZE + 128];
    conn->verdict.allow = false;
    conn->verdict.rule = -1;
    if (conn->verdict.inspect_only) {
        deny(conn, "needs_inspection", NEEDS_INSPECTION);
    } else if (claim_would_help) {
        snprintf(reason, sizeof(reason),
                 "it claims to be for %s, but this address was not found for that name",
                 conn->claimed);
        deny(conn, "claim_not_established", reason);
    } else if (conn->kind == KIND_TLS && !conn->claimed) {
        deny(conn, "no_server_name", "its hello names no server, and no rule allows the address");
    } else {
        deny(conn, NULL, NO_RULE);
    }
}

void conn_judge(struct conn *conn)
{
    const char *established = conn->claim == CLAIM_RESOLVED ? conn->claimed : NULL;
    struct verdict verdict = ask_kind(conn, established);
    conn->verdict = verdict;
    if (conn_allows(verdict)) {
        conn_enter(conn, CONN_CONNECT);
        return;
    }
    /* Look a name up only if that can open something: look-ups are seen by others. */
    struct verdict helped = {.rule = -1};
    uint32_t ip;
    if (conn->claimed && !name_address(conn->claimed, strlen(conn->claimed), &ip))
        helped = ask_kind(conn, conn->claimed);
    if (conn_allows(helped) && conn->claim == CLAIM_MADE && conn->proxy->config.resolver) {
        conn_enter(conn, CONN_RESOLVE);
        return;
    }
    conn->verdict.inspect_only = verdict.inspect_only || helped.inspect_only;
    deny_by_policy(conn, conn_allows(helped));
}
