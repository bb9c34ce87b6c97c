#include "runtime/supervise/policy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/supervise/sealed.h"

#define DIGEST_BYTES 32

static int sealed_copy(const char *path, int *ret_fd)
{
    int from = strcmp(path, "-") == 0 ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
                                      : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    int to = -1;
    int error = from < 0 ? -errno : 0;

    if (!error)
        error = sealed_new("egress-policy", &to);
    if (!error)
        error = sealed_add_all(to, from, POLICY_SIZE_MAX);
    if (!error)
        error = sealed_finish(to);
    if (from >= 0)
        close(from);
    if (error && to >= 0)
        close(to);
    if (!error)
        *ret_fd = to;
    return error;
}

int policy_adopt(int fd, struct policy *ret, char *error, size_t error_size)
{
    struct policy policy = {.fd = -1};
    struct image_error why = {0};
    struct stat status;
    int result;

    if (fstat(fd, &status) || !sealed_is(fd)) {
        snprintf(error, error_size, "the policy is not in sealed memory");
        return -EINVAL;
    }
    policy.len_bytes = (size_t)status.st_size;
    if (policy.len_bytes == 0) {
        snprintf(error, error_size, "the file is empty");
        return -EINVAL;
    }
    policy.bytes = mmap(NULL, policy.len_bytes, PROT_READ, MAP_PRIVATE, fd, 0);
    if (policy.bytes == MAP_FAILED) {
        result = -errno;
        snprintf(error, error_size, "%s", strerror(-result));
        return result;
    }
    result = image_load(policy.bytes, policy.len_bytes, &policy.image, &why);
    if (result) {
        if (why.message[0])
            snprintf(error, error_size, "%s (at byte %llu)", why.message,
                     (unsigned long long)why.offset_bytes);
        else
            snprintf(error, error_size, "%s", strerror(-result));
        munmap(policy.bytes, policy.len_bytes);
        return result;
    }
    *ret = policy;
    return 0;
}

int policy_open(const char *path, struct policy *ret, char *error, size_t error_size)
{
    char why[256];
    int fd;
    int result = sealed_copy(path, &fd);

    if (result) {
        snprintf(error, error_size, "cannot read the policy %s: %s", path, strerror(-result));
        return result;
    }
    result = policy_adopt(fd, ret, why, sizeof(why));
    if (result) {
        snprintf(error, error_size, "%s is not a compiled policy: %s", path, why);
        close(fd);
        return result;
    }
    ret->fd = fd;
    return 0;
}

void policy_close(struct policy *policy)
{
    if (!policy->image)
        return;
    image_free(policy->image);
    munmap(policy->bytes, policy->len_bytes);
    if (policy->fd >= 0)
        close(policy->fd);
    *policy = (struct policy){.fd = -1};
}

void policy_digest(const struct policy *policy, char ret[POLICY_DIGEST_MAX])
{
    const uint8_t *digest = image_digest(policy->image);
    int len = sprintf(ret, "sha256:");

    for (int i = 0; digest && i < DIGEST_BYTES; i++)
        len += sprintf(ret + len, "%02x", digest[i]);
}
