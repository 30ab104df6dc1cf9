package dev.hookswitch.connectors.emulator;

import dev.hookswitch.connectors.emulator.EmulatorContractTest.EmulatorRig;
import dev.hookswitch.phone.Peer;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSystem;

/** The emulator at a test's pace, for tests of what stands in front of a phone system. */
public final class EmulatedExchange implements AutoCloseable {
  private final EmulatorRig rig = new EmulatorRig();

  public PhoneSystem system() {
    return rig.system;
  }

  public Peer peer() {
    return rig;
  }

  /** The line's connection breaks; its calls go on. */
  public void loses(PhoneNumber line) {
    rig.control.loseConnection(line);
  }

  @Override
  public void close() {
    rig.system.stop();
  }
}
