// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-amount.h"
#include "heng-payment-terms.h"
#include "heng-period.h"
#include "heng-rounding.h"
#include "heng-rules.h"

G_BEGIN_DECLS

typedef enum
{
  HENG_MECHANISM_WATERSHED, HENG_MECHANISM_ECOLOGY, HENG_MECHANISM_GRAIN, HENG_MECHANISM_RESOURCE, HENG_MECHANISM_MARKET,
  HENG_MECHANISM_BENEFIT_SHARING, HENG_MECHANISM_ASSISTANCE, HENG_MECHANISM_TRANSFER,
  HENG_N_MECHANISMS
} HengMechanism;

typedef enum
{
  HENG_ROLE_BENEFICIARY, HENG_ROLE_PROTECTOR, HENG_ROLE_CONSUMER, HENG_ROLE_PRODUCER, HENG_ROLE_IMPORTER, HENG_ROLE_EXPORTER,
  HENG_ROLE_SUPPORTER, HENG_ROLE_SUPPORTED, HENG_ROLE_PARTNER, HENG_ROLE_CENTRAL, HENG_ROLE_POOL, HENG_ROLE_ENTERPRISE,
  HENG_ROLE_ORGANISATION,
  HENG_N_ROLES
} HengRole;

typedef enum
{
  HENG_AGGREGATE_MEAN, HENG_AGGREGATE_SUM, HENG_AGGREGATE_LAST, HENG_AGGREGATE_MIN, HENG_AGGREGATE_MAX,
  HENG_N_AGGREGATES
} HengAggregate;

/** What an agreement must state by article 17 of the regulation of 2024 on compensation for ecological protection. */
typedef enum
{
  HENG_TERM_SCOPE, HENG_TERM_TARGETS, HENG_TERM_DUTIES, HENG_TERM_METHOD, HENG_TERM_TERM, HENG_TERM_BREACH, HENG_TERM_OTHER,
  HENG_N_TERMS
} HengTerm;

typedef struct
{
  char    *name;
  char    *region; /* (nullable): only a pool has none */
  HengRole role;
  char    *title_zh; /* (nullable): how it is shown where @name is not a region's */
  char    *title_en; /* (nullable) */
} HengParty;

typedef struct
{
  char          *name;
  char          *unit;     /* (nullable) */
  char          *section;  /* (nullable) */
  char          *standard; /* (nullable): the parameter of the water standard */
  HengPeriodKind observed;
  HengAggregate  aggregate;
  gboolean       lake;
  gboolean       is_rounded;
  HengRounding   rounding; /* of each observation, where @is_rounded */
  gboolean       has_plausible_min;
  gboolean       has_plausible_max;
  HengNumber     plausible_min; /* where @has_plausible_min: a value below it is taken with a warning */
  HengNumber     plausible_max; /* where @has_plausible_max: a value above it is taken with a warning */
  GStrv          precedence; /* (nullable): sources, best first */
} HengIndicator;

/**
 * HengAgreement: one version of an agreement, as its document states it. Read-only once made; reference-counted. All texts are UTF-8
 * and owned by the agreement.
 */
typedef struct
{
  gatomicrefcount references;
  char           *code;
  char           *title_zh; /* (nullable): at least one title is there */
  char           *title_en; /* (nullable) */
  char           *programme_zh; /* (nullable): the basin or programme that it is part of; neither where none is named */
  char           *programme_en; /* (nullable) */
  HengMechanism   mechanism;
  char           *currency; /* (nullable): the book's */
  HengDay         signed_day; /* #HENG_DAY_NONE where not stated */
  HengDay         from_day;
  HengDay         to_day;     /* #HENG_DAY_NONE where open */
  HengPeriodKind  assessed;
  GArray         *parties;    /* (element-type HengParty) */
  GArray         *indicators; /* (element-type HengIndicator) */
  GPtrArray      *rule_texts; /* (element-type utf8) */
  HengRules      *rules;
  HengRounding    money_rounding;
  HengPaymentTerms *payment; /* (nullable): nothing is said of when to pay */
  GHashTable     *unit_steps; /* (element-type utf8 HengNumber*) */
  char           *terms[HENG_N_TERMS]; /* (nullable) each */
  char           *replaces;   /* (nullable) */
  char           *document;   /* the canonical text of the whole document */
} HengAgreement;

HengAgreement *heng_agreement_ref   (HengAgreement *self);
void           heng_agreement_unref (HengAgreement *self);

/**
 * Reads a document. Every error has the line of its place in the text and the path, such as `parties[1].region`; errors of rules have
 * the column in the rule.
 *
 * @currency: the book's currency, which the document's must be
 *
 * Returns: (transfer full)
 */
HengAgreement *heng_agreement_new_from_json (const char  *text,
                                             gsize        length_bytes,
                                             const char  *currency,
                                             GError     **error);

/** The same of what is the @document of an agreement, checked when it was recorded: nobody looks again for keys that are there twice. */
HengAgreement *heng_agreement_new_from_document (const char *document,
                                                 const char *currency,
                                                 GError    **error);

/** The same, and only what observations are checked with: code, titles and indicators are there, neither parties nor rules. A table of
 * observations may name ten thousand agreements. */
HengAgreement *heng_agreement_new_observed      (const char *document,
                                                 const char *currency,
                                                 GError    **error);

guint            heng_agreement_get_n_parties (const HengAgreement *self);
const HengParty *heng_agreement_get_party     (const HengAgreement *self,
                                               guint                index);
const HengIndicator *heng_agreement_get_indicator (const HengAgreement *self,
                                                   guint                index);
/** Returns: the index, -1 where there is none of this name */
int              heng_agreement_find_party     (const HengAgreement *self,
                                                const char          *name);
int              heng_agreement_find_indicator (const HengAgreement *self,
                                                const char          *name);
/** Returns: (transfer full): the names, joined by commas */
char            *heng_agreement_list_parties     (const HengAgreement *self);
char            *heng_agreement_list_indicators  (const HengAgreement *self);

/** Whether anything is or may be owed in @commodity: the book's @currency or a unit of the rules. */
gboolean         heng_agreement_has_commodity   (const HengAgreement *self,
                                                 const char          *commodity,
                                                 const char          *currency);
/** Returns: (transfer full) (element-type utf8): the units of what is provided in kind, each once, in the order of the rules */
GPtrArray       *heng_agreement_list_units      (const HengAgreement *self);
/** Rounding of amounts in @commodity; initialised by the call. */
void             heng_agreement_get_rounding    (const HengAgreement *self,
                                                 const char          *commodity,
                                                 const char          *currency,
                                                 HengRounding        *rounding);

/** Whether @code, of an agreement or a calendar, is letters and digits with `.`, `_` and `-` between them. */
gboolean    heng_code_is_valid      (const char    *code);

const char *heng_mechanism_get_name (HengMechanism  mechanism);
gboolean    heng_mechanism_parse    (const char    *name,
                                     HengMechanism *mechanism);
const char *heng_role_get_name      (HengRole       role);
const char *heng_aggregate_get_name (HengAggregate  aggregate);
const char *heng_term_get_name      (HengTerm       term);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengAgreement, heng_agreement_unref)

G_END_DECLS
