// SPDX-License-Identifier: GPL-3.0-or-later
/* What was observed: a table of months for each section, and a table of what is observed in other ways. */
#include "heng-statement-private.h"

#include "heng-page-prose.h"
#include "heng-water-standard.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MONTHS_IN_TABLE 12

/* What of the evaluation decides on what is shown. */
typedef struct
{
  HengStatementWriter *writer;
  HengSettlement      *settlement;
  gboolean            *has_class; /* by indicator: whether the rules asked for its class */
  GArray              *earlier;   /* (element-type HengWindow): other stretches that were looked at */
  gboolean            *is_used;   /* by window in @earlier and indicator */
  GHashTable          *visited;
} Survey;

static const HengIndicator *
get_indicator (const Survey *self,
               guint         index)
{
  return heng_agreement_get_indicator (self->settlement->agreement, index);
}

static guint
count_indicators (const Survey *self)
{
  return self->settlement->agreement->indicators->len;
}

static void
note_window (Survey     *self,
             HengWindow  window)
{
  const HengWindow *own = &self->settlement->window;

  if (window.first >= own->first && window.last <= own->last)
    return;
  for (guint i = 0; i < self->earlier->len; i++)
    {
      const HengWindow *known = &g_array_index (self->earlier, HengWindow, i);

      if (known->first <= window.first && known->last >= window.last)
        return;
    }

  g_array_append_val (self->earlier, window);
}

static void
visit (Survey          *self,
       const HengTrace *trace,
       gboolean         in_class)
{
  in_class = in_class || trace->kind == HENG_TRACE_CLASS;
  if (trace->kind == HENG_TRACE_INDICATOR)
    {
      self->has_class[trace->indicator] = self->has_class[trace->indicator] || in_class;
      /* A value for all time has no earlier one. */
      if (get_indicator (self, trace->indicator)->observed != HENG_PERIOD_ONCE)
        note_window (self, trace->window);
      return;
    }
  /* A value used twice is one node; below a class it counts anew. */
  if (!in_class && !g_hash_table_add (self->visited, (gpointer) trace))
    return;
  for (guint i = 0; i < trace->children->len; i++)
    visit (self, g_ptr_array_index (trace->children, i), in_class);
}

static int
compare_windows (gconstpointer a,
                 gconstpointer b)
{
  const HengWindow *first = a, *second = b;

  /* The latest first: it is the one most often compared with. */
  return first->first != second->first ? (first->first < second->first ? 1 : -1) : 0;
}

static void
survey_init (Survey               *self,
             HengStatementWriter  *writer,
             HengSettlement       *settlement)
{
  *self = (Survey) {
    .writer = writer,
    .settlement = settlement,
    .has_class = g_new0 (gboolean, settlement->agreement->indicators->len),
    .earlier = g_array_new (FALSE, FALSE, sizeof (HengWindow)),
    .visited = g_hash_table_new (NULL, NULL),
  };
  for (guint i = 0; i < settlement->traces->len; i++)
    visit (self, g_ptr_array_index (settlement->traces, i), FALSE);
  g_array_sort (self->earlier, compare_windows);
}

static void
survey_clear (Survey *self)
{
  g_free (self->has_class);
  g_array_unref (self->earlier);
  g_hash_table_unref (self->visited);
}

/* ---- values ---- */

static gboolean
get_value (const Survey         *self,
           const HengIndicator  *indicator,
           HengWindow            window,
           HengNumber           *value)
{
  gboolean known = FALSE;

  return heng_observations_get_value (self->settlement->observations, indicator, window, NULL, NULL, value, &known, NULL, NULL) &&
         known;
}

static char *
describe_value (const Survey         *self,
                const HengIndicator  *indicator,
                HengWindow            window,
                const char           *unknown)
{
  g_auto (HengNumber) value = { 0 };

  heng_number_init (&value);
  return get_value (self, indicator, window, &value) ? heng_statement_number (&value) : g_strdup (unknown);
}

static char *
describe_class (const Survey *self,
                guint         index,
                HengWindow    window)
{
  /* Translators: classes of the water standard, I to V and what is worse than V. */
  static const char *const classes[] = { NC_("water class", "I"), NC_("water class", "II"), NC_("water class", "III"),
                                         NC_("water class", "IV"), NC_("water class", "V"), NC_("water class", "> V") };
  const HengIndicator *indicator = get_indicator (self, index);
  g_auto (HengNumber) value = { 0 };

  heng_number_init (&value);
  if (!self->has_class[index] || indicator->standard == NULL || !get_value (self, indicator, window, &value))
    return g_strdup ("–");

  return g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, "water class",
                                 classes[heng_water_standard_get_class (indicator->standard, indicator->lake, &value) - 1]));
}

