// SPDX-License-Identifier: GPL-3.0-or-later
/* A case as the texts that a person would write. */
#include "case.h"

/* How strongly operators bind, weakest first; what binds less than its place asks for stands in brackets. */
enum { LEVEL_IF, LEVEL_OR, LEVEL_AND, LEVEL_NOT, LEVEL_COMPARE, LEVEL_SUM, LEVEL_PRODUCT, LEVEL_NEGATE, LEVEL_POWER, LEVEL_PRIMARY };

static const char *const mode_names[N_MODES] = { "half-up", "half-even", "down", "up" };
static const char *const aggregate_names[N_AGGREGATES] = { "mean", "sum", "last", "min", "max" };
static const char *const over_names[N_OVERS] = { "sum", "mean", "count", "min", "max", "product" };
static const char *const order_texts[2][N_ORDERS] = {
  { "<", ">", "=", "!=", "<=", ">=" }, { "＜", "＞", "==", "≠", "≤", "≥" },
};

typedef struct
{
  const Case *made;
  GString    *text;
  gboolean    chinese;
} Writer;

static void write_node (Writer *writer, gint16 index, guint level);

static void
write_operands (Writer     *writer,
                const Node *node,
                guint       left,
                const char *operator,
                guint       right)
{
  write_node (writer, node->children[0], left);
  g_string_append (writer->text, operator);
  write_node (writer, node->children[1], right);
}

static void
write_call (Writer     *writer,
            const Node *node,
            const char *name)
{
  g_string_append_printf (writer->text, "%s%s", name, writer->chinese ? "（" : "(");
  for (gint16 i = 0; i < node->n_children; i++)
    {
      if (i > 0)
        g_string_append (writer->text, writer->chinese ? "，" : ", ");
      write_node (writer, node->children[i], LEVEL_IF);
    }
  if (node->kind == NODE_AGO)
    g_string_append_printf (writer->text, ", %s", node->literal.text);
  g_string_append (writer->text, writer->chinese ? "）" : ")");
}

static void
write_ladder (Writer     *writer,
              const Node *node)
{
  g_string_append (writer->text, "ladder(");
  write_node (writer, node->children[0], LEVEL_IF);
  g_string_append (writer->text, writer->chinese ? "：" : ": ");
  for (gint16 i = 1; i + 1 < node->n_children; i += 2)
    {
      g_string_append_printf (writer->text, "%s ", order_texts[writer->chinese][node->orders[i / 2]]);
      write_node (writer, node->children[i], LEVEL_IF);
      g_string_append (writer->text, writer->chinese ? " → " : " -> ");
      write_node (writer, node->children[i + 1], LEVEL_IF);
      g_string_append (writer->text, writer->chinese ? "；" : "; ");
    }
  g_string_append (writer->text, writer->chinese ? "否则 " : "else ");
  write_node (writer, node->children[node->n_children - 1], LEVEL_IF);
  g_string_append (writer->text, ")");
}

static void
write_end (Writer *writer,
           gint16  index)
{
  NodeKind kind = writer->made->nodes[index].kind;
  gboolean plain = kind == NODE_NUMBER || kind == NODE_YEAR || kind == NODE_INDICATOR;

  g_string_append (writer->text, plain ? "" : "(");
  write_node (writer, index, plain ? LEVEL_PRIMARY : LEVEL_IF);
  g_string_append (writer->text, plain ? "" : ")");
}

static void
write_over (Writer     *writer,
            const Node *node)
{
  g_string_append_printf (writer->text, "%s over ", over_names[node->symbol]);
  if (node->kind == NODE_OVER_YEARS)
    {
      g_string_append (writer->text, "years ");
      write_end (writer, node->children[0]);
      g_string_append (writer->text, "..");
      write_end (writer, node->children[1]);
      g_string_append (writer->text, " (");
    }
  else
    g_string_append (writer->text, "months (");
  write_node (writer, node->children[node->n_children - 1], LEVEL_IF);
  g_string_append_c (writer->text, ')');
}

