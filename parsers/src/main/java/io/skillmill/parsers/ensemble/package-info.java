/** Sets strategies side by side: says where they agree, and merges what they find. */
package io.skillmill.parsers.ensemble;
