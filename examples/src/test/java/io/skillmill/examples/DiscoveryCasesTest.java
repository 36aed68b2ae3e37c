package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is expected of asking several hosts, case by case, from outside. */
@Timeout(180)
class DiscoveryCasesTest {

  @TempDir Path folder;

  private Skillset skills(String... names) throws IOException {
    var skills = Skillset.in(folder.resolve(String.join("-", names)));
    for (String name : names) {
      skills.mounted(name, "builtin:" + name, name);
    }
    return skills;
  }

  @Test
  void d1_d2_d3_d4_two_hosts_one_of_which_goes_away() throws Exception {
    var one = skills("time", "memory");
    try (var first = one.serve(folder.resolve("time-memory"));
        var second = skills("fetch").serve(folder.resolve("fetch"));
        var found = Served.discovering(folder, first.url(), second.url(), "http://127.0.0.1:1")) {
      var catalog = found.post("/refresh", "").json();
      assertThat(catalog.path("available_skills").asInt()).isEqualTo(3);
      assertThat(found.page("/catalog").toString()).contains("\"status\":\"unavailable\"");
      assertThat(found.page("/skills").path("available_skills").asInt()).isEqualTo(3);

      assertThat(found.page("/search?query=timezone").path("results").asInt()).isPositive();
      assertThat(found.page("/search?query=timezone&category=nonsense").path("results").asInt())
          .isZero();
      assertThat(found.page("/search?query=zzqqxxyy").path("results").asInt()).isZero();

      one.mounted("sums", "builtin:calculator", "sums");
      first.post("/reload", "");
      assertThat(second.stop()).isZero();
      found.post("/refresh", "");
      assertThat(found.page("/skills").path("available_skills").asInt()).isEqualTo(3);
      assertThat(found.page("/skills").path("skills"))
          .extracting(entry -> entry.at("/skill/mount_path").asString())
          .containsExactlyInAnyOrder("time", "memory", "sums");
    }
  }
}
