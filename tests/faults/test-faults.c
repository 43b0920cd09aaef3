// SPDX-License-Identifier: GPL-3.0-or-later
/* Every point at which an action meets the system, failing in every way.
 *
 *     test-faults [POINTS [SEEDS [WORD]]]
 *
 * POINTS: of each action and kind of fault, spread over all of them; 0: all. SEEDS: disks after each power loss. WORD: only actions whose
 * name holds it. Afterwards the book must be as it was before or as it is after the action, whole; what was acknowledged is there; what
 * failed said so in a sentence of the class for storage; no file and no memory of SQLite's stays behind. */
#include "fault-actions.h"
#include "fault-coverage.h"
#include "fault-disk.h"
#include "fault-vfs.h"

#include "heng-error.h"
#include "heng-wording.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VIOLATIONS_SHOWN 10
#define COMPOUND_POINTS 8
#define DIRECT 10 /* each tenth */

typedef struct
{
  FaultScene        *scene;
  const FaultAction *action;
  FaultCoverage     *coverage; /* (nullable) */
  guint64            n_points_max;
  guint64            n_seeds;

  char       *before;
  char       *after;
  char       *other_after;
  char       *shown;
  GHashTable *known; /* digest of the folder → how it was found: "BOOK\x1fOTHER" */

  guint64 n_runs;
  guint64 n_disks;
  guint64 n_compound;
  guint64 n_violations;
  gboolean is_quiet; /* violations are what is looked for */
} Walk;

typedef struct
{
  gboolean is_done;
  gboolean is_hit;
  guint64  n_points;
} Outcome;

static void
violate (Walk            *self,
         const FaultPlan *plan,
         guint64          seed,
         const char      *what)
{
  if (self->n_violations++ < VIOLATIONS_SHOWN && !self->is_quiet)
    {
      printf ("# %s, %s%s at point %" G_GUINT64_FORMAT ", disk %" G_GUINT64_FORMAT ": %.300s\n", self->action->name,
              plan->is_lasting ? "lasting " : "", fault_kind_get_name (plan->kind), plan->at, seed, what);
      fflush (stdout);
    }
}

/* ---- what is there afterwards ---- */

static char *
describe_both (Walk *self)
{
  g_autofree char *book = fault_scene_describe (self->scene, self->scene->path);
  g_autofree char *path = fault_scene_find_other (self->scene, self->action->other), *other = fault_scene_describe (self->scene, path);

  return g_strconcat (book, "\x1f", other, NULL);
}

/* What SQLite alone makes of a file that was cut off in the middle of something. */
static void
recover (const char *path)
{
  sqlite3 *handle = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS) && sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
    sqlite3_exec (handle, "SELECT count (*) FROM sqlite_schema", NULL, NULL, NULL);
  sqlite3_close (handle);
}

/* Looking at a book takes long, and most disks recover to one of few: only bytes that were not seen before are looked at. Some are looked
 * at without SQLite's recovery beforehand. */
static const char *
describe_known (Walk *self)
{
  g_autofree char *digest = fault_scene_digest (self->scene), *recovered = NULL, *other = NULL;
  char *found = g_hash_table_lookup (self->known, digest);

  if (found != NULL)
    return found;
  if (g_hash_table_size (self->known) % DIRECT == 0)
    recovered = g_strdup (digest);
  else
    {
      recover (self->scene->path);
      other = fault_scene_find_other (self->scene, self->action->other);
      recover (other);
      recovered = fault_scene_digest (self->scene);
      found = g_strdup (g_hash_table_lookup (self->known, recovered));
    }
  if (found == NULL)
    found = describe_both (self);
  if (strcmp (recovered, digest) != 0)
    g_hash_table_insert (self->known, g_steal_pointer (&recovered), g_strdup (found));
  g_hash_table_insert (self->known, g_steal_pointer (&digest), found);
  return found;
}

