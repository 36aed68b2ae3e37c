package io.skillmill.db.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PostgresUrlTest {

  private static PostgresUrl url(String address) {
    return PostgresUrl.parse(address).orElseThrow();
  }

  @Test
  void a_url_is_taken_apart() {
    var url =
        url("postgresql://me:p%40ss%2Bw+d@db.example:5433/skills?schema=crawl&sslmode=require");
    assertThat(url.hosts()).isEqualTo("db.example:5433");
    assertThat(url.database()).isEqualTo("skills");
    assertThat(url.schema()).isEqualTo("crawl");
    assertThat(url.parameters())
        .containsEntry("user", "me")
        .containsEntry("password", "p@ss+w+d")
        .containsEntry("sslmode", "require");
    assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db.example:5433/skills");
  }

  @Test
  void the_drivers_own_form_is_the_same() {
    assertThat(url("jdbc:postgresql://db/skills?user=me&password=x"))
        .isEqualTo(url("postgres://me:x@db/skills"));
    assertThat(url("jdbc:postgresql:skills").jdbc())
        .isEqualTo("jdbc:postgresql://localhost/skills");
  }

  @Test
  void several_hosts_and_addresses_in_brackets_stay_as_they_are() {
    assertThat(url("postgresql://me@a:1,b:2/db").hosts()).isEqualTo("a:1,b:2");
    assertThat(url("postgresql://me@[::1]:5432/db").hosts()).isEqualTo("[::1]:5432");
  }

  @Test
  void what_is_shown_has_no_password() {
    var url = url("postgresql://me:secret@db/skills?password=secret&schema=s");
    assertThat(url.toString()).isEqualTo("postgresql://db/skills?schema=s");
  }

  @Test
  void other_addresses_are_left_to_others() {
    assertThat(PostgresUrl.parse("store.db")).isEmpty();
    assertThat(PostgresUrl.parse("postgresql")).isEmpty();
  }

  @Test
  void what_cannot_be_read_is_refused_without_showing_it() {
    assertThatThrownBy(() -> url("postgresql://me:sec%zzret@db/skills"))
        .hasMessageContaining("%25")
        .hasMessageNotContaining("ret");
    assertThatThrownBy(() -> url("postgresql://db/skills?schema="))
        .hasMessageContaining("no usable schema");
    assertThatThrownBy(() -> url("postgresql://db/skills?sslmode"))
        .hasMessageContaining("without a value");
  }
}
