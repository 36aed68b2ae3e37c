/** Says what a skill brings along and asks for beside its elements. */
package io.skillmill.parsers.traits;
