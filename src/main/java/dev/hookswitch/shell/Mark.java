package dev.hookswitch.shell;

import com.vaadin.flow.component.Svg;

/** The mark: a receiver over its hook switch. */
public final class Mark {
  private static final String SHAPES =
      """
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect x="1" y="1" width="30" height="30" rx="9" fill="currentColor"></rect>
        <path d="M6.5 14.2c0-4 4.2-6.4 9.5-6.4s9.5 2.4 9.5 6.4c0 1-.7 1.6-1.6 1.6h-2.3c-.9 0-1.5-.6-1.6-1.5l-.2-1.3c-2.4-.7-5.2-.7-7.6 0l-.2 1.3c-.1.9-.7 1.5-1.6 1.5H8.1c-.9 0-1.6-.6-1.6-1.6z" fill="var(--hs-surface)"></path>
        <path d="M11 18.5v1.7c0 2.2 1.8 4 4 4h2c2.2 0 4-1.800 4-4v-1.7" fill="none" stroke="var(--hs-surface)" stroke-width="2.3" stroke-linecap="round"></path>
      </svg>
      """;

  private Mark() {}

  public static Svg create() {
    return new Svg(SHAPES);
  }
}