/* A month as it was recorded; where no month was, what stands for it. */
static char *
describe_month (const Survey         *self,
                const HengIndicator  *indicator,
                HengMonth             month)
{
  HengPeriod period = { HENG_PERIOD_MONTH, month };
  const HengObservation *observation = heng_observations_find (self->settlement->observations, indicator->name, period,
                                                               (const char *const *) indicator->precedence);

  if (observation != NULL && indicator->observed == HENG_PERIOD_MONTH)
    return g_strdup (observation->value_text);

  /* Translators: "not observed", as short as can be, in a narrow column; explained below the table. */
  return describe_value (self, indicator, (HengWindow) { month, month }, C_("not observed", "n/o"));
}

static gboolean
needs_class (const Survey *self)
{
  for (guint i = 0; i < count_indicators (self); i++)
    if (self->has_class[i])
      return TRUE;

  return FALSE;
}

/* ---- tables of months ---- */

static gboolean
is_monthly (const Survey *self,
            guint         index,
            HengWindow    window)
{
  HengPeriodKind observed = get_indicator (self, index)->observed;

  return (observed == HENG_PERIOD_MONTH || observed == HENG_PERIOD_DAY) && window.last > window.first;
}

static char *
describe_name (const HengIndicator *indicator)
{
  if (indicator->unit == NULL || *indicator->unit == '\0')
    return g_strdup (indicator->name);

  /* Translators: a measure and its unit: "COD (mg/L)". */
  return heng_wording_fill (_("%1$s (%2$s)"), indicator->name, indicator->unit, "", "");
}

static HengPageTable *
add_month_table (const Survey *self,
                 const char   *section,
                 HengWindow    columns,
                 HengWindow    window)
{
  gboolean is_whole = columns.first == window.first && columns.last == window.last;
  HengPageTable *table = heng_page_content_add_table (self->writer->content);
  g_autofree char *span = heng_statement_window (columns);
  g_autofree char *title = section != NULL && *section != '\0'
                           ? heng_wording_fill (_("Section %1$s, %2$s"), section, span, "", "")
                           : heng_wording_fill (_("Monthly values, %1$s"), span, "", "", "");
  guint n_months = (guint) (columns.last - columns.first + 1);

  heng_page_table_set_title (table, title, NULL);
  heng_page_table_add_column (table, _("Indicator"), HENG_PAGE_ALIGN_LEFT);
  for (guint i = 0; i < n_months; i++)
    {
      g_autofree char *head = g_strdup_printf ("%d", (columns.first + (int) i) % 12 + 1);

      heng_page_table_add_column (table, head, HENG_PAGE_ALIGN_RIGHT);
    }
  heng_page_table_add_column_group (table, _("Month"), 1, n_months);
  if (!is_whole)
    return table;

  heng_page_table_add_column (table, _("Value"), HENG_PAGE_ALIGN_RIGHT);
  if (needs_class (self))
    heng_page_table_add_column (table, _("Class"), HENG_PAGE_ALIGN_CENTRE);
  return table;
}

/* Whether anything is marked as not observed. */
static gboolean
add_month_row (const Survey  *self,
               HengPageTable *table,
               guint          index,
               HengWindow     columns,
               HengWindow     window)
{
  const HengIndicator *indicator = get_indicator (self, index);
  char *cells[MONTHS_IN_TABLE + 3] = { describe_name (indicator) };
  gboolean lacks = FALSE;
  guint n = 1;

  for (HengMonth month = columns.first; month <= columns.last; month++)
    {
      cells[n] = describe_month (self, indicator, month);
      lacks = lacks || strcmp (cells[n], C_("not observed", "n/o")) == 0;
      n++;
    }
  if (columns.first == window.first && columns.last == window.last)
    {
      cells[n++] = describe_value (self, indicator, window, C_("not observed", "n/o"));
      if (needs_class (self))
        cells[n++] = describe_class (self, index, window);
    }

  heng_statement_take_row (table, cells, n);
  return lacks;
}

