package io.skillmill.cli.demo;

/** A person asks a model, which runs the skills that come along with every host. */
final class Scenes {

  private Scenes() {}

  static void time(Stage stage) {
    stage.heading("One question, one call");
    stage.asks("What time is it in Tokyo?");
    stage.heading("One question, two calls at the same time");
    stage.asks("What time is it in New York and in London?");
    stage.heading("What goes wrong is told to the model");
    stage.asks("What time is it on Mars?");
  }

  static void fetch(Stage stage) {
    stage.heading("A page of this host, as Markdown");
    stage.asks("Can you fetch the content from " + stage.url() + "/docs?");
    stage.heading("What is not there is told to the model");
    stage.asks("Can you fetch the content from " + stage.url() + "/nothing?");
  }

  static void memory(Stage stage) {
    stage.heading("Remember");
    stage.asks("Remember that I prefer one host to many services");
    stage.asks("Remember that I live in Lisbon");
    stage.heading("Recall");
    stage.asks("What do you know about me?");
  }
}
