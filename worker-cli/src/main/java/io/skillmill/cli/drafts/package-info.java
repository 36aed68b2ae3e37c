/** Shows the skills that models wrote, has new ones written, and takes decisions about them. */
package io.skillmill.cli.drafts;
