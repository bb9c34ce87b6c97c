#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "runtime/tls/lru.h"

static int dropped;

static void drop(void *value)
{
    dropped++;
    free(value);
}

static int *number(int n)
{
    int *value = malloc(sizeof(*value));
    *value = n;
    return value;
}

static int look_up(struct lru *lru, const char *key)
{
    const int *value = lru_get(lru, key);
    return value ? *value : -1;
}

Test(lru, what_was_not_asked_for_longest_goes_first)
{
    struct lru *lru = lru_new(2, 7, drop);
    lru_put(lru, "a", number(1));
    lru_put(lru, "b", number(2));
    cr_assert_eq(look_up(lru, "a"), 1);
    lru_put(lru, "c", number(3));
    cr_assert_eq(look_up(lru, "b"), -1);
    cr_assert_eq(look_up(lru, "a"), 1);
    cr_assert_eq(look_up(lru, "c"), 3);
    cr_assert_eq(dropped, 1);
    lru_put(lru, "a", number(4));
    cr_assert_eq(look_up(lru, "a"), 4);
    cr_assert_eq(lru_count(lru), 2);
    lru_remove(lru, "a");
    lru_remove(lru, "nothing");
    cr_assert_eq(look_up(lru, "a"), -1);
    lru_free(lru);
    cr_assert_eq(dropped, 4);
}

Test(lru, never_holds_more_than_it_may)
{
    struct lru *lru = lru_new(50, 1, drop);
    char key[16];
    for (int i = 0; i < 1000; i++) {
        snprintf(key, sizeof(key), "key-%d", i);
        cr_assert(lru_put(lru, key, number(i)));
        cr_assert(lru_count(lru) <= 50);
    }
    for (int i = 950; i < 1000; i++) {
        snprintf(key, sizeof(key), "key-%d", i);
        cr_assert_eq(look_up(lru, key), i);
    }
    cr_assert_eq(look_up(lru, "key-949"), -1);
    lru_free(lru);
    cr_assert_eq(dropped, 1000);
}
