package io.skillmill.cli.journal;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * What is behind the logging interface that libraries use: the journal where there is one, and
 * nothing where there is none. The interface knows one of it for the whole process, so here, and
 * here alone, is something that all share.
 */
public final class Loggers implements SLF4JServiceProvider, ILoggerFactory {

  private static final AtomicReference<@Nullable Journal> JOURNAL = new AtomicReference<>();

  private final ConcurrentMap<String, Logger> byName = new ConcurrentHashMap<>();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter context = new NOPMDCAdapter();

  static void write(Journal journal) {
    JOURNAL.set(journal);
  }

  static @Nullable Journal journal() {
    return JOURNAL.get();
  }

  @Override
  public Logger getLogger(String name) {
    return byName.computeIfAbsent(name, LineLogger::new);
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return this;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return context;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {}
}
