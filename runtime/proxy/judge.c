/* What is asked of the policy about a connection or request, and what becomes of the answer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/proxy/conn.h"

#define NEEDS_INSPECTION                                                                           \
    "only a URL rule allows this host, and requests inside TLS are not looked at"
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

void conn_refuse_encrypted(struct conn *conn)
{
    conn_refuse(conn, "hello_encrypted",
                "an encrypted hello: the name of the server cannot be read");
}

/* Whether or not it can be written down, nothing was let through. */
void conn_deny(struct conn *conn, const struct conn_denial *denial)
{
    (void)conn_write_down(conn, denial->error, denial->reason);
    if (audit_passes(conn))
        return;
    if (conn->kind == KIND_HTTP)
        http_answer(conn, denial->status ? denial->status : 403, denial->reason);
    else
        conn_abort(conn);
}

void conn_refuse(struct conn *conn, const char *error, const char *reason)
{
    struct conn_denial denial = {.error = error};
    snprintf(denial.reason, sizeof(denial.reason), "%s", reason);
    conn->verdict = (struct verdict){.rule = -1};
    conn_deny(conn, &denial);
}

/* A hello: is it for us to answer? */
static bool may_intercept(const struct conn *conn)
{
    return conn->kind == KIND_TLS && conn->intercept;
}

/* Why the policy does not allow it. */
static void explain_denial(const struct conn *conn, bool claim_would_help,
                           struct conn_denial *ret_denial)
{
    struct conn_denial denial = {.reason = NO_RULE};
    if (conn->verdict.inspect_only && !may_intercept(conn)) {
        denial = (struct conn_denial){.error = "needs_inspection", .reason = NEEDS_INSPECTION};
    } else if (claim_would_help) {
        denial.error = "claim_not_established";
        snprintf(denial.reason, sizeof(denial.reason),
                 "it claims to be for %s, but this address was not found for that name",
                 conn->claimed);
    } else if (conn->kind == KIND_TLS && !conn->claimed) {
        denial = (struct conn_denial){
            .error = "no_server_name",
            .reason = "its hello names no server, and no rule allows the address"};
    }
    *ret_denial = denial;
}

/*
 * A body that has no meaning (RFC 9110 section 9.3.1) goes on, but not where only URLs of the host
 * are allowed: a server that does not expect it may take it for the next request.
 */
static bool is_unexpected_body(const struct conn *conn, const char *established)
{
    const struct http *http = conn->http;
    if (conn->kind != KIND_HTTP || !http->has_body ||
        (strcmp(http->method, "GET") != 0 && strcmp(http->method, "HEAD") != 0))
        return false;
    const struct decide_event anything = {
        .question = QUESTION_TCP, .named = true, .host = established, .claimed = conn->claimed};
    return !conn_allows(conn_ask(conn, anything));
}

static enum conn_outcome deny_body(struct conn *conn, struct conn_denial *ret_denial)
{
    *ret_denial = (struct conn_denial){
        .error = "unexpected_body",
        .reason = "a GET with a body, to a host of which only URLs are allowed"};
    conn->verdict = (struct verdict){.rule = -1};
    return OUTCOME_DENIED;
}

/* For inspection only is enough where there is inspection. */
static bool opens(const struct conn *conn, struct verdict verdict)
{
    return verdict.allow && (!verdict.inspect_only || may_intercept(conn));
}

enum conn_outcome conn_decide(struct conn *conn, struct conn_denial *ret_denial)
{
    bool established = conn->claim == CLAIM_RESOLVED || conn->claim == CLAIM_PROVED;
    struct verdict verdict = ask_kind(conn, established ? conn->claimed : NULL);
    conn->verdict = verdict;
    if (opens(conn, verdict))
        return is_unexpected_body(conn, established ? conn->claimed : NULL)
                   ? deny_body(conn, ret_denial)
                   : OUTCOME_ALLOWED;
    /* Look a name up only if that can open something: look-ups are seen by others. */
    struct verdict helped = {.rule = -1};
    uint32_t ip;
    if (conn->claimed && !name_address(conn->claimed, strlen(conn->claimed), &ip))
        helped = ask_kind(conn, conn->claimed);
    if (opens(conn, helped) && conn->claim == CLAIM_MADE && conn->proxy->config.resolver)
        return OUTCOME_LOOK_UP;
    conn->verdict.inspect_only = verdict.inspect_only || helped.inspect_only;
    explain_denial(conn, opens(conn, helped), ret_denial);
    conn->verdict.allow = false;
    conn->verdict.rule = -1;
    return OUTCOME_DENIED;
}

static void go_on(struct conn *conn)
{
    if (!may_intercept(conn)) {
        conn_enter(conn, CONN_CONNECT);
    } else if (!conn->verdict.passthrough) {
        intercept_start(conn);
    } else if (conn->intercept->encrypted && !conn->by_address) {
        conn_refuse_encrypted(conn);
    } else {
        intercept_drop(conn);
        conn_enter(conn, CONN_CONNECT);
    }
}

void conn_judge(struct conn *conn)
{
    struct conn_denial denial;
    switch (conn_decide(conn, &denial)) {
    case OUTCOME_ALLOWED:
        go_on(conn);
        return;
    case OUTCOME_LOOK_UP:
        conn_enter(conn, CONN_RESOLVE);
        return;
    case OUTCOME_DENIED:
        conn_deny(conn, &denial);
        return;
    }
}
