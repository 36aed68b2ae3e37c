/** Fetches pages of the public web and turns them into Markdown. */
package io.skillmill.coordination.skills.bundled.fetch;