static void
write_if (Writer     *writer,
          const Node *node)
{
  g_string_append (writer->text, writer->chinese ? "如果 " : "if ");
  write_node (writer, node->children[0], LEVEL_IF);
  g_string_append (writer->text, writer->chinese ? " 则 " : " then ");
  write_node (writer, node->children[1], LEVEL_IF);
  g_string_append (writer->text, writer->chinese ? " 否则 " : " else ");
  write_node (writer, node->children[2], LEVEL_IF);
}

static guint
level_of (const Node *node)
{
  switch ((guint) node->kind)
    {
    case NODE_IF: return LEVEL_IF;
    case NODE_OR: return LEVEL_OR;
    case NODE_AND: return LEVEL_AND;
    case NODE_NOT: return LEVEL_NOT;
    case NODE_COMPARE: return LEVEL_COMPARE;
    case NODE_ADD: case NODE_SUBTRACT: return LEVEL_SUM;
    case NODE_MULTIPLY: case NODE_DIVIDE: return LEVEL_PRODUCT;
    case NODE_NEGATE: return LEVEL_NEGATE;
    case NODE_POWER: return LEVEL_POWER;
    default: return LEVEL_PRIMARY;
    }
}

static void
write_bare (Writer     *writer,
            const Node *node)
{
  gboolean chinese = writer->chinese;

  switch (node->kind)
    {
    case NODE_NUMBER: g_string_append (writer->text, node->literal.text); break;
    case NODE_INDICATOR: g_string_append (writer->text, case_indicator_names[node->symbol]); break;
    case NODE_DEFINITION: g_string_append_printf (writer->text, "d%d", node->symbol); break;
    case NODE_YEAR: g_string_append (writer->text, "year"); break;
    case NODE_MONTH: g_string_append (writer->text, "month"); break;
    case NODE_ADD: write_operands (writer, node, LEVEL_SUM, " + ", LEVEL_PRODUCT); break;
    case NODE_SUBTRACT: write_operands (writer, node, LEVEL_SUM, chinese ? "−" : " - ", LEVEL_PRODUCT); break;
    case NODE_MULTIPLY: write_operands (writer, node, LEVEL_PRODUCT, chinese ? "×" : " * ", LEVEL_NEGATE); break;
    case NODE_DIVIDE: write_operands (writer, node, LEVEL_PRODUCT, chinese ? "÷" : "/", LEVEL_NEGATE); break;
    case NODE_OR: write_operands (writer, node, LEVEL_OR, chinese ? " 或 " : " or ", LEVEL_AND); break;
    case NODE_AND: write_operands (writer, node, LEVEL_AND, chinese ? " 且 " : " and ", LEVEL_NOT); break;
    case NODE_COMPARE: write_operands (writer, node, LEVEL_SUM, order_texts[chinese][node->symbol], LEVEL_SUM); break;
    case NODE_NEGATE:
      g_string_append (writer->text, chinese ? "−" : "-");
      write_node (writer, node->children[0], LEVEL_PRIMARY);
      break;
    case NODE_NOT:
      g_string_append (writer->text, chinese ? "非 " : "not ");
      write_node (writer, node->children[0], LEVEL_NOT);
      break;
    case NODE_POWER:
      write_node (writer, node->children[0], LEVEL_PRIMARY);
      g_string_append_c (writer->text, '^');
      write_node (writer, node->children[1], writer->made->nodes[node->children[1]].kind == NODE_NEGATE ? LEVEL_NEGATE : LEVEL_PRIMARY);
      break;
    case NODE_MIN: write_call (writer, node, "min"); break;
    case NODE_MAX: write_call (writer, node, "max"); break;
    case NODE_ABS: write_call (writer, node, "abs"); break;
    case NODE_FLOOR: write_call (writer, node, "floor"); break;
    case NODE_CEIL: write_call (writer, node, "ceil"); break;
    case NODE_ROUND: write_call (writer, node, "round"); break;
    case NODE_CLAMP: write_call (writer, node, "clamp"); break;
    case NODE_DEFAULT: write_call (writer, node, "default"); break;
    case NODE_AGO: write_call (writer, node, "ago"); break;
    case NODE_CLASS: write_call (writer, node, "class"); break;
    case NODE_KNOWN: write_call (writer, node, "known"); break;
    case NODE_LADDER: write_ladder (writer, node); break;
    case NODE_IF: write_if (writer, node); break;
    case NODE_OVER_MONTHS: case NODE_OVER_YEARS: write_over (writer, node); break;
    case N_NODE_KINDS:
    default: g_assert_not_reached ();
    }
}

