package dev.hookswitch.settings.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what must not be read from the database alone: AES-256 in GCM, a nonce of its own for
 * each value, bound to the place where the value is stored. Safe for use by many threads.
 */
public class SecretBox {
  public static final int KEY_BYTES = 32;
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKey key;

  /**
   * @param key {@link #KEY_BYTES} of them
   */
  public SecretBox(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "key of %d bytes (expected: %d)".formatted(key.length, KEY_BYTES));
    }
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * @param place where the result will be stored
   */
  public String lock(String place, String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, 0, place);
      byte[] locked = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
      byte[] both = new byte[NONCE_BYTES + locked.length];
      System.arraycopy(nonce, 0, both, 0, NONCE_BYTES);
      System.arraycopy(locked, 0, both, NONCE_BYTES, locked.length);
      return Base64.getEncoder().encodeToString(both);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt for " + place, e);
    }
  }

  /**
   * @throws IllegalStateException when the text was locked with another key or for another place,
   *     or was changed
   */
  public String unlock(String place, String text) {
    try {
      byte[] both = Base64.getDecoder().decode(text);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, both, 0, place);
      return new String(
          cipher.doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "cannot decrypt %s (expected: stored with the key in use now)".formatted(place), e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, int offset, String place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE_BYTES));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
