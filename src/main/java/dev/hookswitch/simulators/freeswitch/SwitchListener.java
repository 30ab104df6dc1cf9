package dev.hookswitch.simulators.freeswitch;

/** Hears what happens in the switch, on its thread. */
public interface SwitchListener {
  default void event(ChannelEvent event) {}

  default void queue(QueueEvent event) {}

  /** Registration, activity, status or data of a user changed. */
  default void changed(Subscriber subscriber) {}

  /** A user is no longer in the directory. */
  default void removed(Subscriber subscriber) {}

  /** The sockets of a user are to break. */
  default void cut(Subscriber subscriber) {}
}
