// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-money-words.h"

typedef struct
{
  gint64      amount_fen;
  const char *words;
} Row;

static const Row rows[] = {
  { 0, "零元整" },
  { 1, "壹分" },
  { 10, "壹角整" },
  { 11, "壹角壹分" },
  { 100, "壹元整" },
  { 105, "壹元零伍分" },
  { 150, "壹元伍角整" },
  { 1000, "壹拾元整" },
  { 100000, "壹仟元整" },
  { 100500, "壹仟零伍元整" },
  { 101000, "壹仟零壹拾元整" },
  { 108005, "壹仟零捌拾元零伍分" },
  { 168032, "壹仟陆佰捌拾元叁角贰分" },
  { 140950, "壹仟肆佰零玖元伍角整" },
  { 600714, "陆仟零柒元壹角肆分" },
  { 1640902, "壹万陆仟肆佰零玖元零贰分" },
  { 1000000, "壹万元整" },
  { 1000100, "壹万零壹元整" },
  { 1050000, "壹万零伍佰元整" },
  { 10050000, "壹拾万零伍佰元整" },
  { 10500000, "壹拾万伍仟元整" },
  { 10700053, "壹拾万柒仟元伍角叁分" },
  { 100000000, "壹佰万元整" },
  { 6600000000, "陆仟陆佰万元整" },
  { 12600000000, "壹亿贰仟陆佰万元整" },
  { 10000000000, "壹亿元整" },
  { 10000000100, "壹亿零壹元整" },
  { 10001000000, "壹亿零壹万元整" },
  { 10001000100, "壹亿零壹万零壹元整" },
  { 10010000000, "壹亿零壹拾万元整" },
  { 100000500000, "壹拾亿零伍仟元整" },
  { 101010101010, "壹拾亿壹仟零壹拾万壹仟零壹拾元壹角整" },
  { 1000000000000, "壹佰亿元整" },
  { 100000000000000, "壹万亿元整" },
  { 100001000000000, "壹万亿壹仟万元整" },
  { 100100000000000, "壹万零壹拾亿元整" },
  { 100000001000000, "壹万亿零壹万元整" },
  { G_MAXINT64, "玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分" },
  { G_MININT64, "负玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零捌分" },
  { -12345, "负壹佰贰拾叁元肆角伍分" },
};

static void
format_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *words = heng_money_words_format (row->amount_fen);

  g_assert_cmpstr (words, ==, row->words);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/reports/money-words/%" G_GINT64_FORMAT, rows[i].amount_fen);

      g_test_add_data_func (path, &rows[i], format_row);
    }

  return g_test_run ();
}
