/** Offers hosted skills as tools, in the forms that models and their clients read. */
package io.skillmill.cli.tools;
