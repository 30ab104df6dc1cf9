package dev.hookswitch.connectors.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.hookswitch.connectors.emulator.EmulatorContractTest.EmulatorRig;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Peer;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.phone.PhoneSystemContract;
import dev.hookswitch.phone.ProbedLine;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * The contract finds what it is meant to find: each broken phone system fails it, a sound one not.
 */
class BrokenProviderContractTest {
  @Test
  void contract_soundPhoneSystem_holds() {
    assertThat(run(Sound.class).failed().count()).isZero();
  }

  @Test
  void contract_eventAfterCallFinished_isBroken() {
    assertBroken(EventAfterFinished.class, "drop_whileTalking_endsByUserAndFreesTheLine");
  }

  @Test
  void contract_featuresBeforeCallStarted_isBroken() {
    assertBroken(FeaturesBeforeStarted.class, "makeCall_answered_isStartedThenTalking");
  }

  @Test
  void contract_undeclaredCommandAccepted_isBroken() {
    assertBroken(
        UndeclaredAccepted.class, "execute_capabilityNotDeclaredPastTheGuard_isNotAccepted");
  }

  @Test
  void contract_unknownCallSwallowed_isBroken() {
    assertBroken(UnknownCallSwallowed.class, "execute_unknownCall_isRefusedAsUnknown");
  }

  @Test
  void contract_snapshotNeverAnswered_isBroken() {
    assertBroken(NoSnapshot.class, "snapshot_afterReopening_showsTheCallThatWentOn");
  }

  @Test
  void contract_initializedLate_isBroken() {
    assertBroken(InitializedLate.class, "open_always_reportsInitializedFirst");
  }

  private static void assertBroken(Class<?> contract, String test) {
    assertThat(run(contract).failed().list())
        .anySatisfy(
            event -> assertThat(event.getTestDescriptor().getUniqueId().toString()).contains(test));
  }

  private static Events run(Class<?> contract) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(contract))
        .execute()
        .testEvents();
  }

  /** The contract against the emulator behind something that tampers with it. */
  static class Sound implements PhoneSystemContract {
    private final EmulatorRig rig = new EmulatorRig();
    private final Line line = ProbedLine.line(EmulatorPhoneSystem.ID, "901", "Anna");
    private final Line otherLine = ProbedLine.line(EmulatorPhoneSystem.ID, "902", "Boris");

    /** What becomes of an event; the sound phone system passes it on. */
    void pass(CtiEvent event, Consumer<CtiEvent> to) {
      to.accept(event);
    }

    /** What becomes of a command; the sound phone system executes it. */
    CompletionStage<Outcome> execute(CtiCommand command, PhoneSession session) {
      return session.execute(command);
    }

    @Override
    public PhoneSystem system() {
      return new Tampered(this);
    }

    @Override
    public Line line() {
      return line;
    }

    @Override
    public Line otherLine() {
      return otherLine;
    }

    @Override
    public Peer peer() {
      return rig;
    }

    /** Failures come by waiting in vain; here nothing takes long. */
    @Override
    public Duration patience() {
      return Duration.ofMillis(700);
    }

    @AfterEach
    void stop() {
      rig.system.stop();
    }
  }

  static class EventAfterFinished extends Sound {
    @Override
    void pass(CtiEvent event, Consumer<CtiEvent> to) {
      to.accept(event);
      if (event instanceof CtiEvent.CallFinished(var line, var at, var call)) {
        to.accept(new CtiEvent.Hold(line, at, call));
      }
    }
  }

  static class FeaturesBeforeStarted extends Sound {
    @Override
    void pass(CtiEvent event, Consumer<CtiEvent> to) {
      if (event instanceof CtiEvent.CallStarted(var line, var at, var call)) {
        to.accept(new CtiEvent.LineStateChanged(line, at, Set.of(Feature.DROP), call.id()));
      }
      to.accept(event);
    }
  }

  static class UndeclaredAccepted extends Sound {
    @Override
    CompletionStage<Outcome> execute(CtiCommand command, PhoneSession session) {
      return command instanceof CtiCommand.SetVideoState
          ? CompletableFuture.completedFuture(Outcome.ACCEPTED)
          : super.execute(command, session);
    }
  }

  static class UnknownCallSwallowed extends Sound {
    @Override
    CompletionStage<Outcome> execute(CtiCommand command, PhoneSession session) {
      return super.execute(command, session)
          .thenApply(outcome ->
              outcome instanceof Outcome.Refused(var reason, _)
                      && reason == Outcome.Reason.UNKNOWN_CALL
                  ? Outcome.ACCEPTED
                  : outcome);
    }
  }

  static class NoSnapshot extends Sound {
    @Override
    void pass(CtiEvent event, Consumer<CtiEvent> to) {
      if (!(event instanceof CtiEvent.ActiveCallSnapshot)) {
        to.accept(event);
      }
    }
  }

  static class InitializedLate extends Sound {
    @Override
    void pass(CtiEvent event, Consumer<CtiEvent> to) {
      if (event instanceof CtiEvent.Initialized(var line, var at)) {
        to.accept(new CtiEvent.LineStateChanged(line, at, Set.of(Feature.DIAL), null));
      }
      to.accept(event);
    }
  }

  private record Tampered(Sound contract) implements PhoneSystem {
    private EmulatorPhoneSystem sound() {
      return contract.rig.system;
    }

    @Override
    public String id() {
      return sound().id();
    }

    @Override
    public Capabilities capabilities(Line line) {
      return sound().capabilities(line);
    }

    @Override
    public List<AgentStateOption> agentStates() {
      return sound().agentStates();
    }

    @Override
    public PhoneSession open(Line line, PhoneListener listener) {
      PhoneSession session =
          sound()
              .open(
                  line,
                  new PhoneListener() {
                    @Override
                    public void event(CtiEvent event) {
                      contract.pass(event, listener::event);
                    }

                    @Override
                    public void signal(MediaSignal signal) {
                      listener.signal(signal);
                    }
                  });
      return new PhoneSession() {
        @Override
        public CompletionStage<Outcome> execute(CtiCommand command) {
          return contract.execute(command, session);
        }

        @Override
        public void close() {
          session.close();
        }
      };
    }
  }
}
