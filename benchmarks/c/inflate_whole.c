/*
 * Inflates entries of zip files whole, with libdeflate: what a scanner in C would need at least that skips nothing.
 *
 *     inflate_whole < LIST        a line per entry: path TAB offset of the data TAB compressed size TAB size
 *
 * The list is ordered by path, so that each file is mapped once. Prints the bytes that all entries became.
 */
#include <fcntl.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void fail(const char *what, const char *path) {
    fprintf(stderr, "inflate_whole: %s: %s\n", path, what);
    exit(1);
}

int main(void) {
    char line[8192], path[8192], mapped[8192] = "";
    unsigned char *file = NULL, *out = NULL;
    size_t length = 0, room = 0;
    unsigned long long offset, compressed, size, total = 0;
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();

    while (fgets(line, sizeof line, stdin)) {
        if (sscanf(line, "%8191[^\t]\t%llu\t%llu\t%llu", path, &offset, &compressed, &size) != 4) fail("not an entry", line);
        if (strcmp(path, mapped) != 0) {
            struct stat status;
            int descriptor = open(path, O_RDONLY);
            if (file) munmap(file, length);
            if (descriptor < 0 || fstat(descriptor, &status) != 0) fail("cannot be opened", path);
            length = (size_t)status.st_size;
            file = mmap(NULL, length, PROT_READ, MAP_SHARED, descriptor, 0);
            close(descriptor);
            if (file == MAP_FAILED) fail("cannot be mapped", path);
            strcpy(mapped, path);
        }
        if (offset > length || compressed > length - offset) fail("the entry leaves the file", path);
        if (size > room) {
            free(out);
            room = size;
            out = malloc(room);
            if (!out) fail("too little memory for an entry", path);
        }
        if (libdeflate_deflate_decompress(decompressor, file + offset, compressed, out, size, NULL) != LIBDEFLATE_SUCCESS)
            fail("an entry is bad", path);
        total += size;
    }
    printf("%llu\n", total);
    return 0;
}
