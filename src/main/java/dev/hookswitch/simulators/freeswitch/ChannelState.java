package dev.hookswitch.simulators.freeswitch;

/** {@code Channel-State} with FreeSWITCH's numbers. */
enum ChannelState {
  CS_INIT(1),
  CS_ROUTING(2),
  CS_EXECUTE(4),
  CS_EXCHANGE_MEDIA(5),
  CS_CONSUME_MEDIA(7),
  CS_HANGUP(10),
  CS_REPORTING(11),
  CS_DESTROY(12);

  final int number;

  ChannelState(int number) {
    this.number = number;
  }
}