static void
add_section (const Survey *self,
             const char   *section,
             HengWindow    columns,
             HengWindow    window)
{
  HengPageTable *table = add_month_table (self, section, columns, window);
  gboolean lacks = FALSE;

  for (guint i = 0; i < count_indicators (self); i++)
    if (is_monthly (self, i, window) && g_strcmp0 (get_indicator (self, i)->section, section) == 0)
      lacks = add_month_row (self, table, i, columns, window) || lacks;
  if (lacks)
    heng_page_table_set_note (table, _("n/o: not observed. It counts for nothing, not for 0."));
}

static void
add_months (const Survey *self,
            HengWindow    columns,
            HengWindow    window)
{
  for (guint i = 0; i < count_indicators (self); i++)
    {
      const char *section = get_indicator (self, i)->section;
      gboolean is_first = is_monthly (self, i, window);

      for (guint j = 0; j < i && is_first; j++)
        is_first = !is_monthly (self, j, window) || g_strcmp0 (get_indicator (self, j)->section, section) != 0;
      if (is_first)
        add_section (self, section, columns, window);
    }
}

/* ---- the others ---- */

static void
add_value_row (const Survey  *self,
               HengPageTable *table,
               guint          index,
               HengWindow     window)
{
  const HengIndicator *indicator = get_indicator (self, index);
  char *cells[] = {
    g_strdup (indicator->name),
    g_strdup (indicator->section != NULL ? indicator->section : "–"),
    g_strdup (indicator->unit != NULL ? indicator->unit : "–"),
    g_strdup (heng_wording_observed (indicator->observed)),
    describe_value (self, indicator, window, _("not observed")),
    needs_class (self) ? describe_class (self, index, window) : NULL,
  };

  heng_statement_take_row (table, cells, needs_class (self) ? 6 : 5);
}

static void
add_values (const Survey *self,
            HengWindow    window)
{
  g_autofree char *span = heng_statement_window (window);
  g_autofree char *title = heng_wording_fill (_("Values for %1$s"), span, "", "", "");
  gboolean is_cut = window.last - window.first + 1 > MONTHS_IN_TABLE;
  HengPageTable *table = NULL;

  for (guint i = 0; i < count_indicators (self); i++)
    {
      if (is_monthly (self, i, window) && !is_cut)
        continue;
      if (table == NULL)
        {
          table = heng_page_content_add_table (self->writer->content);
          heng_page_table_set_title (table, title, NULL);
          heng_page_table_add_share_column (table, _("Indicator"), HENG_PAGE_ALIGN_LEFT, 2);
          heng_page_table_add_share_column (table, _("Section"), HENG_PAGE_ALIGN_LEFT, 2);
          heng_page_table_add_column (table, _("Unit"), HENG_PAGE_ALIGN_LEFT);
          heng_page_table_add_column (table, _("Observed"), HENG_PAGE_ALIGN_LEFT);
          heng_page_table_add_column (table, _("Value"), HENG_PAGE_ALIGN_RIGHT);
          if (needs_class (self))
            heng_page_table_add_column (table, _("Class"), HENG_PAGE_ALIGN_CENTRE);
        }
      add_value_row (self, table, i, window);
    }
}

static void
add_window (const Survey *self,
            HengWindow    window)
{
  for (HengMonth first = window.first; first <= window.last; first += MONTHS_IN_TABLE - first % MONTHS_IN_TABLE)
    {
      HengMonth end = first + MONTHS_IN_TABLE - first % MONTHS_IN_TABLE - 1;

      /* One year and less stays together even where it runs over new year. */
      if (window.last - window.first < MONTHS_IN_TABLE)
        {
          add_months (self, window, window);
          break;
        }
      add_months (self, (HengWindow) { first, MIN (end, window.last) }, window);
    }
  add_values (self, window);
}

gboolean
heng_statement_add_observations (HengStatementWriter  *writer,
                                 HengSettlement       *settlement,
                                 GError              **error)
{
  Survey survey;

  heng_page_content_add_heading (writer->content, _("1. Observations"));
  if (settlement->agreement->indicators->len == 0)
    {
      heng_page_content_add_note (writer->content, _("The agreement measures nothing: its rules name no indicator."));
      return TRUE;
    }
  if (settlement->observations == NULL)
    {
      heng_page_content_add_note (writer->content, _("The period is no longer assessed, so nothing is observed for it."));
      return TRUE;
    }

  survey_init (&survey, writer, settlement);
  add_window (&survey, settlement->window);
  for (guint i = 0; i < survey.earlier->len; i++)
    add_window (&survey, g_array_index (survey.earlier, HengWindow, i));
  survey_clear (&survey);
  return TRUE;
}
