// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault-actions.h"

#include "heng-book-backups.h"
#include "heng-book-changed.h"
#include "heng-book-exceptions.h"
#include "heng-book-post-many.h"
#include "heng-book-rescue.h"
#include "heng-book-restore.h"
#include "heng-book-review.h"
#include "heng-book-verify.h"
#include "heng-import.h"

#include "ledger-testing.h"

#define ACTION(name) \
  static gboolean act_##name (FaultScene *scene, HengBook *book, char **shown, GError **error)

ACTION (new)
{
  g_autoptr (GPtrArray) regions = testing_regions ();
  g_autoptr (HengBook) made = heng_book_new (scene->path, "CNY", "tester", regions, testing_clock, &scene->now_ms, error);

  return made != NULL;
}

static gboolean
import (FaultScene         *scene,
        HengBook           *book,
        const char *const  *names,
        GError            **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (paths, fault_scene_get_input (scene, names[i]));
  return heng_import_files (book, (const char *const *) paths->pdata, paths->len, FALSE, NULL, error);
}

ACTION (import_document)
{
  return import (scene, book, (const char *const[]) { "t-2.json", NULL }, error);
}

ACTION (import_payments)
{
  return import (scene, book, (const char *const[]) { "payments.csv", NULL }, error);
}

ACTION (import_all)
{
  return import (scene, book, (const char *const[]) { "payments.csv", "observations.csv", "regions.csv", "t-2.json", NULL }, error);
}

typedef struct
{
  HengPoster *poster;
} Posting;

static gboolean
post_cb (HengSettlement  *settlement,
         gpointer         prepared,
         gpointer         data,
         GError         **error)
{
  g_autoptr (HengSettlement) owned = settlement;

  return heng_poster_add (((Posting *) data)->poster, owned, NULL, error);
}

/* What `settle --post` does. */
ACTION (settle)
{
  HengDay day = testing_day ("2024-05-31");
  Posting posting = { NULL };
  const HengSettleRequest request = { .ended_by = day, .take = post_cb, .data = &posting };
  g_autoptr (GPtrArray) targets = NULL;
  g_autoptr (HengPoster) poster = NULL;

  if (!heng_book_begin (book, error))
    return FALSE;
  targets = heng_book_list_changed (book, day, error);
  poster = posting.poster = targets != NULL ? heng_poster_new (book, day, error) : NULL;
  if (poster == NULL || !heng_book_settle_many (book, targets, &request, error) || !heng_poster_finish (poster, error) ||
      !heng_book_mark_settled (book, day, error))
    {
      heng_book_rollback (book);
      return FALSE;
    }
  return heng_book_commit (book, error);
}

ACTION (pay)
{
  Testing testing = { .book = book };

  return testing_try_pay (&testing, "T-1", "Down", "Up", "CNY", 4321, "2024-03-02", NULL, NULL, error) != 0;
}

ACTION (amend)
{
  g_autoptr (HengAgreement) version = testing_agreement_new ("T-1", "协议（修订）", TESTING_PARTIES, "\"from\":\"2021-01-01\",\"to\":\"2023-12-31\","
                                                             "\"assessed\":\"year\"", "\"Down pays Up 200 * q\"");

  return heng_book_append_agreement (book, version, NULL, NULL, error);
}

ACTION (close)
{
  return heng_book_close (book, testing_day ("2024-05-31"), "closed", NULL, error);
}

ACTION (reverse)
{
  return heng_book_reverse (book, 3, "wrong", NULL, error);
}

ACTION (override)
{
  g_autoptr (GPtrArray) amounts = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_agreed_amount_free);
  HengAgreedAmount *amount = g_new0 (HengAgreedAmount, 1);

  *amount = (HengAgreedAmount) { g_strdup ("Down"), g_strdup ("Up"), g_strdup ("CNY"), 99900 };
  g_ptr_array_add (amounts, amount);
  return heng_book_append_override (book, "T-1", testing_period ("2022"), amounts, "flood", "Minutes 3", NULL, error);
}

ACTION (freeze)
{
  return heng_book_append_freeze (book, "T-1", testing_period ("2020"), "agreed", "Minutes 4", NULL, error);
}

ACTION (end_exception)
{
  g_autoptr (GPtrArray) exceptions = heng_book_list_exceptions (book, NULL, NULL, 0, error);

  return exceptions != NULL &&
         heng_book_end_exception (book, ((HengException *) g_ptr_array_index (exceptions, 0))->number, "over", "Minutes 5", NULL, error);
}

ACTION (issue)
{
  return heng_book_append_issue (book, "T-1", testing_period ("2022"), NULL, NULL, NULL, error);
}

ACTION (confirm)
{
  return heng_book_append_confirmation (book, "T-1", testing_period ("2020"), 0, "Up", NULL, NULL, error);
}

ACTION (dispute)
{
  g_autoptr (GPtrArray) lines = heng_review_lines_new ();

  g_ptr_array_add (lines, heng_review_line_new ("Down", "Up", "CNY", 60000));
  return heng_book_append_dispute (book, "T-1", testing_period ("2020"), 0, "Up", lines, "measured otherwise", NULL, NULL, error);
}

/* The one of 2021 that the book begins with: an exception, a settlement and an entry at once. */
ACTION (resolve)
{
  g_autoptr (GPtrArray) amounts = heng_review_lines_new ();
  HengDisputeOutcome outcome = { HENG_DISPUTE_AGREED, amounts, "by protocol", "函3", testing_day ("2024-05-31") };

  g_ptr_array_add (amounts, heng_review_line_new ("Down", "Up", "CNY", 65000));
  return heng_book_end_dispute (book, scene->dispute, &outcome, NULL, NULL, error);
}