static void
write_node (Writer *writer,
            gint16  index,
            guint   level)
{
  const Node *node = &writer->made->nodes[index];
  /* The sign of an exponent stands bare. */
  gboolean brackets = level_of (node) < level || (node->bracketed && level != LEVEL_NEGATE);

  g_string_append (writer->text, brackets ? "(" : "");
  write_bare (writer, node);
  g_string_append (writer->text, brackets ? ")" : "");
}

static void
write_side (Writer       *writer,
            const Member *members,
            gint16        n_members)
{
  for (gint16 i = 0; i < n_members; i++)
    {
      const Member *member = &members[i];

      g_string_append_printf (writer->text, "%s%s", i > 0 ? ", " : "", case_party_names[member->party]);
      if (member->weight_kind == WEIGHT_BRACKET)
        {
          g_string_append (writer->text, ":(");
          write_node (writer, member->node, LEVEL_IF);
          g_string_append_c (writer->text, ')');
        }
      else if (member->weight_kind != WEIGHT_NONE)
        g_string_append_printf (writer->text, ":%s", member->weight.text);
    }
}

char *
case_render_statement (const Case *self,
                       guint       version,
                       guint       statement)
{
  const Statement *rule = &self->versions[version].statements[statement];
  Writer writer = { self, g_string_new (NULL), rule->chinese };

  switch (rule->kind)
    {
    case STATEMENT_COMMENT:
      g_string_append (writer.text, "# nothing is agreed here: Lower pays Upper 1");
      break;
    case STATEMENT_DEFINE:
      g_string_append_printf (writer.text, "d%u = ", statement);
      write_node (&writer, rule->value, LEVEL_IF);
      break;
    case STATEMENT_REQUIRE:
      g_string_append (writer.text, rule->chinese ? "要求 " : "require ");
      write_node (&writer, rule->condition, LEVEL_IF);
      g_string_append_printf (writer.text, rule->chinese ? " “须%u”" : " \"reason %u\"", statement);
      break;
    case STATEMENT_PAY:
    case STATEMENT_PROVIDE:
    default:
      write_side (&writer, rule->payers, rule->n_payers);
      if (rule->payers_each)
        g_string_append (writer.text, rule->chinese ? " 各" : " each");
      if (rule->kind == STATEMENT_PAY)
        g_string_append (writer.text, rule->chinese ? " 支付 " : rule->n_payers > 1 ? " pay " : " pays ");
      else
        g_string_append (writer.text, rule->chinese ? " 提供 " : " provides ");
      write_side (&writer, rule->receivers, rule->n_receivers);
      g_string_append (writer.text, !rule->receivers_each ? " " : rule->chinese ? " 各 " : " each ");
      write_node (&writer, rule->value, LEVEL_IF);
      if (rule->kind == STATEMENT_PROVIDE)
        g_string_append_printf (writer.text, " \"%s\"", case_unit_names[rule->unit]);
      if (rule->condition >= 0)
        {
          g_string_append (writer.text, rule->chinese ? " 当 " : " when ");
          write_node (&writer, rule->condition, LEVEL_IF);
        }
      break;
    }

  return g_string_free (writer.text, FALSE);
}

/* ---- the document and the table ---- */

static void
write_parties (GString       *json,
               const Version *version)
{
  static const char *const parties[CASE_PARTIES] = {
    "\"region\":\"370000\",\"role\":\"beneficiary\"", "\"region\":\"410000\",\"role\":\"protector\"",
    "\"region\":\"330000\",\"role\":\"partner\"", "\"region\":\"330782\",\"role\":\"partner\"", "\"role\":\"pool\"",
  };

  for (gint i = 0; i < CASE_PARTIES; i++)
    {
      gint party = (i + version->party_shift) % CASE_PARTIES;

      g_string_append_printf (json, "%s\n {\"name\":\"%s\",%s}", i > 0 ? "," : "", case_party_names[party], parties[party]);
    }
}

