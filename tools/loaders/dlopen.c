// Loads each of its arguments in a child process of its own and prints what the loader says.
//
// For each argument: the path, "loads", "fails", "exit N" or "signal N", and the text of dlerror, each with a NUL after it.
// "exit" and "signal" mean that the child ended within dlopen; then initialisers of the library ran, or the loader crashed.
// The stub of Python ends the child with PYTHON_CALLED when an initialiser calls Python: the loader had finished then.
#include <dlfcn.h>
#include <math.h>
#include <pthread.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 120, PYTHON_CALLED = 87 };

// Makes this program need libm, libpthread and libutil, as Python does.
void *volatile python_needs[] = {(void *)fmod, (void *)pthread_create, (void *)forkpty};

static void put(const char *text) {
  fwrite(text, 1, strlen(text) + 1, stdout);
}

// The printf of some compilers needs a newer glibc than the oldest that we run on.
static void put_ended(const char *how, int number) {
  char digits[] = {'0' + number / 100, '0' + number / 10 % 10, '0' + number % 10, 0};
  fputs(how, stdout);
  put(digits + (number < 10 ? 2 : number < 100 ? 1 : 0));
}

static void load(const char *path, int answer) {
  dup2(STDERR_FILENO, STDOUT_FILENO); // Initialisers may print.
  alarm(SECONDS);
  const char *text = dlopen(path, RTLD_NOW | RTLD_LOCAL) ? NULL : dlerror();
  const char *outcome = text ? "F" : "L";
  write(answer, outcome, 1);
  if (text) {
    write(answer, text, strlen(text));
  }
  _exit(0);
}

int main(int count, char **paths) {
  // The libraries that are preloaded are all there; else symbols of Python would be missing everywhere.
  if (!python_needs[0] || !dlsym(RTLD_DEFAULT, "wheelsweep_python_stub")) {
    return 2;
  }
  for (int i = 1; i < count; i++) {
    static char text[1 << 16];
    size_t length = 0;
    int ends[2], status;
    fflush(stdout);
    if (pipe(ends)) {
      return 3;
    }
    pid_t child = fork();
    if (child == 0) {
      close(ends[0]);
      load(paths[i], ends[1]);
    }
    close(ends[1]);
    for (ssize_t n; (n = read(ends[0], text + length, sizeof text - 1 - length)) > 0;) {
      length += n;
    }
    close(ends[0]);
    text[length] = 0;
    if (child < 0 || waitpid(child, &status, 0) < 0) {
      return 4;
    }
    put(paths[i]);
    if (length > 0) {
      put(text[0] == 'L' ? "loads" : "fails");
    } else if (WIFEXITED(status) && WEXITSTATUS(status) == PYTHON_CALLED) {
      put("loads");
    } else if (WIFSIGNALED(status)) {
      put_ended("signal ", WTERMSIG(status));
    } else {
      put_ended("exit ", WEXITSTATUS(status));
    }
    put(length > 0 ? text + 1 : "");
  }
  return 0;
}
