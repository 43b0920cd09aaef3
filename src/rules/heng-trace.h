// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-number.h"
#include "heng-period.h"

G_BEGIN_DECLS

/** The stretch of months that a value is wanted for. */
typedef struct
{
  HengMonth first;
  HengMonth last;
} HengWindow;

typedef enum
{
  HENG_TRACE_STATEMENT,   /* the whole rule */
  HENG_TRACE_WEIGHT,      /* the weight of a party in brackets */
  HENG_TRACE_DEFINITION,  /* a name that the rules define */
  HENG_TRACE_INDICATOR,   /* a value from observations, which are its `observations` */
  HENG_TRACE_AGO,
  HENG_TRACE_CLASS,
  HENG_TRACE_CALL,
  HENG_TRACE_LADDER,
  HENG_TRACE_NUMBER,      /* `year`, `month` */
  HENG_TRACE_AGGREGATE,   /* over months or years; its children are steps */
  HENG_TRACE_STEP         /* one month or year of an aggregate */
} HengTraceKind;

typedef struct _HengTrace HengTrace;

/**
 * HengTrace:
 * @text: what the rule says here
 * @substituted: the same with the values of @children in place of their words; %NULL where it would be the same
 * @known: whether there is a value at all
 * @is_condition: the value is @truth, not @value
 * @window: the months that the value is for
 * @indicator: index of the indicator, for %HENG_TRACE_INDICATOR
 * @observations: (element-type gpointer): what the source of values put in with heng_trace_add_observation()
 * @children: (element-type HengTrace): the values it is made of, in the order of the text
 *
 * One value of an evaluation and where it comes from. A tree that is read only once it is made; a value used twice is one node with
 * two parents.
 */
struct _HengTrace
{
  gatomicrefcount references;
  HengTraceKind   kind;
  char           *text;
  char           *substituted;
  HengNumber      value;
  gboolean        known;
  gboolean        is_condition;
  gboolean        truth;
  HengWindow      window;
  guint           indicator;
  GPtrArray      *observations;
  GPtrArray      *children;
  GArray         *ranges; /* (element-type guint): start and end of each child within @text, in bytes */
};

HengTrace *heng_trace_new   (HengTraceKind  kind,
                             const char    *text,
                             gsize          length_bytes,
                             HengWindow     window);
HengTrace *heng_trace_ref   (HengTrace     *self);
void       heng_trace_unref (HengTrace     *self);

/** Adds @child (a new reference is taken), which stands at @start to @end of the text of @self; an empty range stands nowhere. */
void       heng_trace_add             (HengTrace *self,
                                       HengTrace *child,
                                       guint      start,
                                       guint      end);
void       heng_trace_add_observation (HengTrace *self,
                                       gpointer   observation);

/** Makes @substituted from the children. */
void       heng_trace_finish (HengTrace *self);

/** The value as people read it: `2`, `0.8311`, `true`, `?`. Returns: (transfer full) */
char      *heng_trace_format_value (const HengTrace *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengTrace, heng_trace_unref)

G_END_DECLS
