// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-digest.h"

#include <string.h>

/* FIPS 180-2, appendix B. */
static const struct
{
  const char *text;
  const char *digest;
} known[] = {
  { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
  { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
  { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
};

static void
test_known (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *digest = heng_digest_make (known[i].text, strlen (known[i].text));

      g_assert_cmpstr (digest, ==, known[i].digest);
    }
}

/* Of any length, cut anywhere, the same as GLib computes. */
static void
test_pieces (void)
{
  for (guint round = 0; round < 300; round++)
    {
      gsize length = (gsize) g_test_rand_int_range (0, 5000), at = 0;
      g_autofree char *bytes = g_malloc (length + 1), *expected = NULL, *digest = NULL;
      g_autoptr (HengDigest) self = heng_digest_new ();

      for (gsize i = 0; i < length; i++)
        bytes[i] = (char) g_test_rand_int ();
      while (at < length)
        {
          gsize piece = (gsize) g_test_rand_int_range (0, (gint32) (length - at) + 1);

          heng_digest_update (self, bytes + at, piece);
          at += piece;
        }
      digest = heng_digest_finish (self);
      expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
      g_assert_cmpstr (digest, ==, expected);
    }
}

/* Pieces that a thread adds, as many as there may be, and a rest that is added at the end. */
static void
test_taken (void)
{
  for (guint round = 0; round < 100; round++)
    {
      g_autoptr (HengDigest) self = heng_digest_new ();
      g_autoptr (GString) all = g_string_new (NULL);
      g_autofree char *expected = NULL, *digest = NULL;
      GString *piece = g_string_new (NULL);

      for (guint n = round % 20; n > 0; n--)
        {
          for (gint32 length = g_test_rand_int_range (0, 3000); length > 0; length--)
            g_string_append_c (piece, (char) g_test_rand_int ());
          g_string_append_len (all, piece->str, (gssize) piece->len);
          piece = heng_digest_take (self, piece);
          g_assert_cmpuint (piece->len, ==, 0);
        }
      if (round % 2 == 0)
        {
          g_string_append (piece, "the rest");
          g_string_append (all, "the rest");
          heng_digest_update (self, piece->str, piece->len);
        }
      g_string_free (piece, TRUE);
      /* One that nobody asks for may be thrown away in the middle. */
      if (round % 10 == 9)
        continue;

      digest = heng_digest_finish (self);
      expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) all->str, all->len);
      g_assert_cmpstr (digest, ==, expected);
    }
}

#define HASH "98ead1c77eff7a490123456789abcdef98ead1c77eff7a490123456789abcdef"

/* What is printed can be typed; what could be met by trying, or is no head, is none. */
static void
test_heads (void)
{
  static const struct
  {
    const char *text;
    gint64      count; /* 0: no head */
    const char *hash;
  } cases[] = {
    { "504:" HASH, 504, HASH },
    { "504:98ead1c77eff7a49", 504, "98ead1c77eff7a49" },
    { " 504:98EAD1C77eff7a49\n", 504, "98ead1c77eff7a49" },
    { "504：98ead1c77eff7a49", 504, "98ead1c77eff7a49" },
    { "9223372036854775807:98ead1c77eff7a49", G_MAXINT64, "98ead1c77eff7a49" },
    { "504:98ead1c77eff7a4", 0, NULL },
    { "504:98ead1c77eff7a49x", 0, NULL },
    { "504:" HASH "0", 0, NULL },
    { "504: 98ead1c77eff7a49", 0, NULL },
    { "504:98ead1c77eff7a49:98ead1c77eff7a49", 0, NULL },
    { "0:98ead1c77eff7a49", 0, NULL },
    { "-1:98ead1c77eff7a49", 0, NULL },
    { "9223372036854775808:98ead1c77eff7a49", 0, NULL },
    { ":98ead1c77eff7a49", 0, NULL },
    { "98ead1c77eff7a49", 0, NULL },
    { "504:", 0, NULL },
    { "", 0, NULL },
  };
  g_autofree char *shown = heng_head_format (504, HASH, HENG_HEAD_DIGITS), *whole = heng_head_format (504, HASH, 0);
  g_autofree char *unknown = heng_head_format (7, NULL, HENG_HEAD_DIGITS);

  g_assert_cmpstr (shown, ==, "504:98ead1c77eff7a49");
  g_assert_cmpstr (whole, ==, "504:" HASH);
  g_assert_cmpstr (unknown, ==, "7:–");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 count = 0;
      g_autofree char *hash = NULL;

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (heng_head_parse (cases[i].text, &count, &hash), ==, cases[i].count > 0);
      g_assert_cmpint (count, ==, cases[i].count);
      g_assert_cmpstr (hash, ==, cases[i].hash);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/values/digest/known", test_known);
  g_test_add_func ("/values/digest/pieces", test_pieces);
  g_test_add_func ("/values/digest/taken", test_taken);
  g_test_add_func ("/values/digest/heads", test_heads);
  return g_test_run ();
}
