package io.skillmill.db.dialect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A PostgreSQL server of our own on loopback. Its programs are unpacked once for all runs; its data
 * is new and goes with it. A shell holds it that reads orders from us: when we end, however that
 * happens, the shell reads the end and stops the server. The server refuses to run as root, so for
 * root it runs as nobody.
 */
public final class PostgresProcess implements AutoCloseable {

  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
  private static final String HOLD =
      """
      data=$1; shift
      "$@" & server=$!
      while read order; do
        case $order in
          start) wait $server; "$@" & server=$! ;;
          *) kill -$order $server ;;
        esac
      done
      kill -INT $server; wait $server; rm -rf "$data"
      """;
  private static final String READY = "database system is ready to accept connections";
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  /** This machine cannot run one. */
  public static final class Unavailable extends Exception {
    private static final long serialVersionUID = 1L;

    Unavailable(String why) {
      super(why);
    }
  }

  private static final long STOPPED_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int START_SECONDS_MAX = 60;

  private final Process shell;
  private final int port;

  private final Path home;
  private final LinkedBlockingQueue<String> starts = new LinkedBlockingQueue<>();

  private PostgresProcess(Process shell, Path home, int port) {
    this.shell = shell;
    this.home = home;
    this.port = port;
  }

  /** Starts one that loses data with the machine, which is quicker. */
  public static PostgresProcess start() throws IOException, Unavailable {
    return start(List.of("-c", "fsync=off"));
  }

  /** Starts one with these arguments and waits until it takes connections. */
  public static PostgresProcess start(List<String> arguments) throws IOException, Unavailable {
    return start(List.of(), arguments);
  }

  /** The same, with a command before the server's that runs it, such as {@code env}. */
  public static PostgresProcess start(List<String> before, List<String> arguments)
      throws IOException, Unavailable {
    Path programs = unpacked().resolve("bin");
    Path home = Files.createTempDirectory("skillmill-pg-data-");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path data = home.resolve("data");
    run(
        command(
            List.of(
                programs.resolve("initdb").toString(),
                "--pgdata=" + data,
                "--username=skillmill",
                "--auth=trust",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync")));
    int port = FixedPort.pick();
    var server = new ArrayList<>(List.of("sh", "-c", HOLD, "hold", home.toString()));
    server.addAll(before);
    server.addAll(
        List.of(
            programs.resolve("postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            String.valueOf(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "max_connections=200"));
    server.addAll(arguments);
    Process shell = new ProcessBuilder(command(server)).redirectErrorStream(true).start();
    var process = new PostgresProcess(shell, home, port);
    Thread.ofPlatform().daemon().name("postgres-log").start(process::listen);
    Runtime.getRuntime().addShutdownHook(new Thread(process::close));
    process.awaitReady();
    return process;
  }

  public String address() {
    return "postgresql://skillmill@127.0.0.1:%d/postgres".formatted(port);
  }

  private static List<String> command(List<String> plain) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return plain;
    }
    var command = new ArrayList<>(AS_NOBODY);
    command.addAll(plain);
    return command;
  }

  public int port() {
    return port;
  }

  /** Reads what the server says, to its end. */
  private void listen() {
    try (var lines =
        new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains(READY) || line.contains("FATAL:  lock file")) {
          starts.add(line);
        } else if (line.contains("PANIC")) {
          System.out.println(line);
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
    starts.add("It ended");
  }

  private void awaitReady() throws IOException {
    try {
      String said = starts.poll(START_SECONDS_MAX, TimeUnit.SECONDS);
      if (said == null || !said.contains(READY)) {
        throw new IOException("PostgreSQL did not start: " + said);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  // ---- faults

  /** {@code kill -9} of the server's first process; the others find out and end. */
  public void kill() throws IOException {
    order("KILL");
    awaitStopped();
  }

  /** The server stops without a word to anybody, and will have to recover. */
  public void stopAtOnce() throws IOException {
    order("QUIT");
    awaitStopped();
  }

  /** Starts a server again that was killed or stopped, on the same data and port. */
  public void startAgain() throws IOException {
    order("start");
    awaitReady();
  }

  /** Keeps the data as they are now, as a copy that lags behind would have them later. */
  public void keepCopy() throws IOException {
    stopAtOnce();
    run(List.of("cp", "-a", home + "/data", home + "/copy"));
    startAgain();
  }

  /** The server fails, and the copy takes its place: what came after it never was. */
  public void fallBackToCopy() throws IOException {
    kill();
    run(List.of("rm", "-rf", home + "/data"));
    run(List.of("mv", home + "/copy", home + "/data"));
    startAgain();
  }

  private void order(String word) throws IOException {
    shell.getOutputStream().write((word + "\n").getBytes(StandardCharsets.UTF_8));
    shell.getOutputStream().flush();
  }

  /** Orphans of a killed server hold its memory for a moment, and no new one starts before. */
  private void awaitStopped() throws IOException {
    long end = System.nanoTime() + STOPPED_NANOS_MAX;
    while (running()) {
      if (System.nanoTime() > end) {
        throw new IOException("PostgreSQL did not stop");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Whether any process works in the server's data. */
  private boolean running() throws IOException {
    Path data = home.resolve("data").toRealPath();
    return ProcessHandle.allProcesses().anyMatch(process -> worksIn(process.pid(), data));
  }

  private static boolean worksIn(long pid, Path data) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")).equals(data);
    } catch (IOException e) {
      return false; // It is gone, or not ours.
    }
  }

  // ---- the programs

  private static Path unpacked() throws IOException, Unavailable {
    String hash;
    try (InputStream archive = PostgresProcess.class.getResourceAsStream(ARCHIVE)) {
      String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
      if (archive == null || !machine.equals("Linux amd64")) {
        throw new Unavailable("there is no PostgreSQL for " + machine);
      }
      hash = hash(archive.readAllBytes());
    }
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Path home = temporary.resolve("skillmill-pg-" + hash);
    if (!Files.isDirectory(home)) {
      unpack(temporary, home);
    }
    return home;
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Under another name first: whoever finds the folder finds all of it. */
  private static void unpack(Path temporary, Path home) throws IOException, Unavailable {
    Path fresh = Files.createTempDirectory(temporary, "skillmill-pg-unpacking-");
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path archive = fresh.resolve("postgres.txz");
    try (InputStream in = PostgresProcess.class.getResourceAsStream(ARCHIVE)) {
      Files.copy(java.util.Objects.requireNonNull(in), archive);
    }
    try {
      run(List.of("tar", "-xJf", archive.toString(), "-C", fresh.toString()));
    } catch (IOException e) {
      throw new Unavailable("its archive could not be unpacked (%s)".formatted(e.getMessage()));
    }
    Files.delete(archive);
    try {
      Files.move(fresh, home);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
      run(List.of("rm", "-rf", fresh.toString())); // Somebody else was quicker.
    }
  }

  private static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = PostgresServer.text(process.getInputStream().readAllBytes());
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed: " + said);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
      if (!shell.waitFor(10, TimeUnit.SECONDS)) {
        shell.destroyForcibly();
      }
      Files.deleteIfExists(home);
    } catch (IOException | InterruptedException e) {
      shell.destroyForcibly();
    }
  }
}
