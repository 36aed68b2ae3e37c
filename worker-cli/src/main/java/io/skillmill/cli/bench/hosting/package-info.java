/** Measures what hosting skills costs. */
package io.skillmill.cli.bench.hosting;
