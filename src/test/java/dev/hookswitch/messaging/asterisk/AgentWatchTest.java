package dev.hookswitch.messaging.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.CallCentre;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentWatchTest {
  private static List<AgentState> states(String device) {
    var agent = new AgentWatch(device);
    List<AgentState> seen = new ArrayList<>();
    for (AmiMessage event : Tape.read("26-queue-pause-login-logout.ami")) {
      if (event.event().startsWith("QueueMember")) {
        agent.apply(event);
        if (seen.isEmpty() || !seen.getLast().equals(agent.state())) {
          seen.add(agent.state());
        }
      }
    }
    return seen;
  }

  @Test
  void fixedMember_pausesForLunch_isAwayAndReadyAgain() {
    assertThat(states("PJSIP/105"))
        .containsExactly(new AgentState("away", "lunch"), AgentState.of("ready"));
  }

  @Test
  void dynamicMember_pausesAndLeaves_keepsItsStatus() {
    assertThat(states("PJSIP/101"))
        .containsExactly(AgentState.of("ready"), new AgentState("away", "training"));
  }

  @Test
  void dynamicMember_joinsAndLeaves_isInAndOut() {
    var agent = new AgentWatch("PJSIP/101");
    List<CallCentre> seen = new ArrayList<>(List.of(agent.callCentre()));
    for (AmiMessage event : Tape.read("26-queue-pause-login-logout.ami")) {
      agent.apply(event);
      if (seen.getLast() != agent.callCentre()) {
        seen.add(agent.callCentre());
      }
    }

    assertThat(seen).containsExactly(CallCentre.OUT, CallCentre.IN, CallCentre.OUT);
  }

  @Test
  void member_throughALocalChannel_isThePhoneBehindIt() throws IOException {
    var agent = new AgentWatch("PJSIP/101");
    Tape.messages(
            """
            Event: QueueMemberAdded
            Queue: sales
            Interface: Local/101@from-queue/n
            StateInterface: PJSIP/101
            Paused: 0

            """)
        .forEach(agent::apply);

    assertThat(agent.state()).isEqualTo(AgentState.of("ready"));
    assertThat(agent.in("sales")).isNotNull();
  }

  @Test
  void member_pausedInOneQueueOnly_isReady() throws IOException {
    var agent = new AgentWatch("PJSIP/101");
    Tape.messages(
            """
            Event: QueueMember
            Queue: sales
            Location: PJSIP/101
            Paused: 1
            PausedReason: lunch

            Event: QueueMember
            Queue: support
            Location: PJSIP/101
            Paused: 0

            """)
        .forEach(agent::apply);

    assertThat(agent.state()).isEqualTo(AgentState.of("ready"));
  }
}