static void
check_state (Walk            *self,
             const FaultPlan *plan,
             guint64          seed,
             gboolean         is_acknowledged)
{
  g_autofree char *left = fault_scene_clean (self->scene);
  g_auto (GStrv) parts = g_strsplit (describe_known (self), "\x1f", 2);
  gboolean is_before = strcmp (parts[0], self->before) == 0, is_after = strcmp (parts[0], self->after) == 0;
  gboolean is_whole = strcmp (parts[1], self->other_after) == 0;

  if (left != NULL)
    violate (self, plan, seed, left);
  if (!is_before && !is_after)
    violate (self, plan, seed, g_str_has_prefix (parts[0], "broken") ? parts[0] : "the book is neither as it was nor as it should be");
  else if (is_acknowledged && !is_after)
    violate (self, plan, seed, "what was acknowledged is not there");
  else if (!is_whole && strcmp (parts[1], "absent") != 0)
    violate (self, plan, seed, g_str_has_prefix (parts[1], "broken") ? parts[1] : "half a copy");
  else if (!is_whole && (is_acknowledged || !is_before))
    violate (self, plan, seed, "the copy is not there");
}

/* ---- one run ---- */

static gboolean
act (Walk      *self,
     HengBook  *book,
     GError   **error)
{
  g_autofree char *shown = NULL;

  if (!self->action->act (self->scene, book, &shown, error))
    return FALSE;
  if (g_strcmp0 (shown, self->shown) == 0)
    return TRUE;

  if (self->shown == NULL)
    self->shown = g_steal_pointer (&shown);
  else
    violate (self, &(FaultPlan) { 0 }, 0, "other figures are shown");
  return TRUE;
}

static void
check_error (Walk            *self,
             const FaultPlan *plan,
             const GError    *error)
{
  g_autofree char *sentence = NULL;

  if (error == NULL || error->domain != HENG_ERROR || heng_error_get_class (error) != HENG_ERROR_CLASS_STORAGE)
    {
      violate (self, plan, 0, error != NULL ? error->message : "it failed without an error");
      return;
    }
  sentence = heng_wording_error (error);
  if (strlen (sentence) < 10)
    violate (self, plan, 0, "there is no sentence for the error");
}

/* @again: what failed once is tried again with the same book, and must do then. */
static Outcome
run (Walk            *self,
     const FaultPlan *plan,
     gboolean         again)
{
  g_autoptr (GError) error = NULL;
  Outcome outcome = { 0 };
  HengBook *book = NULL;
  sqlite3_int64 memory = sqlite3_memory_used ();

  self->n_runs++;
  fault_vfs_begin (*plan);
  if (self->action->opens)
    book = fault_scene_open (self->scene, self->scene->path, self->action->mode, &error);
  if (book != NULL && self->action->mode == HENG_BOOK_OPEN_WRITE && heng_book_is_read_only (book))
    heng_error_set (&error, HENG_ERROR_BOOK_READ_ONLY, NULL);
  outcome.is_done = (book != NULL || !self->action->opens) && error == NULL && act (self, book, &error);
  if (outcome.is_done != (error == NULL))
    violate (self, plan, 0, outcome.is_done ? "it is done and there is an error" : "it is not done and there is no error");
  if (!outcome.is_done)
    check_error (self, plan, error);
  if (!outcome.is_done && again && book != NULL)
    {
      outcome.n_points = fault_vfs_end (&outcome.is_hit);
      fault_vfs_begin ((FaultPlan) { 0 });
      g_clear_error (&error);
      if (!act (self, book, &error))
        violate (self, plan, 0, error != NULL ? error->message : "it fails again without an error");
      outcome.is_done = TRUE;
      heng_book_free (g_steal_pointer (&book));
      fault_vfs_end (NULL);
    }
  else
    {
      heng_book_free (book);
      outcome.n_points = fault_vfs_end (&outcome.is_hit);
    }
  if (fault_vfs_get_n_open () != 0)
    violate (self, plan, 0, "a file stays open");
  if (sqlite3_memory_used () != memory)
    violate (self, plan, 0, "memory of SQLite's stays behind");
  return outcome;
}

/* ---- walking ---- */

static guint64
get_step (const Walk *self,
          guint64     n_points)
{
  return self->n_points_max == 0 ? 1 : MAX (1, (n_points + self->n_points_max - 1) / self->n_points_max);
}

static guint64
count_points (Walk      *self,
              FaultKind  kind)
{
  fault_scene_reset (self->scene, self->action->base);
  return run (self, &(FaultPlan) { .kind = kind }, FALSE).n_points;
}

