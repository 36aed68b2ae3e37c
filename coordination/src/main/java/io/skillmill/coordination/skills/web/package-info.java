/** Asks hosts of the web that may be reached, within a time and a size. */
package io.skillmill.coordination.skills.web;
