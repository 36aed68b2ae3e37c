/** What is remembered: the tables, their SQL and the one writer. */
@org.jspecify.annotations.NullMarked
module io.skillmill.db {
  requires static transitive org.jspecify;
  requires transitive io.skillmill.schema;
  requires transitive java.sql;
  requires com.zaxxer.hikari;
  requires org.xerial.sqlitejdbc;
  requires org.slf4j;

  exports io.skillmill.db;
  exports io.skillmill.db.sql;
}
