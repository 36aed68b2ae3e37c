/** Asks for skills, runs and changes them, whether they are hosted in this process or elsewhere. */
package io.skillmill.cli.skill;
