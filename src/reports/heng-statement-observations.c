// SPDX-License-Identifier: GPL-3.0-or-later
/* What was observed: a table of months for each section, and a table of what is observed in other ways. */
#include "heng-statement-private.h"

#include "heng-page-prose.h"
#include "heng-statement-survey-private.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MONTHS_IN_TABLE 12
/* Longer figures do not fit twelve times across a page. */
#define FIGURE_CHARACTERS_MAX 6

typedef struct
{
  HengStatementWriter *writer;
  HengStatementSurvey  survey;
} Tables;

static const HengIndicator *
get_indicator (const Tables *self,
               guint         index)
{
  return heng_statement_survey_get (&self->survey, index);
}

static guint
count_indicators (const Tables *self)
{
  return heng_statement_survey_count (&self->survey);
}

/* ---- tables of months ---- */

static gboolean
is_cut (HengWindow window)
{
  return window.last - window.first >= MONTHS_IN_TABLE;
}

/* Of other stretches of time only what the rules looked at. */
static gboolean
is_shown (const Tables *self,
          guint         index,
          HengWindow    window)
{
  const HengWindow *own = &self->survey.settlement->window;

  return (window.first == own->first && window.last == own->last) || self->survey.is_earlier[index];
}

static gboolean
is_monthly (const Tables *self,
            guint         index,
            HengWindow    window)
{
  HengPeriodKind observed = get_indicator (self, index)->observed;

  return is_shown (self, index, window) && observed <= HENG_PERIOD_MONTH && window.last > window.first;
}

static gboolean
has_section (const Tables *self,
             guint         index,
             const char   *section)
{
  return g_strcmp0 (get_indicator (self, index)->section, section) == 0;
}

/* What is observed by the year stands with the months of its section: its value and class belong beside theirs. */
static gboolean
is_among_months (const Tables *self,
                 guint         index,
                 HengWindow    window)
{
  if (is_monthly (self, index, window))
    return TRUE;
  if (is_cut (window) || !is_shown (self, index, window) || get_indicator (self, index)->observed == HENG_PERIOD_ONCE)
    return FALSE;
  for (guint i = 0; i < count_indicators (self); i++)
    if (is_monthly (self, i, window) && has_section (self, i, get_indicator (self, index)->section))
      return TRUE;

  return FALSE;
}

static char *
describe_name (const HengIndicator *indicator)
{
  if (indicator->unit == NULL || *indicator->unit == '\0')
    return g_strdup (indicator->name);

  /* Translators: a measure and its unit: "COD (mg/L)". */
  return heng_wording_fill (_("%1$s (%2$s)"), indicator->name, indicator->unit, "", "");
}

/* Whether a table of the months of a section needs a column for classes. */
static gboolean
has_classes (const Tables *self,
             const char   *section,
             HengWindow    window)
{
  for (guint i = 0; i < count_indicators (self); i++)
    if (self->survey.has_class[i] && has_section (self, i, section) && is_among_months (self, i, window))
      return TRUE;

  return FALSE;
}

/* How many months go beside each other. */
static HengMonth
count_columns (const Tables *self,
               const char   *section,
               HengWindow    window)
{
  for (guint i = 0; i < count_indicators (self); i++)
    for (HengMonth month = window.first; month <= window.last && is_monthly (self, i, window) && has_section (self, i, section); month++)
      {
        g_autofree char *text = heng_statement_survey_describe_month (&self->survey, i, month, FIGURE_CHARACTERS_MAX, "");

        if (g_utf8_strlen (text, -1) > FIGURE_CHARACTERS_MAX)
          return MONTHS_IN_TABLE / 2;
      }

  return MONTHS_IN_TABLE;
}

static HengPageTable *
add_month_table (const Tables *self,
                 const char   *section,
                 HengWindow    columns,
                 gboolean      with_value,
                 gboolean      with_class)
{
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
  if (with_value)
    heng_page_table_add_column (table, _("Value"), HENG_PAGE_ALIGN_RIGHT);
  if (with_class)
    heng_page_table_add_column (table, _("Class"), HENG_PAGE_ALIGN_CENTRE);
  return table;
}

/* Whether anything is marked as not observed. */
static gboolean
add_month_row (const Tables     *self,
               HengPageTable    *table,
               guint             index,
               HengWindow        columns,
               const HengWindow *window,
               gboolean          with_class)
{
  const HengIndicator *indicator = get_indicator (self, index);
  char *cells[MONTHS_IN_TABLE + 3] = { describe_name (indicator) };
  const char *mark = C_("not observed", "n/o");
  gboolean lacks = FALSE;
  guint n = 1;

  for (HengMonth month = columns.first; month <= columns.last; month++)
    cells[n++] = indicator->observed > HENG_PERIOD_MONTH
                 ? g_strdup ("")
                 : heng_statement_survey_describe_month (&self->survey, index, month, FIGURE_CHARACTERS_MAX, mark);
  if (window != NULL)
    {
      cells[n++] = heng_statement_survey_describe_value (&self->survey, index, *window, mark);
      if (with_class)
        cells[n++] = heng_statement_survey_describe_class (&self->survey, index, *window);
    }

  for (guint i = 1; i < n; i++)
    lacks = lacks || strcmp (cells[i], mark) == 0;
  heng_statement_take_row (table, cells, n);
  return lacks;
}

