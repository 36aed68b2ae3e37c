package io.skillmill.coordination.skills.bundled.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.web.Dialer;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.RunRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pages over TLS, from a server on loopback with a certificate made for the test. */
@Timeout(60)
class SecurePageTest {

  private static final char[] PASSWORD = "for the test".toCharArray();

  @TempDir static Path folder;
  private static SSLContext tls;

  @BeforeAll
  static void makeCertificate() throws Exception {
    Path keys = folder.resolve("keys.p12");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "it",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:pages.example",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    var store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD);
    }
    var ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    ours.init(store, PASSWORD);
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(store);
    tls = SSLContext.getInstance("TLS");
    tls.init(ours.getKeyManagers(), trusted.getTrustManagers(), null);
  }

  private static SSLServerSocket server() throws IOException {
    var server =
        (SSLServerSocket)
            tls.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> serve(server));
    return server;
  }

  private static void serve(SSLServerSocket server) {
    while (!server.isClosed()) {
      try (var socket = server.accept()) {
        socket.getInputStream().read();
        socket
            .getOutputStream()
            .write(
                "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret"
                    .getBytes(StandardCharsets.ISO_8859_1));
      } catch (IOException _) {
        // The client would have none of it, or the test is over.
      }
    }
  }

  private static final FetchRules USUAL =
      new FetchRules(false, false, 1_000, Duration.ofSeconds(20));

  /** Every name means this machine. */
  private static RunAnswer fetched(String host, int port, SSLSocketFactory trusting) {
    Dialer.Names names = _ -> new InetAddress[] {InetAddress.getLoopbackAddress()};
    var code = new PageFetcher(USUAL, new Dialer(names, true, trusting));
    var declared = BundledSkills.alone().make("fetch").orElseThrow().declaration();
    var url = Json.object().put("url", "https://%s:%d/page".formatted(host, port));
    try (var engine = SkillEngine.of(SkillSet.of(List.of(HostedSkill.of(declared, code))))) {
      return engine.run(RunRequest.of(declared.name(), url));
    }
  }

  @Test
  void a_page_comes_over_tls_from_the_host_that_the_certificate_names() throws Exception {
    try (var server = server()) {
      assertThat(fetched("pages.example", server.getLocalPort(), tls.getSocketFactory()))
          .isInstanceOfSatisfying(
              RunAnswer.Done.class,
              done -> assertThat(done.output().path("html").asString()).isEqualTo("secret"));
    }
  }

  @Test
  void who_cannot_prove_to_be_that_host_is_not_read() throws Exception {
    var anybody = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (var server = server()) {
      int port = server.getLocalPort();
      for (var answer :
          List.of(
              fetched("pages.example", port, anybody),
              fetched("other.example", port, tls.getSocketFactory()))) {
        assertThat(answer)
            .isInstanceOfSatisfying(
                RunAnswer.Failed.class,
                failed -> {
                  assertThat(failed.failure().kind()).isEqualTo(Kind.UNAVAILABLE);
                  assertThat(failed.failure().message()).contains("could not prove who it is");
                });
      }
    }
  }
}
