/** The front doors: the command line and the HTTP host. */
@org.jspecify.annotations.NullMarked
module io.skillmill.cli {
  requires static transitive org.jspecify;
  requires transitive info.picocli;
  requires io.skillmill.coordination;
  requires io.skillmill.db;
  requires java.management;
  requires java.net.http;
  requires io.javalin;
  requires org.eclipse.jetty.server;
  requires org.slf4j;

  exports io.skillmill.cli;

  provides org.slf4j.spi.SLF4JServiceProvider with
      io.skillmill.cli.journal.Loggers;

  opens io.skillmill.cli to
      info.picocli;
  opens io.skillmill.cli.session to
      info.picocli;
  opens io.skillmill.cli.command to
      info.picocli;
}
