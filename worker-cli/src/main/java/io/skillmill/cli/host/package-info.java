/** Offers a store and hosted skills over HTTP, to workers and people on other machines. */
package io.skillmill.cli.host;
