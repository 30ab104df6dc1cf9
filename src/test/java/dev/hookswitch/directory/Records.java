package dev.hookswitch.directory;

import dev.hookswitch.security.UserId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Details of records for tests. */
public final class Records {
  private Records() {}

  public static RecordDetails contact(String name, String... numbers) {
    return details(RecordRef.CONTACT, name, null, null, numbers);
  }

  public static RecordDetails contactOf(RecordSummary account, String name, String... numbers) {
    return details(RecordRef.CONTACT, name, null, account, numbers);
  }

  public static RecordDetails ownedContact(UserId owner, String name, String... numbers) {
    return details(RecordRef.CONTACT, name, owner, null, numbers);
  }

  public static RecordDetails account(String name, String... numbers) {
    return details(RecordRef.ACCOUNT, name, null, null, numbers);
  }

  public static RecordDetails details(
      String kind,
      String name,
      @Nullable UserId owner,
      @Nullable RecordSummary account,
      String... numbers) {
    List<Communication> communications =
        Arrays.stream(numbers)
            .map(number ->
                new Communication(
                    number.contains("@") ? NumberType.EMAIL : NumberType.MOBILE, number, false))
            .toList();
    return new RecordDetails(kind, name, owner, account, null, "", "", "", communications);
  }

  public static RecordDetails withNumbers(RecordDetails details, Communication... numbers) {
    return new RecordDetails(
        details.kind(),
        details.name(),
        details.owner(),
        details.account(),
        details.contact(),
        details.jobTitle(),
        details.city(),
        details.description(),
        List.of(numbers));
  }
}
