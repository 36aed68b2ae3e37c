package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.Main;
import io.skillmill.coordination.wire.Wire;
import io.skillmill.examples.Deployment.Directive;
import io.skillmill.examples.Deployment.Instruction;
import io.skillmill.schema.run.SkillLimits;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the folder {@code deploy} says of the program is what the program does. */
class DeployTest {

  private static final List<String> COMPOSE_FILES =
      List.of("compose.yaml", "two-hosts/compose.yaml");

  /** So says docs/reference/http.md. */
  private static final Duration IDLE_MAX = Duration.ofSeconds(40);

  private static final int POSTGRES_LEAST = 14;

  // ---- commands, ports, variables

  /** Every command line in the folder, by where it stands. */
  private static Map<String, List<String>> commandLines() {
    var lines = new LinkedHashMap<String, List<String>>();
    lines.put("Dockerfile", Deployment.dockerfile("CMD").getFirst().list());
    for (String file : COMPOSE_FILES) {
      ours(file)
          .forEach((name, service) ->
              lines.put(file + " " + name, Deployment.texts(service.path("command"))));
    }
    String start = Deployment.unit("ExecStart").getFirst();
    lines.put("systemd", words(start.substring(start.indexOf(' ') + 1)));
    Pattern.compile("(?m)(?:^|exec host )skillmill ([^`#\\n]+)")
        .matcher(Deployment.text("README.md"))
        .results()
        .forEach(match -> lines.put("README.md " + match.group(), words(match.group(1))));
    return lines;
  }

  private static List<String> words(String line) {
    return Arrays.stream(line.strip().split(" +", -1)).toList();
  }

  /** The services of a compose file that run this program. */
  private static Map<String, JsonNode> ours(String file) {
    var ours = new LinkedHashMap<String, JsonNode>();
    for (var service : Deployment.yaml(file).path("services").properties()) {
      if (service.getValue().path("image").asString("").equals("skillmill")) {
        ours.put(service.getKey(), service.getValue());
      }
    }
    return ours;
  }

  @Test
  void every_command_line_is_one_that_the_program_takes() {
    var lines = commandLines();
    assertThat(lines).hasSizeGreaterThanOrEqualTo(11);
    lines.forEach((where, words) -> {
      var parsed = Main.commandLine().parseArgs(words.toArray(String[]::new));
      assertThat(parsed.hasSubcommand()).as(where).isTrue();
    });
  }

  @Test
  void every_port_is_the_one_on_which_the_program_listens() {
    String port = Deployment.dockerfile("EXPOSE").getFirst().rest();
    var serve = Main.commandLine().parseArgs("serve").subcommand().commandSpec();
    assertThat(String.join(" ", serve.findOption("--port").description()))
        .as("the default of serve --port")
        .contains(port);
    commandLines()
        .forEach((where, words) -> {
          if (words.contains("serve")) {
            assertThat(words.get(words.indexOf("--port") + 1)).as(where).isEqualTo(port);
          }
        });
    assertThat(probe().getPort()).hasToString(port);
    var published = Deployment.yaml("compose.yaml").path("services").path("host").path("ports");
    assertThat(Deployment.texts(published)).allMatch(one -> one.endsWith(":" + port));
    assertThat(upstream()).allMatch(server -> server.endsWith(":" + port)).hasSize(2);
  }

  /** Where the image looks whether it is well. */
  static URI probe() {
    return URI.create(Deployment.dockerfile("HEALTHCHECK").getFirst().list().getLast());
  }

  @Test
  void every_variable_is_one_that_the_program_reads() {
    String known =
        Clone.files(Clone.ROOT.resolve("docs/reference")).stream()
            .map(Clone::read)
            .collect(Collectors.joining("\n", Clone.read(Clone.ROOT.resolve("skillmill")), ""));
    for (Path file : Clone.files(Deployment.FOLDER)) {
      Pattern.compile("\\bSKILLMILL_[A-Z_]+")
          .matcher(Clone.read(file))
          .results()
          .forEach(match ->
              assertThat(known).as("%s, in %s", match.group(), file).contains(match.group()));
    }
  }

  // ---- the image

  @Test
  void the_image_is_built_apart_and_runs_as_nobody_in_particular() {
    var from = Deployment.dockerfile("FROM");
    assertThat(from)
        .hasSize(2)
        .allMatch(one -> one.rest().contains("temurin-25") || one.rest().contains("temurin:25"));
    assertThat(Clone.read(Clone.ROOT.resolve("pom.xml"))).contains("<maven.compiler.release>25<");
    assertThat(Deployment.dockerfile("USER"))
        .singleElement()
        .satisfies(user -> assertThat(user.rest()).isNotIn("root", "0"));
    String store =
        Deployment.dockerfile("ENV").stream()
            .map(Instruction::rest)
            .filter(rest -> rest.startsWith("SKILLMILL_STORE="))
            .findFirst()
            .orElseThrow();
    assertThat(store.substring(store.indexOf('=') + 1))
        .startsWith(Deployment.dockerfile("VOLUME").getFirst().rest() + "/");
  }

