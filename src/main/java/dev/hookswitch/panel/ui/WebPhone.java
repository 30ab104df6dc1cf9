package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import dev.hookswitch.hub.MediaOrder;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaConfig;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.shell.BrowserModule;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The server's half of the web phone: puts orders into the page, in order, once the browser's
 * module has been loaded. The other direction is {@link PageMessage}.
 */
class WebPhone {
  private static final JsonNodeFactory JSON = JsonMapper.shared().getNodeFactory();

  private enum Sounding {
    SILENCE,
    RINGING,
    RINGBACK
  }

  private record Announcement(String title, String body) {}

  private final Component host;
  private Sounding sounding = Sounding.SILENCE;
  private @Nullable Announcement announced;

  WebPhone(Component host) {
    this.host = host;
  }

  /** Loads the module into a page that has just been opened. */
  void attach(UI ui) {
    // The address comes from this application alone, never from a user.
    host.getElement()
        .executeJs(
            "this.phoneReady = import($0).then(m => { m.attach(this); this.phone.clock($1); });",
            BrowserModule.path(),
            (double) Instant.now().toEpochMilli());
  }

  void order(MediaOrder order) {
    send(
        switch (order) {
          case MediaOrder.Start start -> start(start);
          case MediaOrder.Signal signal -> signal(signal.signal());
          case MediaOrder.Register(LineId line, String user, String domain) ->
              message("register")
                  .put("line", line.toString())
                  .put("user", user)
                  .put("domain", domain);
          case MediaOrder.Unregister(LineId line) ->
              message("unregister").put("line", line.toString());
          case MediaOrder.Stop stop -> message("stop").put("session", stop.session().value());
        });
  }

  /**
   * Rings for an incoming call, with a notification of the desktop, until something else sounds.
   * Who calls may be known a moment later: while it rings, a new announcement takes the place of
   * the last one.
   */
  void ring(String title, String body) {
    var wanted = new Announcement(title, body);
    if (become(Sounding.RINGING) || !wanted.equals(announced)) {
      announced = wanted;
      send(message("ring").put("title", title).put("body", body));
    }
  }

  /** Plays what a caller hears while the other side rings. */
  void ringback() {
    if (become(Sounding.RINGBACK)) {
      send(message("ringback"));
    }
  }

  void silence() {
    become(Sounding.SILENCE);
  }

  private boolean become(Sounding next) {
    if (next == sounding) {
      return false;
    }
    switch (sounding) {
      case RINGING -> send(message("ringStop"));
      case RINGBACK -> send(message("ringbackStop"));
      case SILENCE -> {}
    }
    sounding = next;
    return true;
  }

  private static ObjectNode start(MediaOrder.Start start) {
    MediaConfig config = start.config();
    ObjectNode json = message("start").put("session", start.session().value());
    ObjectNode settings =
        json.putObject("config")
            .put("role", lower(config.role()))
            .put("media", media(config.media()))
            .put("possible", media(config.possible()))
            .put(
                "gathering",
                switch (config.gathering()) {
                  case TRICKLE -> "trickle";
                  case BEFORE_DESCRIPTION -> "beforeDescription";
                });
    var servers = settings.putArray("iceServers");
    config
        .iceServers()
        .forEach(server ->
            servers
                .addObject()
                .put("url", server.url())
                .put("username", server.username())
                .put("credential", server.credential()));
    return json;
  }

  private static ObjectNode signal(MediaSignal signal) {
    ObjectNode json =
        switch (signal) {
          case MediaSignal.Description description ->
              message("description")
                  .put("kind", lower(description.kind()))
                  .put("sdp", description.sdp());
          case MediaSignal.Candidate candidate ->
              message("candidate")
                  .put("candidate", candidate.candidate())
                  .put("sdpMid", candidate.sdpMid())
                  .put("sdpMLineIndex", candidate.sdpMLineIndex());
          case MediaSignal.Audio audio -> message("audio").put("flow", lower(audio.flow()));
          case MediaSignal.Video video -> message("video").put("media", media(video.media()));
          case MediaSignal.SendTones tones -> message("tones").put("digits", tones.digits());
          case MediaSignal.Report _ ->
              throw new IllegalArgumentException(
                  "a report is for the phone system, not for a page");
        };
    return json.put("session", signal.session().value());
  }

  private static ObjectNode message(String type) {
    return new ObjectNode(JSON).put("type", type);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String media(Media media) {
    return switch (media) {
      case AUDIO -> "audio";
      case AUDIO_AND_VIDEO -> "audioAndVideo";
    };
  }

  private void send(ObjectNode message) {
    host.getElement()
        .executeJs(
            "(this.phoneReady ?? Promise.reject()).then(() => this.phone.command($0))", message);
  }
}
