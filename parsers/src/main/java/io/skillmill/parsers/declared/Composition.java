package io.skillmill.parsers.declared;

import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Tells what schemas within a schema demand of the same input: parts, forms and conditions. */
final class Composition {

  /** Keywords behind which a property may stand that is required beside them. */
  static final Set<String> HOLDERS =
      Set.of("$ref", "allOf", "anyOf", "oneOf", "if", "patternProperties", "dependentSchemas");

  private static final int TITLE_MAX = 40;
  private static final String TOO_MUCH = "no rule can carry what it says";

  private final InputRules rules;
  private final Statements statements;

  Composition(InputRules rules, Statements statements) {
    this.rules = rules;
    this.statements = statements;
  }

  void of(Located schema, Spot spot) {
    for (Located part : schema.at("allOf")) {
      rules.walk(part, spot.asPart());
    }
    forms(schema.at("anyOf"), spot);
    forms(schema.at("oneOf"), spot);
    discriminator(schema.at("discriminator").at("propertyName"), spot);
    not(schema.at("not"), spot);
    branches(schema, spot);
    dependent(schema, spot);
    names(schema.at("propertyNames"), spot);
    contained(schema, spot);
    for (String keyword : new String[] {"$dynamicRef", "$recursiveRef", "contentSchema"}) {
      statements.leftOut(schema.at(keyword), spot, TOO_MUCH);
    }
  }

  /** One form or null is the usual way to say that an input may be null. */
  private void forms(Located list, Spot spot) {
    List<Located> forms = list.isArray() ? list.children() : List.of();
    List<Located> others = forms.stream().filter(form -> !isNull(form)).toList();
    if (others.size() != 1) {
      several(list, others, spot);
    } else if (forms.size() == 1) {
      rules.walk(others.getFirst(), spot.asPart());
    } else {
      Located form = others.getFirst();
      String type = type(form);
      if (!type.isEmpty()) {
        statements.rule("type_check", list, spot, spot.shown() + " is " + type + " or null");
      }
      rules.walk(form, spot.when("unless " + spot.shown() + " is null"), type.isEmpty());
    }
  }

  private void several(Located list, List<Located> forms, Spot spot) {
    if (forms.isEmpty()) {
      return;
    }
    List<String> types = forms.stream().map(this::type).distinct().toList();
    boolean told = types.size() == forms.size() && !types.contains("");
    boolean nullable = forms.size() < list.children().size();
    String alternatives =
        told ? String.join(" or ", types) : "in one of %d forms".formatted(forms.size());
    statements.rule(
        "type_check",
        list,
        spot,
        "%s is %s%s".formatted(spot.shown(), alternatives, nullable ? " or null" : ""));
    for (int i = 0; i < forms.size(); i++) {
      String form = told ? types.get(i) : "in form " + (i + 1) + title(forms.get(i));
      rules.walk(forms.get(i), spot.when("where " + spot.shown() + " is " + form), !told);
    }
  }

  private boolean isNull(Located form) {
    Located resolved = rules.resolved(form);
    JsonNode values = resolved.at("enum").json();
    return type(form).equals("null")
        || resolved.at("const").json().isNull()
        || (values.isArray() && values.size() == 1 && values.get(0).isNull());
  }

  private String type(Located form) {
    return Constraints.typeTold(rules.resolved(form).at("type"));
  }

  private String title(Located form) {
    String title = rules.resolved(form).at("title").text().strip();
    String reference = form.at("$ref").text();
    String name = title.isEmpty() ? reference.substring(reference.lastIndexOf('/') + 1) : title;
    return name.isEmpty() ? "" : " (" + Shown.brief(name, TITLE_MAX) + ")";
  }

  private void discriminator(Located name, Spot spot) {
    if (name.isText()) {
      String member = spot.under(name.text()).shown();
      statements.directive(
          "knowledge", name, spot, "%s says which form %s has".formatted(member, spot.shown()));
    }
  }

  private void not(Located schema, Spot spot) {
    if (schema.isThere()) {
      condition(schema, spot)
          .ifPresentOrElse(
              said -> statements.rule("validation", schema, spot, "it is not so that " + said),
              () -> statements.leftOut(schema, spot, TOO_MUCH));
    }
  }

  private void branches(Located schema, Spot spot) {
    Located test = schema.at("if");
    if (!test.isThere() || !(schema.at("then").isThere() || schema.at("else").isThere())) {
      return;
    }
    condition(test, spot)
        .ifPresentOrElse(
            said -> {
              rules.walk(schema.at("then"), spot.when("if " + said));
              rules.walk(schema.at("else"), spot.when("unless " + said));
            },
            () -> statements.leftOut(test, spot, TOO_MUCH));
  }

  /** Until 2019 one keyword held both names and schemas. */
  private void dependent(Located schema, Spot spot) {
    for (String keyword : new String[] {"dependentRequired", "dependentSchemas", "dependencies"}) {
      for (Located dependent : schema.at(keyword)) {
        Spot given = spot.when("if " + spot.under(dependent.name()).shown() + " is given");
        if (!dependent.isArray()) {
          rules.walk(dependent, given);
        }
        for (Located name : dependent.isArray() ? dependent.children() : List.<Located>of()) {
          statements.rule(
              "existence_check", name, given, given.under(name.text()).shown() + " is given");
        }
      }
    }
  }

  private void names(Located schema, Spot spot) {
    if (schema.isObject()) {
      String subject = "each name in " + spot.shown();
      new Constraints(statements, spot, subject).of(rules.resolved(schema), false);
      for (Located keyword : schema) {
        if (HOLDERS.contains(keyword.name()) || keyword.name().equals("not")) {
          statements.leftOut(keyword, spot, TOO_MUCH);
        }
      }
    }
  }

  private void contained(Located schema, Spot spot) {
    Located contains = schema.at("contains");
    if (!contains.isThere()) {
      return;
    }
    Optional<String> said = condition(contains, spot.item(""));
    if (said.isEmpty()) {
      statements.leftOut(contains, spot, TOO_MUCH);
      return;
    }
    var bounds = new ArrayList<String>();
    String least = schema.at("minContains").json().asString("1");
    if (!least.equals("0")) {
      bounds.add("at least " + least);
    }
    if (schema.at("maxContains").json().isNumber()) {
      bounds.add("at most " + schema.at("maxContains").json().asString());
    }
    for (String bound : bounds) {
      statements.rule(
          "validation",
          contains,
          spot,
          "%s has %s items for which %s".formatted(spot.shown(), bound, said.get()));
    }
  }

  private Optional<String> condition(Located schema, Spot spot) {
    return statements.asCondition(() -> rules.walk(schema, spot.withoutConditions()));
  }
}
