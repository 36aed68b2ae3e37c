/** Brings a store's tables up to the version that this program knows. */
package io.skillmill.db.migration;
