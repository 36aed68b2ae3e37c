package io.skillmill.parsers.declared;

import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members that an object of some format has, with their types. Holding an object to it gives
 * findings whose rules begin with the format's prefix: {@code -missing}, {@code -type} and {@code
 * -blank} are errors, {@code -unknown} is a warning.
 */
public final class Members {

  private record Member(Set<String> types, boolean required) {}

  private final String prefix;
  private final Map<String, Member> members = new LinkedHashMap<>();

  private Members(String prefix) {
    this.prefix = prefix;
  }

  /**
   * A table of members.
   *
   * @param prefix what the rules of its findings begin with
   * @param members separated by blanks, each a name, a colon and its types with {@code |} between
   *     them: text, number, flag, list, object or any; {@code !} after the types requires it
   */
  public static Members of(String prefix, String members) {
    var table = new Members(prefix);
    for (String member : members.strip().split("\\s+", -1)) {
      int colon = member.lastIndexOf(':');
      boolean required = member.endsWith("!");
      String types = member.substring(colon + 1, member.length() - (required ? 1 : 0));
      table.members.put(
          member.substring(0, colon),
          new Member(Set.copyOf(Arrays.asList(types.split("\\|", -1))), required));
    }
    return table;
  }

  public Set<String> names() {
    return members.keySet();
  }

  boolean check(Located object, Declaration declaration) {
    if (!object.isObject()) {
      declaration.error(
          prefix + "-type",
          "This is %s and must be an object; write it in braces".formatted(typeOf(object)),
          object);
      return false;
    }
    for (Located member : object) {
      Member known = members.get(member.name());
      if (known == null) {
        unknown(member, declaration);
      } else if (!known.types.contains("any") && !known.types.contains(kind(member))) {
        declaration.error(
            prefix + "-type",
            "%s is %s and must be %s; correct it"
                .formatted(Shown.of(member.name()), typeOf(member), told(known.types)),
            member);
      } else if (known.required && member.isText() && member.text().isBlank()) {
        declaration.error(
            prefix + "-blank",
            "%s is empty; give it a text".formatted(Shown.of(member.name())),
            member);
      }
    }
    members.forEach((name, member) -> {
      if (member.required && !object.at(name).isThere()) {
        declaration.error(
            prefix + "-missing",
            "%s is missing; add it, for it is required".formatted(Shown.of(name)),
            object);
      }
    });
    return true;
  }

  private void unknown(Located member, Declaration declaration) {
    String remedy =
        like(member.name())
            .map(name -> "did you mean %s?".formatted(Shown.of(name)))
            .orElse("remove it, or keep it under a name that the format knows");
    declaration.warning(
        prefix + "-unknown",
        "%s is not known to this format and is ignored; %s"
            .formatted(Shown.of(member.name()), remedy),
        member.named());
  }

  private Optional<String> like(String name) {
    String bare = bare(name);
    return members.keySet().stream().filter(known -> bare(known).equals(bare)).findFirst();
  }

  private static String bare(String name) {
    String brief = Shown.brief(name, 80).toLowerCase(Locale.ROOT);
    var bare = new StringBuilder();
    brief.chars().filter(Character::isLetterOrDigit).forEach(bare::appendCodePoint);
    return bare.toString();
  }

  private static String kind(Located value) {
    if (value.isText()) {
      return "text";
    }
    if (value.isObject()) {
      return "object";
    }
    if (value.isArray()) {
      return "list";
    }
    return value.isTrue() || value.isFalse() ? "flag" : value.json().isNumber() ? "number" : "null";
  }

  private static String typeOf(Located value) {
    return told(Set.of(kind(value)));
  }

  private static String told(Set<String> types) {
    List<String> words = types.stream().sorted().map(Members::article).toList();
    return String.join(" or ", words);
  }

  private static String article(String type) {
    return switch (type) {
      case "object" -> "an object";
      case "flag" -> "true or false";
      case "null" -> "null";
      default -> "a " + type;
    };
  }
}
