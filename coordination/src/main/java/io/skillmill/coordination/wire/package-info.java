/** Says every request to a store and every answer of it as JSON, the same way on both ends. */
package io.skillmill.coordination.wire;
