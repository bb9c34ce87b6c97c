/*
 * Audit mode: what would be refused is written down as such, and let through. Nothing here decides
 * anything; every other file asks at the place where it refuses.
 */
#include "runtime/proxy/conn.h"

/* Only what has a destination can be let through to it: nobody serves at our own listener. */
static bool applies(const struct conn *conn)
{
    return conn->proxy->config.audit &&
           (conn->flow.status == WHO_FOUND || conn->flow.status == WHO_NO_PROCESS);
}

bool audit_passes(struct conn *conn)
{
    if (!applies(conn))
        return false;
    conn->let_through = true;
    relay_drop_guards(conn);
    if (!conn->server.secured)
        intercept_drop(conn); /* the hello goes on as it came */
    else if (conn->kind == KIND_TLS)
        conn->kind = KIND_RAW; /* and so does what is inside, where TLS has ended here already */
    conn_enter(conn, CONN_CONNECT);
    return true;
}

bool audit_passes_raw(struct conn *conn)
{
    if (!applies(conn))
        return false;
    conn->kind = KIND_RAW;
    return audit_passes(conn);
}

bool audit_ignores(const struct conn *conn)
{
    return applies(conn);
}
