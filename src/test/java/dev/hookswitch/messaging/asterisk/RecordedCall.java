package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One recorded scenario for whoever replays it: its events as they were sent, and what the lines
 * tell when it is the only call there is.
 *
 * @param events each with its closing empty line
 * @param seconds of each event, since the first one
 * @param heard by the numbers of the phones: what their lines tell, in order
 */
public record RecordedCall(
    List<String> events, List<Double> seconds, Map<String, List<Heard>> heard) {

  /**
   * @param because index of the event that caused it
   */
  public record Heard(int because, CtiEvent event) {}

  static final AsteriskSettings.Link LINK =
      new AsteriskSettings.Link(
          "127.0.0.1",
          5038,
          false,
          "bench",
          "bench",
          "internal",
          "PJSIP",
          true,
          false,
          "",
          30,
          new AsteriskSettings.Recordings("", "", ""));

  /**
   * @param scenario name of its file
   * @param phones those that take part in it
   */
  public static RecordedCall of(String scenario, String... phones) throws IOException {
    List<AmiMessage> messages = Tape.read(scenario);
    Tape tape = new Tape(capabilities(line(phones[0])).call(), phones);
    Map<String, List<Heard>> heard = new LinkedHashMap<>();
    List<String> events = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    for (String phone : phones) {
      tape.line(phone).events.clear();
      heard.put(phone, new ArrayList<>());
    }
    for (AmiMessage message : messages) {
      tape.play(List.of(message));
      for (String phone : phones) {
        List<CtiEvent> told = tape.line(phone).events;
        told.forEach(event -> heard.get(phone).add(new Heard(events.size(), event)));
        told.clear();
      }
      events.add(message.text().replace("\n", "\r\n") + "\r\n");
      seconds.add(Double.parseDouble(message.get("Timestamp")));
    }
    double first = seconds.getFirst();
    seconds.replaceAll(at -> at - first);
    return new RecordedCall(events, seconds, heard);
  }

  /** A line of a link that is set up without more than it needs. */
  public static Line line(String number) {
    return new Line(
        new LineId(UUID.nameUUIDFromBytes(number.getBytes(StandardCharsets.UTF_8))),
        "messaging",
        new PhoneNumber(number),
        "Agent " + number,
        Map.of());
  }

  /** What such a line can do. */
  public static Capabilities capabilities(Line line) {
    return LineParameters.of(line, LINK).capabilities(LINK);
  }
}
