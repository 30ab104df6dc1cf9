package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.line.CallPhase;
import dev.hookswitch.line.LineCalls;
import dev.hookswitch.line.PeerText;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiEvent.DtmfEntered;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the channels of one phone mean for the calls of its line. After each event that touches them
 * it looks at where they are now, and tells {@link LineCalls} what that makes of the calls: the
 * order of events within a millisecond does not matter, and it is all the same whether the panel,
 * the phone or the dial plan did it.
 *
 * <table>
 *   <caption>What is seen, and what it means (asterisk.md §4)</caption>
 *   <tr><th>the phone's channel</th><th>the call</th></tr>
 *   <tr><td>is dialled by another one</td><td>comes in, from whoever is before all Local
 *     channels</td></tr>
 *   <tr><td>begins in state Ring</td><td>goes out, to the extension it begins with</td></tr>
 *   <tr><td>is dialled by Asterisk itself</td><td>goes out; the phone is called first</td></tr>
 *   <tr><td>is dialled to take what rings elsewhere</td><td>comes in, from whoever calls
 *     there</td></tr>
 *   <tr><td>is in a bridge with somebody</td><td>talks, with whoever is behind all Local
 *     channels</td></tr>
 *   <tr><td>is up without dialling, and was dialled by hand</td><td>talks, to an
 *     application; one that was called first has to be asked for its application</td></tr>
 *   <tr><td>holds (SIP), or its other side waits in {@value Dialplan#HOLD}</td><td>is put
 *     aside</td></tr>
 *   <tr><td>meets somebody else while its other side is put aside</td><td>has a
 *     consultation</td></tr>
 *   <tr><td>or its other side is recorded</td><td>is recorded</td></tr>
 *   <tr><td>is left by its other side for the parking lot</td><td>will be over as
 *     parked</td></tr>
 *   <tr><td>is gone while its caller is in {@value Dialplan#ANSWER}</td><td>goes on: it is rung
 *     anew</td></tr>
 *   <tr><td>is gone</td><td>is over; why is in who hung up first, and in what became of the other
 *     side</td></tr>
 * </table>
 */
final class LineWatch implements Channel.Watcher {
  /** In these nobody has answered yet; the empty one is that which nobody has asked for. */
  private static final Set<String> MUTE_APPLICATIONS =
      Set.of(
          "",
          "Busy",
          "Congestion",
          "Dial",
          "AppDial",
          "AppDial2",
          "Hangup",
          "PlayTones",
          "Progress",
          "Ringing",
          "Wait");

  private static final Pattern KEY = Pattern.compile("[0-9*#A-D]");

  /** What has to be done because of what was seen. */
  interface Helper {
    /** The phone waits in the dial plan for somebody who has hung up. */
    void stranded(Channel own);

    /** The phone hung up while the other side was put aside: nobody would ever fetch it. */
    void forgotten(Channel far, Line line);

    /**
     * The phone was called first and has answered, and nobody is dialled: what the dial plan does
     * with it no event says.
     */
    void asksApplication(Channel own);

    /** A call is over, and was recorded to that file. */
    void recorded(CallId call, String file);
  }

  private final Line line;
  private final String device;
  private final Channels channels;
  private final LineCalls<AsteriskCall> calls;
  private final Helper helper;
  private final Arrivals arrivals;

  /** The page that is the phone; null for any other phone. */
  private @Nullable PagePhone page;

  /** How many consultations were begun elsewhere: whoever begins twice has two ids. */
  private int consultations;

  LineWatch(
      Line line, String device, Channels channels, LineCalls<AsteriskCall> calls, Helper helper) {
    this.line = line;
    this.device = device;
    this.channels = channels;
    this.calls = calls;
    this.helper = helper;
    this.arrivals = new Arrivals(line, channels, calls, this);
  }

  String device() {
    return device;
  }

  /** The phone is a page. */
  void isPage(PagePhone phone) {
    page = phone;
  }

  /** The next call of that channel is the one that was ordered; null for none. */
  void expects(Arrivals.@Nullable Expected order) {
    arrivals.expects(order);
  }

  Arrivals.@Nullable Expected expected() {
    return arrivals.expected();
  }

  /** Something has changed, or may have. */
  @Override
  public void look() {
    for (Channel own : channels.of(device)) {
      if (on(own).isEmpty() && !(page != null && page.takes(own))) {
        arrivals.arrives(own);
      }
    }
    Set<Channel> seen = new HashSet<>();
    for (AsteriskCall call : calls.all()) {
      if (call.phase() == CallPhase.OVER || comesBack(call)) {
        continue; // ended together with the one before, or goes on by itself
      }
      if (call.legs.size() > 1 && call.hasLegs()) {
        call.legs.removeIf(leg -> !leg.alive());
      }
      Channel leg = call.leg();
      if (!leg.alive()) {
        gone(call, leg);
      } else if (seen.add(leg)) {
        serve(leg);
      }
    }
    if (page != null) {
      page.look();
    }
  }

  private boolean comesBack(AsteriskCall call) {
    return page != null && page.keeps(call);
  }

  private void over(AsteriskCall call, EndReason why) {
    if (page != null) {
      page.leaves(call);
    }
    calls.end(call, why);
  }

  /** Digits that somebody pressed (asterisk.md §4). */
  void pressed(Channel channel, String digit) {
    if (!KEY.matcher(digit).matches()) {
      return;
    }
    for (AsteriskCall call : calls.all()) {
      if (call.legs.contains(channel)) {
        if (!call.holding()) {
          calls.sent(call, digit);
        }
      } else if (call.far == channel && !call.holding()) {
        calls.tell(
            new DtmfEntered(line.id(), calls.now(), call.id(), digit, DtmfEntered.Origin.RECEIVED));
      }
    }
  }

  private List<AsteriskCall> on(Channel own) {
    List<AsteriskCall> found = new ArrayList<>(2);
    for (AsteriskCall call : calls.all()) {
      if (call.legs.contains(own)) {
        found.add(call);
      }
    }
    return found;
  }

  // A channel that lives

  private void serve(Channel leg) {
    List<AsteriskCall> here = on(leg);
    AsteriskCall main = here.getFirst();
    if (!leg.up()) {
      Channel taken = main.taken;
      if (taken == null) {
        displays(main, leg.connected());
      } else if (!main.givenUp && !(taken.ringing() && taken.alive())) {
        main.givenUp = true; // nothing is left to be taken
        helper.stranded(leg);
      }
      return;
    }
    Channel partner = Paths.partner(leg);
    boolean asks = here.size() == 1 && main.talking() && asksElsewhere(main, leg, partner);
    if (asks && !calls.full()) {
      here = List.of(main, consultation(main, leg, partner));
    }
    if (here.size() == 1) {
      alone(main, leg, partner);
    } else {
      pair(main, here.getLast(), leg, partner);
    }
  }

  /** The other side is put aside, and the phone is with somebody else or rings somebody. */
  private static boolean asksElsewhere(AsteriskCall main, Channel leg, @Nullable Channel partner) {
    Channel far = main.far;
    if (far == null || !far.alive() || far == partner) {
      return false;
    }
    boolean aside =
        far.waits()
            || leg.held
                && far.bridge != null
                && far.bridge != leg.bridge
                && far.bridge.members.size() == 1;
    return aside && (partner != null || !leg.dials.isEmpty() || leg.bridged());
  }

  private AsteriskCall consultation(AsteriskCall main, Channel leg, @Nullable Channel partner) {
    Channel asked = partner;
    if (asked == null && !leg.dials.isEmpty()) {
      asked = leg.dials.iterator().next();
    }
    if (asked == null && leg.bridge != null) {
      for (Channel member : leg.bridge.members) {
        asked = member == leg ? asked : member;
      }
    }
    Party other = asked == null ? leg.connected() : asked.party();
    if (asked != null && asked.local()) { // its name may be that of whom the phone was with before
      String number =
          other.number().withheld() ? extension(asked.name()) : other.number().dialled();
      other = Channel.party(number, "");
    }
    String id = leg.consultation;
    leg.consultation = "";
    if (id.isEmpty()) { // the phone or the dial plan began it
      id = leg.id + "/" + ++consultations;
    }
    var call = new AsteriskCall(new CallId(id), CallDirection.OUT, main.self(), other, calls.now());
    call.main = main;
    call.asked = asked;
    call.carriedBy(leg, this);
    if (asked != null) {
      asked.watchers.add(this);
    }
    calls.holds(main);
    calls.begins(call, main);
    return call;
  }

  /** {@code Local/102@internal-00000005;1} leads to 102. */
  private static String extension(String localName) {
    int at = localName.indexOf('@');
    return at < 0 ? "" : localName.substring("Local/".length(), at);
  }

  private void alone(AsteriskCall call, Channel leg, @Nullable Channel partner) {
    if (partner != null) {
      call.meets(partner, this);
    }
    calls.records(call, !call.recordedSides().isEmpty());
    parked(call);
    boolean inCompany = partner != null || leg.bridge != null && leg.bridge.members.size() > 2;
    boolean onItsOwn = leg.bridge == null && leg.dials.isEmpty();
    boolean withApplication =
        onItsOwn && !(call.callback && MUTE_APPLICATIONS.contains(leg.application));
    if (!call.talking()) {
      displays(call, partner == null ? leg.connected() : met(partner, leg));
      if (inCompany || withApplication && call.phase() == CallPhase.RINGING_THERE) {
        calls.talks(call);
      } else if (onItsOwn && call.callback && leg.failure == null && !leg.applicationAsked) {
        leg.applicationAsked = true;
        helper.asksApplication(leg);
      }
      return;
    }
    if (partner != null) {
      displays(call, met(partner, leg));
    }
    if (leg.held || call.farWaits()) {
      calls.holds(call);
    } else if (inCompany) {
      calls.resumes(call);
    } else if (call.holding() && leg.bridge == null && !call.farAlive()) {
      over(call, Endings.whileWaiting(call));
      helper.stranded(leg);
    }
  }

  /** The phone's channel may live on for some seconds, and the space be empty again by then. */
  private void parked(AsteriskCall call) {
    Channel far = call.far;
    if (far != null && far.parked && !call.parked) {
      PhoneNumber space = PeerText.number(far.space);
      call.parked = !space.withheld();
      calls.redirects(call, call.parked ? space : null);
    }
  }

  /** A call and the consultation that shares its channel. */
  private void pair(
      AsteriskCall main, AsteriskCall second, Channel leg, @Nullable Channel partner) {
    AsteriskCall active = partner == null ? null : partner == main.far ? main : second;
    if (active == second && partner != null) {
      second.meets(partner, this);
      displays(second, met(partner, leg));
      calls.talks(second);
    }
    calls.records(main, !main.recordedSides().isEmpty());
    calls.records(second, !second.recordedSides().isEmpty());
    if (main.farWaits() || leg.held && active != main) {
      calls.holds(main);
    }
    if (second.farWaits()) {
      calls.holds(second);
    }
    if (active != null && !leg.held) {
      calls.resumes(active);
    }
    if (second.talking() ? !second.farAlive() && active != second : failed(second, leg)) {
      over(second, second.reason(Endings.ofConsultation(second, active == main, leg)));
    }
    if (!main.farAlive()) {
      over(main, Endings.whileWaiting(main));
      second.main = null;
    }
    if (leg.bridge == null && leg.dials.isEmpty() && on(leg).isEmpty()) {
      helper.stranded(leg);
    }
  }

  private static boolean failed(AsteriskCall second, Channel leg) {
    return leg.dials.isEmpty()
        && (leg.failure != null || second.asked != null && !second.asked.alive());
  }

  /** The party that the phone is with: what is known of its channel, else what the phone shows. */
  private static Party met(Channel partner, Channel leg) {
    Party party = partner.party();
    return partner.local() || party.number().withheld() ? leg.connected() : party;
  }

  /** A number that is not known changes nothing, and a known name stays with its number. */
  private void displays(AsteriskCall call, Party other) {
    boolean same = other.number().equals(call.other().number());
    if (!other.number().withheld()
        && !other.number().equals(line.number())
        && !(same && (other.name().isEmpty() || !call.other().name().isEmpty()))) {
      calls.isWith(call, other);
    }
  }

  // A channel that is gone

  private void gone(AsteriskCall call, Channel leg) {
    boolean rungAnew =
        call.phase() == CallPhase.RINGING_HERE
            && call.far != null
            && call.far.alive()
            && call.far.context.equals(Dialplan.ANSWER);
    if (rungAnew) {
      return;
    }
    List<AsteriskCall> here = on(leg);
    for (AsteriskCall each : here.reversed()) { // the consultation first
      parked(each);
      if (!comesBack(each) && !waitsForTheSpace(each)) {
        end(each, leg);
      }
    }
  }

  /** Where the other side is parked is told afterwards sometimes (asterisk.md §3). */
  private static boolean waitsForTheSpace(AsteriskCall call) {
    return call.parking && !call.parked && call.farAlive();
  }

  private void end(AsteriskCall call, Channel leg) {
    EndReason why = call.reason(Endings.of(call, leg));
    if (call.wasAnswered()) {
      String file = call.file();
      if (!file.isEmpty()) {
        helper.recorded(call.id(), file);
      }
    }
    boolean left =
        call.holding() && call.farWaits() && !call.parked && why != EndReason.TRANSFERRED;
    over(call, why);
    if (left && call.far != null) {
      helper.forgotten(call.far, line);
    }
  }
}
