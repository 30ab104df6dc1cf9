package dev.hookswitch.simulators.webitel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A recording that exists nowhere: a WAV file (8 kHz, 8 bit, mono) whose bytes are computed when
 * they are asked for. One hears a tone that changes every second.
 */
record Wave(int samples) {
  private static final int RATE = 8000;
  private static final int HEADER = 44;

  static Wave of(Duration length) {
    return new Wave((int) Math.max(RATE, length.toMillis() * RATE / 1000));
  }

  int size() {
    return HEADER + samples;
  }

  byte[] bytes(int from, int count) {
    byte[] header = header();
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      int position = from + i;
      bytes[i] = position < HEADER ? header[position] : sample(position - HEADER);
    }
    return bytes;
  }

  private static byte sample(int at) {
    double pitch = 300 + 40 * (at / RATE % 8);
    return (byte) (128 + 60 * Math.sin(2 * Math.PI * pitch * at / RATE));
  }

  private byte[] header() {
    return ByteBuffer.allocate(HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(ascii("RIFF"))
        .putInt(size() - 8)
        .put(ascii("WAVEfmt "))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) 1)
        .putInt(RATE)
        .putInt(RATE)
        .putShort((short) 1)
        .putShort((short) 8)
        .put(ascii("data"))
        .putInt(samples)
        .array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
