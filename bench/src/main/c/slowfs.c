/*
 * Adds a delay to every call that a network file system would have to ask its server about, for measuring without one.
 *
 *   cc -O2 -shared -fPIC -o slowfs.so slowfs.c -ldl
 *   SLOWFS_MICROSECONDS=1000 LD_PRELOAD=$PWD/slowfs.so rsync -a source/ target/
 *
 * Calls on paths under /proc, /sys, /dev, /usr, /lib and /etc are not delayed, nor are reads and writes: those are cached by clients.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long delay_nanos(void)
{
    static long nanos = -1;
    if (nanos < 0) {
        const char *text = getenv("SLOWFS_MICROSECONDS");
        nanos = (text ? atol(text) : 1000) * 1000;
    }
    return nanos;
}

static void slow(const char *path)
{
    static const char *const local[] = {"/proc", "/sys", "/dev", "/usr", "/lib", "/etc"};
    if (path) {
        for (size_t i = 0; i < sizeof local / sizeof *local; i++) {
            if (strncmp(path, local[i], strlen(local[i])) == 0) {
                return;
            }
        }
    }
    struct timespec wait = {delay_nanos() / 1000000000L, delay_nanos() % 1000000000L};
    nanosleep(&wait, NULL);
}

#define CALL(type, name, parameters, arguments, path)          \
    type name parameters                                       \
    {                                                          \
        static type(*real) parameters;                         \
        if (!real) {                                           \
            real = (type(*) parameters)dlsym(RTLD_NEXT, #name); \
        }                                                      \
        slow(path);                                            \
        return real arguments;                                 \
    }

#define OPEN(name)                                                          \
    int name(const char *path, int flags, ...)                              \
    {                                                                       \
        static int (*real)(const char *, int, ...);                         \
        if (!real) {                                                        \
            real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #name); \
        }                                                                   \
        va_list rest;                                                       \
        va_start(rest, flags);                                              \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                                       \
        slow(path);                                                         \
        return real(path, flags, mode);                                     \
    }

#define OPENAT(name)                                                             \
    int name(int at, const char *path, int flags, ...)                           \
    {                                                                            \
        static int (*real)(int, const char *, int, ...);                         \
        if (!real) {                                                             \
            real = (int (*)(int, const char *, int, ...))dlsym(RTLD_NEXT, #name); \
        }                                                                        \
        va_list rest;                                                            \
        va_start(rest, flags);                                                   \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;  \
        va_end(rest);                                                            \
        slow(path);                                                              \
        return real(at, path, flags, mode);                                      \
    }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
CALL(DIR *, opendir, (const char *path), (path), path)
CALL(int, stat, (const char *path, struct stat *to), (path, to), path)
CALL(int, lstat, (const char *path, struct stat *to), (path, to), path)
CALL(int, stat64, (const char *path, struct stat64 *to), (path, to), path)
CALL(int, lstat64, (const char *path, struct stat64 *to), (path, to), path)
CALL(int, fstatat, (int at, const char *path, struct stat *to, int flags), (at, path, to, flags), path)
CALL(int, fstatat64, (int at, const char *path, struct stat64 *to, int flags), (at, path, to, flags), path)
CALL(int, statx, (int at, const char *path, int flags, unsigned int mask, struct statx *to), (at, path, flags, mask, to), path)
CALL(int, __xstat, (int version, const char *path, struct stat *to), (version, path, to), path)
CALL(int, __lxstat, (int version, const char *path, struct stat *to), (version, path, to), path)
CALL(int, __xstat64, (int version, const char *path, struct stat64 *to), (version, path, to), path)
CALL(int, __lxstat64, (int version, const char *path, struct stat64 *to), (version, path, to), path)
CALL(int, access, (const char *path, int mode), (path, mode), path)
CALL(ssize_t, readlink, (const char *path, char *to, size_t size), (path, to, size), path)
CALL(ssize_t, readlinkat, (int at, const char *path, char *to, size_t size), (at, path, to, size), path)
CALL(int, mkstemp, (char *path), (path), path)
CALL(int, symlinkat, (const char *text, int at, const char *path), (text, at, path), path)
CALL(int, fchmodat, (int at, const char *path, mode_t mode, int flags), (at, path, mode, flags), path)
CALL(int, fchownat, (int at, const char *path, uid_t user, gid_t group, int flags), (at, path, user, group, flags), path)
CALL(int, fchown, (int file, uid_t user, gid_t group), (file, user, group), NULL)
CALL(int, rename, (const char *from, const char *to), (from, to), from)
CALL(int, renameat, (int at, const char *from, int into, const char *to), (at, from, into, to), from)
CALL(int, link, (const char *from, const char *to), (from, to), from)
CALL(int, linkat, (int at, const char *from, int into, const char *to, int flags), (at, from, into, to, flags), from)
CALL(int, symlink, (const char *text, const char *path), (text, path), path)
CALL(int, unlink, (const char *path), (path), path)
CALL(int, unlinkat, (int at, const char *path, int flags), (at, path, flags), path)
CALL(int, rmdir, (const char *path), (path), path)
CALL(int, mkdir, (const char *path, mode_t mode), (path, mode), path)
CALL(int, mkdirat, (int at, const char *path, mode_t mode), (at, path, mode), path)
CALL(int, chmod, (const char *path, mode_t mode), (path, mode), path)
CALL(int, fchmod, (int file, mode_t mode), (file, mode), NULL)
CALL(int, chown, (const char *path, uid_t user, gid_t group), (path, user, group), path)
CALL(int, lchown, (const char *path, uid_t user, gid_t group), (path, user, group), path)
CALL(int, utimensat, (int at, const char *path, const struct timespec to[2], int flags), (at, path, to, flags), path)
CALL(int, futimens, (int file, const struct timespec to[2]), (file, to), NULL)
CALL(int, utimes, (const char *path, const struct timeval to[2]), (path, to), path)
CALL(int, lutimes, (const char *path, const struct timeval to[2]), (path, to), path)
CALL(int, futimes, (int file, const struct timeval to[2]), (file, to), NULL)
