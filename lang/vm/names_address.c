/* Is an address among those that the policy names? Asked for answers that name odd ones. */
#include "lang/vm/image_internal.h"

/* Without a name only rules by address match. */
static bool allows(const struct image *image, struct facts *facts, uint16_t port)
{
    facts->dst_port = port;
    return image_ask(image, QUESTION_TCP, facts).allow ||
           image_ask(image, QUESTION_UDP, facts).allow;
}

bool image_names_address(const struct image *image, uint32_t ip,
                         const struct process_facts *process)
{
    struct facts facts = {.dst_ip = ip, .process = process};

    /* Port 0 is no rule's: only one for all ports allows it. */
    if (allows(image, &facts, 0))
        return true;
    for (uint32_t i = 0; i < image->ports_count; i++)
        if (allows(image, &facts, (uint16_t)image->ports[i].key))
            return true;
    for (uint32_t i = 0; i < image->instructions_count; i++)
        if (image->instructions[i].opcode == OP_PORT &&
            allows(image, &facts, (uint16_t)image->instructions[i].operand))
            return true;
    return false;
}
