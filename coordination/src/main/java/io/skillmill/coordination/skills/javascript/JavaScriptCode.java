package io.skillmill.coordination.skills.javascript;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.threads.Aside;
import io.skillmill.coordination.skills.voice.Voice;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.SkillDeclaration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A skill whose every call begins with the same image of a realm. */
final class JavaScriptCode implements SkillCode {

  /**
   * Within which bounds it computes.
   *
   * @param pagesMax how many pages of memory one call may have
   * @param workers how many calls compute at a time
   */
  record Bounds(int pagesMax, int workers) {}

  private final SkillDeclaration declaration;
  private final Conversation.Speaker speaker;
  private final Image image;
  private final Bounds bounds;
  private final JavaScriptKind.Means means;
  private final Semaphore places;

  JavaScriptCode(
      SkillDeclaration declaration, Image image, Bounds bounds, JavaScriptKind.Means means) {
    this.declaration = declaration;
    this.speaker = new Conversation.Speaker(declaration, Voice.of(declaration.name()));
    this.image = image;
    this.bounds = bounds;
    this.means = means;
    this.places = new Semaphore(bounds.workers(), true);
  }

  @Override
  public JsonNode run(ObjectNode input, SkillContext context) throws Exception {
    var place = Place.of(places);
    if (!place.take(context.left())) {
      throw new SkillException(
          RunFailure.of(
              RunFailure.Kind.BUSY,
              "'%s' computed for others the whole time".formatted(declaration.name())));
    }
    try {
      return means
          .aside()
          .done(() -> computed(input, context, place), context.left(), place::close);
    } catch (TimeoutException e) {
      throw new SkillException(
          RunFailure.of(
              RunFailure.Kind.TIMEOUT,
              "'%s' took longer than it may".formatted(declaration.name())));
    } catch (Aside.FullException e) {
      throw new SkillException(
          RunFailure.of(
              RunFailure.Kind.BUSY, "The host computes as many skills as it can at a time"));
    }
  }

  private JsonNode computed(ObjectNode input, SkillContext context, Place place)
      throws SkillException, InterruptedException {
    var realms = means.realms();
    var opening = new Conversation.Opening(input, Seeds.of(realms.chance()));
    var conversation = new Conversation(speaker, context, opening, place);
    try (var realm = realms.open(image, conversation, bounds.pagesMax())) {
      realm.run(realms.texts().call());
      return conversation.output();
    } catch (SkillException e) {
      throw Realm.UNCAUGHT_TYPE.equals(e.failure().type()) ? conversation.uncaught(e) : e;
    }
  }

  /** It waits here for what is computed elsewhere. */
  @Override
  public boolean isLight() {
    return true;
  }

  @Override
  public Optional<String> bounds() {
    return Optional.of(
        ("Runs in a sandbox of the host, which holds everywhere: no files, no network, no"
             + " processes, nothing of one call left for the next, time, and %d MiB of memory for a"
             + " call")
            .formatted(bounds.pagesMax() / JavaScriptKind.PAGES_OF_MB));
  }

  Image image() {
    return image;
  }
}
