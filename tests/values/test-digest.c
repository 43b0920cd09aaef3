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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/values/digest/known", test_known);
  g_test_add_func ("/values/digest/pieces", test_pieces);
  return g_test_run ();
}
