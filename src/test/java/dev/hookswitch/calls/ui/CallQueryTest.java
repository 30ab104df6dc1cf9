package dev.hookswitch.calls.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallFilter.Kind;
import dev.hookswitch.calls.CallFilter.Linked;
import dev.hookswitch.calls.CallFilter.Whose;
import dev.hookswitch.calls.ui.CallQuery.Period;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.security.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallQueryTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

  @Test
  void address_everythingSaid_isReadBackTheSame() {
    var query =
        new CallQuery(
            Period.RANGE,
            TODAY.minusDays(3),
            TODAY,
            Kind.MISSED,
            new Whose.One(new UserId(UUID.fromString("01a1fc2d-10a2-73be-bae5-9122627e272d"))),
            Linked.NOT_LINKED,
            new RecordRef("contact", UUID.fromString("01a1fc2d-10a2-73be-bae5-9122627e272e")),
            "+442079460958",
            "+44 20 & Co",
            Set.of(CallColumn.LINE, CallColumn.NUMBER));

    assertThat(CallQuery.of(query.address())).isEqualTo(query);
  }

  @Test
  void address_nothingSaid_isEmpty() {
    assertThat(CallQuery.DEFAULT.address().getQueryString()).isEmpty();
    assertThat(CallQuery.of(QueryParameters.empty())).isEqualTo(CallQuery.DEFAULT);
  }

  @Test
  void address_unreadable_doesNotCount() {
    var address =
        QueryParameters.fromString(
            "period=eternity&kind=&person=anna&from=yesterday&until=2026&linked=1&record=contact&columns=who");

    assertThat(CallQuery.of(address)).isEqualTo(CallQuery.DEFAULT);
  }

  @ParameterizedTest
  @MethodSource
  void address_ownersAndNoColumns_areReadBackTheSame(CallQuery query) {
    assertThat(CallQuery.of(query.address())).isEqualTo(query);
  }

  static Stream<CallQuery> address_ownersAndNoColumns_areReadBackTheSame() {
    return Stream.of(
        CallQuery.DEFAULT.whose(new Whose.Own()),
        CallQuery.DEFAULT.whose(new Whose.Team()),
        CallQuery.DEFAULT.party(""),
        CallQuery.DEFAULT.columns(Set.of()));
  }

  @Test
  void cleared_filtersAndColumns_keepsTheColumns() {
    CallQuery columns = CallQuery.DEFAULT.columns(Set.of(CallColumn.LINE));

    assertThat(columns.kind(Kind.MISSED).text("a").cleared()).isEqualTo(columns);
    assertThat(columns.isFiltered()).isFalse();
    assertThat(columns.text("a").isFiltered()).isTrue();
  }

  @Test
  void filter_today_beginsAtMidnightOfTheUser() {
    CallFilter filter = CallQuery.DEFAULT.period(Period.TODAY, TODAY).filter(TODAY, BERLIN);

    assertThat(filter.from()).isEqualTo(Instant.parse("2026-11-19T23:00:00Z"));
    assertThat(filter.until()).isNull();
  }

  @Test
  void filter_range_holdsItsLastDay() {
    CallFilter filter =
        CallQuery.DEFAULT
            .period(Period.RANGE, TODAY)
            .from(TODAY)
            .until(TODAY)
            .filter(TODAY, BERLIN);

    assertThat(filter.from()).isEqualTo(Instant.parse("2026-11-19T23:00:00Z"));
    assertThat(filter.until()).isEqualTo(Instant.parse("2026-11-20T23:00:00Z"));
  }

  @Test
  void period_rangeLeft_forgetsItsDays() {
    CallQuery range = CallQuery.DEFAULT.period(Period.RANGE, TODAY);

    assertThat(range.from()).isEqualTo(TODAY.minusDays(6));
    assertThat(range.period(Period.WEEK, TODAY)).isEqualTo(CallQuery.DEFAULT);
  }
}
