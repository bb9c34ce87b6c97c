/*
 * probe: what is asked of the machine at the start: where we are (cgroup, namespaces), which
 * backend it offers, which processes of the guarded set run already.
 */
#ifndef EGRESS_RUNTIME_ATTRIBUTION_PROBE_H
#define EGRESS_RUNTIME_ATTRIBUTION_PROBE_H

#include "runtime/attribution/attribution.h"
#include "runtime/attribution/process_image.h"
#include "runtime/attribution/programs.h"

/* Fills in what the BPF programs are told. 0, or -errno and a sentence. */
__attribute__((warn_unused_result)) int probe_machine(const struct attribution_config *config,
                                                      struct record_config *ret, char *error,
                                                      size_t error_size);

/* The order in which backends are tried, for a choice; the count is returned. Pure. */
size_t probe_order(enum attribution_choice choice, enum attribution_backend ret[2]);

/* Loads the first backend of the order that this kernel takes. 0, or -errno and a sentence. */
__attribute__((warn_unused_result)) int
probe_backend(enum attribution_choice choice, const struct record_config *record, int cgroup_fd,
              enum attribution_backend *ret_backend, struct programs *ret, char *error,
              size_t error_size);

/* The image of a process, if it still is the one that started then. NULL: it is not, or is gone. */
struct process_image *probe_process(uint32_t pid, uint64_t start_ns);

typedef void (*probe_found)(uint32_t pid, uint64_t start_ns, struct process_image *image,
                            void *context);

/* Calls back for every process in the cgroup and below it, with a reference to its image. */
__attribute__((warn_unused_result)) int probe_running(int cgroup_fd, probe_found found,
                                                      void *context);

#endif
