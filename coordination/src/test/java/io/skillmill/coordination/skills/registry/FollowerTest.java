package io.skillmill.coordination.skills.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.db.Database;
import io.skillmill.schema.problem.Problem;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a look meets, it is not the last one. */
@Timeout(60)
class FollowerTest {

  @TempDir Path directory;

  @Test
  void a_look_that_breaks_is_taken_again_without_another_change() throws Exception {
    var looks = new CountDownLatch(4);
    Runnable look =
        () -> {
          looks.countDown();
          switch ((int) looks.getCount()) {
            case 3 -> throw new IllegalStateException("never expected");
            case 2 -> throw Problem.store("It is away", "Bring it back").asException();
            case 1 -> throw new StackOverflowError();
            default -> {}
          }
        };
    try (var database = Database.open(directory.resolve("store.db").toString());
        var follower = new Follower(database::awaitChange, look)) {
      follower.start();
      assertThat(looks.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }
}
