package dev.hookswitch.calls.ui;

/** There is no such call, or it is none of the viewer's business; which one nobody is told. */
class NoSuchCall extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
