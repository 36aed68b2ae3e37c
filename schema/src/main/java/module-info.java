/** What things are: the words that cross a file, a wire or a table. */
@org.jspecify.annotations.NullMarked
module io.skillmill.schema {
  requires static transitive org.jspecify;
  requires transitive tools.jackson.databind;
  requires com.networknt.schema;

  exports io.skillmill.schema.problem;
  exports io.skillmill.schema.json;
  exports io.skillmill.schema.skill;
  exports io.skillmill.schema.task;
  exports io.skillmill.schema.run;
  exports io.skillmill.schema.chat;
  exports io.skillmill.schema.check;
}
