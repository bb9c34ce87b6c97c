/*
 * The rules of one run, as text for iptables-restore --noflush. Pure: nothing here touches the
 * machine.
 *
 * raw OUTPUT puts what the worker sends into a zone of connection tracking of its own: it speaks to
 * the same servers from the same address as the guarded programs, and one of those that is given a
 * port which the worker has just used would meet its entry, and no redirect. Only the way out has
 * the zone, so answers need none. It must be the worker's side and not the guarded one's: packets
 * that the kernel makes without a socket (an ICMP error, a reset) are in no zone, and those that
 * answer to our listeners must find the guarded entry, or they go to the address that the listener
 * speaks for. Seen: a refused query quoted in a "port unreachable" that reached the attacker.
 *
 * nat OUTPUT brings the guarded cgroup's TCP to the TCP listener, whatever its destination, and its
 * UDP to port 53 to the DNS socket. That alone would not do: netfilter asks the nat table once per
 * connection, so a packet that belongs to a connection-tracking entry made earlier, by somebody
 * else, with the same addresses and ports, leaves as it is. The filter table is therefore a second
 * net, which lets pass only
 *
 *   - what is on its way to our listeners *and* was redirected (ctstate DNAT): a connection made
 *     straight to a listener is not;
 *   - TCP replies to local addresses: a guarded server that an allowed, relayed connection reached.
 *     They cannot leave the machine;
 *
 * and refuses the rest of what any socket of the cgroup sends, in a way programs understand: a
 * reset for TCP, EPERM for datagrams. IPv6 is refused whole.
 *
 * In audit mode there are the redirects alone.
 *
 * A packet is the cgroup's if its socket was made there. Packets without a full socket (SYN+ACK,
 * resets, the last ACKs of TIME_WAIT) are not seen; the kernel makes them and they carry no data.
 */
#ifndef EGRESS_RUNTIME_INTERCEPT_RULES_H
#define EGRESS_RUNTIME_INTERCEPT_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "runtime/intercept/intercept.h"

#define CHAIN_PREFIX "EGRESS-"
#define CHAIN_NAME_MAX 29 /* XT_EXTENSION_MAXNAMELEN */
#define RULES_TEXT_MAX 4096

enum ip_family { FAMILY_IPV4, FAMILY_IPV6 };

/* Lower-case letters and digits, 1 to RUN_ID_MAX - 1 of them. */
bool run_id_valid(const char *run_id);

/* 0, -EINVAL for an id, path or port that cannot be, -ENOSPC. Writes a string. */
__attribute__((warn_unused_result)) int rules_install_text(const struct redirect_config *config,
                                                           enum ip_family family, char *ret_text,
                                                           size_t size);

/* How many lines there name the run's chain: its head, its rules, the jumps. 0 for a bad id. */
size_t rules_count(const char *run_id, const char *text);

/*
 * From the output of iptables-save, the text that removes the run's jumps and chains and nothing
 * else. "" where there is nothing of the run. 0, -EINVAL, -ENOMEM. *ret_text is the caller's.
 */
__attribute__((warn_unused_result)) int rules_remove_text(const char *run_id, const char *saved,
                                                          char **ret_text);

#endif
