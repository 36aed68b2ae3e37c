/** Does what each database does in its own way. */
package io.skillmill.db.dialect;
