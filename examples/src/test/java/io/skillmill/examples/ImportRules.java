package io.skillmill.examples;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may see whom: floors downward, rooms of a floor only to rooms written before them. */
final class ImportRules {

  private static final Pattern TYPE =
      Pattern.compile("(io\\.skillmill(?:\\.[a-z]\\w*)+)\\.[A-Z].*");

  private ImportRules() {}

  static List<String> check(Source source) {
    var from = Room.of(source.packageName());
    if (from.isEmpty()) {
      return List.of(
          "%s: the room %s is not on the map. Add it to Room.ALL, after the rooms it uses, with its door"
              .formatted(source.name(), source.packageName()));
    }
    var broken = new ArrayList<String>();
    for (var packageName : packagesUsed(source)) {
      var to = Room.of(packageName);
      if (to.isPresent() && !from.get().mayUse(to.get())) {
        broken.add(complaint(source, from.get(), to.get()));
      }
    }
    return broken;
  }

  private static String complaint(Source source, Room from, Room to) {
    return from.floor().equals(to.floor())
        ? "%s uses %s, a room written after its own (%s). Move the type to the lower room, or let the upper room call down"
            .formatted(source.name(), to.name(), from.name())
        : "%s uses %s, but %s may not see %s. Imports go down only: put what both need into a floor that both see"
            .formatted(source.name(), to.name(), from.floor(), to.floor());
  }

  /** The packages of this house whose types the source names, imported or written out. */
  private static Set<String> packagesUsed(Source source) {
    var found = new TreeSet<String>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMemberSelect(MemberSelectTree node, @Nullable Void unused) {
        packageOf(node.toString()).ifPresent(found::add);
        return super.visitMemberSelect(node, null);
      }
    }.scan(source.tree(), null);
    return found;
  }

  /** {@code io.skillmill.db.sql} of {@code io.skillmill.db.sql.Statements.named}. */
  private static Optional<String> packageOf(String qualified) {
    var match = TYPE.matcher(qualified);
    return match.lookingAt() ? Optional.of(match.group(1)) : Optional.empty();
  }
}
