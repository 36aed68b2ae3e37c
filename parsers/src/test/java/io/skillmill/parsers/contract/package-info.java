/** Holds any parser to what the SPI promises; extend it in the tests of a parser of your own. */
package io.skillmill.parsers.contract;
