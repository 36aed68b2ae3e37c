package io.skillmill.parsers.markdown;

import io.skillmill.parsers.blocks.Lines;
import java.util.Set;

/** Knows shell sessions by their fence, or by the program that their first line runs. */
final class Shells {

  private static final Set<String> LANGUAGES =
      Set.of(
          ("sh bash shell zsh fish console terminal shell-session shellsession shellscript"
                  + " powershell pwsh ps1 cmd bat batch")
              .split(" ", -1));

  /** Programs by which a fence without a language is known as a shell session. */
  private static final Set<String> PROGRAMS =
      Set.of(
          ("$ npm npx pnpm yarn bun bunx deno node python python3 pip pip3 pipx uv uvx poetry git"
               + " gh docker docker-compose kubectl helm curl wget cargo go make cmake mvn gradle"
               + " ./gradlew ./mvnw java cd mkdir ls cat grep rg sed awk find export sudo apt"
               + " apt-get brew bash sh zsh chmod cp mv rm touch echo source terraform aws gcloud"
               + " az ssh scp rsync tar unzip jq ffmpeg pytest ruff black mypy eslint tsc vite"
               + " claude codex gemini openclaw clawhub clawdbot psql sqlite3 redis-cli dotnet ruby"
               + " bundle gem rails composer php swift xcodebuild adb supabase vercel wrangler fly"
               + " heroku systemctl journalctl kill ps top which pwd head tail wc diff tee xargs")
              .split(" ", -1));

  private Shells() {}

  static boolean is(String language, String text, Lines lines) {
    if (!language.isEmpty()) {
      return LANGUAGES.contains(language);
    }
    for (int i = 0; i < lines.count(); i++) {
      String line = text.substring(lines.start(i), lines.end(i)).strip();
      if (!line.isEmpty() && line.charAt(0) != '#') {
        return runs(line);
      }
    }
    return false;
  }

  /** Whether code in a line of text is a command: a program that is known, and what it is to do. */
  static boolean isCommand(String code) {
    String line = code.startsWith("$ ") ? code.substring(2) : code;
    int blank = line.indexOf(' ');
    return blank > 0 && blank + 1 < line.length() && line.indexOf('\n') < 0 && runs(line);
  }

  /** Whether a line begins with a program that is known. */
  static boolean runs(String line) {
    int end = 0;
    while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
      end++;
    }
    return PROGRAMS.contains(line.substring(0, end));
  }
}
