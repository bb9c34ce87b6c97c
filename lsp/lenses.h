/* Inside lsp/: the log that lenses count in. */
#ifndef EGRESS_LSP_LENSES_H
#define EGRESS_LSP_LENSES_H

struct lens_log;
void lens_log_free(struct lens_log *log);

#endif
