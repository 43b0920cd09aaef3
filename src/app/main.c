// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "heng-application.h"
#include "heng-wording.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr (GApplication) application = NULL;

  heng_wording_init_locale ();
  g_set_prgname (HENG_APPLICATION_ID);
  application = G_APPLICATION (heng_application_new ());

  return g_application_run (application, argc, argv);
}
