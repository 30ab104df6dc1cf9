package dev.hookswitch.messaging.asterisk;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is going on in an Asterisk, asked after each connection (asterisk.md §5). Events go on while
 * it answers; whoever asks works them off afterwards.
 *
 * @param channels entries of {@code CoreShowChannels}
 * @param members entries of {@code QueueStatus}
 * @param devices entries of {@code DeviceStateList}
 * @param heldBy for channels that wait in the dial plan, the id of the channel that put them aside
 * @param consultations for channels that put somebody aside, the id of their last consultation
 * @param missing contexts that the dial plan lacks: a redirection there would cut the caller off
 */
record Inventory(
    List<AmiMessage> channels,
    List<AmiMessage> members,
    List<AmiMessage> devices,
    Map<String, String> heldBy,
    Map<String, String> consultations,
    Set<String> missing) {

  /** The account may not ask, or the answers were lost. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String what) {
      super(what);
    }
  }

  /**
   * @param contexts whether contexts of {@link Dialplan} are expected to be there
   * @return completes on the desk of the client; exceptionally with {@link Refused}
   */
  static CompletionStage<Inventory> of(AmiClient client, boolean contexts) {
    CompletionStage<AmiReply> channels = client.list(AmiAction.of("CoreShowChannels"));
    CompletionStage<AmiReply> queues = client.list(AmiAction.of("QueueStatus"));
    CompletionStage<AmiReply> devices = client.list(AmiAction.of("DeviceStateList"));
    return channels
        .thenCombine(queues, Inventory::lists)
        .thenCombine(devices, Inventory::withDevices)
        .thenCompose(lists -> lists.withWaiting(client))
        .thenCompose(lists -> lists.withConsultations(client))
        .thenCompose(lists -> contexts ? lists.withContexts(client) : done(lists));
  }

  private static CompletionStage<Inventory> done(Inventory taken) {
    return CompletableFuture.completedFuture(taken);
  }

  private static Inventory lists(AmiReply channels, AmiReply queues) {
    if (!(channels instanceof AmiReply.Done(_, List<AmiMessage> shown))) {
      throw new Refused("the channels are not listed: " + channels);
    }
    return new Inventory(
        shown, entries(queues), List.of(), new HashMap<>(), new HashMap<>(), new HashSet<>());
  }

  private Inventory withDevices(AmiReply listed) {
    return new Inventory(channels, members, entries(listed), heldBy, consultations, missing);
  }

  /** What calls can do without may be refused. */
  private static List<AmiMessage> entries(AmiReply listed) {
    return listed instanceof AmiReply.Done(_, List<AmiMessage> entries) ? entries : List.of();
  }

  /** For whom a channel waits is written on it: that outlives this process. */
  private CompletionStage<Inventory> withWaiting(AmiClient client) {
    CompletionStage<Inventory> all = done(this);
    for (AmiMessage channel : channels) {
      if (channel.get("Context").equals(Dialplan.HOLD) && channel.get("BridgeId").isEmpty()) {
        String id = channel.get("Uniqueid");
        all = with(all, getvar(client, channel, Dialplan.HELD_BY), value -> heldBy.put(id, value));
      }
    }
    return all;
  }

  private CompletionStage<Inventory> withConsultations(AmiClient client) {
    CompletionStage<Inventory> all = done(this);
    for (AmiMessage channel : channels) {
      String id = channel.get("Uniqueid");
      if (heldBy.containsValue(id)) {
        all =
            with(
                all,
                getvar(client, channel, Dialplan.CONSULTATION),
                value -> consultations.put(id, value));
      }
    }
    return all;
  }

  private static CompletionStage<AmiReply> getvar(
      AmiClient client, AmiMessage channel, String variable) {
    return client.send(
        AmiAction.of("Getvar").with("Channel", channel.get("Channel")).with("Variable", variable));
  }

  private CompletionStage<Inventory> withContexts(AmiClient client) {
    CompletionStage<Inventory> all = done(this);
    for (String context : Dialplan.CONTEXTS) {
      all =
          with(
              all,
              client.send(
                  AmiAction.of("Getvar")
                      .with(
                          "Variable",
                          "VALID_EXTEN(%s,%s)".formatted(context, Dialplan.extensionIn(context)))),
              value -> {
                if (value.equals("0")) {
                  missing.add(context);
                }
              });
    }
    return all;
  }

  private static CompletionStage<Inventory> with(
      CompletionStage<Inventory> before, CompletionStage<AmiReply> answer, Consumer<String> value) {
    return before.thenCombine(
        answer,
        (taken, reply) -> {
          String said = value(reply);
          if (said != null) {
            value.accept(said);
          }
          return taken;
        });
  }

  private static @Nullable String value(AmiReply reply) {
    return reply instanceof AmiReply.Done(AmiMessage response, _) ? response.get("Value") : null;
  }
}