static void
walk_failures (Walk      *self,
               FaultKind  kind,
               gboolean   is_lasting)
{
  guint64 n_points = count_points (self, kind), step = get_step (self, n_points);

  for (guint64 at = 1 + (step > 1 ? self->n_runs % step : 0); at <= n_points; at += step)
    for (guint again = 0; again <= !is_lasting; again++)
      {
        const FaultPlan plan = { kind, is_lasting, at };
        Outcome outcome;

        fault_scene_reset (self->scene, self->action->base);
        outcome = run (self, &plan, again == 1);
        (is_lasting ? self->coverage->lasting : self->coverage->once)[kind] += outcome.is_hit && again == 0;
        check_state (self, &plan, 0, outcome.is_done);
      }
}

/* The book as a disk left it is opened, and that fails, too; then it is opened once more. */
static void
walk_recovery (Walk            *self,
               const FaultPlan *first,
               guint64          seed,
               gboolean         is_acknowledged)
{
  g_autoptr (GHashTable) files = NULL;
  guint64 n_points, step;

  fault_disk_materialise (seed);
  files = fault_scene_take (self->scene);
  for (FaultKind kind = FAULT_ERROR; kind <= FAULT_POWER; kind++)
    {
      g_autofree char *unfailed = NULL;

      fault_scene_put (self->scene, files);
      fault_vfs_begin ((FaultPlan) { .kind = kind });
      unfailed = fault_scene_describe (self->scene, self->scene->path);
      n_points = fault_vfs_end (NULL);
      step = MAX (get_step (self, n_points), n_points / 40 + 1);
      for (guint64 at = 1 + self->n_compound % step; at <= n_points; at += step)
        {
          g_autofree char *tried = NULL;

          self->n_compound++;
          fault_scene_put (self->scene, files);
          fault_disk_begin (self->scene->folder);
          fault_vfs_begin ((FaultPlan) { kind, FALSE, at });
          tried = fault_scene_describe (self->scene, self->scene->path);
          fault_vfs_end (NULL);
          if (strcmp (tried, unfailed) != 0 && !g_str_has_prefix (tried, "broken"))
            violate (self, first, seed, "a fault while it recovers gives other figures");
          if (kind == FAULT_POWER)
            fault_disk_materialise (at);
          check_state (self, first, seed, is_acknowledged);
        }
    }
}

static void
walk_power (Walk *self)
{
  guint64 n_points = count_points (self, FAULT_POWER), step = get_step (self, n_points), n_walked = 0;
  guint64 compound_step = MAX (1, n_points / step / COMPOUND_POINTS);

  /* And once when all is done. */
  for (guint64 at = 1; at <= n_points + step; at += step, n_walked++)
    {
      const FaultPlan plan = { FAULT_POWER, TRUE, at };
      Outcome outcome;

      fault_scene_reset (self->scene, self->action->base);
      fault_disk_begin (self->scene->folder);
      outcome = run (self, &plan, FALSE);
      fault_disk_cut ();
      for (guint64 seed = 0; seed < self->n_seeds; seed++)
        {
          self->n_disks++;
          fault_disk_materialise (seed);
          check_state (self, &plan, seed, outcome.is_done);
        }
      if (n_walked % compound_step == 0 && !self->is_quiet)
        walk_recovery (self, &plan, 2 + n_walked, outcome.is_done);
    }
  fault_disk_end ();
}

/* What it is like before and after when nothing fails. */
static void
prepare (Walk *self)
{
  g_autofree char *other = NULL;

  fault_scene_reset (self->scene, self->action->base);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->before = fault_scene_describe (self->scene, self->scene->path);
  fault_scene_reset (self->scene, self->action->base);
  if (!run (self, &(FaultPlan) { 0 }, FALSE).is_done)
    violate (self, &(FaultPlan) { 0 }, 0, "it fails without a fault");
  self->after = fault_scene_describe (self->scene, self->scene->path);
  other = fault_scene_find_other (self->scene, self->action->other);
  self->other_after = fault_scene_describe (self->scene, other);
  if ((g_str_has_prefix (self->before, "broken") && self->action->base != FAULT_BASE_BROKEN) || g_str_has_prefix (self->after, "broken"))
    violate (self, &(FaultPlan) { 0 }, 0, "it is broken without a fault");
}

static void
walk_clear (Walk *self)
{
  g_hash_table_unref (self->known);
  g_free (self->before);
  g_free (self->after);
  g_free (self->other_after);
  g_free (self->shown);
}

