package dev.hookswitch.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pictures come and go within a call. */
@Tag("line")
class VideoJourneyIT extends Journey {
  @Test
  void video_switchedOnAndOff_isSeenByTheOtherSide() {
    Agent anna = signIn("anna");
    Agent oleg = signIn("oleg");
    talk(anna, oleg);
    oleg.seesNoPictures();

    anna.press("Video");
    oleg.seesMovingPicture();
    oleg.seesPictures(1);
    anna.seesPictures(1);
    oleg.press("Video");
    anna.seesMovingPicture();
    anna.seesPictures(2);
    assertThat(journalOfNewestCall(oleg)).contains("webRtcVideoStarted");

    anna.press("Video");
    oleg.seesPictures(1);
    oleg.press("Video");
    oleg.seesNoPictures();
    anna.seesNoPictures();
    anna.hears();
    oleg.hears();

    anna.press("End");
    oleg.seesState("Anna Berg", "Ended");
  }
}
