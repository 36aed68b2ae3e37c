package io.skillmill.examples;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** A room's public types are its doors, and what the signatures of its doors need. */
final class DoorRules {

  private DoorRules() {}

  /** Checks the sources of one room. */
  static List<String> check(Room room, List<Source> sources) {
    if (room.doors().isEmpty()) {
      return List.of();
    }
    var publicTypes = new TreeMap<String, ClassTree>();
    for (var source : sources) {
      for (var declaration : source.tree().getTypeDecls()) {
        if (declaration instanceof ClassTree type && isPublic(type.getModifiers())) {
          publicTypes.put(type.getSimpleName().toString(), type);
        }
      }
    }
    var reached = reached(room.doors(), publicTypes);
    return publicTypes.keySet().stream()
        .filter(type -> !reached.contains(type))
        .map(type ->
            "%s.%s is public, but no signature of the room's doors %s needs it. Take `public` away, or say in Room.ALL that it is a door"
                .formatted(room.name(), type, room.doors()))
        .toList();
  }

  /** The doors, and the public types that can be had from them by reading signatures. */
  private static Set<String> reached(Set<String> doors, Map<String, ClassTree> publicTypes) {
    var named = new HashMap<String, Set<String>>();
    publicTypes.forEach((name, type) -> named.put(name, namesInSignatures(type)));
    var reached = new HashSet<>(doors);
    boolean grew = true;
    while (grew) {
      grew = false;
      for (var type : List.copyOf(reached)) {
        grew |= reached.addAll(named.getOrDefault(type, Set.of()));
      }
    }
    return reached;
  }

  /** The simple names in everything of a type that its callers can see. */
  private static Set<String> namesInSignatures(ClassTree root) {
    var names = new HashSet<String>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
        scan(type.getTypeParameters(), null);
        scan(type.getExtendsClause(), null);
        scan(type.getImplementsClause(), null);
        scan(type.getPermitsClause(), null);
        for (var member : type.getMembers()) {
          if (isSeen(member, type)) {
            scan(member, null);
          }
        }
        return null;
      }

      @Override
      public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
        scan(method.getReturnType(), null);
        scan(method.getTypeParameters(), null);
        scan(method.getParameters(), null);
        return scan(method.getThrows(), null);
      }

      @Override
      public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
        return scan(variable.getType(), null);
      }

      @Override
      public @Nullable Void visitIdentifier(IdentifierTree name, @Nullable Void unused) {
        names.add(name.getName().toString());
        return null;
      }
    }.scan(root, null);
    return names;
  }

  /** Members of interfaces are public without saying so, and a record's header is its fields. */
  private static boolean isSeen(Tree member, ClassTree type) {
    if (type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE) {
      return true;
    }
    return switch (member) {
      case ClassTree nested -> isPublic(nested.getModifiers());
      case MethodTree method -> isPublic(method.getModifiers());
      case VariableTree field ->
          type.getKind() == Tree.Kind.RECORD
              ? !field.getModifiers().getFlags().contains(Modifier.STATIC)
              : isPublic(field.getModifiers());
      default -> false;
    };
  }

  private static boolean isPublic(ModifiersTree modifiers) {
    return modifiers.getFlags().contains(Modifier.PUBLIC)
        || modifiers.getFlags().contains(Modifier.PROTECTED);
  }
}