ACTION (backup)
{
  return heng_book_backup (book, scene->other, error);
}

ACTION (keep_backup)
{
  gboolean made, done = heng_backups_keep (book, &made, error);

  g_assert_true (!done || made);
  return done;
}

ACTION (restore)
{
  g_autofree char *backup = fault_scene_get_input (scene, "backup.hengping"), *kept = NULL;

  return heng_book_restore (backup, scene->path, NULL, NULL, NULL, &kept, error);
}

ACTION (rescue)
{
  g_autofree char *broken = fault_scene_get_input (scene, "broken.hengping");
  g_autoptr (GPtrArray) regions = testing_regions ();
  g_autoptr (HengRescue) rescue = heng_book_rescue (broken, scene->path, "CNY", "tester", regions, testing_clock, &scene->now_ms, NULL, NULL, NULL,
                                                    error);

  return rescue != NULL;
}

/* Opening is all: the book was brought to today's format by then. */
ACTION (migrate)
{
  return TRUE;
}

ACTION (views)
{
  return (*shown = fault_views_describe (book, error)) != NULL;
}

ACTION (verify)
{
  gint64 n_found;

  if (!heng_book_verify (book, TRUE, NULL, NULL, &n_found, error))
    return FALSE;
  if (n_found > 0)
    heng_error_set (error, HENG_ERROR_BOOK_DAMAGED, "something", NULL);
  return n_found == 0;
}

#define WRITES(title, base, function) { title, base, TRUE, HENG_BOOK_OPEN_WRITE, FAULT_OTHER_COPY, function, TRUE }

const FaultAction fault_actions[] = {
  { "new", FAULT_BASE_EMPTY, FALSE, HENG_BOOK_OPEN_WRITE, FAULT_OTHER_COPY, act_new, FALSE },
  WRITES ("import a document", FAULT_BASE_BOOK, act_import_document),
  WRITES ("import payments", FAULT_BASE_BOOK, act_import_payments),
  WRITES ("import tables and a document", FAULT_BASE_BOOK, act_import_all),
  WRITES ("settle", FAULT_BASE_BOOK, act_settle),
  WRITES ("settle after a killed program", FAULT_BASE_HOT, act_settle),
  WRITES ("pay", FAULT_BASE_BOOK, act_pay),
  WRITES ("pay after a killed program", FAULT_BASE_HOT, act_pay),
  WRITES ("pay after restoring a copy", FAULT_BASE_COPY, act_pay),
  WRITES ("amend", FAULT_BASE_BOOK, act_amend),
  WRITES ("close", FAULT_BASE_BOOK, act_close),
  WRITES ("reverse", FAULT_BASE_BOOK, act_reverse),
  WRITES ("override", FAULT_BASE_BOOK, act_override),
  WRITES ("freeze", FAULT_BASE_BOOK, act_freeze),
  WRITES ("end an exception", FAULT_BASE_BOOK, act_end_exception),
  WRITES ("issue", FAULT_BASE_BOOK, act_issue),
  WRITES ("confirm", FAULT_BASE_BOOK, act_confirm),
  WRITES ("dispute", FAULT_BASE_BOOK, act_dispute),
  WRITES ("resolve", FAULT_BASE_BOOK, act_resolve),
  { "backup", FAULT_BASE_BOOK, TRUE, HENG_BOOK_OPEN_AS_IT_IS, FAULT_OTHER_COPY, act_backup, FALSE },
  { "backup after a killed program", FAULT_BASE_HOT, TRUE, HENG_BOOK_OPEN_AS_IT_IS, FAULT_OTHER_COPY, act_backup, FALSE },
  { "automatic backup", FAULT_BASE_BOOK, TRUE, HENG_BOOK_OPEN_WRITE, FAULT_OTHER_AUTOMATIC, act_keep_backup, FALSE },
  { "restore", FAULT_BASE_BOOK, FALSE, HENG_BOOK_OPEN_WRITE, FAULT_OTHER_KEPT, act_restore, FALSE },
  { "restore after a killed program", FAULT_BASE_HOT, FALSE, HENG_BOOK_OPEN_WRITE, FAULT_OTHER_KEPT, act_restore, FALSE },
  { "restore in place of nothing", FAULT_BASE_EMPTY, FALSE, HENG_BOOK_OPEN_WRITE, FAULT_OTHER_KEPT, act_restore, FALSE },
  { "restore in place of no book", FAULT_BASE_BROKEN, FALSE, HENG_BOOK_OPEN_WRITE, FAULT_OTHER_KEPT, act_restore, FALSE },
  { "rescue", FAULT_BASE_EMPTY, FALSE, HENG_BOOK_OPEN_WRITE, FAULT_OTHER_COPY, act_rescue, FALSE },
  { "migrate", FAULT_BASE_OLD, TRUE, HENG_BOOK_OPEN_WRITE, FAULT_OTHER_MIGRATED, act_migrate, TRUE },
  { "views", FAULT_BASE_BOOK, TRUE, HENG_BOOK_OPEN_AS_IT_IS, FAULT_OTHER_COPY, act_views, FALSE },
  { "views after a killed program", FAULT_BASE_HOT, TRUE, HENG_BOOK_OPEN_AS_IT_IS, FAULT_OTHER_COPY, act_views, FALSE },
  { "verify", FAULT_BASE_BOOK, TRUE, HENG_BOOK_OPEN_AS_IT_IS, FAULT_OTHER_COPY, act_verify, FALSE },
};

const guint fault_n_actions = G_N_ELEMENTS (fault_actions);
