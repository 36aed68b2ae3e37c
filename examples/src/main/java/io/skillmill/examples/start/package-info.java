/** Shows one promise of the queue per program. */
package io.skillmill.examples.start;
