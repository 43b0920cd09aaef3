// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"

G_BEGIN_DECLS

/** Largest count of parameters of a template, of fields of a list, and of rows that a list may be given. */
#define HENG_TEMPLATE_PARAMETERS_MAX 40
#define HENG_TEMPLATE_ROWS_MAX 60

/** What a parameter takes. Texts as people write them: `6000万`, `15%`, `Henan`. */
typedef enum
{
  HENG_PARAMETER_MONEY,     /* an amount: 6000万, 2亿, 3 million */
  HENG_PARAMETER_NUMBER,    /* any number: 0.85 */
  HENG_PARAMETER_PERCENT,   /* with its sign: 15% */
  HENG_PARAMETER_COUNT,     /* a whole number: 3 */
  HENG_PARAMETER_PARTY,     /* a name and a region: members `name`, `region` */
  HENG_PARAMETER_INDICATOR, /* a name, and members of an indicator in the agreement's document */
  HENG_PARAMETER_UNIT,      /* of what is provided in kind: training places */
  HENG_PARAMETER_TEXT,      /* a sentence */
  HENG_PARAMETER_CHOICE,    /* one of several words */
  HENG_PARAMETER_DAY,       /* a day of the year: 04-30 */
  HENG_PARAMETER_LIST,      /* rows, each with a value for every field */
  HENG_N_PARAMETER_KINDS
} HengParameterKind;

/** The same words in two languages; one of them may lack (%NULL). */
typedef struct
{
  char *zh;
  char *en;
} HengBilingual;

/** One word that a parameter of kind %HENG_PARAMETER_CHOICE takes. @text: what then stands in the rules. */
typedef struct
{
  char         *value;
  HengBilingual title;
  char         *text;
} HengChoice;

/**
 * What a template asks for, or, in @fields, what each row of a list asks for.
 * @fallback: what stands there to begin with, by language
 * @min, @max, @above, @below: the range, as texts (nullable)
 * @role: of a party; a %HENG_ROLE_POOL has no region
 * @unit … @standard: of an indicator, where the values say nothing else; @standard `*` takes the indicator's own name
 */
typedef struct
{
  char             *name;
  HengParameterKind kind;
  HengBilingual     title;
  HengBilingual     help; /* may be empty in both */
  gboolean          optional;
  HengBilingual     fallback;
  char             *min, *max, *above, *below;
  HengRole          role;
  char             *unit;     /* (nullable) */
  char             *standard; /* (nullable) */
  char             *observed; /* (nullable): as the agreement is assessed */
  char             *aggregate; /* (nullable) */
  GPtrArray        *choices;  /* (element-type HengChoice) (nullable) */
  GPtrArray        *fields;   /* (element-type HengParameter) (nullable) */
  guint             rows_min, rows_max; /* of a list */
  gboolean          ascending; /* of a field: each row above the one before */
  char             *sum;       /* (nullable): of a field: what the rows must add up to */
} HengParameter;

/** One observation of a template's example; @indicator is the path of a value, such as `factors[0].indicator`. */
typedef struct
{
  char *indicator;
  char *period;
  char *value;
} HengExampleObservation;

/** What a period of a template's example owes; @from is %NULL where it is nothing. Names are parties' names. */
typedef struct
{
  char *period;
  char *status;
  char *from;
  char *to;
  char *amount;
  char *commodity;
} HengExampleAmount;

/**
 * HengTemplate: a form of rule found in agreements, with what it needs to be told. Read-only once made; reference-counted.
 * @assessed: bits of #HengPeriodKind: how such an agreement may be assessed; @assessed_first: how it is, unless said otherwise
 */
typedef struct
{
  gatomicrefcount references;
  char           *id;
  HengBilingual   title;
  HengBilingual   help;
  HengMechanism   mechanism;
  guint           assessed;
  HengPeriodKind  assessed_first;
  GPtrArray      *parameters;   /* (element-type HengParameter) */
  GPtrArray      *observations; /* (element-type HengExampleObservation): of the example */
  GPtrArray      *expected;     /* (element-type HengExampleAmount): of the example */
  HengBilingual   note;         /* what the example's figures are */
  char           *document;     /* the canonical text of the template's own document */
  /*< private >*/
  GPtrArray      *definitions; /* (element-type HengBilingual): names that its rules define */
  GPtrArray      *parts;       /* pieces of rules, in order */
  GPtrArray      *rules;
  char           *members;     /* (nullable): further members of the agreement's document, as JSON with placeholders */
  char           *example;     /* the values of the example, as a document of values */
} HengTemplate;

/**
 * Reads a template. Errors have line and path.
 *
 * Returns: (transfer full)
 */
HengTemplate        *heng_template_new_from_json (const char *text,
                                                  gsize       length_bytes,
                                                  GError    **error);
HengTemplate        *heng_template_ref           (HengTemplate *self);
void                 heng_template_unref         (HengTemplate *self);

/** Returns: (transfer full) (element-type HengTemplate): those that the program brings, in the order in which they are shown */
GPtrArray           *heng_template_list_standard (void);
/** Returns: (transfer full): the one that the program brings under @id, %NULL with @error where there is none */
HengTemplate        *heng_template_find_standard (const char *id,
                                                  GError    **error);

/** Returns: (nullable): the parameter, or the field of a list, that a path such as `stake` or `factors[0].weight` names */
const HengParameter *heng_template_find_parameter (const HengTemplate *self,
                                                   const char         *path);

/** `money`, `number`, … as in the template's document. */
const char          *heng_parameter_kind_get_name (HengParameterKind kind);

/** The one of two texts in the language asked for, else the other; never %NULL. */
const char          *heng_bilingual_pick          (const HengBilingual *self,
                                                   gboolean             chinese);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengTemplate, heng_template_unref)

G_END_DECLS
