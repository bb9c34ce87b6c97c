#include "runtime/udp/flow_list.h"

#include <criterion/criterion.h>

static struct flow_ends ends_of(uint16_t port)
{
    return (struct flow_ends){.src_ip = 1, .dst_ip = 2, .src_port = port, .dst_port = 4};
}

static void forgotten(struct udp_flow *flow, void *count)
{
    (void)flow;
    if (count)
        ++*(int *)count;
}

Test(flow_list, remembers)
{
    struct flow_list *list = flow_list_new(10, forgotten, NULL);
    struct flow_ends a = ends_of(1), b = ends_of(2);
    struct udp_flow *flow = flow_list_get(list, &a);
    cr_assert_eq(flow->state, FLOW_NEW);
    flow->state = FLOW_ALLOWED;
    cr_expect_eq(flow_list_get(list, &b)->state, FLOW_NEW);
    cr_expect_eq(flow_list_get(list, &a)->state, FLOW_ALLOWED);
    flow_list_free(list);
}

Test(flow_list, the_quietest_makes_room)
{
    int count = 0;
    struct flow_list *list = flow_list_new(3, forgotten, &count);
    for (uint16_t port = 1; port <= 3; port++) {
        struct flow_ends ends = ends_of(port);
        flow_list_get(list, &ends)->state = FLOW_ALLOWED;
    }
    struct flow_ends one = ends_of(1), two = ends_of(2), four = ends_of(4);
    flow_list_get(list, &one); /* used again: now the second is the quietest */
    flow_list_get(list, &four);
    cr_expect_eq(flow_list_get(list, &one)->state, FLOW_ALLOWED);
    cr_expect_eq(count, 1);
    cr_expect_eq(flow_list_get(list, &two)->state, FLOW_NEW);
    flow_list_free(list);
    cr_expect_eq(count, 5, "each that is forgotten is told of");
}
