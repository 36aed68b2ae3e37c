package io.skillmill.parsers.guidance;

import io.skillmill.parsers.markdown.MarkdownBody;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.json.Json;
import tools.jackson.databind.node.ArrayNode;

/** Lists what a body leads to: its links, and the files that {@code @path} brings in. */
record References(SourceText text, MarkdownBody body) {

  ArrayNode list() {
    ArrayNode references = Json.array();
    for (var link : body.links()) {
      references
          .addObject()
          .put("target", link.target())
          .put("kind", "link")
          .put("line", text.lineAt(link.start()));
    }
    boolean code = false;
    for (int line = 1; line <= text.lineCount(); line++) {
      String words = text.line(line);
      boolean fence =
          words.stripLeading().startsWith("```") || words.stripLeading().startsWith("~~~");
      code ^= fence;
      if (!code && !fence && words.indexOf('@') >= 0) {
        imports(words, line, references);
      }
    }
    return references;
  }

  /** An import begins a word, outside of backticks. */
  private static void imports(String words, int line, ArrayNode references) {
    boolean code = false;
    for (int at = 0; at < words.length(); at++) {
      char c = words.charAt(at);
      code ^= c == '`';
      if (c == '@' && !code && (at == 0 || Character.isWhitespace(words.charAt(at - 1)))) {
        int end = at + 1;
        while (end < words.length() && inPath(words.charAt(end))) {
          end++;
        }
        String path = words.substring(at + 1, trimmed(words, at + 1, end));
        if (path.indexOf('/') >= 0 || path.indexOf('.') > 0) {
          references.addObject().put("target", path).put("kind", "import").put("line", line);
        }
        at = end - 1;
      }
    }
  }

  /** Without the full stop that ends a sentence. */
  private static int trimmed(String words, int start, int end) {
    int last = end;
    while (last > start && words.charAt(last - 1) == '.') {
      last--;
    }
    return last;
  }

  private static boolean inPath(char c) {
    return Character.isLetterOrDigit(c) || "/._-~$*{}+".indexOf(c) >= 0;
  }
}
