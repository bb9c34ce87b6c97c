/*
 * The system calls that the worker keeps (worker_calls.def), by a seccomp filter: an allow-list. It
 * reads what hostile peers send, so it is assumed that one of them will make it run their code one
 * day; that code then finds no way to a file, a program, another process or the kernel's rarer
 * doors.
 *
 * Three kinds of refusal:
 *   - what the C library tries as a matter of course and does without (opening a file of settings,
 *     clone3, IPv6) fails quietly;
 *   - what no honest worker asks for, and intruders do (execve, ptrace, ...) ends the worker at
 *     once, as do calls of other instruction sets;
 *   - everything else fails with EPERM and says so on standard error, a bounded number of times.
 *
 * seccomp(2); Documentation/userspace-api/seccomp_filter.rst of the kernel.
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_WORKER_CALLS_H
#define EGRESS_RUNTIME_SUPERVISE_WORKER_CALLS_H

#include <stdbool.h>

/*
 * For all threads of this process and for ever. no_new_privs must be set. Files must have been
 * read, certificates too. 0 or -errno.
 */
__attribute__((warn_unused_result)) int worker_calls_restrict(void);

/* For tests: is the call allowed, with some arguments at least? By its number here. */
bool worker_calls_has(int number);

/* For tests: does trying it end the process? */
bool worker_calls_is_deadly(int number);

#endif
