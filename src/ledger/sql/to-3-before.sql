-- SPDX-License-Identifier: GPL-3.0-or-later
-- From format 2 to format 3, first half; see to-2-before.sql. Sums of pairs are kept, so nobody walks all lines by pair any more.
DROP INDEX line_pair;
-- Parties' lines are found by their agreement's entries: two indexes that every line grew by were most of what booking many cost.
DROP INDEX line_receiver;