  @Test
  void what_is_copied_into_the_image_is_there() {
    var targets = new TreeSet<String>();
    for (Instruction copy : Deployment.dockerfile("COPY")) {
      var words = words(copy.rest());
      if (words.getFirst().startsWith("--from=")) {
        Path source = Path.of(words.get(1).substring("/src/".length()));
        if (source.startsWith("worker-cli/target")) {
          assertThat(Clone.read(Clone.ROOT.resolve("worker-cli/pom.xml")))
              .contains(
                  "<finalName>%s</finalName>"
                      .formatted(source.getFileName().toString().replace(".jar", "")));
        } else {
          assertThat(Clone.ROOT.resolve(source)).exists();
        }
        targets.add(words.get(2));
        assertThat(words.get(2)).as("seen from the launcher").isEqualTo("/opt/skillmill/" + source);
      }
    }
    assertThat(targets).contains(Deployment.dockerfile("ENTRYPOINT").getFirst().list().getFirst());
    String probe = Deployment.dockerfile("HEALTHCHECK").getFirst().list().getFirst();
    assertThat(Deployment.dockerfile("RUN"))
        .as("the probe's program is installed")
        .anyMatch(
            run -> run.rest().contains(" install ") && run.rest().contains(" " + probe + " "));
    assertThat(Deployment.text("Dockerfile.dockerignore").lines()).contains("deploy/secrets");
  }

  // ---- compose

  @Test
  void what_a_compose_file_names_is_there() {
    for (String file : COMPOSE_FILES) {
      JsonNode compose = Deployment.yaml(file);
      var names = compose.path("services").propertyNames();
      for (var service : compose.path("services").properties()) {
        String where = file + " " + service.getKey();
        JsonNode said = service.getValue();
        assertThat(names).as(where).containsAll(said.path("depends_on").propertyNames());
        assertThat(compose.path("secrets").propertyNames())
            .as(where)
            .containsAll(Deployment.texts(said.path("secrets")));
        Deployment.texts(said.path("volumes"))
            .forEach(volume -> assertThere(compose, Deployment.FOLDER.resolve(file), volume));
        if (said.has("build")) {
          Path context =
              Deployment.FOLDER
                  .resolve(file)
                  .resolveSibling(said.path("build").path("context").asString());
          assertThat(context.resolve(said.path("build").path("dockerfile").asString())).exists();
        }
      }
      for (JsonNode secret : compose.path("secrets")) {
        Path path = Deployment.FOLDER.resolve(file).resolveSibling(secret.path("file").asString());
        assertThat(Deployment.text("prepare"))
            .contains(Deployment.FOLDER.relativize(path.normalize()).toString());
      }
    }
  }

  private static void assertThere(JsonNode compose, Path file, String volume) {
    String source = volume.substring(0, volume.indexOf(':'));
    if (source.startsWith(".")) {
      assertThat(file.resolveSibling(source)).as(volume).exists();
    } else {
      assertThat(compose.path("volumes").has(source)).as(volume).isTrue();
    }
  }

  @Test
  void the_store_is_the_database_whose_password_is_in_the_file() {
    for (String file : COMPOSE_FILES) {
      JsonNode database = Deployment.yaml(file).path("services").path("database");
      String image = database.path("image").asString();
      assertThat(Integer.parseInt(image.substring(image.indexOf(':') + 1)))
          .isGreaterThanOrEqualTo(POSTGRES_LEAST);
      String user = database.path("environment").path("POSTGRES_USER").asString();
      String name = database.path("environment").path("POSTGRES_DB").asString();
      assertThat(Deployment.text("prepare"))
          .contains("'database:5432:%s:%s:%%s\\n'".formatted(name, user));
      ours(file)
          .forEach((service, said) -> {
            assertThat(said.path("environment").path("SKILLMILL_STORE").asString())
                .as(service)
                .isEqualTo("postgresql://%s@database/%s".formatted(user, name));
            assertThat(said.path("environment").path("PGPASSFILE").asString())
                .isEqualTo("/run/secrets/pgpass");
            assertThat(Deployment.texts(said.path("secrets"))).contains("pgpass");
          });
    }
  }