static gboolean
walk (FaultScene        *scene,
      const FaultAction *action,
      FaultCoverage     *coverage,
      guint64            n_points_max,
      guint64            n_seeds)
{
  Walk self = { .scene = scene, .action = action, .coverage = coverage, .n_points_max = n_points_max, .n_seeds = n_seeds };

  prepare (&self);
  for (FaultKind kind = FAULT_ERROR; kind < FAULT_POWER && self.n_violations == 0; kind++)
    {
      walk_failures (&self, kind, FALSE);
      walk_failures (&self, kind, TRUE);
    }
  walk_power (&self);
  coverage->lasting[FAULT_POWER] = self.n_disks;
  coverage->recovery = self.n_compound;
  printf ("# %s: %" G_GUINT64_FORMAT " runs, %" G_GUINT64_FORMAT " disks after a power loss (%u different), %" G_GUINT64_FORMAT
          " faults during recovery, %" G_GUINT64_FORMAT " violations\n", action->name, self.n_runs, self.n_disks,
          g_hash_table_size (self.known), self.n_compound, self.n_violations);
  walk_clear (&self);
  return self.n_violations == 0;
}

static gboolean
walk_action_unsynced (FaultScene        *scene,
                      const FaultAction *action,
                      FaultSync          sync)
{
  Walk self = { .scene = scene, .action = action, .n_seeds = 20, .is_quiet = TRUE };
  gboolean found;

  prepare (&self);
  walk_power (&self);
  found = self.n_violations > 0;
  printf ("# %s with synchronous=%s: %" G_GUINT64_FORMAT " violations on %" G_GUINT64_FORMAT " disks\n", action->name,
          sync == FAULT_SYNC_OFF ? "OFF" : "NORMAL", self.n_violations, self.n_disks);
  fflush (stdout);
  walk_clear (&self);
  return found;
}

/* The same with connections that do not sync as they should: the walk must find what that costs. @word: of the actions that were asked for each that
 * records something in a book, where there is any; else it is shown by a payment alone. */
static gboolean
walk_unsynced (FaultScene *scene,
               FaultSync   sync,
               const char *word)
{
  gboolean found = TRUE;
  guint n_walked = 0;

  fault_vfs_force_sync (sync);
  for (guint i = 0; i < fault_n_actions && *word != '\0'; i++)
    if (strstr (fault_actions[i].name, word) != NULL && fault_actions[i].records)
      {
        found = walk_action_unsynced (scene, &fault_actions[i], sync) && found;
        n_walked++;
      }
  for (guint i = 0; i < fault_n_actions && n_walked == 0; i++)
    if (strcmp (fault_actions[i].name, "pay") == 0)
      {
        found = walk_action_unsynced (scene, &fault_actions[i], sync);
        n_walked++;
      }
  fault_vfs_force_sync (FAULT_SYNC_AS_IT_IS);
  return found;
}

int
main (int    argc,
      char **argv)
{
  guint64 n_points_max = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 5;
  guint64 n_seeds = argc > 2 ? g_ascii_strtoull (argv[2], NULL, 10) : 5;
  const char *word = argc > 3 ? argv[3] : "";
  FaultScene *scene;
  g_autofree FaultCoverage *coverages = g_new0 (FaultCoverage, fault_n_actions);
  guint n_tests = 0;
  gboolean done = TRUE, complete;

  g_test_init (&argc, &argv, NULL);
  /* One of the actions makes an automatic backup. */
  g_setenv ("HENGPING_BACKUPS", "1", TRUE);
  fault_vfs_register ();
  scene = fault_scene_new ();
  for (guint i = 0; i < fault_n_actions; i++)
    if (strstr (fault_actions[i].name, word) != NULL)
      {
        gboolean right = walk (scene, &fault_actions[i], &coverages[i], n_points_max, n_seeds);

        printf ("%s %u %s\n", right ? "ok" : "not ok", ++n_tests, fault_actions[i].name);
        fflush (stdout);
        done = done && right;
      }
  for (FaultSync sync = FAULT_SYNC_NORMAL; sync <= FAULT_SYNC_OFF; sync++)
    {
      gboolean found = walk_unsynced (scene, sync, word);

      printf ("%s %u a disk that is not synced loses what was acknowledged\n", found ? "ok" : "not ok", ++n_tests);
      done = done && found;
    }
  complete = fault_coverage_print (coverages, word);
  printf ("%s %u each action met each kind of fault\n", complete ? "ok" : "not ok", ++n_tests);
  done = done && complete;
  printf ("1..%u\n", n_tests);
  fault_scene_free (scene);
  return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
