package dev.hookswitch.phone;

/** What a call carries besides its signalling. */
public enum Media {
  AUDIO,
  AUDIO_AND_VIDEO
}
