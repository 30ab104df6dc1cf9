package dev.hookswitch.hub;

import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneState;
import dev.hookswitch.phone.PhoneStates;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Phones of {@link DrivenPhoneSystem} that do what a test says. */
final class DrivenPhones implements PhoneStates {
  private final Map<LineId, PhoneState> states = new ConcurrentHashMap<>();
  private final Map<LineId, List<Runnable>> followers = new ConcurrentHashMap<>();

  void are(Line line, PhoneState state) {
    states.put(line.id(), state);
    followers.getOrDefault(line.id(), List.of()).forEach(Runnable::run);
  }

  int followed(Line line) {
    return followers.getOrDefault(line.id(), List.of()).size();
  }

  @Override
  public String system() {
    return DrivenPhoneSystem.ID;
  }

  @Override
  public PhoneState of(Line line) {
    return states.getOrDefault(line.id(), PhoneState.UNKNOWN);
  }

  @Override
  public Runnable follow(Line line, Runnable changed) {
    List<Runnable> all = followers.computeIfAbsent(line.id(), _ -> new CopyOnWriteArrayList<>());
    all.add(changed);
    return () -> all.remove(changed);
  }

  @Override
  public boolean together(Line one, Line other) {
    return true;
  }
}
