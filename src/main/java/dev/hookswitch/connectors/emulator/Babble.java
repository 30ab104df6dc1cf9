package dev.hookswitch.connectors.emulator;

import dev.hookswitch.phone.Recording;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Two voices without words that take turns, as a WAV file (RIFF, 16 bit PCM, mono, 8 kHz). Each
 * sample is a function of its place, so any part is made when it is read and none is kept.
 */
final class Babble implements Recording {
  static final int RATE = 8000;
  private static final int BYTES_PER_SAMPLE = 2;
  private static final int HEADER = 44;

  private static final int SYLLABLE = RATE / 5;
  private static final int SYLLABLES_PER_TURN = 12;
  private static final double LOUDNESS = 0.3 * Short.MAX_VALUE;

  private final int seed;
  private final long samples;
  private final byte[] header;

  Babble(int seed, Duration length) {
    this.seed = seed;
    this.samples = length.toMillis() * RATE / 1000;
    this.header = header(samples * BYTES_PER_SAMPLE);
  }

  @Override
  public String mediaType() {
    return "audio/wav";
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.of(whole());
  }

  @Override
  public InputStream read(long from, long count) {
    return new Part(from, Math.min(whole(), from + Math.min(count, whole())));
  }

  @Override
  public void close() {
    // It holds nothing.
  }

  private long whole() {
    return HEADER + samples * BYTES_PER_SAMPLE;
  }

  private byte at(long offset) {
    if (offset < HEADER) {
      return header[(int) offset];
    }
    long place = offset - HEADER;
    int sample = sample(place / BYTES_PER_SAMPLE);
    return (byte) (place % BYTES_PER_SAMPLE == 0 ? sample : sample >> Byte.SIZE);
  }

  /** A syllable is a tone with an overtone that swells and fades; some are silent. */
  private int sample(long place) {
    long syllable = place / SYLLABLE;
    int chance = mixed(seed + 31 * (int) syllable);
    if (chance % 7 == 0) {
      return 0;
    }
    double into = (double) (place % SYLLABLE) / SYLLABLE;
    double swell = Math.sin(Math.PI * into);
    boolean firstSpeaks = syllable / SYLLABLES_PER_TURN % 2 == 0;
    double pitch = (firstSpeaks ? 130 : 210) + chance % 60;
    double phase = 2 * Math.PI * pitch * (place % SYLLABLE) / RATE;
    double tone = Math.sin(phase) + 0.5 * Math.sin((2 + chance % 3) * phase);
    return (int) (LOUDNESS * swell * swell * tone / 1.5);
  }

  /** Spreads neighbouring numbers (the finalizer of MurmurHash3); never negative. */
  private static int mixed(int number) {
    int h = number;
    h = (h ^ (h >>> 16)) * 0x85ebca6b;
    h = (h ^ (h >>> 13)) * 0xc2b2ae35;
    return (h ^ (h >>> 16)) & Integer.MAX_VALUE;
  }

  private static byte[] header(long dataBytes) {
    return ByteBuffer.allocate(HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(ascii("RIFF"))
        .putInt((int) (HEADER - 8 + dataBytes))
        .put(ascii("WAVEfmt "))
        .putInt(16)
        .putShort((short) 1) // PCM
        .putShort((short) 1) // channels
        .putInt(RATE)
        .putInt(RATE * BYTES_PER_SAMPLE)
        .putShort((short) BYTES_PER_SAMPLE)
        .putShort((short) (BYTES_PER_SAMPLE * Byte.SIZE))
        .put(ascii("data"))
        .putInt((int) dataBytes)
        .array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private final class Part extends InputStream {
    private final long end;
    private long next;

    Part(long from, long end) {
      this.next = from;
      this.end = end;
    }

    @Override
    public int read() {
      return next < end ? at(next++) & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (length > 0 && next >= end) {
        return -1;
      }
      int count = (int) Math.min(length, end - next);
      for (int i = 0; i < count; i++) {
        into[offset + i] = at(next++);
      }
      return count;
    }
  }
}
