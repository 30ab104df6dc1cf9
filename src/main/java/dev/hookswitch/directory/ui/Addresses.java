package dev.hookswitch.directory.ui;

import com.vaadin.flow.router.BeforeEnterEvent;
import dev.hookswitch.directory.RecordKind;
import dev.hookswitch.directory.RecordRef;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What addresses of pages say. */
final class Addresses {
  private Addresses() {}

  /** The kind in the address; empty for an address without one. */
  static Optional<String> kind(BeforeEnterEvent event) {
    return switch (event.getLocation().getFirstSegment()) {
      case "contacts" -> Optional.of(RecordRef.CONTACT);
      case "accounts" -> Optional.of(RecordRef.ACCOUNT);
      default -> event.getRouteParameters().get("kind");
    };
  }

  /** The record in the address; empty when it names none. */
  static Optional<RecordRef> record(BeforeEnterEvent event) {
    return kind(event)
        .flatMap(kind ->
            event
                .getRouteParameters()
                .get("id")
                .flatMap(Addresses::id)
                .map(id -> new RecordRef(kind, id)));
  }

  /** A kind that is gone is shown by its code. */
  static RecordKind kind(String code, List<RecordKind> kinds) {
    return code.equals(RecordRef.EMPLOYEE)
        ? RecordKind.EMPLOYEES
        : kinds.stream()
            .filter(kind -> kind.code().equals(code))
            .findFirst()
            .orElse(new RecordKind(code, code, code, "file-text"));
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
