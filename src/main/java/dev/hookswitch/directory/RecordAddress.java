package dev.hookswitch.directory;

/** Where the pages of records are, relative to the application. */
public final class RecordAddress {
  private RecordAddress() {}

  /** The page of a record. */
  public static String of(RecordRef ref) {
    return list(ref.kind()) + "/" + ref.id();
  }

  /** The list of a kind. */
  public static String list(String kind) {
    return switch (kind) {
      case RecordRef.CONTACT -> "contacts";
      case RecordRef.ACCOUNT -> "accounts";
      default -> "records/" + kind;
    };
  }
}
