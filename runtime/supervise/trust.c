#include "runtime/supervise/trust.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "runtime/supervise/sealed.h"
#include "runtime/supervise/truststore.h"
#include "runtime/tls/roots.h"

#define CERTIFICATE_FILE "ca.pem"
#define BUNDLE_FILE "bundle.pem"
#define JAVA_FILE "truststore.jks"

/* --- roots --- */

/* Debian and its kin, Fedora and its kin, openSUSE, older ones of them, Alpine. */
static const char *const system_bundles[] = {
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
};

/* Appends a file, and a line end for those that end without one. */
static int add_file(int roots_fd, const char *path)
{
    int from = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    int error;

    if (from < 0)
        return -errno;
    error = sealed_add_all(roots_fd, from, TRUST_ROOTS_MAX);
    close(from);
    return error ? error : sealed_add(roots_fd, "\n", 1);
}

static int add_system_roots(struct trust *trust)
{
    for (size_t i = 0; i < sizeof(system_bundles) / sizeof(*system_bundles); i++) {
        int error = add_file(trust->roots_fd, system_bundles[i]);

        if (!error)
            trust->system_bundle = system_bundles[i];
        if (error != -ENOENT)
            return error;
    }
    return 0; /* none: what --upstream-ca brings is all there is */
}

static int count_certificates(int fd, off_t from, size_t *ret)
{
    off_t end = lseek(fd, 0, SEEK_END);
    size_t len = (size_t)(end - from);
    char *text = end >= from ? malloc(len + 1) : NULL;
    struct roots *roots = NULL;
    int error = text ? 0 : -ENOMEM;

    if (!error && pread(fd, text, len, from) != (ssize_t)len)
        error = -EIO;
    if (!error)
        roots = roots_read(text, len);
    if (!error && !roots)
        error = -ENOMEM;
    if (!error)
        *ret = roots_count(roots);
    roots_free(roots);
    free(text);
    return error;
}

static int add_upstream_roots(struct trust *trust, const char *path, char *error, size_t error_size)
{
    off_t before = lseek(trust->roots_fd, 0, SEEK_END);
    size_t count = 0;
    int result = add_file(trust->roots_fd, path);

    if (!result)
        result = count_certificates(trust->roots_fd, before, &count);
    if (result)
        snprintf(error, error_size, "cannot read the certificates in %s: %s", path,
                 strerror(-result));
    else if (count == 0)
        snprintf(error, error_size, "there is no certificate in %s (PEM is wanted)", path);
    return result ? result : count ? 0 : -EINVAL;
}

static int read_roots(struct trust *trust, const char *upstream_ca, char *error, size_t error_size)
{
    int result = sealed_new("egress-roots", &trust->roots_fd);

    if (!result)
        result = add_system_roots(trust);
    if (result) {
        snprintf(error, error_size, "cannot read the system's certificate authorities: %s",
                 strerror(-result));
        return result;
    }
    if (upstream_ca)
        result = add_upstream_roots(trust, upstream_ca, error, error_size);
    if (!result) {
        result = sealed_finish(trust->roots_fd);
        if (result)
            snprintf(error, error_size, "cannot seal memory: %s", strerror(-result));
    }
    return result;
}

/* --- the authority --- */

int trust_open(const char *upstream_ca, struct trust *ret, char *error, size_t error_size)
{
    struct trust trust = {.roots_fd = -1};
    int result = read_roots(&trust, upstream_ca, error, error_size);

    if (!result) {
        result = authority_prepare_memory(0);
        trust.authority = result ? NULL : authority_new(time(NULL));
        trust.pem = trust.authority ? authority_pem(trust.authority) : NULL;
        if (!trust.pem) {
            snprintf(error, error_size, "cannot make a certificate authority in locked memory");
            result = result ? result : -ENOMEM;
        }
    }
    if (result)
        trust_close(&trust);
    else
        *ret = trust;
    return result;
}

void trust_close(struct trust *trust)
{
    authority_free(trust->authority);
    free(trust->pem);
    if (trust->roots_fd >= 0)
        close(trust->roots_fd);
    *trust = (struct trust){.roots_fd = -1};
}

/* --- files --- */

