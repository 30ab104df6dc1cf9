package dev.hookswitch.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.hub.MediaState.Holder;
import dev.hookswitch.hub.Registration.Standing;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.SipAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PhoneDeskTest {
  private static final LineId LINE = new LineId(new UUID(0, 1));
  private static final SipAccount ACCOUNT = new SipAccount("wss://pbx/ws", "201", "planted");
  private static final Holder FIRST = new Holder(1);
  private static final Holder SECOND = new Holder(2);

  private final List<String> orders = new ArrayList<>();
  private final PhoneDesk desk = new PhoneDesk(number -> number < 0 ? null : page(number));

  private Screen page(long number) {
    return new Screen() {
      @Override
      public void changed(HubState state, List<CtiEvent> events) {}

      @Override
      public void order(MediaOrder order) {
        orders.add(number + " " + order.getClass().getSimpleName());
      }
    };
  }

  private Registration registration() {
    return desk.registrations().get(LINE);
  }

  @Test
  void line_whosePhoneAPageIs_isRegisteredByTheFavouriteAlone() {
    desk.serve(Map.of(LINE, ACCOUNT), FIRST);
    desk.serve(Map.of(LINE, ACCOUNT), FIRST);
    assertThat(orders).containsExactly("1 Register");
    assertThat(registration()).isEqualTo(Registration.asked(FIRST));
    assertThat(desk.holderOf(LINE, SECOND)).isEqualTo(FIRST);
  }

  @Test
  void phone_withoutAnyPage_waitsForTheFirst() {
    desk.serve(Map.of(LINE, ACCOUNT), Holder.NOBODY);
    assertThat(orders).isEmpty();
    desk.favoured(FIRST, _ -> false);
    assertThat(orders).containsExactly("1 Register");
  }

  @Test
  void phone_followsTheFavourite_unlessItsLineIsInACall() {
    desk.serve(Map.of(LINE, ACCOUNT), FIRST);
    desk.favoured(SECOND, _ -> false);
    assertThat(registration().holder()).isEqualTo(FIRST);
    desk.favoured(SECOND, _ -> true);
    assertThat(registration().holder()).isEqualTo(SECOND);
    assertThat(orders).containsExactly("1 Register", "1 Unregister", "2 Register");
  }

  @Test
  void page_thatGoes_leavesThePhoneToTheNextOrToNobody() {
    desk.serve(Map.of(LINE, ACCOUNT), FIRST);
    desk.went(SECOND, FIRST);
    desk.went(FIRST, SECOND);
    assertThat(registration()).isEqualTo(Registration.asked(SECOND));
    desk.went(SECOND, Holder.NOBODY);
    assertThat(registration()).isEqualTo(Registration.asked(Holder.NOBODY));
  }

  @Test
  void page_thatSaysHowItStands_isBelievedWhenItIsThePhone() {
    desk.serve(Map.of(LINE, ACCOUNT), FIRST);
    desk.said(SECOND, LINE, Standing.REGISTERED, null);
    assertThat(registration().stands()).isFalse();
    desk.said(FIRST, LINE, Standing.REGISTERED, null);
    assertThat(registration().stands()).isTrue();
    desk.said(FIRST, LINE, Standing.AWAY, Loss.NOT_LISTENING);
    assertThat(registration().why()).isEqualTo(Loss.NOT_LISTENING);
  }

  @Test
  void line_thatIsGoneOrHasAnotherAccount_isUnregistered() {
    desk.serve(Map.of(LINE, ACCOUNT), FIRST);
    desk.serve(Map.of(LINE, new SipAccount("wss://pbx/ws", "202", "planted")), FIRST);
    desk.serve(Map.of(), FIRST);
    assertThat(orders).containsExactly("1 Register", "1 Unregister", "1 Register", "1 Unregister");
    assertThat(desk.registrations()).isEmpty();
  }
}
