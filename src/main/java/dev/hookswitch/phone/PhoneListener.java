package dev.hookswitch.phone;

/**
 * Who hears what a line reports. Methods are called on the phone system's threads, one call at a
 * time for a line and in the order in which things happened; they return at once and never throw.
 */
public interface PhoneListener {
  void event(CtiEvent event);

  /** For the page that owns the media of {@code signal.session()}. */
  void signal(MediaSignal signal);
}