/* One part of the months of a section; the values for the whole stand with the last. */
static void
add_part (const Tables *self,
          const char   *section,
          HengWindow    columns,
          HengWindow    window)
{
  gboolean with_value = columns.last == window.last && !is_cut (window), lacks = FALSE;
  gboolean with_class = with_value && has_classes (self, section, window);
  HengPageTable *table = add_month_table (self, section, columns, with_value, with_class);

  for (guint i = 0; i < count_indicators (self); i++)
    if (has_section (self, i, section) && (with_value ? is_among_months (self, i, window) : is_monthly (self, i, window)))
      lacks = add_month_row (self, table, i, columns, with_value ? &window : NULL, with_class) || lacks;
  if (lacks)
    heng_page_table_set_note (table, _("n/o: not observed. It counts for nothing, not for 0."));
}

static void
add_section (const Tables *self,
             const char   *section,
             HengWindow    window)
{
  HengMonth n_columns = count_columns (self, section, window);

  for (HengMonth first = window.first; first <= window.last;)
    {
      HengMonth last = MIN (first + n_columns - 1, window.last);

      /* One year and less stays together even where it runs over new year. */
      if (is_cut (window))
        last = MIN (last, first - first % MONTHS_IN_TABLE + MONTHS_IN_TABLE - 1);
      add_part (self, section, (HengWindow) { first, last }, window);
      first = last + 1;
    }
}

static void
add_months (const Tables *self,
            HengWindow    window)
{
  for (guint i = 0; i < count_indicators (self); i++)
    {
      const char *section = get_indicator (self, i)->section;
      gboolean is_first = is_monthly (self, i, window);

      for (guint j = 0; j < i && is_first; j++)
        is_first = !is_monthly (self, j, window) || !has_section (self, j, section);
      if (is_first)
        add_section (self, section, window);
    }
}

/* ---- the others ---- */

static gboolean
is_among_values (const Tables *self,
                 guint         index,
                 HengWindow    window)
{
  return is_shown (self, index, window) && (is_cut (window) || !is_among_months (self, index, window));
}

static void
add_value_row (const Tables  *self,
               HengPageTable *table,
               guint          index,
               HengWindow     window,
               gboolean       with_class)
{
  const HengIndicator *indicator = get_indicator (self, index);
  char *cells[] = {
    g_strdup (indicator->name),
    g_strdup (indicator->section != NULL ? indicator->section : "–"),
    g_strdup (indicator->unit != NULL ? indicator->unit : "–"),
    g_strdup (heng_wording_observed (indicator->observed)),
    heng_statement_survey_describe_value (&self->survey, index, window, _("not observed")),
    with_class ? heng_statement_survey_describe_class (&self->survey, index, window) : NULL,
  };

  heng_statement_take_row (table, cells, with_class ? 6 : 5);
}

static HengPageTable *
add_value_table (const Tables *self,
                 HengWindow    window,
                 gboolean      with_class)
{
  HengPageTable *table = heng_page_content_add_table (self->writer->content);
  g_autofree char *span = heng_statement_window (window);
  g_autofree char *title = heng_wording_fill (_("Values for %1$s"), span, "", "", "");

  heng_page_table_set_title (table, title, NULL);
  heng_page_table_add_share_column (table, _("Indicator"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_share_column (table, _("Section"), HENG_PAGE_ALIGN_LEFT, 1);
  heng_page_table_add_column (table, _("Unit"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Observed"), HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, _("Value"), HENG_PAGE_ALIGN_RIGHT);
  if (with_class)
    heng_page_table_add_column (table, _("Class"), HENG_PAGE_ALIGN_CENTRE);
  return table;
}

static void
add_values (const Tables *self,
            HengWindow    window)
{
  HengPageTable *table = NULL;
  gboolean with_class = FALSE;

  for (guint i = 0; i < count_indicators (self); i++)
    with_class = with_class || (self->survey.has_class[i] && is_among_values (self, i, window));
  for (guint i = 0; i < count_indicators (self); i++)
    {
      if (!is_among_values (self, i, window))
        continue;
      if (table == NULL)
        table = add_value_table (self, window, with_class);
      add_value_row (self, table, i, window, with_class);
    }
}

static void
add_window (const Tables *self,
            HengWindow    window)
{
  add_months (self, window);
  add_values (self, window);
}

void
heng_statement_add_observations (HengStatementWriter *writer,
                                 HengSettlement      *settlement)
{
  Tables self = { .writer = writer };

  heng_page_content_add_heading (writer->content, _("1. Observations"));
  if (settlement->agreement->indicators->len == 0)
    {
      heng_page_content_add_note (writer->content, _("The agreement measures nothing: its rules name no indicator."));
      return;
    }
  if (settlement->observations == NULL)
    {
      heng_page_content_add_note (writer->content, _("The period is no longer assessed, so nothing is observed for it."));
      return;
    }

  heng_statement_survey_init (&self.survey, settlement);
  add_window (&self, settlement->window);
  for (guint i = 0; i < self.survey.earlier->len; i++)
    add_window (&self, g_array_index (self.survey.earlier, HengWindow, i));
  heng_statement_survey_clear (&self.survey);
}
