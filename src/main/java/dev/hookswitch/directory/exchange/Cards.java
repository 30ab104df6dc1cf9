package dev.hookswitch.directory.exchange;

import dev.hookswitch.directory.Communication;
import dev.hookswitch.directory.NumberType;
import dev.hookswitch.directory.exchange.RefusedLine.Reason;
import ezvcard.Ezvcard;
import ezvcard.VCard;
import ezvcard.parameter.TelephoneType;
import ezvcard.property.Address;
import ezvcard.property.Email;
import ezvcard.property.FormattedName;
import ezvcard.property.Note;
import ezvcard.property.Organization;
import ezvcard.property.StructuredName;
import ezvcard.property.Telephone;
import ezvcard.property.Title;
import ezvcard.property.VCardProperty;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cards of a vCard file, one after the other. The file is cut into cards here, so that a broken one
 * costs only itself and each has its line.
 */
final class Cards implements Iterator<Entry> {
  /** Photos make cards long; what is longer is no card. */
  private static final int LONGEST_CARD = 8 * 1024 * 1024;

  static final String SWITCHBOARD = "x-switchboard";
  static final String OUT_OF_DATE = "X-OUT-OF-DATE";

  private final BufferedReader lines;
  private long line;
  private @Nullable Entry next;

  Cards(InputStream in, Charset charset) {
    this.lines = new BufferedReader(new InputStreamReader(in, charset));
    this.next = read();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Entry next() {
    Entry now = next;
    if (now == null) {
      throw new NoSuchElementException();
    }
    next = read();
    return now;
  }

  private @Nullable Entry read() {
    try {
      StringBuilder card = new StringBuilder();
      long begin = 0;
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        line++;
        if (text.strip().equalsIgnoreCase("BEGIN:VCARD")) {
          begin = line;
          card.setLength(0);
        }
        if (begin == 0) {
          if (!text.isBlank() && text.charAt(0) != '\uFEFF') {
            return new Entry.Unreadable(line, Reason.NOT_A_CARD, text);
          }
          if (text.strip().equalsIgnoreCase("\uFEFFBEGIN:VCARD")) {
            begin = line;
            text = text.substring(1);
          } else {
            continue;
          }
        }
        if (card.length() < LONGEST_CARD) {
          card.append(text).append("\r\n");
        }
        if (text.strip().equalsIgnoreCase("END:VCARD")) {
          return card(begin, card.toString());
        }
      }
      return begin == 0 ? null : new Entry.Unreadable(begin, Reason.NOT_A_CARD, "END:VCARD");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Entry card(long line, String text) {
    if (text.indexOf('\uFFFD') >= 0) {
      return new Entry.Unreadable(line, Reason.CHARACTERS, firstLineWith(text, '\uFFFD'));
    }
    VCard card = Ezvcard.parse(text).first();
    return card == null
        ? new Entry.Unreadable(line, Reason.NOT_A_CARD, text.lines().findFirst().orElse(""))
        : new Entry.Readable(line, draft(card));
  }

  private static Draft draft(VCard card) {
    return new Draft(
        name(card),
        card.getTitles().stream().map(Title::getValue).findFirst().orElse("").strip(),
        organization(card),
        card.getAddresses().stream()
            .map(Address::getLocality)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("")
            .strip(),
        card.getNotes().stream()
            .map(Note::getValue)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("\n"))
            .strip(),
        communications(card));
  }

  private static String name(VCard card) {
    FormattedName formatted = card.getFormattedName();
    if (formatted != null && formatted.getValue() != null && !formatted.getValue().isBlank()) {
      return formatted.getValue().strip();
    }
    StructuredName name = card.getStructuredName();
    String parts =
        name == null
            ? ""
            : Stream.of(name.getGiven(), name.getFamily())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "))
                .strip();
    return parts.isEmpty() ? organization(card) : parts;
  }

  private static String organization(VCard card) {
    Organization organization = card.getOrganization();
    return organization == null || organization.getValues().isEmpty()
        ? ""
        : organization.getValues().getFirst().strip();
  }

  private static List<Communication> communications(VCard card) {
    List<Communication> all = new ArrayList<>();
    for (Telephone telephone : card.getTelephoneNumbers()) {
      number(telephone)
          .ifPresent(number ->
              all.add(
                  new Communication(type(telephone.getTypes()), number, isOutOfDate(telephone))));
    }
    for (Email email : card.getEmails()) {
      String address = email.getValue();
      if (address != null && !address.isBlank()) {
        all.add(new Communication(NumberType.EMAIL, address.strip(), isOutOfDate(email)));
      }
    }
    return all;
  }

  private static Optional<String> number(Telephone telephone) {
    return Optional.ofNullable(telephone.getText())
        .or(() -> Optional.ofNullable(telephone.getUri()).map(Object::toString))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static NumberType type(List<TelephoneType> types) {
    Set<String> names =
        types.stream()
            .map(type -> type.getValue().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    if (names.contains(SWITCHBOARD)) {
      return NumberType.SWITCHBOARD;
    }
    if (names.contains("fax")) {
      return NumberType.FAX;
    }
    if (names.contains("cell")) {
      return NumberType.MOBILE;
    }
    if (names.contains("work")) {
      return NumberType.WORK;
    }
    return names.contains("home") ? NumberType.HOME : NumberType.OTHER;
  }

  private static boolean isOutOfDate(VCardProperty property) {
    return property.getParameter(OUT_OF_DATE) != null;
  }

  private static String firstLineWith(String text, char wanted) {
    return text.lines().filter(one -> one.indexOf(wanted) >= 0).findFirst().orElse("");
  }
}
