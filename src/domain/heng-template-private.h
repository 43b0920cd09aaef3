// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-template.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * A piece of a rule, or a rule: text with placeholders such as `{stake}`; `{#factors}` is how many rows a list has.
 * @name: of a piece, by which others name it; %NULL of a rule. Of several pieces with one name the first whose conditions hold stands
 * @each: (nullable): the list for each of whose rows the text stands, with @join between; a rule stands once a row
 * @where, @unless: (nullable): a parameter that must, or must not, be given; `name=word` asks for a choice
 */
typedef struct
{
  char *name;
  char *text;
  char *each;
  char *join;
  char *where;
  char *unless;
} HengTemplatePiece;

HengTemplate *heng_template_new_empty  (void);
HengParameter *heng_parameter_new      (void);
void          heng_parameter_free      (HengParameter     *self);
void          heng_template_piece_free (HengTemplatePiece *self);

/** Whether its values have members of their own: a party, an indicator. */
gboolean      heng_parameter_has_members (const HengParameter *self);

/** Words of the documents, ended by %NULL. */
extern const char *const heng_parameter_kind_names[];
extern const char *const heng_template_assessed_words[];

/** Members that a party and an indicator may have in values besides their name. */
extern const char *const heng_template_party_members[];
extern const char *const heng_template_indicator_members[];

/** Returns: (nullable): the parameter named so among @parameters */
const HengParameter *heng_template_find_named (const GPtrArray *parameters,
                                               const char      *name);

/**
 * Takes a path apart. @row is -1 where it names no row.
 *
 * @field, @member: (nullable) (transfer full): behind the row, and behind a party or an indicator
 *
 * Returns: (nullable): the parameter or field that it names, %NULL where the template has none of this path
 */
const HengParameter *heng_template_split_path (const HengTemplate *self,
                                               const char         *path,
                                               char              **list,
                                               int                *row,
                                               char              **member);

/** Takes what stands in braces at @at, which points at `{`; @end is set behind `}`. Returns: (transfer full) (nullable) */
char *heng_template_take_placeholder (const char  *at,
                                      const char **end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengTemplatePiece, heng_template_piece_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengParameter, heng_parameter_free)

G_END_DECLS
