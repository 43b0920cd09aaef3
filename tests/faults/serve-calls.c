// SPDX-License-Identifier: GPL-3.0-or-later
/* hengping-cli that is called many times: starting a program with sanitizers takes longer than what most calls do. Each call is a process of its own
 * that begins where main() does, so that one cannot spoil the next.
 *
 *     serve-calls
 *
 * A call is a line of words, each ended by a byte 1 in place of a space: a file for the output, one for errors, and the words behind hengping-cli. The
 * answer is a line: the exit status, or -N where signal N ended it. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORDS_MAX 64
#define LINE_MAX_BYTES 65536
#define SECONDS_MAX 300

int heng_program_main (int argc, char **argv); /* main() of the program, under another name */

static void
send_to (const char *path,
         int         descriptor)
{
  int file = open (path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

  if (file < 0 || dup2 (file, descriptor) < 0)
    _exit (125);
  close (file);
}

static void
run (char **words,
     int    n_words)
{
  int input = open ("/dev/null", O_RDONLY);

  dup2 (input, STDIN_FILENO);
  send_to (words[0], STDOUT_FILENO);
  send_to (words[1], STDERR_FILENO);
  words[1] = (char *) "hengping-cli";
  alarm (SECONDS_MAX);
  exit (heng_program_main (n_words - 1, words + 1));
}

int
main (void)
{
  static char line[LINE_MAX_BYTES];
  int status;

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      char *words[WORDS_MAX + 1] = { NULL };
      int n_words = 0;
      pid_t child;

      for (char *at = line, *end; n_words < WORDS_MAX && (end = strchr (at, 1)) != NULL; at = end + 1)
        {
          *end = '\0';
          words[n_words++] = at;
        }
      if (n_words < 2)
        return EXIT_FAILURE;
      if ((child = fork ()) == 0)
        run (words, n_words);
      if (child < 0 || waitpid (child, &status, 0) != child)
        return EXIT_FAILURE;
      printf ("%d\n", WIFEXITED (status) ? WEXITSTATUS (status) : -WTERMSIG (status));
      fflush (stdout);
    }
  return EXIT_SUCCESS;
}
