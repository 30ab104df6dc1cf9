package dev.hookswitch.hub;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.hookswitch.hub.MediaState.Holder;
import dev.hookswitch.hub.MediaState.Quality;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand.SignalMedia;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.CtiEvent.CallInfoChanged;
import dev.hookswitch.phone.CtiEvent.WebRtcDestroyed;
import dev.hookswitch.phone.CtiEvent.WebRtcStarted;
import dev.hookswitch.phone.CtiEvent.WebRtcVideoStarted;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.MediaConfig.Role;
import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.MediaSignal.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Says which page of the user holds the media of which call. Only one page at a time does; when it
 * goes, the next one gets a new session from the phone system, because a WebRTC session cannot move
 * between pages. Used by one hub, on its thread.
 */
final class MediaDesk {
  private record Held(LineId line, CallId call, Role role, MediaState state) {
    Held with(MediaState next) {
      return new Held(line, call, role, next);
    }

    Held of(CallId other) {
      return new Held(line, other, role, state);
    }

    boolean isOf(LineId otherLine, CallId otherCall) {
      return line.equals(otherLine) && call.equals(otherCall);
    }
  }

  private final Map<MediaSessionId, Held> held = new LinkedHashMap<>();
  private final LongFunction<@Nullable Screen> screens;
  private final BiConsumer<LineId, SignalMedia> phoneSystem;

  /**
   * @param screens the page with a number, null when it is gone
   * @param phoneSystem takes what is said to the phone system of a line
   */
  MediaDesk(LongFunction<@Nullable Screen> screens, BiConsumer<LineId, SignalMedia> phoneSystem) {
    this.screens = screens;
    this.phoneSystem = phoneSystem;
  }

  Map<CallId, MediaState> states() {
    return held.values().stream()
        .collect(toUnmodifiableMap(Held::call, Held::state, (_, newer) -> newer));
  }

  /**
   * Follows a media event.
   *
   * @param holder the page that gets a new session
   */
  void on(CtiEvent event, Holder holder) {
    switch (event) {
      // Two calls of a line may share its phone's session, which stays when one of them ends.
      case WebRtcStarted started when held.containsKey(started.session()) ->
          held.computeIfPresent(started.session(), (_, known) -> known.of(started.callId()));
      case WebRtcStarted started -> {
        // A phone system that was lost may not have said that the former session is over.
        endOf(started.line(), started.callId());
        var state =
            new MediaState(
                started.session(), holder, Quality.UNKNOWN, false, started.config().media());
        held.put(
            started.session(),
            new Held(started.line(), started.callId(), started.config().role(), state));
        order(holder, new MediaOrder.Start(started.session(), started.config()));
      }
      case WebRtcVideoStarted started ->
          update(
              started.session(),
              s -> new MediaState(s.session(), s.holder(), s.quality(), true, s.camera()));
      case WebRtcDestroyed gone -> end(gone.session());
      case CallInfoChanged changed -> rename(changed);
      // A phone system that is lost ends no sessions, but its calls end.
      case CallFinished over -> endOf(over.line(), over.callId());
      default -> {}
    }
  }

  private void endOf(LineId line, CallId call) {
    held.values().stream()
        .filter(session -> session.isOf(line, call))
        .toList()
        .forEach(session -> end(session.state().session()));
  }

  private void end(MediaSessionId id) {
    Held was = held.remove(id);
    if (was != null) {
      order(was.state().holder(), new MediaOrder.Stop(id));
    }
  }

  private void rename(CallInfoChanged changed) {
    held.replaceAll((_, session) ->
        session.isOf(changed.line(), changed.formerId()) ? session.of(changed.callId()) : session);
  }

  /** Passes a signal of the phone system to the page that holds the session. */
  void down(MediaSignal signal) {
    Held session = held.get(signal.session());
    if (session == null) {
      return;
    }
    if (signal instanceof MediaSignal.Video video) {
      boolean seen = session.state().video();
      update(
          signal.session(),
          s -> new MediaState(s.session(), s.holder(), s.quality(), seen, video.media()));
    }
    order(session.state().holder(), new MediaOrder.Signal(signal));
  }

  /** Passes a signal of a page to the phone system, if that page holds the session. */
  void up(Holder from, MediaSignal signal) {
    Held session = held.get(signal.session());
    if (session != null && session.state().holder().equals(from)) {
      phoneSystem.accept(session.line(), new SignalMedia(signal));
    }
  }

  void quality(Holder from, MediaSessionId id, Quality quality) {
    Held session = held.get(id);
    if (session != null && session.state().holder().equals(from)) {
      update(id, s -> new MediaState(s.session(), s.holder(), quality, s.video(), s.camera()));
    }
  }

  /** A page came: it takes over what nobody holds. */
  void came(Holder page) {
    held.values().stream().filter(MediaDesk::isFree).toList().forEach(this::beginAnew);
  }

  /** A phone system that was lost did not hear what pages came and went meanwhile. */
  void lineIsBack(LineId line) {
    held.values().stream()
        .filter(session -> session.line().equals(line) && isFree(session))
        .toList()
        .forEach(this::beginAnew);
  }

  private static boolean isFree(Held session) {
    return session.state().holder().equals(Holder.NOBODY);
  }

  /**
   * A page went.
   *
   * @param next who takes over; {@link Holder#NOBODY} when no page is left
   */
  void went(Holder page, Holder next) {
    for (Held session :
        held.values().stream().filter(s -> s.state().holder().equals(page)).toList()) {
      release(session);
      // A phone that is gone leaves a call that waits for it, or ends without it.
      if (!next.equals(Holder.NOBODY) || session.role() == Role.INVITED) {
        beginAnew(session);
      }
    }
  }

  /** The agent wants the sound in another page, which has become the favourite. */
  void takeOver(Holder page) {
    for (Held session :
        held.values().stream().filter(s -> !s.state().holder().equals(page)).toList()) {
      order(session.state().holder(), new MediaOrder.Stop(session.state().session()));
      release(session);
      beginAnew(session);
    }
  }

  private void release(Held session) {
    update(
        session.state().session(),
        s -> new MediaState(s.session(), Holder.NOBODY, Quality.UNKNOWN, s.video(), s.camera()));
  }

  private void beginAnew(Held session) {
    var lost = new Report(session.state().session(), Report.Outcome.LOST);
    phoneSystem.accept(session.line(), new SignalMedia(lost));
  }

  private interface Change {
    MediaState of(MediaState state);
  }

  private void update(MediaSessionId id, Change change) {
    held.computeIfPresent(id, (_, session) -> session.with(change.of(session.state())));
  }

  private void order(Holder holder, MediaOrder order) {
    Screen screen = screens.apply(holder.tab());
    if (screen != null) {
      screen.order(order);
    }
  }
}
