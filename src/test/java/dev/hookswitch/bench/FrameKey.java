package dev.hookswitch.bench;

import java.nio.charset.StandardCharsets;

/**
 * What a frame of the Messaging Service says, in one number: its type, which leg of which call, the
 * state, what can be done, why it is over. Frames that differ in one of these differ in their
 * numbers. The bytes are scanned once and not parsed: ten thousand clients share one thread.
 */
final class FrameKey {
  /** Legs of one call that have an id of their own. */
  static final int LEGS = 8;

  /** Calls of one stream. */
  static final int MOST_CALLS = 1 << 20;

  private static final int CALL_SHIFT = 40;
  private static final long NO_CALL = (long) (MOST_CALLS - 1) << CALL_SHIFT;
  private static final byte[] ID = bytes("d");
  private static final byte[] TYPE = bytes("eventType");
  private static final byte[] CALL_ID = bytes("callId");
  private static final byte[] STATE = bytes("state");
  private static final byte[] FEATURES = bytes("callFeaturesSet");
  private static final byte[] END_REASON = bytes("endReason");

  private FrameKey() {}

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The id of a leg, as channels of the stream have it; all are of the same length. */
  static String id(int round, int call, int leg) {
    return "%010d.%08d".formatted(1_900_000_000L + round, (long) call * LEGS + leg);
  }

  static long of(byte[] frame, int from, int to) {
    long key = 0;
    long call = NO_CALL;
    for (int i = from + 1; i < to; i++) {
      if (frame[i] != ':' || frame[i - 1] != '"') {
        continue;
      }
      int name = frame[i - 2] == '\\' ? i - 2 : i - 1;
      int value = i + 1;
      while (frame[value] == '"' || frame[value] == '\\') {
        value++;
      }
      if (ends(frame, name, TYPE)) {
        key |= number(frame, value) & 31;
      } else if (ends(frame, name, FEATURES)) {
        key |= (number(frame, value) & 0xFFFFF) << 8;
      } else if (ends(frame, name, STATE)) {
        key |= (number(frame, value) & 15) << 28;
      } else if (ends(frame, name, END_REASON)) {
        key |= (hash(frame, value) & 0xFF) << 32;
      } else if (call == NO_CALL && isId(frame, name)) {
        while (frame[value] != '.' && frame[value] != '"') {
          value++;
        }
        long leg = number(frame, value + 1);
        call = leg / LEGS << CALL_SHIFT;
        key |= leg % LEGS << 5;
      }
    }
    return key | call;
  }

  /** The same of another call. */
  static long ofCall(long key, int call) {
    return (key & NO_CALL) == NO_CALL ? key : key & ~NO_CALL | (long) call << CALL_SHIFT;
  }

  static int type(long key) {
    return (int) key & 31;
  }

  private static boolean isId(byte[] frame, int name) {
    return ends(frame, name, CALL_ID)
        || ends(frame, name, ID)
            && frame[name - 2] == 'i'
            && (frame[name - 3] == '"' || frame[name - 3] == '\\');
  }

  private static boolean ends(byte[] frame, int end, byte[] name) {
    int from = end - name.length;
    for (int i = 0; i < name.length; i++) {
      if (frame[from + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  private static long number(byte[] frame, int at) {
    long number = 0;
    for (int i = at; frame[i] >= '0' && frame[i] <= '9'; i++) {
      number = number * 10 + frame[i] - '0';
    }
    return number;
  }

  private static long hash(byte[] frame, int at) {
    int hash = 1;
    for (int i = at; frame[i] >= 'A' && frame[i] <= 'Z' || frame[i] == '_'; i++) {
      hash = hash * 31 + frame[i];
    }
    return hash ^ hash >>> 8;
  }
}
