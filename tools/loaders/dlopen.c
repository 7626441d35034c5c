// Loads each of its arguments in a child process of its own and prints what the loader says.
//
// For each argument: the path, "loads", "fails", "exit N" or "signal N", and the text of dlerror, each with a NUL after it.
// "exit" and "signal" mean that the child ended within dlopen; then initialisers of the library ran, or the loader crashed.
#include <dlfcn.h>
#include <math.h>
#include <pthread.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 120 };

// Makes this program need libm, libpthread and libutil, as Python does.
void *volatile python_needs[] = {(void *)fmod, (void *)pthread_create, (void *)forkpty};

static void put(const char *text) {
  fwrite(text, 1, strlen(text) + 1, stdout);
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
    char ended[32] = "";
    if (length == 0) {
      snprintf(ended, sizeof ended, WIFSIGNALED(status) ? "signal %d" : "exit %d",
               WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    }
    put(paths[i]);
    put(length == 0 ? ended : text[0] == 'L' ? "loads" : "fails");
    put(length == 0 ? "" : text + 1);
  }
  return 0;
}
