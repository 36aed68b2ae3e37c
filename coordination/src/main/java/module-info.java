/** Who does what, when, within which limits: the store, the worker, the upkeep. */
@org.jspecify.annotations.NullMarked
module io.skillmill.coordination {
  requires static transitive org.jspecify;
  requires transitive io.skillmill.schema;
  requires transitive io.skillmill.parsers;
  requires io.skillmill.db;
  requires org.slf4j;
  requires java.net.http;
  requires jdk.httpserver;
  requires run.endive.runtime;
  requires run.endive.wasm;
  requires quickjs4j;

  exports io.skillmill.coordination.wire;
  exports io.skillmill.coordination.store;
  exports io.skillmill.coordination.intake;
  exports io.skillmill.coordination.upkeep;
  exports io.skillmill.coordination.handling;
  exports io.skillmill.coordination.work;
  exports io.skillmill.coordination.tokens;
  exports io.skillmill.coordination.models;
  exports io.skillmill.coordination.models.scripted;
  exports io.skillmill.coordination.toolloop;
  exports io.skillmill.coordination.skills;
  exports io.skillmill.coordination.skills.queued;
  exports io.skillmill.coordination.skills.scripts;
  exports io.skillmill.coordination.skills.voice;
  exports io.skillmill.coordination.skills.classes;
  exports io.skillmill.coordination.skills.javascript;
  exports io.skillmill.coordination.skills.remote;
  exports io.skillmill.coordination.skills.instructions;
  exports io.skillmill.coordination.skills.composite;
  exports io.skillmill.coordination.skills.bundled;
  exports io.skillmill.coordination.skills.hosting;
  exports io.skillmill.coordination.skills.graph;
  exports io.skillmill.coordination.skills.registry;
  exports io.skillmill.coordination.skills.generating;
  exports io.skillmill.coordination.agents;
  exports io.skillmill.coordination.skills.bundled.fetch;

  uses io.skillmill.coordination.skills.hosting.SkillLoader;
}
