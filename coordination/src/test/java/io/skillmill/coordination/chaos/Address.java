package io.skillmill.coordination.chaos;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.RemoteSkillStore;
import io.skillmill.coordination.store.SkillStore;
import java.util.Optional;

/** Opens a store of whichever kind its address names. */
final class Address {

  private static final String TOKEN = "SKILLMILL_TOKEN";

  private Address() {}

  static SkillStore open(String address) {
    return address.startsWith("http")
        ? RemoteSkillStore.open(address, Optional.ofNullable(System.getenv(TOKEN)))
        : LocalSkillStore.open(address);
  }
}
