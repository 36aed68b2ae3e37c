package io.skillmill.coordination.skills.web;

import io.skillmill.coordination.skills.SkillException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Connects to hosts that may be reached. The name is looked up once, every address that it has is
 * judged, and the connection goes to one of these very addresses: a name that means something else
 * a moment later gains nothing.
 */
public final class Dialer {

  /** How names are looked up. */
  @FunctionalInterface
  public interface Names {
    InetAddress[] find(String host) throws UnknownHostException;
  }

  private final Names names;
  private final boolean allowPrivate;
  private final SSLSocketFactory secure;

  /**
   * One of its own.
   *
   * @param allowPrivate whether hosts that are not public may be reached
   */
  public Dialer(Names names, boolean allowPrivate, SSLSocketFactory secure) {
    this.names = names;
    this.allowPrivate = allowPrivate;
    this.secure = secure;
  }

  /** The usual one. */
  public static Dialer of(boolean allowPrivate) {
    var secure = (SSLSocketFactory) SSLSocketFactory.getDefault();
    return new Dialer(InetAddress::getAllByName, allowPrivate, secure);
  }

  Socket connect(WebAddress to, Deadline deadline) throws SkillException, IOException {
    InetAddress[] addresses = permitted(to);
    IOException last = new IOException("The host has no address");
    for (InetAddress address : addresses) {
      var socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, to.port()), deadline.leftMillis());
        socket.setSoTimeout(deadline.leftMillis());
        return to.secure() ? encrypted(socket, to) : socket;
      } catch (IOException | RuntimeException e) {
        socket.close();
        if (!(e instanceof IOException failure)) {
          throw e;
        }
        last = failure;
      }
    }
    throw last;
  }

  private InetAddress[] permitted(WebAddress to) throws SkillException {
    try {
      InetAddress[] addresses = names.find(to.host());
      for (InetAddress address : addresses) {
        if (!allowPrivate && !Reach.isPublic(address)) {
          throw SkillException.refused(
              "The host '%s' is not public: only pages of the public internet are fetched"
                  .formatted(to.host()));
        }
      }
      return addresses;
    } catch (UnknownHostException _) {
      throw SkillException.unavailable("The host '%s' is not known".formatted(to.host()));
    }
  }

  private Socket encrypted(Socket plain, WebAddress to) throws IOException {
    var socket = (SSLSocket) secure.createSocket(plain, to.host(), to.port(), true);
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    boolean named = to.host().chars().anyMatch(Character::isLetter) && !to.host().startsWith("[");
    if (named) {
      parameters.setServerNames(List.of(new SNIHostName(to.host())));
    }
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }
}
