package io.skillmill.coordination.skills.generating;

/** Drafts in a file. */
final class DraftsOnSqliteTest extends DraftsContract {

  @Override
  String address() {
    return folder.resolve("store.db").toString();
  }
}
