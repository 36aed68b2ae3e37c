package io.skillmill.coordination.skills.javascript;

import io.skillmill.schema.json.Json;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The source of a skill.
 *
 * @param skill its name
 * @param file what its own messages call it
 * @param function which function it is, where the declaration says
 */
record Script(String skill, String text, String file, Optional<String> function) {

  private static final Set<String> RESERVED =
      Set.of(
          ("await break case catch class const continue debugger default delete do else enum export"
                  + " extends false finally for function if implements import in instanceof"
                  + " interface let new null package private protected public return static super"
                  + " switch this throw true try typeof var void while with yield arguments eval")
              .split(" ", -1));

  Script {
    // What a shell would read is a comment; so it is said in the language's own way.
    text = text.startsWith("#!") ? "//" + text.substring(2) : text;
  }

  /** Whether it says of itself that it is a module, by its name or at the start of a line. */
  boolean isModule() {
    return file.endsWith(".mjs")
        || text.lines().anyMatch(line -> line.startsWith("export ") || line.startsWith("import "));
  }

  /** Whether some word in it is found in modules alone. */
  boolean looksLikeModule() {
    return text.contains("export") || text.contains("import") || text.contains("await");
  }

  /** Which functions it may be, as the language can spell them. */
  Set<String> names() {
    var names = new LinkedHashSet<String>();
    names.add(function.orElse(skill));
    if (function.isEmpty()) {
      names.add(skill.replace('-', '_').replace('.', '_'));
      names.add(camelCase());
    }
    names.removeIf(name -> !isName(name));
    return names;
  }

  private String camelCase() {
    var name = new StringBuilder();
    boolean up = false;
    for (int i = 0; i < skill.length(); i++) {
      char c = skill.charAt(i);
      if (c == '-' || c == '.' || c == '_') {
        up = !name.isEmpty();
      } else {
        name.append(up ? Character.toUpperCase(c) : c);
        up = false;
      }
    }
    return name.toString();
  }

  private static boolean isName(String word) {
    return !word.isEmpty()
        && !RESERVED.contains(word)
        && Character.isJavaIdentifierStart(word.charAt(0))
        && word.chars().allMatch(Character::isJavaIdentifierPart);
  }

  /** What the loader in the realm is told of it. */
  ObjectNode wanted() {
    var wanted = Json.object();
    function.ifPresent(name -> wanted.put("function", name));
    var list = wanted.putArray("names");
    names().forEach(list::add);
    return wanted;
  }
}
