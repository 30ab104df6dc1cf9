package dev.hookswitch.connectors.emulator;

import dev.hookswitch.connectors.emulator.FarEnd.Act;
import dev.hookswitch.connectors.emulator.FarEnd.Deed;
import dev.hookswitch.connectors.emulator.FarEnd.Moment;
import dev.hookswitch.connectors.emulator.FarEnd.Script;
import dev.hookswitch.connectors.legs.Numbering;
import dev.hookswitch.connectors.legs.Route;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a number does. The first two characters decide; 00 is the number of Creatio's own emulator
 * (creatio-cti.md §10.6).
 *
 * <table>
 *   <caption>Numbers</caption>
 *   <tr><td>00</td><td>answers promptly</td></tr>
 *   <tr><td>01</td><td>is busy</td></tr>
 *   <tr><td>02</td><td>never answers</td></tr>
 *   <tr><td>03</td><td>declines promptly</td></tr>
 *   <tr><td>04</td><td>answers promptly and hangs up later</td></tr>
 *   <tr><td>05</td><td>answers promptly, then the line loses its connection; the call goes on</td></tr>
 *   <tr><td>06</td><td>is a wrong number</td></tr>
 *   <tr><td>07</td><td>is unavailable</td></tr>
 *   <tr><td>08</td><td>answers promptly and sends the tones {@value #TONES}</td></tr>
 *   <tr><td>any other</td><td>answers later</td></tr>
 * </table>
 */
final class DialPlan implements Numbering {
  static final String TONES = "123#";

  private final EmulatorSettings settings;
  private final Consumer<PhoneNumber> breakLine;

  DialPlan(EmulatorSettings settings, Consumer<PhoneNumber> breakLine) {
    this.settings = settings;
    this.breakLine = breakLine;
  }

  @Override
  public Route route(PhoneNumber dialled) {
    String number = dialled.dialled();
    Act answersPromptly = new Act(settings.promptly(), new Deed.Answer());
    return switch (number.substring(0, Math.min(2, number.length()))) {
      case "00" -> visitor(dialled, Map.of(Moment.CALLED, answersPromptly));
      case "01" -> new Route.Closed(EndReason.BUSY);
      case "02" -> visitor(dialled, Map.of());
      case "03" ->
          visitor(dialled, Map.of(Moment.CALLED, new Act(settings.promptly(), new Deed.HangUp())));
      case "04" ->
          visitor(
              dialled,
              Map.of(
                  Moment.CALLED,
                  answersPromptly,
                  Moment.TALKING,
                  new Act(settings.later(), new Deed.HangUp())));
      case "05" ->
          visitor(
              dialled,
              Map.of(
                  Moment.CALLED,
                  answersPromptly,
                  Moment.TALKING,
                  new Act(settings.promptly(), new Deed.BreakLine())));
      case "06" -> new Route.Closed(EndReason.WRONG_NUMBER);
      case "07" -> new Route.Closed(EndReason.UNAVAILABLE);
      case "08" ->
          visitor(
              dialled,
              Map.of(
                  Moment.CALLED,
                  answersPromptly,
                  Moment.TALKING,
                  new Act(settings.promptly(), new Deed.SendTones(TONES))));
      default ->
          visitor(dialled, Map.of(Moment.CALLED, new Act(settings.later(), new Deed.Answer())));
    };
  }

  private Route visitor(PhoneNumber dialled, Map<Moment, Act> acts) {
    Script script = new Script(acts);
    return new Route.Visitor(Party.of(dialled), session -> new FarEnd(session, script, breakLine));
  }
}
