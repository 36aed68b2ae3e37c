package io.skillmill.parsers.declared;

import io.skillmill.parsers.SkillParser;

/**
 * Who reads a declaration.
 *
 * @param parser the one that was asked
 * @param kind the schema's word for what its elements come from: {@code mcp_tool}, {@code tool} or
 *     {@code document}
 */
public record Format(SkillParser parser, String kind) {}
