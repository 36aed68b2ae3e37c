/** Names what a hosted skill declares, what is asked of it, and what comes of a run. */
package io.skillmill.schema.run;
