package io.skillmill.parsers.manifests;

import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.declared.Members;
import io.skillmill.parsers.declared.Tool;
import io.skillmill.parsers.decompose.SkillId;
import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.node.StringNode;

/** Takes in what an agent says it can do, how it is reached and what it asks of callers. */
record AgentCard(Declaration declaration) {

  private static final String SHARED =
      """
      name:text! description:text! version:text! provider:object documentationUrl:text \
      capabilities:object! securitySchemes:object security:list securityRequirements:list \
      defaultInputModes:list! defaultOutputModes:list! skills:list! signatures:list iconUrl:text \
      supportsAuthenticatedExtendedCard:flag\
      """;

  private static final Members CARD =
      Members.of("agent-card", "supportedInterfaces:list! " + SHARED);

  private static final Members EARLIER_CARD =
      Members.of(
          "agent-card",
          "protocolVersion:text url:text! preferredTransport:text additionalInterfaces:list "
              + SHARED);

  private static final Members SKILL =
      Members.of(
          "agent-skill",
          """
          id:text! name:text! description:text! tags:list! examples:list inputModes:list \
          outputModes:list security:list securityRequirements:list\
          """);

  private static final Members INTERFACE =
      Members.of(
          "agent-interface", "url:text! protocolBinding:text! protocolVersion:text tenant:text");

  ParseResult document() {
    Located root = declaration.root();
    boolean earlier = root.at("url").isThere() && !root.at("supportedInterfaces").isThere();
    declaration.check(root, earlier ? EARLIER_CARD : CARD);
    declaration.sentences(root.at("description"), "");
    reached(root, earlier);
    skills(root.at("skills"));
    for (Located capability : root.at("capabilities")) {
      if (capability.isTrue() || capability.isFalse()) {
        declaration.directive(
            "knowledge",
            capability,
            "%s is %s".formatted(Shown.brief(capability.name(), 80), capability.spelled()),
            "capabilities");
      }
    }
    permissions(root, "");
    String name = root.at("name").text().strip();
    String called = name.isEmpty() ? declaration.fileName("agent") : name;
    return declaration.document(
        declaration
            .draft()
            .layer("mcp_tool")
            .named(SkillId.ofTool("agent", called), called)
            .description(root.at("description").text().strip())
            .original("dialect", StringNode.valueOf(earlier ? "a2a-0.3" : "a2a-1.0"))
            .original("manifest", root.json()));
  }

  private void reached(Located root, boolean earlier) {
    if (earlier) {
      declaration.info(
          "agent-card-earlier",
          "This is a card of protocol 0.3 or before; clients of 1.0 look for supportedInterfaces,"
              + " so add them",
          root.at("url").named());
      reached(root.at("url"));
    }
    for (Located each : root.at("supportedInterfaces")) {
      if (declaration.check(each, INTERFACE)) {
        reached(each.at("url"));
      }
    }
    root.at("additionalInterfaces").forEach(each -> reached(each.at("url")));
  }

  private void reached(Located url) {
    if (url.isText() && !url.text().isBlank()) {
      declaration.directive(
          "knowledge", url, "It is reached at " + Shown.brief(url.text(), 300), "interfaces");
    }
  }

  private void skills(Located skills) {
    Set<String> known = new HashSet<>();
    for (Located skill : skills) {
      if (declaration.check(skill, SKILL)) {
        String id = skill.at("id").text();
        if (!id.isBlank() && !known.add(id)) {
          declaration.error(
              "agent-skill-doubled",
              "Two skills have the id %s; change one".formatted(Shown.of(id)),
              skill.at("id"));
        }
        skill(skill);
      }
    }
  }

  private void skill(Located skill) {
    String id = skill.at("id").text();
    String called = skill.at("name").text();
    String name = !id.isBlank() ? id : !called.isBlank() ? called : "skill " + skill.name();
    Located none = skill.at("inputSchema");
    var tool =
        new Tool(
            skill,
            name,
            skill.at("name"),
            skill.at("description"),
            Tool.Schemas.of(none, skill.at("outputSchema"), skill.at("annotations")),
            Manifests.OUTSIDE);
    declaration.tool(tool);
    for (Located example : skill.at("examples")) {
      if (example.isText() && !example.text().isBlank()) {
        declaration.directive(
            "knowledge", example, "For example: " + example.text(), tool.section());
      }
    }
    permissions(skill, tool.section());
  }

  private void permissions(Located holder, String section) {
    for (String member : new String[] {"security", "securityRequirements"}) {
      for (Located requirement : holder.at(member)) {
        Located schemes =
            requirement.at("schemes").isObject() ? requirement.at("schemes") : requirement;
        for (Located scheme : schemes) {
          declaration.rule(
              "permission_check",
              scheme,
              "the caller is let in by " + Shown.brief(scheme.name(), 80),
              section);
        }
      }
    }
  }
}