  @Test
  void whoever_is_reached_from_elsewhere_wants_a_token_and_is_published_on_this_machine_alone() {
    for (String file : COMPOSE_FILES) {
      ours(file)
          .forEach((name, service) -> {
            var words = Deployment.texts(service.path("command"));
            if (words.contains("0.0.0.0")) {
              assertThat(words).as(name).contains("--token-file", "/run/secrets/skillmill_token");
              assertThat(Deployment.texts(service.path("secrets"))).contains("skillmill_token");
            }
          });
      for (JsonNode service : Deployment.yaml(file).path("services")) {
        assertThat(Deployment.texts(service.path("ports"))).allMatch(one -> one.startsWith("127."));
      }
    }
  }

  // ---- nginx

  private static Directive http() {
    return Deployment.nginx().all("http").getFirst();
  }

  private static List<String> upstream() {
    return http().all("upstream").getFirst().all("server").stream()
        .map(server -> server.words().get(1))
        .toList();
  }

  @Test
  void the_proxy_passes_to_every_host_and_on_a_port_that_is_published() {
    var hosts =
        ours("two-hosts/compose.yaml").keySet().stream().map(name -> name + ":8000").toList();
    assertThat(upstream()).containsExactlyElementsOf(hosts);
    String name = http().all("upstream").getFirst().words().get(1);
    var server = http().all("server").getFirst();
    assertThat(server.all("location"))
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(
            location -> assertThat(location.only("proxy_pass")).isEqualTo("http://" + name));
    var published = Deployment.yaml("two-hosts/compose.yaml").path("services").path("nginx");
    assertThat(Deployment.texts(published.path("ports")))
        .singleElement()
        .asString()
        .endsWith(":" + server.only("listen"));
  }

  @Test
  void the_proxy_takes_what_a_host_takes_and_waits_as_long() {
    var server = http().all("server").getFirst();
    assertThat(server.only("client_max_body_size")).isEqualTo((Wire.BODY_BYTES_MAX >> 20) + "m");
    assertThat(seconds(http().all("upstream").getFirst().only("keepalive_timeout")))
        .isLessThan(IDLE_MAX);
    assertThat(Clone.read(Clone.ROOT.resolve("docs/reference/http.md")))
        .contains("a connection that is silent for %d s is closed".formatted(IDLE_MAX.toSeconds()));
    assertThat(seconds(server.only("proxy_read_timeout"))).isGreaterThan(Wire.WAIT_MAX);
    assertThat(seconds(location("/skills/").only("proxy_read_timeout")))
        .isEqualTo(SkillLimits.TIMEOUT_MAX);
    assertThat(server.only("proxy_http_version")).isEqualTo("1.1");
    assertThat(headers(server))
        .containsEntry("Connection", "\"\"")
        .containsEntry("Host", "$http_host")
        .containsKeys("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host");
    assertThat(server.all("location"))
        .as("a header set here would hide those of the server")
        .allMatch(location -> location.all("proxy_set_header").isEmpty());
  }

  @Test
  void the_proxy_holds_back_no_events() {
    assertThat(location("/v1/events").only("proxy_buffering")).isEqualTo("off");
    assertThat(http().only("log_format")).doesNotContain("authorization", "$request ", "$args");
  }

  private static Directive location(String path) {
    return http().all("server").getFirst().all("location").stream()
        .filter(location -> location.words().getLast().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> headers(Directive server) {
    var headers = new LinkedHashMap<String, String>();
    server
        .all("proxy_set_header")
        .forEach(one -> headers.put(one.words().get(1), one.words().get(2)));
    return headers;
  }

  private static Duration seconds(String text) {
    assertThat(text).endsWith("s");
    return Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
  }

  // ---- systemd

  @Test
  void the_unit_keeps_its_store_and_its_token_where_it_may() {
    String state = "/var/lib/" + Deployment.unit("StateDirectory").getFirst();
    assertThat(Deployment.unit("Environment")).contains("SKILLMILL_STORE=" + state + "/store.db");
    String configuration = "/etc/" + Deployment.unit("ConfigurationDirectory").getFirst();
    assertThat(Deployment.unit("WorkingDirectory")).containsExactly(configuration);
    String start = Deployment.unit("ExecStart").getFirst();
    assertThat(start).contains(configuration + "/runtime-config.yaml");
    String credential = Deployment.unit("LoadCredential").getFirst();
    assertThat(start)
        .contains("--token-file %d/" + credential.substring(0, credential.indexOf(':')));
    assertThat(Deployment.unit("User")).doesNotContain("root").hasSize(1);
  }

  @Test
  void the_script_can_be_run() {
    assertThat(Files.isExecutable(Deployment.FOLDER.resolve("prepare"))).isTrue();
  }
}
