#include "lsp/checker.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum slot { SLOT_EMPTY, SLOT_WAITS, SLOT_RUNS, SLOT_DONE };

struct checker {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool ends;
    int fd;
    enum slot slot;

    /* The job; the thread's while it runs. */
    char *uri;
    uint64_t change;
    char *bytes;
    size_t len;
    enum document_kind kind;
    struct settings settings;
    struct analysis *analysis; /* the result */
};

static void run_job(struct checker *checker)
{
    checker->analysis =
        analysis_new(checker->bytes, checker->len, checker->kind, &checker->settings);
    free(checker->bytes);
    checker->bytes = NULL;
    settings_free(&checker->settings);
}

static void *run(void *argument)
{
    struct checker *checker = argument;

    pthread_mutex_lock(&checker->lock);
    for (;;) {
        while (!checker->ends && checker->slot != SLOT_WAITS)
            pthread_cond_wait(&checker->changed, &checker->lock);
        if (checker->ends)
            break;
        checker->slot = SLOT_RUNS;
        pthread_mutex_unlock(&checker->lock);
        run_job(checker);
        pthread_mutex_lock(&checker->lock);
        checker->slot = SLOT_DONE;
        eventfd_write(checker->fd, 1);
    }
    pthread_mutex_unlock(&checker->lock);
    return NULL;
}

struct checker *checker_new(void)
{
    struct checker *checker = calloc(1, sizeof *checker);

    if (!checker)
        abort();
    checker->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&checker->lock, NULL);
    pthread_cond_init(&checker->changed, NULL);
    if (checker->fd < 0 || pthread_create(&checker->thread, NULL, run, checker) != 0) {
        if (checker->fd >= 0)
            close(checker->fd);
        free(checker);
        return NULL;
    }
    return checker;
}

void checker_free(struct checker *checker)
{
    if (!checker)
        return;
    pthread_mutex_lock(&checker->lock);
    checker->ends = true;
    pthread_cond_signal(&checker->changed);
    pthread_mutex_unlock(&checker->lock);
    pthread_join(checker->thread, NULL);
    pthread_cond_destroy(&checker->changed);
    pthread_mutex_destroy(&checker->lock);
    close(checker->fd);
    free(checker->uri);
    free(checker->bytes);
    settings_free(&checker->settings);
    analysis_free(checker->analysis);
    free(checker);
}

int checker_fd(const struct checker *checker)
{
    return checker->fd;
}

static char *copy(const char *bytes, size_t len)
{
    char *text = malloc(len + 1);

    if (!text)
        abort();
    memcpy(text, bytes, len);
    text[len] = '\0';
    return text;
}

bool checker_start(struct checker *checker, const char *uri, uint64_t change, const char *bytes,
                   size_t len, enum document_kind kind, const struct settings *settings)
{
    bool is_free;

    pthread_mutex_lock(&checker->lock);
    is_free = checker->slot == SLOT_EMPTY;
    if (is_free) {
        checker->uri = copy(uri, strlen(uri));
        checker->change = change;
        checker->bytes = copy(bytes, len);
        checker->len = len;
        checker->kind = kind;
        settings_copy(&checker->settings, settings);
        checker->slot = SLOT_WAITS;
        pthread_cond_signal(&checker->changed);
    }
    pthread_mutex_unlock(&checker->lock);
    return is_free;
}

bool checker_take(struct checker *checker, struct checker_result *ret_result)
{
    eventfd_t ignored;
    bool done;

    pthread_mutex_lock(&checker->lock);
    done = checker->slot == SLOT_DONE;
    if (done) {
        eventfd_read(checker->fd, &ignored);
        *ret_result = (struct checker_result){checker->uri, checker->change, checker->analysis};
        checker->uri = NULL;
        checker->analysis = NULL;
        checker->slot = SLOT_EMPTY;
    }
    pthread_mutex_unlock(&checker->lock);
    return done;
}