static int write_text(int fd, const char *text)
{
    size_t len = strlen(text);

    while (len > 0) {
        ssize_t n = write(fd, text, len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -errno;
        text += n;
        len -= (size_t)n;
    }
    return 0;
}

static int copy_roots(int fd, int roots_fd)
{
    struct stat status;
    off_t at = 0;

    if (fstat(roots_fd, &status))
        return -errno;
    while (at < status.st_size)
        if (sendfile(fd, roots_fd, &at, (size_t)(status.st_size - at)) <= 0)
            return errno ? -errno : -EIO;
    return 0;
}

/* Replaces what is there, so that nothing is written through a link that somebody put there. */
static int create(const char *path)
{
    int fd;

    if (unlink(path) && errno != ENOENT)
        return -errno;
    fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    /* To be read by the command, whatever our umask is. */
    return fd < 0 || fchmod(fd, 0644) ? -errno : fd;
}

static int write_file(const struct trust *trust, const char *path, bool with_roots)
{
    int fd = create(path);
    int error = fd < 0 ? fd : 0;

    if (!error && with_roots)
        error = copy_roots(fd, trust->roots_fd);
    if (!error)
        error = write_text(fd, trust->pem);
    if (fd >= 0 && close(fd) && !error)
        error = -errno;
    return error;
}

static int write_java_file(const struct trust *trust, const char *path)
{
    int fd = create(path);
    int error = fd < 0 ? fd : truststore_write(fd, trust->roots_fd, trust->pem);

    if (fd >= 0 && close(fd) && !error)
        error = -errno;
    return error;
}

static void path_of(const struct trust *trust, const char *file, char *ret, size_t size)
{
    snprintf(ret, size, "%s/%s", trust->directory, file);
}

static int write_run_files(const struct trust *trust)
{
    static const struct {
        const char *file;
        bool with_roots;
    } files[] = {{CERTIFICATE_FILE, false}, {BUNDLE_FILE, true}};
    char path[RUN_PATH_MAX + 32];
    int error = 0;

    for (size_t i = 0; !error && i < sizeof(files) / sizeof(*files); i++) {
        path_of(trust, files[i].file, path, sizeof(path));
        error = write_file(trust, path, files[i].with_roots);
    }
    path_of(trust, JAVA_FILE, path, sizeof(path));
    return error ? error : write_java_file(trust, path);
}

int trust_publish(struct trust *trust, const struct run *run, const char *ca_out, char *error,
                  size_t error_size)
{
    int result = run_make_directory(run, trust->directory, sizeof(trust->directory));

    if (!result)
        result = write_run_files(trust);
    if (result) {
        snprintf(error, error_size, "cannot write certificates for the command: %s",
                 strerror(-result));
        return result;
    }
    if (ca_out) {
        result = strcmp(ca_out, "-") == 0 ? write_text(STDOUT_FILENO, trust->pem)
                                          : write_file(trust, ca_out, false);
        if (result)
            snprintf(error, error_size, "cannot write the certificate to %s: %s", ca_out,
                     strerror(-result));
    }
    return result;
}

/* --- the command's view --- */

/*
 * Those that add to what the program knows get the one certificate, those that replace it get the
 * bundle. SSL_CERT_DIR is left alone: it is read beside SSL_CERT_FILE.
 */
static const struct {
    const char *name, *file;
} variables[] = {
    {"SSL_CERT_FILE", BUNDLE_FILE},            /* OpenSSL, Python's ssl, Go, Ruby, Rust */
    {"CURL_CA_BUNDLE", BUNDLE_FILE},           /* curl, requests */
    {"REQUESTS_CA_BUNDLE", BUNDLE_FILE},       /* Python's requests */
    {"PIP_CERT", BUNDLE_FILE},                 /* pip */
    {"GIT_SSL_CAINFO", BUNDLE_FILE},           /* git */
    {"AWS_CA_BUNDLE", BUNDLE_FILE},            /* AWS's command line and SDKs */
    {"CARGO_HTTP_CAINFO", BUNDLE_FILE},        /* cargo */
    {"NODE_EXTRA_CA_CERTS", CERTIFICATE_FILE}, /* node, npm, yarn */
    {"DENO_CERT", CERTIFICATE_FILE},           /* deno */
};

static int set_java(const struct trust *trust)
{
    const char *before = getenv("JAVA_TOOL_OPTIONS");
    char value[4096];
    int n = snprintf(value, sizeof(value),
                     "%s%s-Djavax.net.ssl.trustStore=%s/" JAVA_FILE
                     " -Djavax.net.ssl.trustStoreType=JKS",
                     before ? before : "", before ? " " : "", trust->directory);

    if (n >= (int)sizeof(value))
        return 0; /* options as long as that are left alone */
    return setenv("JAVA_TOOL_OPTIONS", value, 1) ? -errno : 0;
}

static int set_variables(const struct trust *trust)
{
    for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++) {
        char path[RUN_PATH_MAX + 32];

        path_of(trust, variables[i].file, path, sizeof(path));
        if (setenv(variables[i].name, path, 1))
            return -errno;
    }
    return set_java(trust);
}

/* What is mounted outside goes on to be seen here, and not the other way round. */
static int cover_system_bundle(const struct trust *trust)
{
    char path[RUN_PATH_MAX + 32];

    path_of(trust, BUNDLE_FILE, path, sizeof(path));
    if (unshare(CLONE_NEWNS) || mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL) ||
        mount(path, trust->system_bundle, NULL, MS_BIND, NULL))
        return -errno;
    return 0;
}

int trust_dress(const struct trust *trust)
{
    int error = trust->system_bundle ? cover_system_bundle(trust) : 0;

    if (error && error != -EPERM && error != -EACCES && error != -ENOSYS)
        return error;
    return set_variables(trust);
}
