/** Receives HTTP requests, lets in whom it should, and answers all in one form. */
package io.skillmill.cli.http;
