package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.datepicker.DatePicker;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallEntry.Result;
import dev.hookswitch.calls.CallNote;
import dev.hookswitch.calls.LinkRule;
import dev.hookswitch.calls.LinkRule.Belonging;
import dev.hookswitch.calls.LinkRule.CalledFrom;
import dev.hookswitch.calls.LinkRule.Identified;
import dev.hookswitch.calls.MissedState;
import dev.hookswitch.directory.Rule.SameInternalNumber;
import dev.hookswitch.directory.Rule.SameLastDigits;
import dev.hookswitch.directory.Rule.SameNumber;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.shell.Zones;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.WeekFields;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Calls in words, in the language of a page and the zone of its user.
 *
 * @param texts the words by key and arguments
 */
record CallFormat(Locale locale, ZoneId zone, Texts texts) {
  /** Where words come from. */
  interface Texts {
    String of(String key, Object... arguments);
  }

  static CallFormat of(Component component, UI ui) {
    return new CallFormat(
        ui.getLocale(), Zones.of(ui), (key, arguments) -> component.getTranslation(key, arguments));
  }

  String text(String key, Object... arguments) {
    return texts.of(key, arguments);
  }

  /** As short as it stays clear: the time for today, then the day, then the year too. */
  String when(Instant at, LocalDate today) {
    ZonedDateTime local = at.atZone(zone);
    LocalDate day = local.toLocalDate();
    String time = clock(at);
    if (day.equals(today)) {
      return time;
    }
    if (day.equals(today.minusDays(1))) {
      return text("calls.yesterday", time);
    }
    return day.getYear() == today.getYear()
        ? format(at, "calls.format.day") + " " + time
        : format(at, "calls.format.date");
  }

  String date(Instant at) {
    return format(at, "calls.format.date");
  }

  String clock(Instant at) {
    return format(at, "calls.format.time");
  }

  String seconds(Instant at) {
    return format(at, "calls.format.seconds");
  }

  /** The day in the zone of the user. */
  LocalDate day(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  /** When something is to be done: the time alone for today, else with the day. */
  String due(Instant at, LocalDate today) {
    LocalDate day = day(at);
    if (day.equals(today)) {
      return text("task.today", clock(at));
    }
    if (day.equals(today.plusDays(1))) {
      return text("task.tomorrow", clock(at));
    }
    return (day.getYear() == today.getYear() ? format(at, "calls.format.day") : date(at))
        + ", "
        + clock(at);
  }

  /** For the choice of a time: the clock has 24 hours, as everywhere. */
  Locale clockLocale() {
    return locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? Locale.UK : locale;
  }

  /** For the choice of a day. */
  DatePicker.DatePickerI18n calendar() {
    return new DatePicker.DatePickerI18n()
        .setDateFormat(text("calls.format.input"))
        .setFirstDayOfWeek(WeekFields.ISO.getFirstDayOfWeek().getValue())
        .setMonthNames(
            Arrays.stream(Month.values())
                .map(month -> month.getDisplayName(TextStyle.FULL_STANDALONE, locale))
                .toList())
        .setWeekdaysShort(
            IntStream.range(0, 7)
                .mapToObj(day -> DayOfWeek.SUNDAY.plus(day))
                .map(day -> day.getDisplayName(TextStyle.SHORT_STANDALONE, locale))
                .toList())
        .setToday(text("calls.period.today"))
        .setCancel(text("calls.cancel"));
  }

  private String format(Instant at, String pattern) {
    return DateTimeFormatter.ofPattern(text(pattern), locale).format(at.atZone(zone));
  }

  /** {@code 3:47}, {@code 1:02:00}. */
  static String length(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** The name, or the number when there is none. */
  String name(Party party) {
    if (!party.name().isBlank()) {
      return party.name();
    }
    return party.number().withheld() ? text("calls.withheld") : party.number().dialled();
  }

  /** The number where {@link #name} does not show it already; may be empty. */
  static String second(Party party) {
    return party.name().isBlank() ? "" : party.number().dialled();
  }

  String party(Party party) {
    String number = second(party);
    return number.isEmpty() ? name(party) : name(party) + ", " + number;
  }

  String talk(CallEntry call) {
    return call.answered() && call.over() ? length(call.times().talk()) : "–";
  }

  /** From the first ring to the end. */
  String whole(CallEntry call) {
    Duration whole = call.times().whole();
    return whole == null ? "–" : length(whole);
  }

  String result(Result result) {
    return text("calls.result." + key(result));
  }

  /** What somebody says came out of a call. */
  String noteResult(CallNote.Result result) {
    return text(result.textKey());
  }

  /** Why a call was linked. */
  String rule(LinkRule rule) {
    return switch (rule) {
      case Belonging _ -> text("callp.rule.belonging");
      case CalledFrom _ -> text("callp.rule.calledFrom");
      case Identified(SameNumber _) -> text("callp.rule.sameNumber");
      case Identified(SameInternalNumber _) -> text("callp.rule.sameInternalNumber");
      case Identified(SameLastDigits(int digits)) -> text("callp.rule.sameLastDigits", digits);
    };
  }

  /**
   * What is being done about a missed call.
   *
   * @param who name of whom the state names; may be empty
   */
  String missed(MissedState state, String who, LocalDate today) {
    return switch (state) {
      case MissedState.Open _ -> text("missed.open");
      case MissedState.Taken _ -> text("missed.taken", who);
      case MissedState.Done(_, Instant at) -> text("missed.done", who, when(at, today));
      case MissedState.ClosedByItself(_, Instant at, _) ->
          text("missed.closed", who, when(at, today));
    };
  }

  /**
   * @param redirection where the call went; null when it went nowhere
   */
  String endReason(EndReason reason, @Nullable PhoneNumber redirection) {
    return reason == EndReason.PARKED && redirection != null
        ? text("callp.endReason.parkedAt", redirection.dialled())
        : text("callp.endReason." + key(reason));
  }

  /** What a phone system is called, or its id when nobody gave it a name. */
  String system(String id) {
    String name = text("system." + id);
    return name.startsWith("!") ? id : name;
  }

  String direction(CallEntry call) {
    return text("calls.dir." + key(call.call().direction()));
  }

  static String icon(CallEntry call) {
    if (call.missed()) {
      return "phone-missed";
    }
    return switch (call.call().direction()) {
      case IN -> "phone-incoming";
      case OUT -> "phone-outgoing";
      case UNKNOWN -> "phone";
    };
  }

  /** {@code NO_ANSWER} is {@code noAnswer} in the keys of texts. */
  static String key(Enum<?> constant) {
    StringBuilder key = new StringBuilder();
    for (String word : constant.name().toLowerCase(Locale.ROOT).split("_", -1)) {
      key.append(key.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return key.toString();
  }
}
