/** What is remembered: the tables, their SQL and the one writer. */
@org.jspecify.annotations.NullMarked
module io.skillmill.db {
  requires static transitive org.jspecify;
  requires transitive io.skillmill.schema;
  requires transitive java.sql;
  requires com.zaxxer.hikari;
  requires java.naming;
  requires static org.checkerframework.checker.qual;
  requires org.postgresql.jdbc;
  requires org.xerial.sqlitejdbc;
  requires org.slf4j;

  exports io.skillmill.db;
  exports io.skillmill.db.agents;
  exports io.skillmill.db.sql;
}
