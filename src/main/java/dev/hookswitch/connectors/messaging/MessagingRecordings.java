package dev.hookswitch.connectors.messaging;

import dev.hookswitch.messaging.MessagingService;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.RecordingAnswer;
import dev.hookswitch.phone.RecordingRef;
import dev.hookswitch.phone.Recordings;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Recordings of the phone systems behind the Messaging Service, each named with its link. */
@Component
final class MessagingRecordings implements Recordings {
  private final MessagingService service;

  MessagingRecordings(MessagingService service) {
    this.service = service;
  }

  @Override
  public String system() {
    return MessagingPhoneSystem.ID;
  }

  @Override
  public Optional<String> referenceTo(CallFinished finished) {
    return service.referenceTo(finished).filter(name -> name.length() <= MAX_REFERENCE);
  }

  @Override
  public RecordingAnswer open(RecordingRef recording) {
    return service.recording(recording.reference());
  }
}
