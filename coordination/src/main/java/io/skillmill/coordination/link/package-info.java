/** Carries questions to a store over HTTP, as often as it takes, and brings back the answers. */
package io.skillmill.coordination.link;
