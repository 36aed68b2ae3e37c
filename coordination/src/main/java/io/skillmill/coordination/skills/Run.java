package io.skillmill.coordination.skills;

import io.skillmill.schema.run.RunRequest;

/**
 * One run from outside: what it shares with every call that it causes, and with no other run.
 *
 * @param skills those that were hosted when it began
 */
record Run(SkillSet skills, RunRequest.Terms terms, Budget budget, String traceId) {}
