/** Measures the hot paths one by one. */
@org.jspecify.annotations.NullMarked
package io.skillmill.jmh;
