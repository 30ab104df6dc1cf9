package dev.hookswitch.hub;

import dev.hookswitch.hub.MediaState.Holder;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.LineId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything the screens of one user show of the lines, at one moment.
 *
 * @param lines in the order of the user's settings
 * @param media the WebRTC sessions of the calls that have one
 * @param registrations of the lines whose phone a page of the user is
 * @param favourite the page used last: it rings, and gets the media of the next call
 */
public record HubState(
    List<LineState> lines,
    Map<CallId, MediaState> media,
    Map<LineId, Registration> registrations,
    Holder favourite) {
  public static final HubState EMPTY = new HubState(List.of(), Map.of(), Map.of(), Holder.NOBODY);

  /** A call with the line it is on. */
  public record CallOnLine(LineState line, TrackedCall call) {}

  /** All calls of all lines, line by line, in the order of their appearance. */
  public Stream<CallOnLine> calls() {
    return lines.stream()
        .flatMap(line -> line.model().calls().values().stream().map(c -> new CallOnLine(line, c)));
  }

  /** Whether the line has a phone, or needs none. */
  public boolean hasPhone(LineId line) {
    Registration registration = registrations.get(line);
    return registration == null || registration.stands();
  }

  public Optional<LineState> line(LineId id) {
    return lines.stream().filter(line -> line.line().id().equals(id)).findFirst();
  }
}
