package dev.hookswitch.phone;

/** What a phone system says when it is asked for a recording. */
public sealed interface RecordingAnswer {
  RecordingAnswer ABSENT = new Absent();

  record Found(Recording recording) implements RecordingAnswer {}

  /** It was never made, or it has been deleted since. */
  record Absent() implements RecordingAnswer {}

  /** The phone system does not give it to this installation. */
  record Refused() implements RecordingAnswer {}

  /**
   * The phone system cannot be asked now.
   *
   * @param detail for the log of the server alone; without secrets
   */
  record Unreachable(String detail) implements RecordingAnswer {}
}
