/** Says which clients would load a skill, under which name, and if not, why. */
package io.skillmill.parsers.clients;
