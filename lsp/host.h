/* The world outside for the server: files, the clock, and one client on two descriptors. */
#ifndef EGRESS_LSP_HOST_H
#define EGRESS_LSP_HOST_H

#include "lsp/settings.h"

/*
 * Serves one client until it exits or is gone; the program's exit code. The descriptors are made
 * non-blocking, and stay the caller's.
 */
int host_serve(int in, int out, const struct settings *settings);

#endif
