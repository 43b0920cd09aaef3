// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-wording-review.h"

#include <glib/gi18n-lib.h>

const char *
heng_wording_review_state (HengReviewState state)
{
  static const char *const words[] = {
    /* Translators: how far a settlement statement has come. "Outdated": it does not say what is owed today. */
    NC_("review", "Not computed"), NC_("review", "Computed"), NC_("review", "Issued"), NC_("review", "Confirmed in part"),
    NC_("review", "Jointly confirmed"), NC_("review", "Disputed"), NC_("review", "Outdated"),
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (words) == HENG_N_REVIEW_STATES);
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (words), "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "review", words[state]);
}

const char *
heng_wording_dispute_end (HengDisputeEnd how)
{
  /* Translators: how a dispute about a settlement ended. */
  static const char *const words[] = { NC_("dispute", "withdrawn"), NC_("dispute", "agreed"), NC_("dispute", "decided") };

  G_STATIC_ASSERT (G_N_ELEMENTS (words) == HENG_N_DISPUTE_ENDS);
  g_return_val_if_fail ((guint) how < G_N_ELEMENTS (words), "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "dispute", words[how]);
}

/* Those who confirmed, or those who dispute, each once. */
static char *
join_parties (HengBook                   *book,
              const HengAgreement        *agreement,
              const HengReviewStatement  *statement,
              gboolean                    disputing)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; statement->issue->parties[i] != NULL; i++)
    {
      const char *party = statement->issue->parties[i];
      gboolean found = !disputing && heng_review_find_confirmation (statement, party) != NULL;

      for (guint j = 0; disputing && !found && j < statement->disputes->len; j++)
        {
          const HengReviewDispute *dispute = g_ptr_array_index (statement->disputes, j);

          found = dispute->end == NULL && g_str_equal (dispute->event->party, party);
        }
      if (found)
        g_ptr_array_add (names, heng_wording_party_name (book, agreement, party));
    }

  g_ptr_array_add (names, NULL);
  return g_strjoinv (C_("list", ", "), (char **) names->pdata);
}

char *
heng_wording_review (HengBook            *book,
                     const HengAgreement *agreement,
                     const HengReview    *review)
{
  HengReviewState state = heng_review_get_state (review);
  const HengReviewStatement *last = heng_review_get_statement (review);
  g_autofree char *names = NULL;

  if (state != HENG_REVIEW_STATE_CONFIRMED && state != HENG_REVIEW_STATE_DISPUTED)
    return g_strdup (heng_wording_review_state (state));

  names = join_parties (book, agreement, last, state == HENG_REVIEW_STATE_DISPUTED);
  return heng_wording_fill (state == HENG_REVIEW_STATE_DISPUTED ? _("Disputed by %1$s") : _("Confirmed by %1$s"), names, "", "", "");
}

char *
heng_wording_recorded_day (gint64 recorded_ms)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (recorded_ms / 1000);
  g_autoptr (GDateTime) china = utc != NULL ? g_date_time_add_hours (utc, 8) : NULL;

  return china != NULL ? g_date_time_format (china, "%Y-%m-%d") : g_strdup ("–");
}
