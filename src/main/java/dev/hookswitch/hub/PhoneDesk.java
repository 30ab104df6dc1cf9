package dev.hookswitch.hub;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.hookswitch.hub.MediaState.Holder;
import dev.hookswitch.hub.Registration.Standing;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.SipAccount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Says which page of the user is the phone of a line, for lines whose phone a page is: exactly one,
 * the one used last, as long as it does not have to be taken out of a call. Used by one hub, on its
 * thread.
 */
final class PhoneDesk {
  private record Phone(SipAccount account, Registration registration) {
    Phone with(Registration next) {
      return new Phone(account, next);
    }
  }

  private final Map<LineId, Phone> phones = new LinkedHashMap<>();
  private final LongFunction<@Nullable Screen> screens;

  /**
   * @param screens the page with a number, null when it is gone
   */
  PhoneDesk(LongFunction<@Nullable Screen> screens) {
    this.screens = screens;
  }

  Map<LineId, Registration> registrations() {
    return phones.entrySet().stream()
        .collect(toUnmodifiableMap(Map.Entry::getKey, phone -> phone.getValue().registration()));
  }

  /** The page that is the phone of the line; the other one for a line that has none. */
  Holder holderOf(LineId line, Holder other) {
    Phone phone = phones.get(line);
    return phone == null ? other : phone.registration().holder();
  }

  /**
   * These lines are open.
   *
   * @param accounts of those whose phone a page is
   */
  void serve(Map<LineId, SipAccount> accounts, Holder favourite) {
    for (LineId line : List.copyOf(phones.keySet())) {
      Phone phone = phones.get(line);
      if (phone != null && !phone.account().equals(accounts.get(line))) {
        order(phone.registration().holder(), new MediaOrder.Unregister(line));
        phones.remove(line);
      }
    }
    accounts.forEach((line, account) -> {
      if (!phones.containsKey(line)) {
        phones.put(line, new Phone(account, Registration.asked(Holder.NOBODY)));
        move(line, favourite);
      }
    });
  }

  /**
   * Another page has become the favourite.
   *
   * @param movable whether a line can do without its phone for a moment
   */
  void favoured(Holder page, Predicate<LineId> movable) {
    for (LineId line : List.copyOf(phones.keySet())) {
      if (holderOf(line, page).equals(Holder.NOBODY) || movable.test(line)) {
        move(line, page);
      }
    }
  }

  /** The agent wants the sound in another page. */
  void takeOver(Holder page) {
    List.copyOf(phones.keySet()).forEach(line -> move(line, page));
  }

  /**
   * A page went.
   *
   * @param next who takes over; {@link Holder#NOBODY} when no page is left
   */
  void went(Holder page, Holder next) {
    for (LineId line : List.copyOf(phones.keySet())) {
      if (holderOf(line, next).equals(page)) {
        move(line, next);
      }
    }
  }

  /** What a page says about itself as the phone; of no effect when it is not. */
  void said(Holder from, LineId line, Standing standing, @Nullable Loss why) {
    phones.computeIfPresent(
        line,
        (_, phone) ->
            phone.registration().holder().equals(from)
                ? phone.with(new Registration(from, standing, why))
                : phone);
  }

  private void move(LineId line, Holder page) {
    Phone phone = phones.get(line);
    if (phone == null || phone.registration().holder().equals(page)) {
      return;
    }
    order(phone.registration().holder(), new MediaOrder.Unregister(line));
    phones.put(line, phone.with(Registration.asked(page)));
    SipAccount account = phone.account();
    order(page, new MediaOrder.Register(line, account.user(), account.domain()));
  }

  private void order(Holder holder, MediaOrder order) {
    Screen screen = screens.apply(holder.tab());
    if (screen != null) {
      screen.order(order);
    }
  }
}
