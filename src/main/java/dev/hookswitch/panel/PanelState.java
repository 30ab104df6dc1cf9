package dev.hookswitch.panel;

import dev.hookswitch.hub.CtiModel.Connection;
import dev.hookswitch.hub.LineState.Effort;
import dev.hookswitch.panel.CallView.Control;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.LineId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the panel shows of the user's lines.
 *
 * @param main the call on the stage; null when there is none
 * @param held calls on hold, as strips above the main one
 * @param waiting further incoming calls
 * @param dial whether a call can be made from the chosen line
 * @param pickUp whether a call that rings at a colleague can be taken on it; null when it never can
 */
public record PanelState(
    Status status,
    List<LineView> lines,
    @Nullable LineId dialLine,
    Control dial,
    @Nullable Control pickUp,
    @Nullable CallView main,
    List<CallView> held,
    List<CallView> waiting) {

  /**
   * The agent's status.
   *
   * @param shown words of the status
   * @param icon name of the icon
   * @param style family of its colour
   * @param since null when unknown
   * @param chosen what the phone system reports; null when it has not reported
   * @param callCentre whether calls of queues may come; null when the agent is in no call centre
   */
  public record Status(
      Text shown,
      String icon,
      String style,
      @Nullable Instant since,
      @Nullable AgentState chosen,
      List<AgentStateOption> options,
      @Nullable CallCentre callCentre) {}

  /**
   * One line.
   *
   * @param connection how the line stands
   * @param trouble why it does not work; null when it does
   * @param effort what is being done to open it
   * @param nextAttempt when it is opened anew; null when no attempt is planned
   */
  public record LineView(
      LineId id,
      String number,
      Text system,
      Connection connection,
      @Nullable Text trouble,
      Effort effort,
      int attempt,
      @Nullable Instant nextAttempt) {
    public boolean works() {
      return trouble == null;
    }

    /** Whether it waits for the agent to open it. */
    public boolean unopened() {
      return connection == Connection.UNOPENED;
    }
  }
}
