package io.skillmill.parsers.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.skillmill.schema.skill.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulePackTest {

  private static final String RULE =
      """
      {"id": "security-x", "category": "c", "title": "t", "message": "m", "remedy": "r",
       "severity": {"otherwise": "info"}, "find": ["some (words|terms)"]}
      """;

  @Test
  void our_pack_has_the_form_that_its_schema_states() throws IOException {
    assertThat(schema().validate(resource("security-rules.json"), InputFormat.JSON)).isEmpty();
  }

  @Test
  void the_schema_refuses_what_the_reader_refuses() throws IOException {
    for (String wrong :
        List.of(
            RULE.replace("security-x", "x"),
            RULE.replace("\"remedy\": \"r\",", ""),
            RULE.replace("\"info\"", "\"fatal\""),
            RULE.replace("\"find\": [\"some (words|terms)\"]", "\"scope\": \"line\""),
            RULE.replace("\"title\"", "\"colour\": 1, \"title\""),
            RULE.replace("\"find\"", "\"scope\": \"page\", \"find\""))) {
      String pack = "{\"rules\": [%s]}".formatted(wrong);
      assertThat(schema().validate(pack, InputFormat.JSON)).as(pack).isNotEmpty();
      assertThat(problems(pack)).as(pack).isNotEmpty();
    }
    assertThat(problems("{\"rules\": [%s]}".formatted(RULE))).isEmpty();
    assertThat(problems("{\"rules\": [], \"word\": {}}")).isNotEmpty();
    assertThat(problems("{}")).isNotEmpty();
  }

  @Test
  void a_rule_of_the_same_id_takes_the_place_of_ours() {
    var problems = new ArrayList<Diagnostic>();
    String quiet = RULE.replace("security-x", "security-sudo").replace("info", "none");
    RulePack own =
        RulePack.read("own", bytes("{\"rules\": [%s]}".formatted(quiet)), problems).get();
    RulePack all = RulePack.builtIn().with(own);
    assertThat(all.rules()).hasSameSizeAs(RulePack.builtIn().rules());
    assertThat(all.rules())
        .filteredOn(rule -> rule.id().equals("security-sudo"))
        .singleElement()
        .satisfies(rule -> assertThat(rule.severities()).isEmpty());
  }

  private static List<Diagnostic> problems(String pack) {
    var problems = new ArrayList<Diagnostic>();
    boolean read = RulePack.read("own.json", bytes(pack), problems).isPresent();
    assertThat(read).isEqualTo(problems.isEmpty());
    return problems;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
        .getSchema(resource("security-rules.schema.json"), InputFormat.JSON);
  }

  private static String resource(String name) throws IOException {
    try (var in = RulePack.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
