/** Opens a store's database and holds its tables: one writer, many readers. */
package io.skillmill.db;
