/*
 * The driver of a fuzz target where libFuzzer is not: runs LLVMFuzzerTestOneInput over every file
 * given, and over every file in every folder given, so that a corpus is replayed as an ordinary
 * test. Options (arguments that start with '-') are ignored, as libFuzzer's mean nothing here.
 * Exits 0 when all ran, 1 when something could not be read, 77 (skipped) when there was nothing.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned long replayed;

static int replay_file(const char *path, size_t size)
{
    FILE *file = fopen(path, "rb");
    /* An allocation of the exact size lets a sanitizer see reads past the end. */
    uint8_t *data = malloc(size ? size : 1);
    int result = 1;

    if (file && data && fread(data, 1, size, file) == size) {
        LLVMFuzzerTestOneInput(data, size);
        replayed++;
        result = 0;
    } else {
        perror(path);
    }
    if (file)
        fclose(file);
    free(data);
    return result;
}

static int replay(const char *path);

static int replay_folder(const char *path)
{
    struct dirent **entries;
    int count = scandir(path, &entries, NULL, alphasort);
    int result = 0;

    if (count < 0) {
        perror(path);
        return 1;
    }
    for (int i = 0; i < count; i++) {
        char inner[4096];

        if (entries[i]->d_name[0] != '.') {
            snprintf(inner, sizeof inner, "%s/%s", path, entries[i]->d_name);
            result |= replay(inner);
        }
        free(entries[i]);
    }
    free(entries);
    return result;
}

static int replay(const char *path)
{
    struct stat info;

    if (stat(path, &info) != 0) {
        perror(path);
        return 1;
    }
    return S_ISDIR(info.st_mode) ? replay_folder(path) : replay_file(path, (size_t)info.st_size);
}

int main(int argc, char **argv)
{
    int result = 0;

    for (int i = 1; i < argc; i++)
        if (argv[i][0] != '-')
            result |= replay(argv[i]);
    printf("replayed %lu inputs\n", replayed);
    return result ? result : replayed ? 0 : 77;
}
