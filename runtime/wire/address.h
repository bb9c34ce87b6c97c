/*
 * address: IPv4 addresses that are no hosts of the public internet (RFC 6890 and the registry it
 * began), so that an answer which gives one to a public name is a lie, or the name of something
 * inside. Documentation blocks (RFC 5737) are left out: they lead nowhere.
 */
#ifndef EGRESS_RUNTIME_WIRE_ADDRESS_H
#define EGRESS_RUNTIME_WIRE_ADDRESS_H

#include <stdint.h>

/* "a loopback address", "a private address", ...; NULL for any other. Host byte order. */
const char *address_special(uint32_t ip);

#endif
