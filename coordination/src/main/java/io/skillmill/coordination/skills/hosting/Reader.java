package io.skillmill.coordination.skills.hosting;

import io.skillmill.coordination.skills.hosting.Wishes.Wish;
import io.skillmill.parsers.hosting.Declarations;
import io.skillmill.parsers.hosting.Declared;
import io.skillmill.parsers.hosting.RuntimeConfig;
import io.skillmill.parsers.hosting.RuntimeConfig.Changes;
import io.skillmill.parsers.hosting.RuntimeConfig.Entry;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads from a plan's source what is wanted. */
record Reader(Plan plan) {

  /** Where skills lie beside a configuration that does not say. */
  private static final List<String> USUAL_FOLDERS = List.of("examples", "skills");

  /**
   * Reads it.
   *
   * @param discovering whether to look for skills that the configuration does not name, too
   * @throws io.skillmill.schema.problem.ProblemException where it cannot be read
   */
  Wishes read(boolean discovering) {
    return switch (plan.source()) {
      case Plan.Source.Config(Path file) -> ofConfig(file, discovering);
      case Plan.Source.Folder(Path folder) -> ofFolder(folder);
      case Plan.Source.Single(Path directory) -> ofSkill(directory);
      case Plan.Source.Nothing() -> Wishes.NONE;
    };
  }

  private Wishes ofConfig(Path file, boolean discovering) {
    if (!Files.isRegularFile(file)) {
      throw Problem.notFound(
              "There is no configuration '%s'".formatted(file.getFileName()),
              "Write one that lists the skills, or name the one to use with --config")
          .asException();
    }
    return switch (RuntimeConfig.read(file)) {
      case RuntimeConfig.Reading.Unsound unsound ->
          throw Problem.usage(
                  "The configuration cannot be used: " + unsound.why(), "Correct it there")
              .asException();
      case RuntimeConfig.Reading.Sound(RuntimeConfig config, List<Diagnostic> findings) -> {
        Path directory = directory(file);
        var gathered = new Gathering();
        for (Entry entry : config.skills()) {
          if (entry.enabled()) {
            gathered.wish(new Wish(entry, place(entry, directory)));
          } else {
            gathered.seen.add(place(entry, directory)); // nobody wants it to be found either
          }
        }
        folders(config, directory, discovering)
            .forEach(folder -> Folders.entries(folder).forEach(gathered::found));
        yield new Wishes(config, gathered.wishes, gathered.failed, findings);
      }
    };
  }

  /** Where something may change that changes what is wanted; each may be missing at present. */
  List<Path> places(RuntimeConfig config, boolean discovering) {
    return switch (plan.source()) {
      case Plan.Source.Config(Path file) -> {
        var places = new ArrayList<Path>();
        places.add(file.toAbsolutePath());
        places.addAll(folders(config, directory(file), discovering));
        yield places;
      }
      case Plan.Source.Folder(Path folder) -> List.of(folder.toAbsolutePath());
      case Plan.Source.Single(Path directory) -> List.of(directory.toAbsolutePath());
      case Plan.Source.Nothing() -> List.of();
    };
  }

  private static Path directory(Path file) {
    return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
  }

  private Path place(Entry entry, Path directory) {
    return Wish.isBuiltin(entry.path()) ? directory : entry.resolve(directory, plan.user());
  }

  private List<Path> folders(RuntimeConfig config, Path directory, boolean discovering) {
    if (config.discover().isEmpty() && discovering) {
      return USUAL_FOLDERS.stream().map(directory::resolve).filter(Files::isDirectory).toList();
    }
    return config.discover().stream()
        .map(path -> RuntimeConfig.resolve(path, directory, plan.user()))
        .toList();
  }

  private static Wishes ofFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw Problem.notFound(
              "There is no folder '%s'".formatted(folder.getFileName()),
              "Name the folder that has the directories of the skills")
          .asException();
    }
    var gathered = new Gathering();
    Folders.entries(folder.toAbsolutePath()).forEach(gathered::found);
    return new Wishes(RuntimeConfig.EMPTY, gathered.wishes, gathered.failed, List.of());
  }

  private static Wishes ofSkill(Path directory) {
    return switch (Declarations.of(directory)) {
      case Declared.Unsound unsound ->
          throw Problem.usage("The skill cannot be hosted: " + unsound.why(), "Correct it there")
              .asException();
      case Declared.Sound sound -> {
        String name = sound.declaration().name();
        var entry =
            new Entry(name, name, directory.toString(), true, Changes.NONE, Place.startOf(name));
        yield new Wishes(
            RuntimeConfig.EMPTY,
            List.of(new Wish(entry, directory.toAbsolutePath().normalize())),
            List.of(),
            List.of());
      }
    };
  }

  /** Puts wishes together; what was found by itself stands back behind what was asked for. */
  private static final class Gathering {

    final List<Wish> wishes = new ArrayList<>();
    final List<Failed> failed = new ArrayList<>();
    final HashSet<Path> seen = new HashSet<>();
    private final HashSet<String> names = new HashSet<>();
    private final HashSet<String> mounts = new HashSet<>();

    void wish(Wish wish) {
      wishes.add(wish);
      seen.add(wish.place());
      names.add(wish.name());
      mounts.add(wish.entry().mount());
    }

    void found(Wish wish) {
      if (seen.contains(wish.place())) {
        return;
      }
      if (names.contains(wish.name()) || mounts.contains(wish.entry().mount())) {
        failed.add(
            wish.failed(
                "Another skill has its name or its mount; list it in the configuration under"
                    + " another",
                false));
        return;
      }
      wish(wish);
    }
  }
}
