package dev.hookswitch.settings;

import java.util.List;

/** A provisioning file was not applied, not even in part. */
public class ProvisioningRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // Never serialized.
  private final List<ProvisioningProblem> problems;

  ProvisioningRefused(String message, List<ProvisioningProblem> problems) {
    super(message);
    this.problems = List.copyOf(problems);
  }

  /** All that were found, by line. */
  public List<ProvisioningProblem> problems() {
    return problems;
  }
}
