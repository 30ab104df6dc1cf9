package dev.hookswitch.messaging.clients;

import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Line;
import dev.hookswitch.tms.TmsEvents;
import dev.hookswitch.tms.TmsNews;
import java.time.InstantSource;
import java.util.Optional;

/** What a client is told of an event of its line, without a server between them. */
public final class PublishedFrames {
  private PublishedFrames() {}

  /** The frame; empty for what no client is told. */
  public static Optional<String> of(Line line, Capabilities capabilities, CtiEvent event) {
    return new PublishedEvents(line, capabilities, InstantSource.system())
        .of(event)
        .map(said -> TmsEvents.write(new TmsNews("", "", said)));
  }
}
