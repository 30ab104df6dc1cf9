package dev.hookswitch.journeys;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A browser that gives no microphone. */
@Tag("line")
class PermissionJourneyIT extends Journey {
  @Test
  void microphone_refused_isToldWithWhatToDo() {
    Agent anna = signIn("anna");
    Agent oleg = keep(new Agent(base(), "oleg", Browser.withoutMicrophone()));
    oleg.signIn();

    anna.call("Oleg Sorokin");
    oleg.seesState("Anna Berg", "Ringing");
    oleg.press("Answer");

    oleg.isTold("The browser blocks the microphone.");
    oleg.isTold("Click the icon left of the page address, allow “Microphone”, then try again.");
    anna.isTold("One side has no microphone, so it cannot be heard.");
    anna.press("End");
    oleg.seesState("Anna Berg", "Ended");
  }
}
