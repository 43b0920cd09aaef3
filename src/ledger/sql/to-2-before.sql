-- SPDX-License-Identifier: GPL-3.0-or-later
-- From format 1 to format 2, first half: what format 2 holds differently is taken out of the way under another name. A table's
-- guards and indexes go first, since they keep their names:
--   DROP TRIGGER t_no_update; …; DROP INDEX t_i; ALTER TABLE t RENAME TO t_1;
-- Then the program creates everything of schema-2.sql that the book has not, in the order it stands there, and runs to-2-after.sql.
-- All of it is one transaction. The canonical texts of facts must not change: their hashes are in the chain.
DROP INDEX observation_series;
