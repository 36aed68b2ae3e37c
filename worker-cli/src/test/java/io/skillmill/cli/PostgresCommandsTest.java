package io.skillmill.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skillmill.db.dialect.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

/** The commands do the same with a store on PostgreSQL. */
@Timeout(120)
final class PostgresCommandsTest {

  private PostgresServer.Schema schema = new PostgresServer.Schema("", "");

  @BeforeEach
  void makeSchema() {
    var server = PostgresServer.find();
    assumeTrue(server.isPresent(), "there is no PostgreSQL");
    schema = server.get().schema();
  }

  @AfterEach
  void drop() {
    if (!schema.address().isEmpty()) {
      schema.close();
    }
  }

  @Nested
  final class Enqueueing extends EnqueueAndWorkTest {
    @Override
    String store(Path empty) {
      return schema.address();
    }
  }

  @Nested
  final class Parsing extends ParseTest {
    @Override
    String store(Path empty) {
      return schema.address();
    }
  }

  @Nested
  final class Looking extends LookingTest {
    @Override
    String store(Path empty) {
      return schema.address();
    }
  }

  @Nested
  final class Orders extends OrdersTest {
    @Override
    String store(Path empty) {
      return schema.address();
    }
  }
}
