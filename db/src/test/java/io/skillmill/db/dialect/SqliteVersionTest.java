package io.skillmill.db.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqliteVersionTest {

  @Test
  void versions_are_compared_number_by_number() {
    assertThat(SqliteDialect.compareVersions("3.51.3", "3.51.3")).isZero();
    assertThat(SqliteDialect.compareVersions("3.51.2", "3.51.3")).isNegative();
    assertThat(SqliteDialect.compareVersions("3.9.0", "3.51.3")).isNegative();
    assertThat(SqliteDialect.compareVersions("3.54.1", "3.51.3")).isPositive();
    assertThat(SqliteDialect.compareVersions("4.0", "3.51.3")).isPositive();
  }
}
