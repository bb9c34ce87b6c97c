/*
 * What egress-run says on standard error: "egress-run: sentence". One write() a line, so that lines
 * of its processes and of the command do not mix.
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_MESSAGE_H
#define EGRESS_RUNTIME_SUPERVISE_MESSAGE_H

#define MESSAGE_MAX 1024
#define EXIT_CANNOT 2 /* usage, I/O, cannot start, cannot go on guarding */

__attribute__((format(printf, 1, 2))) void say(const char *format, ...);

#endif
