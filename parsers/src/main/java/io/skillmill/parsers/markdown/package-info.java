/** Takes skills written in Markdown apart. */
package io.skillmill.parsers.markdown;
