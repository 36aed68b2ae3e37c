/** Takes back the tasks of workers that stopped, and removes what is old. */
package io.skillmill.coordination.upkeep;
