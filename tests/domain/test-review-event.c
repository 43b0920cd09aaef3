// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-review-event.h"

#include "testing.h"

typedef struct
{
  const char *kind;
  const char *data;
  gboolean    good;
} DataRow;

static const DataRow data_rows[] = {
  { "issued", "{\"known\":7,\"obligations\":[{\"amount\":\"1.00\",\"commodity\":\"CNY\",\"from\":\"A\",\"to\":\"B\"}],\"period\":\"2021\",\"statement\":1}", TRUE },
  { "issued", "{\"document\":\"D\",\"known\":7,\"obligations\":[],\"period\":\"2021-03\",\"statement\":12}", TRUE },
  { "confirmed", "{\"document\":\"鲁财函〔2024〕1号\",\"party\":\"A\",\"period\":\"once\",\"statement\":1}", TRUE },
  { "disputed", "{\"lines\":[{\"commodity\":\"t\",\"from\":\"A\",\"proposed\":\"-1.25\",\"to\":\"B\"}],\"party\":\"A\",\"period\":\"2021\",\"reason\":\"R\",\"statement\":1}", TRUE },
  { "dispute-ended", "{\"dispute\":9,\"how\":\"agreed\",\"reason\":\"R\"}", TRUE },
  { "issued", "{\"known\":0,\"obligations\":[],\"period\":\"2021\",\"statement\":1}", FALSE },
  { "issued", "{\"known\":7,\"obligations\":[],\"period\":\"2021\",\"statement\":0}", FALSE },
  { "issued", "{\"known\":7,\"obligations\":[],\"period\":\"2021\",\"statement\":4294967297}", FALSE },
  { "issued", "{\"known\":7,\"obligations\":[],\"period\":\"2021\",\"statement\":\"1\"}", FALSE },
  { "issued", "{\"known\":7,\"obligations\":[],\"period\":\"2021\",\"statement\":1.5}", FALSE },
  { "issued", "{\"known\":7,\"obligations\":[],\"period\":\"2021\"}", FALSE },
  { "issued", "{\"known\":7,\"period\":\"2021\",\"statement\":1}", FALSE },
  { "issued", "{\"known\":7,\"obligations\":[7],\"period\":\"2021\",\"statement\":1}", FALSE },
  { "issued", "{\"known\":7,\"obligations\":[{\"amount\":\"0.00\",\"commodity\":\"CNY\",\"from\":\"A\",\"to\":\"B\"}],\"period\":\"2021\",\"statement\":1}", FALSE },
  { "issued", "{\"known\":7,\"obligations\":[{\"amount\":\"0.001\",\"commodity\":\"CNY\",\"from\":\"A\",\"to\":\"B\"}],\"period\":\"2021\",\"statement\":1}", FALSE },
  { "issued", "{\"known\":7,\"obligations\":[],\"period\":\"2021\",\"statement\":1,\"more\":1}", FALSE },
  { "confirmed", "{\"period\":\"2021\",\"statement\":1}", FALSE },
  { "confirmed", "{\"party\":\"A\",\"period\":\"so\",\"statement\":1}", FALSE },
  { "disputed", "{\"lines\":[],\"party\":\"A\",\"period\":\"2021\",\"statement\":1}", FALSE },
  { "dispute-ended", "{\"dispute\":9,\"how\":\"forgotten\",\"reason\":\"R\"}", FALSE },
  { "dispute-ended", "{\"dispute\":-9,\"how\":\"agreed\",\"reason\":\"R\"}", FALSE },
  { "dispute-ended", "[]", FALSE },
  { "dispute-ended", "", FALSE },
  { "dispute-ended", "{", FALSE },
};

static void
test_data (gconstpointer data)
{
  const DataRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HengReviewEvent) event = NULL;
  g_autofree char *again = NULL;
  HengReviewEventKind kind;

  g_assert_true (heng_review_event_kind_parse (row->kind, &kind));
  event = heng_review_event_read (kind, row->data, "CNY", &error);
  g_assert_true ((event != NULL) == row->good);
  g_assert_true ((error == NULL) == row->good);
  if (event != NULL)
    again = heng_review_event_write (event, "CNY");
  g_assert_cmpstr (again, ==, row->good ? row->data : NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  HENG_TEST_ADD_ROWS ("/domain/review-event/data", data_rows, test_data);
  return g_test_run ();
}
