// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-restore-text.h"

#include "heng-digest.h"
#include "heng-rescue-text.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

static const char *const relations[] = {
  [HENG_RESTORE_NEW] = N_("There is no book yet."),
  [HENG_RESTORE_SAME] = N_("The book holds the same facts as the backup."),
  [HENG_RESTORE_EARLIER] = N_("The book went on from the backup: later facts would no longer be in it."),
  [HENG_RESTORE_LATER] = N_("The backup went on from the book: no fact would be lost."),
  [HENG_RESTORE_OTHER] = N_("The backup is no earlier state of the book: their facts part."),
  [HENG_RESTORE_UNREADABLE] = N_("The present book cannot be read."),
};

static void
add_losses (GString               *text,
            const HengRestorePlan *plan)
{
  g_autofree char *lost = g_strdup_printf ("%" G_GINT64_FORMAT, plan->n_lost);

  /* Translators: a count */
  heng_wording_add_line (text, _("Facts that only the present book has: %1$s"), lost, "", "", "");
  for (guint i = 0; i < plan->losses->len; i++)
    {
      const HengRestoreLoss *loss = g_ptr_array_index (plan->losses, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, loss->number);
      g_autofree char *kind = g_strdup_printf ("%s × %" G_GINT64_FORMAT, heng_rescue_word_kind (loss->kind), loss->n_rows);
      g_autofree char *day = heng_wording_day (heng_day_of_ms (loss->recorded_ms));

      /* Translators: number of a fact, what kind of fact with how many rows, the day, the recorder */
      heng_wording_add_line (text, _("  fact %1$s: %2$s, recorded %3$s by %4$s"), number, kind, day, loss->recorded_by);
    }
  if (plan->n_lost > plan->losses->len)
    g_string_append (text, "  …\n");
}

char *
heng_restore_text (const HengRestorePlan *plan)
{
  GString *text = g_string_new (NULL);
  g_autofree char *backup = heng_head_format (plan->backup_count, plan->backup_head, HENG_HEAD_DIGITS);
  g_autofree char *book = heng_head_format (plan->book_count, plan->book_head, HENG_HEAD_DIGITS);
  g_autofree char *common = g_strdup_printf ("%" G_GINT64_FORMAT, plan->common);

  heng_wording_add_line (text, _("Head of the backup, which is whole: %1$s"), backup, "", "", "");
  if (plan->book_head != NULL)
    heng_wording_add_line (text, _("Head of the present book: %1$s; facts that both have: %2$s"), book, common, "", "");
  g_string_append_printf (text, "%s\n", _(relations[plan->relation]));
  if (plan->n_lost > 0)
    add_losses (text, plan);
  return g_string_free (text, FALSE);
}
