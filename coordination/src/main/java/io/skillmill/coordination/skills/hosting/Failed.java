package io.skillmill.coordination.skills.hosting;

/**
 * A skill that is to be hosted and could not be loaded.
 *
 * @param why what is wrong and what to do, for people
 * @param earlierServes whether the version before it goes on being hosted
 */
public record Failed(String configName, String mount, String why, boolean earlierServes) {}
