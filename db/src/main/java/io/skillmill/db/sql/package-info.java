/** Runs SQL statements by the name of the file they are in. */
package io.skillmill.db.sql;
