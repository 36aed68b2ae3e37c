/** How a stranger uses it; nothing imports it. */
@org.jspecify.annotations.NullMarked
module io.skillmill.examples {
  requires static org.jspecify;
  requires io.skillmill.cli;
  requires io.skillmill.coordination;
  requires java.management;
  requires java.sql;
  requires com.networknt.schema;
  requires org.commonmark;
  requires org.commonmark.ext.gfm.tables;
  requires org.snakeyaml.engine;
}
