package dev.hookswitch.security;

import java.util.List;

/** The sign-ins that the demo shows on its sign-in page. No bean of this kind exists elsewhere. */
public interface DemoSignIns {
  /**
   * @param number of the first line, empty without one
   */
  record DemoSignIn(String signIn, String password, String name, Role role, String number) {}

  List<DemoSignIn> all();
}
