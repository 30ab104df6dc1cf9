package dev.hookswitch.connectors.messaging;

import dev.hookswitch.messaging.clients.TmsBed;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Peer;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.phone.PhoneSystemContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The Messaging Service in this process. */
class InProcessContractTest implements PhoneSystemContract {
  private static TmsBed bed;
  private static int numbers = 100;
  private Line line;
  private Line otherLine;

  @BeforeAll
  static void start() {
    bed = new TmsBed();
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @BeforeEach
  void lines() {
    line = bed.lineHere(String.valueOf(++numbers));
    otherLine = bed.lineHere(String.valueOf(++numbers));
  }

  @Override
  public PhoneSystem system() {
    return bed.system();
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
    return bed.pbx().peer();
  }
}
