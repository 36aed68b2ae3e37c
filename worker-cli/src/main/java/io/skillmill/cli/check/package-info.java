/** Takes the skills that typed paths mean through a check, several at a time. */
package io.skillmill.cli.check;
