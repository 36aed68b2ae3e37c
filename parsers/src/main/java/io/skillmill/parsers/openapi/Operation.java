package io.skillmill.parsers.openapi;

import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.declared.Tool;
import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.MissingNode;

/** Takes in one operation: a tool whose inputs are its parameters and its body. */
final class Operation {

  private final Declaration declaration;
  private final Endpoint endpoint;
  private final Located operation;
  private final List<Parameter> parameters;
  private final Located body;
  private final String section;

  Operation(Declaration declaration, Endpoint endpoint) {
    this.declaration = declaration;
    this.endpoint = endpoint;
    this.operation = endpoint.operation();
    this.parameters = parameters();
    this.body = declaration.resolved(operation.at("requestBody"));
    this.section = Shown.brief(endpoint.name(), 80);
  }

  void take() {
    declaration.tool(tool());
    declaration.directive(
        "knowledge",
        operation,
        "It is called by %s %s"
            .formatted(
                Shown.brief(endpoint.method().toUpperCase(Locale.ROOT), 20),
                Shown.brief(endpoint.path().name(), 200)),
        section);
    parameters.forEach(this::parameter);
    undeclared();
    body();
    permissions();
    operation.at("responses").forEach(this::response);
    if (operation.at("deprecated").isTrue()) {
      declaration.directive(
          "constraint",
          operation.at("deprecated"),
          "Do not use %s, for it is deprecated".formatted(section),
          section);
    }
  }

  private Tool tool() {
    Located said = operation.at("description");
    Located summary = operation.at("summary");
    var schemas =
        new Tool.Schemas(
            new InputSchema(declaration).of(parameters, bodySchema(), isBodyRequired()),
            MissingNode.getInstance(),
            MissingNode.getInstance());
    return new Tool(
        operation,
        endpoint.name(),
        summary,
        said.text().isBlank() ? summary : said,
        schemas,
        endpoint.hints());
  }

  /** Those of the path first; the operation's own take their place. */
  private List<Parameter> parameters() {
    Map<String, Parameter> byName = new LinkedHashMap<>();
    for (Located holder : List.of(endpoint.item(), operation)) {
      for (Located each : holder.at("parameters")) {
        Located resolved = declaration.resolved(each);
        if (resolved.at("name").isText()) {
          byName.put(
              resolved.at("in").text() + " " + resolved.at("name").text(), new Parameter(resolved));
        }
      }
    }
    return new ArrayList<>(byName.values());
  }

  private void parameter(Parameter parameter) {
    Located value = parameter.value();
    if (parameter.isRequired()) {
      declaration.rule(
          "existence_check",
          value.at("required").isThere() ? value.at("required") : value.at("name"),
          "`%s` is given".formatted(parameter.shown()),
          section);
    } else if (parameter.in().equals("path")) {
      declaration.error(
          "openapi-path-optional",
          "The parameter %s is part of the path and cannot be left out; add required: true"
              .formatted(Shown.of(parameter.name())),
          value);
    }
    Located schema = parameter.schema();
    declaration.input(schema, section, parameter.shown());
    if (schema != value) {
      declaration.sentences(value.at("description"), section + " > " + parameter.shown());
    }
  }

  /** What the path has braces for must be a parameter, or nobody can fill it in. */
  private void undeclared() {
    String path = endpoint.path().name();
    for (int open = path.indexOf('{'); open >= 0; open = path.indexOf('{', open + 1)) {
      int close = path.indexOf('}', open);
      if (close < 0) {
        return;
      }
      String name = path.substring(open + 1, close);
      if (parameters.stream().noneMatch(parameter -> parameter.name().equals(name))) {
        declaration.error(
            "openapi-path-parameter",
            "The path needs %s, which is no parameter of %s; add it with in: path"
                .formatted(Shown.of(name), Shown.of(section)),
            operation);
      }
    }
  }

  private void body() {
    if (isBodyRequired()) {
      declaration.rule("existence_check", body.at("required"), "a body is given", section);
    }
    declaration.sentences(body.at("description"), section);
    if (bodySchema().isObject()) {
      declaration.request(bodySchema(), section);
    }
  }

  private boolean isBodyRequired() {
    return body.at("required").isTrue();
  }

  /** That of JSON where there is one, else the first. */
  private Located bodySchema() {
    Located chosen = body.at("content").at("application/json");
    for (Located media : body.at("content")) {
      if (!chosen.isThere()) {
        chosen = media;
      }
    }
    return chosen.at("schema");
  }

  private void permissions() {
    Located own = operation.at("security");
    Located requirements = own.isThere() ? own : declaration.root().at("security");
    for (Located requirement : requirements) {
      for (Located scheme : requirement) {
        var scopes = new ArrayList<String>();
        scheme.forEach(scope -> scopes.add(scope.text()));
        declaration.rule(
            "permission_check",
            scheme,
            Shown.brief(
                "the caller is let in by %s%s"
                    .formatted(
                        scheme.name(), scopes.isEmpty() ? "" : " for " + String.join(", ", scopes)),
                300),
            section);
      }
    }
  }

  private void response(Located response) {
    String said = declaration.resolved(response).at("description").text().strip();
    declaration.directive(
        "knowledge",
        response.named(),
        Shown.brief(
            "It answers %s%s".formatted(response.name(), said.isEmpty() ? "" : ": " + said), 500),
        section);
  }
}
