package dev.hookswitch.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call does not depend on a page: pages are left, opened anew and opened twice. */
@Tag("line")
class ReloadJourneyIT extends Journey {
  private static final Logger log = LoggerFactory.getLogger(ReloadJourneyIT.class);
  private static final Duration HEARD_AGAIN_WITHIN = Duration.ofSeconds(3);

  @Test
  void reload_inACall_showsItAtOnceAndBringsTheSoundBack() {
    Agent anna = signIn("anna");
    Agent oleg = signIn("oleg");
    talk(anna, oleg);
    anna.hears();
    // A server that has just started answers its first pages slowly; that is not meant here.
    reload(anna);
    Duration before = anna.duration("Oleg Sorokin");

    Duration heard = reload(anna);

    assertThat(heard).isLessThan(HEARD_AGAIN_WITHIN);
    assertThat(anna.duration("Oleg Sorokin")).isBetween(before, before.plus(heard).plusSeconds(2));
    anna.hears();
    oleg.hears();
    anna.press("End");
    oleg.seesState("Anna Berg", "Ended");
  }

  /** Reloads the page of somebody who talks with Oleg; how long until sound comes. */
  private static Duration reload(Agent agent) {
    long begin = System.nanoTime();
    agent.reloads();
    agent.seesState("Oleg Sorokin", "Talking");
    Duration shown = Duration.ofNanos(System.nanoTime() - begin);
    agent.waitsForFirstSound();
    Duration heard = Duration.ofNanos(System.nanoTime() - begin);
    log.info("after a reload: panel {} ms, sound {} ms", shown.toMillis(), heard.toMillis());
    return heard;
  }

  @Test
  void reload_whileRinging_goesOnRinging() {
    Agent anna = signIn("anna");
    Agent oleg = signIn("oleg");
    anna.call("Oleg Sorokin");
    oleg.seesState("Anna Berg", "Ringing");

    oleg.reloads();

    oleg.seesState("Anna Berg", "Ringing");
    oleg.rings("Anna Berg");
    anna.seesState("Oleg Sorokin", "Calling");
    oleg.press("Answer");
    anna.hears();
    oleg.hears();
    oleg.press("End");
    anna.seesState("Oleg Sorokin", "Ended");
  }

  @Test
  void twoTabs_oneCall_ringsOnceAndEitherCanAct() {
    Agent anna = signIn("anna");
    Agent oleg = signIn("oleg");
    Page first = oleg.page();
    Page second = oleg.opensTab();

    anna.call("Oleg Sorokin");
    oleg.seesState("Anna Berg", "Ringing");
    oleg.rings("Anna Berg");
    oleg.goesTo(first);
    oleg.seesState("Anna Berg", "Ringing");
    oleg.ringsNot();

    oleg.press("Answer");
    oleg.seesState("Anna Berg", "Talking");
    oleg.hears();
    anna.hears();
    oleg.goesTo(second);
    oleg.seesState("Anna Berg", "Talking");
    oleg.ringsNot();
    oleg.press("Hold");
    oleg.seesState("Anna Berg", "On hold");
    anna.hearsNothing();
    oleg.goesTo(first);
    oleg.seesState("Anna Berg", "On hold");
    oleg.press("Resume");
    anna.hears();
    oleg.hears();

    oleg.closesTab(first);
    oleg.goesTo(second);
    oleg.hears();
    anna.hears();
    oleg.press("End");
    anna.seesState("Oleg Sorokin", "Ended");
  }

  @Test
  void secondBrowser_ofTheSamePerson_showsTheCallAndTakesTheSound() {
    Agent anna = signIn("anna");
    Agent atWork = signIn("oleg");
    talk(anna, atWork);
    anna.hears();

    Agent atHome = comes("oleg", Browser.desktop());
    atHome.entersNameAndPassword();
    atHome.seesState("Anna Berg", "Talking");
    atHome.press("Bring the sound here");

    atHome.hears();
    anna.hears();
    atWork.hearsNothing();
    atHome.press("End");
    atWork.seesState("Anna Berg", "Ended");
    anna.seesState("Oleg Sorokin", "Ended");
  }
}
