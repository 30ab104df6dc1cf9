package dev.hookswitch.messaging.asterisk;

/** Under which names an event holds the fields of one of its channels (asterisk.md §3). */
record ChannelFields(
    String id,
    String state,
    String callerNumber,
    String callerName,
    String connectedNumber,
    String connectedName,
    String context,
    String exten,
    String linkedId,
    String variable) {
  static final ChannelFields OWN = of("");
  static final ChannelFields DEST = of("Dest");
  static final ChannelFields TARGET = of("Target");
  static final ChannelFields PARKEE = of("Parkee");
  static final ChannelFields TRANSFERER = of("Transferer");
  static final ChannelFields FIRST_TRANSFERER = of("OrigTransferer");
  static final ChannelFields SECOND_TRANSFERER = of("SecondTransferer");

  private static ChannelFields of(String prefix) {
    return new ChannelFields(
        prefix + "Uniqueid",
        prefix + "ChannelState",
        prefix + "CallerIDNum",
        prefix + "CallerIDName",
        prefix + "ConnectedLineNum",
        prefix + "ConnectedLineName",
        prefix + "Context",
        prefix + "Exten",
        prefix + "Linkedid",
        prefix + "ChanVariable");
  }

  /** Every event has all of them. */
  void bringUpToDate(Channel channel, AmiMessage event) {
    channel.state = event.number(state, channel.state);
    channel.callerNumber = event.get(callerNumber);
    channel.callerName = event.get(callerName);
    channel.connectedNumber = event.get(connectedNumber);
    channel.connectedName = event.get(connectedName);
    channel.context = event.get(context);
    channel.exten = event.get(exten);
    channel.linkedId = event.get(linkedId);
    String recording = event.variable(variable, "MIXMONITOR_FILENAME");
    if (!recording.isEmpty()) {
      channel.recording = recording;
    }
  }
}
