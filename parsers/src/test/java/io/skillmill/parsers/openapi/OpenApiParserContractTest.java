package io.skillmill.parsers.openapi;

import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.contract.SkillParserContract;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;

class OpenApiParserContractTest extends SkillParserContract {

  @Override
  protected SkillParser parser() {
    return new OpenApiParser();
  }

  @Override
  protected List<SkillSource> good() {
    return List.of(
        file(
            "api.yaml",
            """
            openapi: 3.0.3
            info: {title: Orders, version: "1", description: "Takes orders. Do not order twice."}
            servers: [{url: "https://example.org"}]
            security: [{key: []}]
            paths:
              /orders/{id}:
                parameters: [{$ref: "#/components/parameters/Id"}, {$ref: "#/nowhere"}]
                post:
                  operationId: order
                  deprecated: true
                  parameters: [{name: limit, in: query, schema: {type: integer, minimum: 1, default: 20}}]
                  requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
                  responses: {"201": {description: Added.}}
                get: 3
            components:
              parameters: {Id: {name: id, in: path, required: true, schema: {type: string, format: uuid}}}
              schemas:
                Order:
                  type: object
                  required: [id, gift]
                  properties:
                    id: {type: string, readOnly: true}
                    gift: {oneOf: [{$ref: "#/components/schemas/Order"}, {type: string, nullable: true, maxLength: 9}]}
                  if: {required: [gift]}
                  then: {not: {properties: {id: {const: a}}}}
            """),
        file(
            "api.json",
            "{\"swagger\": \"2.0\", \"info\": {\"title\": \"A\", \"version\": \"1\"}, \"paths\":"
                + " {\"/a\": {\"get\": {\"responses\": {}}}}}"),
        file(
            "api.json",
            "{\"openapi\": \"3.1.0\", \"info\": {}, \"webhooks\": {\"a\": {\"post\": {}}}}"));
  }

  @Override
  protected List<SkillSource> bad() {
    return List.of(
        file("api.yaml", "- openapi"),
        file("api.yaml", "openapi: [3"),
        file("api.json", "[]"),
        file("api.yaml", "openapi: !!x 3"));
  }
}
