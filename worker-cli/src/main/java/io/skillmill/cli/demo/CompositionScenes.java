package io.skillmill.cli.demo;

/** Skills that call skills: a formula, a chain, a circle, a depth, and a failure that is caught. */
final class CompositionScenes {

  private CompositionScenes() {}

  static void play(Stage stage) {
    stage.heading("A formula made of a calculator: (x * 2) + (y * 3) + z");
    stage.runs("compound_formula", "{\"x\":5,\"y\":3,\"z\":7}");
    stage.heading("Skills on skills on skills: two squares at the same time, and their sum");
    stage.runs("sum_of_squares", "{\"a\":3,\"b\":4}");
    stage.runs("pythagorean_theorem", "{\"a\":3,\"b\":4}");
    stage.heading("Two skills that call each other are found out");
    stage.runs("first", "{\"x\":1}");
    stage.heading("Five may stand on the stack, and a sixth is refused");
    stage.runs("level_0", levels(4));
    stage.runs("level_0", levels(5));
    stage.heading("What fails below can be caught above");
    stage.runs("safe_divide", "{\"a\":1,\"b\":0}");
    stage.heading("For clients of MCP each of them is a tool");
    stage.calls("compound_formula", "{\"x\":5,\"y\":3,\"z\":7}");
    stage.calls("first", "{\"x\":1}");
    stage.heading("A model composes, too");
    stage.asks("Use compound_formula with x=5, y=3 and z=7");
  }

  /** So many below the first. */
  private static String levels(int below) {
    var names = new StringBuilder();
    for (int i = 1; i <= below; i++) {
      names.append(i > 1 ? "," : "").append("\"level_").append(i).append('"');
    }
    return "{\"value\":1,\"below\":[%s]}".formatted(names);
  }
}
