package dev.hookswitch.phone;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What can be done with a call, or with an idle line (creatio-cti.md §2.4 CallFeaturesSet). */
public enum Feature implements Capability {
  DIAL(0x2),
  ANSWER(0x4),
  /** End a call, or decline one that rings. */
  DROP(0x8),
  HOLD(0x10),
  UNHOLD(0x20),
  COMPLETE_TRANSFER(0x80),
  BLIND_TRANSFER(0x100),
  MAKE_CONSULT_CALL(0x200),
  DTMF(0x400),
  VIDEO(0x800),
  MUTE(0x1000),
  CANCEL_COMPLETE_TRANSFER(0x2000),
  /** Possible exactly while the call is muted: this is how the documented events tell it. */
  UNMUTE(0x4000),
  /** Change places of the call and the one it consults. */
  SWAP(0x8000),
  START_RECORDING(0x10000),
  /** Possible exactly while the call is recorded, whoever began it. */
  STOP_RECORDING(0x20000),
  /** Put the other side into the parking lot, where anybody can fetch it. */
  PARK(0x40000),
  /** Take a call that rings at a colleague's phone: of a line that could dial. */
  PICK_UP(0x80000);

  private final int bit;

  Feature(int bit) {
    this.bit = bit;
  }

  /** What lines can do that neither record on demand, park nor pick up, without these. */
  public static Set<Feature> usualBut(Feature... missing) {
    EnumSet<Feature> usual = EnumSet.range(DIAL, SWAP);
    usual.removeAll(List.of(missing));
    return usual;
  }

  @Override
  public int bit() {
    return bit;
  }
}