static void
write_indicator (GString         *json,
                 const Indicator *indicator,
                 const char      *name)
{
  g_string_append_printf (json, "\n {\"name\":\"%s\",\"observed\":\"%s\",\"aggregate\":\"%s\"", name,
                          case_kind_names[indicator->observed], aggregate_names[indicator->aggregate]);
  if (indicator->standard != STANDARD_NONE)
    g_string_append_printf (json, ",\"standard\":\"%s\"", case_standard_names[indicator->standard]);
  if (indicator->lake)
    g_string_append (json, ",\"water\":\"lake\"");
  if (indicator->is_rounded)
    g_string_append_printf (json, ",\"rounding\":\"%s %s\"", indicator->step.text, mode_names[indicator->mode]);
  for (gint16 i = 0; i < indicator->n_precedence; i++)
    g_string_append_printf (json, "%s\"%s\"%s", i == 0 ? ",\"precedence\":[" : ",", case_source_names[indicator->precedence[i]],
                            i + 1 == indicator->n_precedence ? "]" : "");
  g_string_append_c (json, '}');
}

static void
write_rules (GString    *json,
             const Case *self,
             guint       version)
{
  for (gint16 i = 0; i < self->versions[version].n_statements; i++)
    {
      g_autofree char *rule = case_render_statement (self, version, (guint) i);

      g_string_append (json, i > 0 ? ",\n \"" : "\n \"");
      for (const char *at = rule; *at != '\0'; at++)
        {
          if (*at == '"')
            g_string_append_c (json, '\\');
          g_string_append_c (json, *at);
        }
      g_string_append_c (json, '"');
    }
}

char *
case_render_version (const Case *self,
                     guint       version_index)
{
  const Version *version = &self->versions[version_index];
  GString *json = g_string_new ("{\"hengping\":\"agreement/1\",\"code\":\"R-1\",\"title\":{\"en\":\"Made up\"},\"mechanism\":\"watershed\",");
  g_autofree char *from = case_day_format (version->from);

  g_string_append_printf (json, "\"from\":\"%s\",", from);
  if (version->to != 0)
    {
      g_autofree char *to = case_day_format (version->to);

      g_string_append_printf (json, "\"to\":\"%s\",", to);
    }
  g_string_append_printf (json, "\"assessed\":\"%s\",\n\"parties\":[", case_kind_names[version->assessed]);
  write_parties (json, version);
  g_string_append (json, "],\n\"indicators\":[");
  for (gint16 i = 0; i < version->n_indicators; i++)
    {
      gint index = (i + version->indicator_shift) % version->n_indicators;

      g_string_append (json, i > 0 ? "," : "");
      write_indicator (json, &version->indicators[index], case_indicator_names[index]);
    }
  g_string_append (json, "],\n\"rules\":[");
  write_rules (json, self, version_index);
  g_string_append_c (json, ']');
  if (version->money_step.text[0] != '\0')
    g_string_append_printf (json, ",\n\"rounding\":{\"money\":\"%s %s\"}", version->money_step.text, mode_names[version->money_mode]);
  if (version->unit_steps[0].text[0] != '\0' || version->unit_steps[1].text[0] != '\0')
    {
      gboolean both = version->unit_steps[0].text[0] != '\0' && version->unit_steps[1].text[0] != '\0';

      g_string_append (json, ",\n\"units\":{");
      for (guint i = 0; i < 2; i++)
        if (version->unit_steps[i].text[0] != '\0')
          g_string_append_printf (json, "\"%s\":\"%s\"%s", case_unit_names[i], version->unit_steps[i].text, both && i == 0 ? "," : "");
      g_string_append_c (json, '}');
    }

  g_string_append (json, "}\n");
  return g_string_free (json, FALSE);
}

char *
case_render_observations (const Case *self)
{
  GString *table = g_string_new ("agreement,indicator,period,value,source\n");

  for (gint16 i = 0; i < self->n_observations; i++)
    {
      const Observation *observation = &self->observations[i];
      g_autofree char *period = case_period_format (observation->period);

      g_string_append_printf (table, "R-1,%s,%s,%s,%s\n", case_indicator_names[observation->indicator], period,
                              observation->withdrawn ? "" : observation->value.text, case_source_names[observation->source]);
    }

  return g_string_free (table, FALSE);
}
